#ifndef WEB_PAGES_REGISTER_H
#define WEB_PAGES_REGISTER_H

/* Becoming a member: open, by invitation, or not at all; and the one-time link
 * that makes a new site's owner. */

#include "web/route.h"

page_handler page_register, page_register_send;
page_handler page_setup, page_setup_send;

#endif
