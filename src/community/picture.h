#ifndef COMMUNITY_PICTURE_H
#define COMMUNITY_PICTURE_H

/* Pictures of articles. An article names them by their addresses at the
 * publisher, in its text and as its lead; what is kept of one, several versions
 * of it as objects (db/objects.h), is found by that address when the article is
 * shown. So a text that is edited, or stands in a revision, needs no change. */

#include "base/ids.h"
#include "community/policy.h"
#include "community/rights.h"
#include "db/db.h"

enum picture_state { PICTURE_WAITING, PICTURE_KEPT, PICTURE_FAILED };

struct picture_version {
    struct str kind; /* "webp", "jpg", "png": how its name here ends */
    int64_t width;
    int64_t height;
    struct str object;
};

struct picture {
    struct picture_id id;
    struct str address;
    bool is_lead;
    const struct picture_version *versions; /* kept: by kind, then width; else none */
    size_t n_versions;
};

/* What one text and its lead name. */
struct picture_names {
    struct str lead;           /* empty: it is as it was */
    struct str_list addresses; /* at most LIMIT_PICTURES */
};

/* Inside the write that stores the text: the article shows these from now on. A
 * job is submitted when one of them is not here yet (jobs_wake then). */
MUST_CHECK enum outcome picture_name(struct arena *arena,
                                     struct db *db,
                                     struct article_id article,
                                     const struct picture_names *names,
                                     int64_t now);

/* Inside the write that deletes the article. */
MUST_CHECK enum outcome picture_forget(struct db *db, struct article_id article);

/* Inside a write: forgets pictures that no article shows and that are older than
 * LIMIT_OBJECT_IDLE_SECONDS, among the LIMIT_PICTURE_BATCH after `after`. `*ret_last` is the last
 * of these; 0: there are no more. Their objects are object_sweep's (object.h). */
MUST_CHECK enum outcome
picture_sweep(struct db *db, struct picture_id after, int64_t now, struct picture_id *ret_last);

/* Whether the article may show pictures of its publisher: the one place to ask. */
MUST_CHECK enum outcome
picture_may_keep(struct db *db, struct article_id article, bool *ret_may_keep);

/* Those of the article in that state, in the order of its text. */
MUST_CHECK enum outcome picture_list(struct arena *arena,
                                     struct db *db,
                                     struct article_id article,
                                     enum picture_state state,
                                     const struct picture **ret_pictures,
                                     size_t *ret_n);

/* Its versions are objects by now. What was kept before goes. */
MUST_CHECK enum outcome picture_keep(struct db *db, const struct picture *picture, int64_t now);

/* It will not be asked for again until an article names it anew. */
MUST_CHECK enum outcome
picture_fail(struct db *db, struct picture_id id, struct str error, int64_t now);

struct picture_served {
    struct str kind;
    bool is_for_all; /* else for those who may edit an article that shows it */
};

/* Whether this viewer gets this object: a version of a picture that an article shows, whose
 * policy lets it or who may edit it. `site` is the site's default policy. NOT_FOUND: anything
 * else, snapshots and pictures of deleted articles above all. */
struct picture_asked {
    struct str object;
    struct viewer viewer;
    const struct policy *site;
};
MUST_CHECK enum outcome picture_serve(struct arena *arena,
                                      struct db *db,
                                      const struct picture_asked *asked,
                                      struct picture_served *ret_served);

#endif
