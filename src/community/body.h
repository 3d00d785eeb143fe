#ifndef COMMUNITY_BODY_H
#define COMMUNITY_BODY_H

/* The clean HTML of articles as it is stored. Bodies are two thirds of a site, so they are
 * packed with a dictionary trained on the site's own (body_catch_up); until there are enough
 * to train one they stand as they are. Each row names its dictionary, and none is ever
 * changed, so whatever was stored stays readable. Nobody else touches the column `html`. */

#include "base/ids.h"
#include "base/packed.h"
#include "db/db.h"
#include "text/html.h"

enum {
    BODY_SAMPLES = 2000,          /* bodies that the site's dictionary is made from */
    BODY_SAMPLE_BYTES = 16 << 10, /* the beginning of each that is looked at */
    BODY_BATCH = 200,             /* bodies of before that are packed in one write */
};

/* As it stands in a row: `dictionary` 0 is the text itself. */
struct body_packed {
    int64_t dictionary;
    struct str bytes;
};

/* The article's body becomes this one. `arena` is for the work. */
MUST_CHECK enum outcome
body_put(struct arena *arena, struct db *db, struct article_id article, struct safe_html body);
MUST_CHECK enum outcome
body_put_packed(struct db *db, struct article_id article, const struct body_packed *packed);

/* FAULT when what is stored cannot be read. NOT_FOUND: it has none. */
MUST_CHECK enum outcome
body_get(struct arena *arena, struct db *db, struct article_id article, struct safe_html *ret_body);

/* The same for a query that selects BODY_COLUMNS of `article_body h`, or of whatever has
 * them, from `first` on. Empty when there is no row. */
#define BODY_COLUMNS "h.dictionary, h.html"
MUST_CHECK enum outcome body_read(struct arena *arena,
                                  struct db *db,
                                  struct db_stmt *stmt,
                                  int first,
                                  struct safe_html *ret_body);

/* The dictionary that bodies are packed with now, ready for threads that have no store;
 * valid as long as the connection. NOT_FOUND: none was trained yet. */
MUST_CHECK enum outcome body_dictionary_newest(struct db *db,
                                               int64_t *ret_id,
                                               const struct pack_dictionary **ret_dictionary);

/* A new one. */
MUST_CHECK enum outcome body_dictionary_add(struct db *db, struct str bytes);

/* Trains the first dictionary when the site has BODY_SAMPLES bodies: reads only, and
 * takes seconds. NOT_FOUND: there is one, or too little to train it with. */
MUST_CHECK enum outcome
body_dictionary_train(struct arena *arena, struct db *db, struct str *ret_bytes);

/* Packs up to BODY_BATCH bodies behind `after` that stand as they are.
 * `*ret_last` is the last one looked at; 0: there are no more. */
MUST_CHECK enum outcome
body_catch_up(struct db *db, struct article_id after, struct article_id *ret_last);

#endif
