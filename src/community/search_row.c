#include "community/search_row.h"

#include "base/limits.h"
#include "community/search_index.h"
#include "community/search_shelf.h"
#include "community/tag.h"

static const struct tag_id *ids_of(struct arena *arena, const struct tag *tags, size_t n)
{
    struct tag_id *ids = arena_array(arena, struct tag_id, n);
    for (size_t i = 0; i < n; i++)
        ids[i] = tags[i].id;
    return ids;
}

/* An article as it is read for this, when it is published. */
static enum outcome load_article(struct arena *arena,
                                 struct db *db,
                                 struct article_id id,
                                 struct search_article *ret_article,
                                 bool *ret_is_published)
{
    struct article article;
    enum outcome found = article_find(arena, db, id, &article);
    if (found != OK)
        return found;
    *ret_is_published = article.state == ARTICLE_PUBLISHED;
    if (!*ret_is_published)
        return OK;
    *ret_article = (struct search_article){
        .id = id,
        .blog = article.blog,
        .sharer = article.sharer,
        .source = article.source,
        .shared = article.shared,
        .tags = ids_of(arena, article.tags, article.n_tags),
        .n_tags = article.n_tags,
        .words = search_analyse(arena, &article.fields),
    };
    return OK;
}

enum outcome search_row_article(struct db *db, struct article_id id)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct search_article article;
    bool is_published = false;
    enum outcome found = load_article(&scratch, db, id, &article, &is_published);
    if (found != OK && found != NOT_FOUND)
        return found;
    return is_published ? search_index_add(db, &article)
                        : search_index_drop(db, SEARCH_ARTICLES, id.n);
}

static enum outcome
load_comment(struct arena *arena, struct db *db, int64_t id, struct search_comment *ret_comment)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select a.id, a.blog, a.source, c.member, c.created,"
                                        " c.html from comment c join article a on a.id = c.article"
                                        " where c.id = $1 and c.is_deleted = 0 and a.state = 2");
    db_bind_int(stmt, 1, id);
    const struct tag *tags = NULL;
    size_t n_tags = 0;
    enum outcome found = db_step(stmt);
    if (found == OK)
        found = tag_list_of(arena, db, (struct article_id){db_int(stmt, 0)}, &tags, &n_tags);
    if (found == OK)
        *ret_comment = (struct search_comment){
            .id = {id},
            .blog = {db_int(stmt, 1)},
            .source = {db_int(stmt, 2)},
            .tags = ids_of(arena, tags, n_tags),
            .n_tags = n_tags,
            .member = {db_int(stmt, 3)},
            .created = db_int(stmt, 4),
            .words = search_analyse_comment(arena, html_from_store(db_text_borrowed(stmt, 5))),
        };
    return found;
}

enum outcome search_row_comment(struct db *db, struct comment_id id)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct search_comment comment;
    enum outcome found = load_comment(&scratch, db, id.n, &comment);
    if (found == NOT_FOUND)
        return search_index_drop(db, SEARCH_COMMENTS, id.n);
    return found == OK ? search_index_add_comment(db, &comment) : found;
}

enum outcome search_row_comments_of(struct db *db, struct article_id id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id from comment where article = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome done = OK;
    while (done == OK && (done = db_step(stmt)) == OK)
        done = search_row_comment(db, (struct comment_id){db_int(stmt, 0)});
    return done == NOT_FOUND ? OK : done;
}

/* Rows that are to be found and are not, among those with ids in a stretch. */
struct lacking {
    int64_t ids[LIMIT_SEARCH_BATCH];
    size_t n;
};

static enum outcome
read_lacking(struct db_stmt *stmt, int64_t after, int64_t last, struct lacking *lacking)
{
    db_bind_int(stmt, 1, after);
    db_bind_int(stmt, 2, LIMIT_SEARCH_BATCH);
    db_bind_int(stmt, 3, last);
    enum outcome found = OK;
    lacking->n = 0;
    while ((found = db_step(stmt)) == OK)
        lacking->ids[lacking->n++] = db_int(stmt, 0);
    db_done(&stmt);
    return found == NOT_FOUND ? OK : found;
}

