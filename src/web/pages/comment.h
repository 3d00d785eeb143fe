#ifndef WEB_PAGES_COMMENT_H
#define WEB_PAGES_COMMENT_H

/* Writing, answering, correcting and deleting comments, and finding one again. */

#include "web/route.h"

page_handler page_comment; /* to where it stands in its discussion */
page_handler page_comment_add;
page_handler page_comment_reply_form, page_comment_reply;
page_handler page_comment_edit_form, page_comment_edit;
page_handler page_comment_delete_form, page_comment_delete;

#endif
