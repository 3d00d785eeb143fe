#include "community/article_around.h"

/* The one row of a neighbour, or nobody. */
static enum outcome read_link(struct arena *arena,
                              struct db_stmt *stmt,
                              const struct article *article,
                              struct article_link *ret_link)
{
    db_bind_int(stmt, 1, article->blog.n);
    db_bind_int(stmt, 2, article->shared);
    db_bind_int(stmt, 3, article->id.n);
    enum outcome found = db_step(stmt);
    if (found == NOT_FOUND) {
        *ret_link = (struct article_link){{0}, STR(""), STR("")};
        return OK;
    }
    if (found == OK)
        *ret_link = (struct article_link){
            .id = {db_int(stmt, 0)},
            .slug = db_text(arena, stmt, 1),
            .title = db_text(arena, stmt, 2),
        };
    return found;
}

enum outcome article_neighbours(struct arena *arena,
                                struct db *db,
                                const struct article *article,
                                struct article_link *ret_older,
                                struct article_link *ret_newer)
{
    CLEANUP(db_done)
    struct db_stmt *older = db_query(db, "select id, slug, title from article where state = 2"
                                         " and blog = $1 and (shared, id) < ($2, $3)"
                                         " order by shared desc, id desc limit 1");
    enum outcome found = read_link(arena, older, article, ret_older);
    if (found != OK)
        return found;

    CLEANUP(db_done)
    struct db_stmt *newer = db_query(db, "select id, slug, title from article where state = 2"
                                         " and blog = $1 and (shared, id) > ($2, $3)"
                                         " order by shared, id limit 1");
    return read_link(arena, newer, article, ret_newer);
}