static struct db_stmt *lacking_articles(struct db *db)
{
    return db_query(db, "select a.id from article a left join search_place p"
                        " on p.kind = 0 and p.id = a.id"
                        " where a.id > $1 and a.id <= $3 and a.state = 2 and p.id is null"
                        " order by a.id limit $2");
}

static struct db_stmt *lacking_comments(struct db *db)
{
    return db_query(db, "select c.id from comment c join article a on a.id = c.article"
                        " left join search_place p on p.kind = 1 and p.id = c.id"
                        " where c.id > $1 and c.id <= $3 and c.is_deleted = 0 and a.state = 2"
                        " and p.id is null order by c.id limit $2");
}

static enum outcome read_last(struct db *db, enum search_kind kind, int64_t *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = kind == SEARCH_ARTICLES ? db_query(db, "select max(id) from article")
                                                   : db_query(db, "select max(id) from comment");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_id = db_int(stmt, 0);
    return found;
}

static enum outcome
add_lacking(struct db *db, enum search_kind kind, struct search_bulk *bulk, int64_t id)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct search_article article;
    struct search_comment comment;
    bool is_published = false;
    enum outcome found =
        kind == SEARCH_ARTICLES
            ? load_article(&scratch, db, (struct article_id){id}, &article, &is_published)
            : load_comment(&scratch, db, id, &comment);
    if (found == OK && kind == SEARCH_ARTICLES)
        search_bulk_add(bulk, &article);
    else if (found == OK)
        search_bulk_add_comment(bulk, &comment);
    return found == NOT_FOUND ? FAULT : found;
}

static enum outcome add_all(struct db *db, enum search_kind kind, const struct lacking *lacking)
{
    struct search_bulk *bulk = search_bulk_new();
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < lacking->n; i++)
        done = add_lacking(db, kind, bulk, lacking->ids[i]);
    if (done == OK && lacking->n > 0)
        done = search_bulk_write(db, bulk);
    search_bulk_free(bulk);
    return done;
}

static enum outcome catch_up(struct db *db, enum search_kind kind, bool *ret_has_more)
{
    enum { STRETCH = 20000 }; /* ids looked at in one write */
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct lacking *lacking = arena_new(&scratch, struct lacking);
    int64_t after = 0;
    int64_t last = 0;
    enum outcome done = shelf_caught_up(db, kind, &after);
    if (done == OK)
        done = read_last(db, kind, &last);
    *ret_has_more = false;
    if (done != OK || after >= last)
        return done;
    int64_t end = after + STRETCH < last ? after + STRETCH : last;
    done = read_lacking(kind == SEARCH_ARTICLES ? lacking_articles(db) : lacking_comments(db),
                        after, end, lacking);
    if (done == OK)
        done = add_all(db, kind, lacking);
    if (lacking->n == LIMIT_SEARCH_BATCH)
        end = lacking->ids[LIMIT_SEARCH_BATCH - 1];
    *ret_has_more = end < last;
    return done == OK ? shelf_set_caught_up(db, kind, end) : done;
}

enum outcome search_row_catch_up(struct db *db, bool *ret_has_more)
{
    enum outcome done = catch_up(db, SEARCH_ARTICLES, ret_has_more);
    if (done == OK && !*ret_has_more)
        done = catch_up(db, SEARCH_COMMENTS, ret_has_more);
    return done;
}

enum outcome search_row_missing(struct db *db, int64_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select (select coalesce(sum(n_articles), 0) from blog)"
                                        " - (select count(*) from search_place where kind = 0)");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_n = db_int(stmt, 0) > 0 ? db_int(stmt, 0) : 0;
    return found;
}
