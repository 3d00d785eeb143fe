/* One article read: what its page shows. */
#include "community/article.h"

#include "community/body.h"

/* clang-format off */
#define ARTICLE_COLUMNS                                                                            \
    /*  0 */ "a.id, a.blog, b.slug, b.title, b.owner, b.n_articles, b.n_followers,"                \
    /*  7 */ " a.sharer, m.name, m.handle, a.source, s.slug, s.name, a.state, a.shared,"           \
    /* 15 */ " a.created, a.edited, a.version, a.n_likes, a.n_comments, a.words,"                  \
    /* 21 */ " a.reading_minutes, a.published, a.title, a.slug, a.lang, a.dateline,"               \
    /* 27 */ " a.standfirst, a.excerpt, a.byline, a.url, a.credit, coalesce(a.opening, ''),"       \
    /* 33 */ " a.cut_after, " POLICY_COLUMNS ", " BODY_COLUMNS
/* clang-format on */

static struct article_fields read_fields(struct arena *arena, struct db_stmt *stmt)
{
    return (struct article_fields){
        .title = db_text(arena, stmt, 23),
        .byline = db_text(arena, stmt, 29),
        .source = db_text(arena, stmt, 12),
        .url = db_text(arena, stmt, 30),
        .dateline = db_text(arena, stmt, 26),
        .standfirst = db_text(arena, stmt, 27),
        .excerpt = db_text(arena, stmt, 28),
        .credit = db_text(arena, stmt, 31),
        .lang = db_text(arena, stmt, 25),
        .published = db_int(stmt, 22),
        .has_published = !db_is_null(stmt, 22),
    };
}

static struct article read_article(struct arena *arena, struct db_stmt *stmt)
{
    return (struct article){
        .id = {db_int(stmt, 0)},
        .blog = {db_int(stmt, 1)},
        .blog_slug = db_text(arena, stmt, 2),
        .blog_title = db_text(arena, stmt, 3),
        .blog_owner = {db_int(stmt, 4)},
        .blog_n_articles = db_int(stmt, 5),
        .blog_n_followers = db_int(stmt, 6),
        .sharer = {db_int(stmt, 7)},
        .sharer_name = db_text(arena, stmt, 8),
        .sharer_handle = db_text(arena, stmt, 9),
        .source = {db_int(stmt, 10)},
        .source_slug = db_text(arena, stmt, 11),
        .policy = policy_read(arena, stmt, 34),
        .fields = read_fields(arena, stmt),
        .opening = db_text(arena, stmt, 32),
        .slug = db_text(arena, stmt, 24),
        .cut_after = db_text(arena, stmt, 33),
        .state = article_state_from_store(db_int(stmt, 13)),
        .shared = db_int(stmt, 14),
        .created = db_int(stmt, 15),
        .edited = db_int(stmt, 16),
        .version = db_int(stmt, 17),
        .n_likes = db_int(stmt, 18),
        .n_comments = db_int(stmt, 19),
        .words = db_int(stmt, 20),
        .reading_minutes = db_int(stmt, 21),
    };
}

static enum outcome
find_row(struct arena *arena, struct db *db, struct article_id id, struct article *ret_article)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " ARTICLE_COLUMNS " from article a"
                                        " join blog b on b.id = a.blog"
                                        " join member m on m.id = a.sharer"
                                        " left join source s on s.id = a.source" POLICY_JOIN
                                        " left join article_body h on h.article = a.id"
                                        " where a.id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_article = read_article(arena, stmt);
    return body_read(arena, db, stmt, 41, &ret_article->fields.body);
}

enum outcome
article_find(struct arena *arena, struct db *db, struct article_id id, struct article *ret_article)
{
    struct article article = {.tags = NULL};
    enum outcome found = find_row(arena, db, id, &article);
    if (found == OK)
        found = tag_list_of(arena, db, id, &article.tags, &article.n_tags);
    if (found != OK)
        return found;

    struct str *names = arena_array(arena, struct str, article.n_tags);
    for (size_t i = 0; i < article.n_tags; i++)
        names[i] = article.tags[i].name;
    article.fields.tags = (struct str_list){names, article.n_tags};
    *ret_article = article;
    return OK;
}
