#ifndef COMMUNITY_REVISION_H
#define COMMUNITY_REVISION_H

/* What an article was before each edit: whole fields, who changed them, when. */

#include "community/article.h"

struct revision {
    int64_t version;         /* of the article while it stood so */
    struct member_id editor; /* who replaced it */
    struct str editor_name;
    int64_t replaced; /* when */
    struct str title;
};

/* Newest first; at most 200. */
MUST_CHECK enum outcome revision_list(struct arena *arena,
                                      struct db *db,
                                      struct article_id article,
                                      const struct revision **ret_revisions,
                                      size_t *ret_n);

/* The fields of one version, which may not be the present one. NOT_FOUND. */
MUST_CHECK enum outcome revision_find(struct arena *arena,
                                      struct db *db,
                                      struct article_id article,
                                      int64_t version,
                                      struct revision *ret_revision,
                                      struct article_fields *ret_fields);

/* Keeps the article's present fields; article_edit does so before it changes them. */
MUST_CHECK enum outcome
revision_keep(struct db *db, struct article_id article, struct member_id editor, int64_t now);

#endif
