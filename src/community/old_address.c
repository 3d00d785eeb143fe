#include "community/old_address.h"

struct str old_address_path(struct arena *arena, struct str path, struct str query)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    return query.len == 0 ? path : str_print(arena, "%.*s?%.*s", STR_ARG(path), STR_ARG(query));
}

enum outcome old_address_add(struct db *db, struct str path, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "insert into old_address (path, article)"
                                        " values ($1, $2) on conflict (path) do nothing");
    db_bind_text(stmt, 1, path);
    db_bind_int(stmt, 2, article.n);
    return db_run(stmt);
}

enum outcome old_address_find(struct db *db, struct str path, struct article_id *ret_article)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select article from old_address where path = $1");
    db_bind_text(stmt, 1, path);
    enum outcome found = db_step(stmt);
    if (found == OK)
        ret_article->n = db_int(stmt, 0);
    return found;
}
