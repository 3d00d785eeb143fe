#include "community/like.h"

#include "base/limits.h"

/* What can be liked is there and shows its text. */
static enum outcome count_of_article(struct db *db, struct article_id article, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select n_likes from article where id = $1 and state = 2");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_n = db_int(stmt, 0);
    return found;
}

static enum outcome count_of_comment(struct db *db, struct comment_id comment, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select n_likes from comment where id = $1 and is_deleted = 0");
    db_bind_int(stmt, 1, comment.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_n = db_int(stmt, 0);
    return found;
}

/* Runs the statement that adds or removes a like; `*ret_change` is 1 when it did. */
static enum outcome change_like(struct db *db, struct db_stmt *stmt, int64_t *ret_change)
{
    enum outcome done = db_run(stmt);
    if (done == OK)
        *ret_change = db_changes(db);
    return done;
}

static enum outcome
set_article_count(struct db *db, struct article_id article, int64_t n, int64_t *ret_n)
{
    struct db_stmt *stmt = db_query(db, "update article set n_likes = $2 where id = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, n);
    enum outcome done = db_run(stmt);
    if (done == OK)
        *ret_n = n;
    return done;
}

static enum outcome
set_comment_count(struct db *db, struct comment_id comment, int64_t n, int64_t *ret_n)
{
    struct db_stmt *stmt = db_query(db, "update comment set n_likes = $2 where id = $1");
    db_bind_int(stmt, 1, comment.n);
    db_bind_int(stmt, 2, n);
    enum outcome done = db_run(stmt);
    if (done == OK)
        *ret_n = n;
    return done;
}

enum outcome like_article(
    struct db *db, struct article_id article, struct member_id member, int64_t now, int64_t *ret_n)
{
    int64_t n = 0;
    int64_t change = 0;
    enum outcome done = count_of_article(db, article, &n);
    if (done != OK)
        return done;
    struct db_stmt *stmt =
        db_query(db, "insert into article_like (article, member, created) values ($1, $2, $3)"
                     " on conflict (article, member) do nothing");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, member.n);
    db_bind_int(stmt, 3, now);
    done = change_like(db, stmt, &change);
    return done == OK ? set_article_count(db, article, n + change, ret_n) : done;
}

enum outcome
unlike_article(struct db *db, struct article_id article, struct member_id member, int64_t *ret_n)
{
    int64_t n = 0;
    int64_t change = 0;
    enum outcome done = count_of_article(db, article, &n);
    if (done != OK)
        return done;
    struct db_stmt *stmt =
        db_query(db, "delete from article_like where article = $1 and member = $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, member.n);
    done = change_like(db, stmt, &change);
    return done == OK ? set_article_count(db, article, n - change, ret_n) : done;
}

enum outcome like_comment(
    struct db *db, struct comment_id comment, struct member_id member, int64_t now, int64_t *ret_n)
{
    int64_t n = 0;
    int64_t change = 0;
    enum outcome done = count_of_comment(db, comment, &n);
    if (done != OK)
        return done;
    struct db_stmt *stmt =
        db_query(db, "insert into comment_like (comment, member, created) values ($1, $2, $3)"
                     " on conflict (comment, member) do nothing");
    db_bind_int(stmt, 1, comment.n);
    db_bind_int(stmt, 2, member.n);
    db_bind_int(stmt, 3, now);
    done = change_like(db, stmt, &change);
    return done == OK ? set_comment_count(db, comment, n + change, ret_n) : done;
}

enum outcome
unlike_comment(struct db *db, struct comment_id comment, struct member_id member, int64_t *ret_n)
{
    int64_t n = 0;
    int64_t change = 0;
    enum outcome done = count_of_comment(db, comment, &n);
    if (done != OK)
        return done;
    struct db_stmt *stmt =
        db_query(db, "delete from comment_like where comment = $1 and member = $2");
    db_bind_int(stmt, 1, comment.n);
    db_bind_int(stmt, 2, member.n);
    done = change_like(db, stmt, &change);
    return done == OK ? set_comment_count(db, comment, n - change, ret_n) : done;
}

enum outcome like_names(struct arena *arena,
                        struct db *db,
                        struct article_id article,
                        struct str_list *ret_names)
{
    struct str *names = arena_array(arena, struct str, LIMIT_LIKERS_NAMED);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select m.name from article_like l"
                                        " join member m on m.id = l.member where l.article = $1"
                                        " order by l.created desc, l.member desc limit $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, LIMIT_LIKERS_NAMED);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        names[n++] = db_text(arena, stmt, 0);
    if (found != NOT_FOUND)
        return found;
    *ret_names = (struct str_list){names, n};
    return OK;
}

enum outcome
like_of_article(struct db *db, struct article_id article, struct member_id member, bool *ret_likes)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select 1 from article_like where article = $1 and member = $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, member.n);
    enum outcome found = db_step(stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_likes = found == OK;
    return OK;
}

enum outcome like_of_comments(struct db *db,
                              struct member_id member,
                              struct comment_id first,
                              struct comment_id last,
                              struct comment_id *ret_comments,
                              size_t max,
                              size_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select comment from comment_like where member = $1"
                                        " and comment between $2 and $3 order by comment limit $4");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, first.n);
    db_bind_int(stmt, 3, last.n);
    db_bind_int(stmt, 4, (int64_t)max);
    size_t n = 0;
    enum outcome found = OK;
    while (n < max && (found = db_step(stmt)) == OK)
        ret_comments[n++].n = db_int(stmt, 0);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_n = n;
    return OK;
}
