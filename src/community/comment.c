#include "community/comment.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/search_row.h"

/* A path is the ids of a comment's ancestors below its root, and its own, each
 * in PATH_STEP digits of base 32: as text it sorts as the thread reads. */
enum {
    PATH_STEP = 8,
    PATH_DIGIT_BITS = 5,
    PATH_BYTES = LIMIT_COMMENT_DEPTH * PATH_STEP,
};

static void add_path_step(struct buf *path, struct comment_id id)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuv";
    CHECK(id.n > 0 && id.n < (int64_t)1 << (PATH_STEP * PATH_DIGIT_BITS));
    for (int i = PATH_STEP - 1; i >= 0; i--)
        buf_add_char(path, digits[(id.n >> (i * PATH_DIGIT_BITS)) & 31]);
}

/* Where a comment hangs. */
struct place {
    struct comment_id root; /* 0: itself */
    struct str path;        /* of what it stands below */
    int64_t depth;
    struct member_id parent_member;
};

/* NOT_FOUND unless the article is published. */
static enum outcome check_article(struct db *db, struct article_id article)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select 1 from article where id = $1 and state = 2");
    db_bind_int(stmt, 1, article.n);
    return db_step(stmt);
}

static enum outcome find_place(struct arena *arena,
                               struct db *db,
                               const struct comment_new *comment,
                               struct place *ret_place)
{
    if (comment->parent.n == 0) {
        *ret_place = (struct place){{0}, STR(""), 0, {0}};
        return OK;
    }
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select root, path, depth, member from comment"
                                        " where id = $1 and article = $2");
    db_bind_int(stmt, 1, comment->parent.n);
    db_bind_int(stmt, 2, comment->article.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;

    struct place place = {
        .root = {db_int(stmt, 0)},
        .path = db_text(arena, stmt, 1),
        .depth = db_int(stmt, 2) + 1,
        .parent_member = {db_int(stmt, 3)},
    };
    if (place.depth > LIMIT_COMMENT_DEPTH) { /* stays on the last level, beside its parent */
        place.depth = LIMIT_COMMENT_DEPTH;
        place.path = str_first(place.path, place.path.len - PATH_STEP);
    }
    *ret_place = place;
    return OK;
}

/* The ids from below the root down to its own; a root's is empty. */
static struct str path_of(struct arena *arena, const struct place *place, struct comment_id id)
{
    struct buf path;
    buf_init(&path, arena, PATH_BYTES);
    buf_add(&path, place->path);
    if (place->root.n != 0)
        add_path_step(&path, id);
    struct str text;
    CHECK(buf_finish(&path, &text) == OK);
    return text;
}

static enum outcome insert_comment(struct arena *arena,
                                   struct db *db,
                                   const struct comment_new *comment,
                                   const struct place *place,
                                   struct comment_id *ret_id)
{
    struct comment_id id = {0};
    enum outcome done = db_next_id(db, STR("comment"), &id.n);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(
        db, "insert into comment (article, parent, root, path, depth, member, parent_member,"
            " created, html, id, source_revision) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
            " (select coalesce(max(number), 0) from source_revision where article = $1))");
    db_bind_int(stmt, 1, comment->article.n);
    db_bind_int(stmt, 3, place->root.n != 0 ? place->root.n : id.n);
    db_bind_text(stmt, 4, path_of(arena, place, id));
    db_bind_int(stmt, 5, place->depth);
    db_bind_int(stmt, 6, comment->member.n);
    if (comment->parent.n != 0) {
        db_bind_int(stmt, 2, comment->parent.n);
        db_bind_int(stmt, 7, place->parent_member.n);
    } else {
        db_bind_null(stmt, 2);
        db_bind_null(stmt, 7);
    }
    db_bind_int(stmt, 8, comment->now);
    db_bind_text(stmt, 9, comment->html.text);
    db_bind_int(stmt, 10, id.n);
    *ret_id = id;
    return db_run(stmt);
}

static enum outcome put_markdown(struct db *db, struct comment_id id, struct str markdown)
{
    struct db_stmt *stmt =
        db_query(db, "insert into comment_source (comment, markdown) values ($1, $2)"
                     " on conflict (comment) do update set markdown = excluded.markdown");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, markdown);
    return db_run(stmt);
}

