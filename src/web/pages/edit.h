#ifndef WEB_PAGES_EDIT_H
#define WEB_PAGES_EDIT_H

/* Correcting an article beside its preview, publishing it, deleting it. */

#include "web/route.h"

page_handler page_edit, page_edit_send;
page_handler page_preview;
page_handler page_delete, page_delete_send;

#endif
