#ifndef WEB_PAGES_LANGUAGE_H
#define WEB_PAGES_LANGUAGE_H

/* The language that the interface speaks: a cookie, and for members a setting. */

#include "web/route.h"

page_handler page_language, page_language_send;

#endif
