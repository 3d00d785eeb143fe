#include "community/tag.h"

#include "base/limits.h"
#include "text/name.h"
#include "text/slug.h"

/* One tag of the input, unless it is empty or there already. */
static enum outcome add_name(struct arena *arena,
                             struct str name,
                             struct str *names,
                             struct str *slugs,
                             size_t *n,
                             struct problem *ret_problem)
{
    enum outcome good = problem_check_line(&name, FIELD_TAGS, 0, LIMIT_TAG_CHARACTERS, ret_problem);
    if (good != OK || str_is_empty(name))
        return good;
    struct str slug = slug_from_title(arena, name);
    if (str_is_empty(slug) || str_contains(name, STR(","))) {
        *ret_problem = (struct problem){FIELD_TAGS, WRONG_CHARACTERS, 0};
        return INVALID;
    }
    for (size_t i = 0; i < *n; i++) {
        if (str_eq(slugs[i], slug))
            return OK;
    }
    if (*n == LIMIT_TAGS) {
        *ret_problem = (struct problem){FIELD_TAGS, WRONG_TOO_MANY, LIMIT_TAGS};
        return INVALID;
    }
    names[*n] = name;
    slugs[(*n)++] = slug;
    return OK;
}

enum outcome tag_check(struct arena *arena,
                       struct str_list given,
                       struct str_list *ret_names,
                       struct problem *ret_problem)
{
    struct str *names = arena_array(arena, struct str, LIMIT_TAGS);
    struct str *slugs = arena_array(arena, struct str, LIMIT_TAGS);
    size_t n = 0;
    for (size_t i = 0; i < given.n; i++) {
        enum outcome good = add_name(arena, given.items[i], names, slugs, &n, ret_problem);
        if (good != OK)
            return good;
    }
    *ret_names = (struct str_list){names, n};
    return OK;
}

enum outcome tag_split(struct arena *arena,
                       struct str text,
                       struct str_list *ret_names,
                       struct problem *ret_problem)
{
    struct str *names = arena_array(arena, struct str, LIMIT_TAGS);
    struct str *slugs = arena_array(arena, struct str, LIMIT_TAGS);
    size_t n = 0;
    struct str name;
    while (str_cut(&text, ',', &name)) {
        enum outcome good = add_name(arena, name, names, slugs, &n, ret_problem);
        if (good != OK)
            return good;
    }
    *ret_names = (struct str_list){names, n};
    return OK;
}

struct str_list tag_usable(struct arena *arena, struct str_list given)
{
    struct str *tags = arena_array(arena, struct str, LIMIT_TAGS);
    size_t n = 0;
    for (size_t i = 0; i < given.n && n < LIMIT_TAGS; i++) {
        struct str tag = name_tidy(arena, given.items[i], LIMIT_TAG_CHARACTERS);
        if (!str_contains(tag, STR(",")) && !str_is_empty(slug_from_title(arena, tag)))
            tags[n++] = tag;
    }
    return (struct str_list){tags, n};
}

enum outcome tag_ensure(struct arena *arena, struct db *db, struct str name, struct tag_id *ret_id)
{
    struct str slug = slug_from_title(arena, name);
    struct db_stmt *insert =
        db_query(db, "insert into tag (slug, name) values ($1, $2) on conflict (slug) do nothing");
    db_bind_text(insert, 1, slug);
    db_bind_text(insert, 2, name);
    enum outcome done = db_run(insert);
    if (done != OK)
        return done;

    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select id from tag where slug = $1");
    db_bind_text(stmt, 1, slug);
    done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

enum outcome tag_count(struct db *db, struct tag_id id, int64_t n)
{
    struct db_stmt *stmt =
        db_query(db, "update tag set n_articles = n_articles + $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

static enum outcome
put_tag(struct db *db, struct article_id article, size_t place, struct tag_id tag)
{
    struct db_stmt *stmt =
        db_query(db, "insert into article_tag (article, place, tag) values ($1, $2, $3)");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, (int64_t)place);
    db_bind_int(stmt, 3, tag.n);
    return db_run(stmt);
}

enum outcome tag_set(struct arena *arena,
                     struct db *db,
                     struct article_id article,
                     struct str_list names,
                     int64_t shared)
{
    enum outcome done = tag_relist(db, article, TAG_UNLISTED);
    if (done == OK) {
        struct db_stmt *stmt = db_query(db, "delete from article_tag where article = $1");
        db_bind_int(stmt, 1, article.n);
        done = db_run(stmt);
    }
    for (size_t i = 0; done == OK && i < names.n; i++) {
        struct tag_id tag = {0};
        done = tag_ensure(arena, db, names.items[i], &tag);
        if (done == OK)
            done = put_tag(db, article, i, tag);
    }
    return done == OK ? tag_relist(db, article, shared) : done;
}

static enum outcome leave_lists(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "update tag set n_articles = n_articles - 1 where id in"
                                        " (select tag from article_tag"
                                        " where article = $1 and shared is not null)");
    db_bind_int(stmt, 1, article.n);
    enum outcome done = db_run(stmt);
    if (done != OK)
        return done;
    stmt = db_query(db, "update article_tag set shared = null where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

enum outcome tag_relist(struct db *db, struct article_id article, int64_t shared)
{
    enum outcome done = leave_lists(db, article);
    if (done != OK || shared == TAG_UNLISTED)
        return done;

    struct db_stmt *stmt = db_query(db, "update article_tag set shared = $2 where article = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, shared);
    done = db_run(stmt);
    if (done != OK)
        return done;
    stmt = db_query(db, "update tag set n_articles = n_articles + 1 where id in"
                        " (select tag from article_tag where article = $1)");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

static struct tag read_tag(struct arena *arena, struct db_stmt *stmt)
{
    return (struct tag){
        .id = {db_int(stmt, 0)},
        .slug = db_text(arena, stmt, 1),
        .name = db_text(arena, stmt, 2),
        .n_articles = db_int(stmt, 3),
    };
}

enum outcome tag_find(struct arena *arena, struct db *db, struct str slug, struct tag *ret_tag)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id, slug, name, n_articles from tag where slug = $1");
    db_bind_text(stmt, 1, slug);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_tag = read_tag(arena, stmt);
    return found;
}

enum outcome tag_list_of(struct arena *arena,
                         struct db *db,
                         struct article_id article,
                         const struct tag **ret_tags,
                         size_t *ret_n)
{
    struct tag *tags = arena_array(arena, struct tag, LIMIT_TAGS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select t.id, t.slug, t.name, t.n_articles"
                                        " from article_tag x join tag t on t.id = x.tag"
                                        " where x.article = $1 order by x.place");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = NOT_FOUND;
    while (n < LIMIT_TAGS && (found = db_step(stmt)) == OK)
        tags[n++] = read_tag(arena, stmt);
    if (found != NOT_FOUND && found != OK)
        return found;
    *ret_tags = tags;
    *ret_n = n;
    return OK;
}
