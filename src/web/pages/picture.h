#ifndef WEB_PAGES_PICTURE_H
#define WEB_PAGES_PICTURE_H

/* The files of kept pictures, by the hash of their bytes: what an address gives
 * never changes. Objects that are no picture of an article are not given out. */

#include "web/route.h"

page_handler page_picture;

#endif
