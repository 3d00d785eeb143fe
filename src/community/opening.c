#include "community/opening.h"

#include "base/limits.h"
#include "community/body.h"

enum { SCRATCH_BYTES = 64 << 20 };

struct str opening_make(struct arena *arena, const struct article_fields *fields, struct str text)
{
    if (fields->standfirst.len > 0 || fields->excerpt.len > 0)
        return STR("");
    return html_excerpt_of_text(arena, text, LIMIT_OPENING_CHARACTERS);
}

static enum outcome
list_lacking(struct arena *arena, struct db *db, struct article_id **ret_ids, size_t *ret_n)
{
    struct article_id *ids = arena_array(arena, struct article_id, LIMIT_OPENING_BATCH);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id from article where opening is null order by id limit $1");
    db_bind_int(stmt, 1, LIMIT_OPENING_BATCH);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK)
        ids[n++].n = db_int(stmt, 0);
    *ret_ids = ids;
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}

static enum outcome set(struct db *db, struct article_id id, struct str opening)
{
    struct db_stmt *stmt =
        db_query(db, "update article set opening = case when standfirst = '' and excerpt = ''"
                     " then $2 else '' end where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, opening);
    return db_run(stmt);
}

/* A deleted one has no body. */
static enum outcome make_of(struct db *db, struct article_id id)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct safe_html body = {STR("")};
    struct str text = STR("");
    enum outcome found = body_get(&scratch, db, id, &body);
    if (found == OK)
        found = html_to_text(&scratch, body.text, &text);
    if (found != OK && found != NOT_FOUND)
        return found;
    return set(db, id, html_excerpt_of_text(&scratch, text, LIMIT_OPENING_CHARACTERS));
}

enum outcome opening_catch_up(struct db *db, bool *ret_has_more)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct article_id *ids = NULL;
    size_t n = 0;
    enum outcome done = list_lacking(&scratch, db, &ids, &n);
    for (size_t i = 0; done == OK && i < n; i++)
        done = make_of(db, ids[i]);
    *ret_has_more = n == LIMIT_OPENING_BATCH;
    return done;
}