static enum outcome count_in_article(struct db *db, struct article_id article, int64_t n)
{
    struct db_stmt *stmt =
        db_query(db, "update article set n_comments = n_comments + $2 where id = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

enum outcome comment_check(struct str *markdown, struct problem *ret_problem)
{
    return problem_check_text(markdown, FIELD_COMMENT, 1, LIMIT_COMMENT_CHARACTERS, ret_problem);
}

enum outcome comment_add(struct arena *arena,
                         struct db *db,
                         const struct comment_new *comment,
                         struct comment_id *ret_id,
                         struct problem *ret_problem)
{
    struct str markdown = comment->markdown;
    struct place place = {.depth = 0};
    struct comment_id id = {0};
    enum outcome done = comment_check(&markdown, ret_problem);
    if (done == OK)
        done = check_article(db, comment->article);
    if (done == OK)
        done = find_place(arena, db, comment, &place);
    if (done == OK)
        done = insert_comment(arena, db, comment, &place, &id);
    if (done == OK)
        done = put_markdown(db, id, markdown);
    if (done == OK)
        done = count_in_article(db, comment->article, 1);
    if (done == OK)
        done = search_row_comment(db, id);
    if (done == OK)
        *ret_id = id;
    return done;
}

/* The article and version of a comment that is not deleted. */
static enum outcome find_version(struct db *db,
                                 struct comment_id id,
                                 struct article_id *ret_article,
                                 int64_t *ret_version)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select article, version from comment where id = $1 and is_deleted = 0");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK) {
        ret_article->n = db_int(stmt, 0);
        *ret_version = db_int(stmt, 1);
    }
    return found;
}

enum outcome comment_edit(struct db *db,
                          struct comment_id id,
                          int64_t version,
                          struct str markdown,
                          struct safe_html html,
                          int64_t now,
                          struct problem *ret_problem)
{
    struct article_id article;
    int64_t stored_version = 0;
    enum outcome done = comment_check(&markdown, ret_problem);
    if (done == OK)
        done = find_version(db, id, &article, &stored_version);
    if (done != OK)
        return done;
    if (stored_version != version)
        return CONFLICT;

    struct db_stmt *stmt = db_query(
        db, "update comment set html = $2, edited = $3, version = version + 1 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, html.text);
    db_bind_int(stmt, 3, now);
    done = db_run(stmt);
    if (done == OK)
        done = put_markdown(db, id, markdown);
    return done == OK ? search_row_comment(db, id) : done;
}

static enum outcome run_on(struct db_stmt *stmt, struct comment_id id)
{
    db_bind_int(stmt, 1, id.n);
    return db_run(stmt);
}

enum outcome comment_delete(struct db *db, struct comment_id id)
{
    struct article_id article = {0};
    int64_t version = 0;
    enum outcome done = find_version(db, id, &article, &version);
    if (done == OK)
        done = run_on(db_query(db, "update comment set html = '', is_deleted = 1, n_likes = 0,"
                                   " version = version + 1 where id = $1"),
                      id);
    if (done == OK)
        done = run_on(db_query(db, "delete from comment_source where comment = $1"), id);
    if (done == OK)
        done = run_on(db_query(db, "delete from comment_like where comment = $1"), id);
    if (done == OK)
        done = count_in_article(db, article, -1);
    return done == OK ? search_row_comment(db, id) : done;
}

enum outcome
comment_find(struct arena *arena, struct db *db, struct comment_id id, struct comment *ret_comment)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select c.id, c.article, c.parent, c.member, m.name, m.handle, s.markdown, c.html,"
            " c.created, c.edited, c.is_deleted, c.depth, c.n_likes, c.version"
            " from comment c join member m on m.id = c.member"
            " left join comment_source s on s.comment = c.id where c.id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_comment = (struct comment){
        .id = {db_int(stmt, 0)},
        .article = {db_int(stmt, 1)},
        .parent = {db_int(stmt, 2)},
        .member = {db_int(stmt, 3)},
        .member_name = db_text(arena, stmt, 4),
        .member_handle = db_text(arena, stmt, 5),
        .markdown = db_text(arena, stmt, 6),
        .html = html_from_store(db_text(arena, stmt, 7)),
        .created = db_int(stmt, 8),
        .edited = db_int(stmt, 9),
        .is_deleted = db_int(stmt, 10) != 0,
        .depth = db_int(stmt, 11),
        .n_likes = db_int(stmt, 12),
        .version = db_int(stmt, 13),
    };
    return OK;
}
