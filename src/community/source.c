#include "community/source.h"

#include "text/name.h"
#include "text/slug.h"
#include "text/url.h"

static enum outcome find_by_key(struct db *db, struct str key, struct source_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id from source where name_key = $1");
    db_bind_text(stmt, 1, key);
    enum outcome found = db_step(stmt);
    if (found == OK)
        ret_id->n = db_int(stmt, 0);
    return found;
}

static struct str domain_of(struct arena *arena, struct str address)
{
    struct url url;
    if (url_parse(arena, address, &url) != OK || !url_is_web(&url))
        return STR("");
    return url_site(&url);
}

struct source_new {
    struct str slug;
    struct str key;
    struct str name;
    struct str domain;
};

/* NOT_FOUND: another source has this slug. */
static enum outcome
insert_source(struct db *db, const struct source_new *source, struct source_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into source (slug, name_key, name, domain) values ($1, $2, $3, $4)"
                     " on conflict (slug) do nothing returning id");
    db_bind_text(stmt, 1, source->slug);
    db_bind_text(stmt, 2, source->key);
    db_bind_text(stmt, 3, source->name);
    db_bind_text(stmt, 4, source->domain);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

/* Two names may give one slug ("The Star", "The Star!"): the next is numbered. */
static enum outcome
make_source(struct arena *arena, struct db *db, struct source_new source, struct source_id *ret_id)
{
    enum { MAX_SAME = 100 };
    struct str base = slug_from_title(arena, source.name);
    if (str_is_empty(base))
        base = STR("source");
    for (int i = 1; i <= MAX_SAME; i++) {
        source.slug = i == 1 ? base : str_print(arena, "%.*s-%d", STR_ARG(base), i);
        enum outcome done = insert_source(db, &source, ret_id);
        if (done != NOT_FOUND)
            return done;
    }
    source.slug = str_print(arena, "source-%016llx", (unsigned long long)str_hash(source.key));
    enum outcome done = insert_source(db, &source, ret_id);
    return done == NOT_FOUND ? CONFLICT : done;
}

enum outcome source_ensure(
    struct arena *arena, struct db *db, struct str name, struct str url, struct source_id *ret_id)
{
    if (str_is_empty(name)) {
        ret_id->n = 0;
        return OK;
    }
    struct source_new source = {
        .key = name_fold(arena, name_tidy(arena, name, name.len)),
        .name = name,
        .domain = domain_of(arena, url),
    };
    enum outcome found = find_by_key(db, source.key, ret_id);
    return found == NOT_FOUND ? make_source(arena, db, source, ret_id) : found;
}

enum outcome source_count(struct db *db, struct source_id id, int64_t n)
{
    if (id.n == 0)
        return OK;
    struct db_stmt *stmt =
        db_query(db, "update source set n_articles = n_articles + $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

#define SOURCE_COLUMNS "id, slug, name, domain, n_articles"

static struct source read_source(struct arena *arena, struct db_stmt *stmt)
{
    return (struct source){
        .id = {db_int(stmt, 0)},
        .slug = db_text(arena, stmt, 1),
        .name = db_text(arena, stmt, 2),
        .domain = db_text(arena, stmt, 3),
        .n_articles = db_int(stmt, 4),
    };
}

enum outcome
source_find(struct arena *arena, struct db *db, struct str slug, struct source *ret_source)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SOURCE_COLUMNS " from source where slug = $1");
    db_bind_text(stmt, 1, slug);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_source = read_source(arena, stmt);
    return found;
}
