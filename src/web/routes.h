#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

/* The table of all addresses. */

#include "web/route.h"

extern const struct route routes[];
extern const size_t n_routes;

#endif
