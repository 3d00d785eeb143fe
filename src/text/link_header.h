#ifndef TEXT_LINK_HEADER_H
#define TEXT_LINK_HEADER_H

/* Link headers (RFC 8288): `<https://hub.example/>; rel="hub"`, several with commas. */

#include "base/str.h"

/* The address of the first link of that relation in a header's value, as it stands
 * there. Empty without one. Borrows. */
struct str link_header_find(struct str value, struct str relation);

#endif
