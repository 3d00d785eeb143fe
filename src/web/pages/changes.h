#ifndef WEB_PAGES_CHANGES_H
#define WEB_PAGES_CHANGES_H

/* What differs between two versions of an article, field by field, word by word. */

#include "community/article.h"
#include "views/edit.h"
#include "web/request.h"

/* In the order of the edit form; fields that are the same are left out. */
struct edit_changes changes_between(struct request *rq,
                                    const struct article_fields *before,
                                    const struct article_fields *after);

/* The tags as a form shows them: "one, two". */
struct str changes_tags(struct arena *arena, struct str_list tags);

#endif
