#include "community/source.h"

#include "base/limits.h"
#include "text/name.h"
#include "text/slug.h"
#include "text/url.h"

static struct str key_of(struct arena *arena, struct str name)
{
    return name_fold(arena, name_tidy(arena, name, name.len));
}

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
        .key = key_of(arena, name),
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

#define SOURCE_COLUMNS "id, slug, name, domain, n_articles, policy, excerpt_words, licence"

static struct source read_source(struct arena *arena, struct db_stmt *stmt)
{
    return (struct source){
        .id = {db_int(stmt, 0)},
        .slug = db_text(arena, stmt, 1),
        .name = db_text(arena, stmt, 2),
        .domain = db_text(arena, stmt, 3),
        .n_articles = db_int(stmt, 4),
        .policy = {policy_kind_from_store(db_int(stmt, 5)), db_int(stmt, 6),
                   db_text(arena, stmt, 7)},
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

static enum outcome
find_id(struct arena *arena, struct db *db, struct source_id id, struct source *ret_source)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SOURCE_COLUMNS " from source where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_source = read_source(arena, stmt);
    return found;
}

/* "www.Example.com" as articles have it: "example.com"; other names as they are. */
static struct str as_domain(struct arena *arena, struct str name)
{
    size_t at = 0;
    if (!str_find_char(name, '.', &at) || str_find_char(name, ' ', &at))
        return name;
    struct str domain = domain_of(arena, str_join(arena, STR("https://"), name));
    return domain.len > 0 ? domain : name;
}

/* The id of the name as it is, else of the domain that it may mean. NOT_FOUND. */
static enum outcome
find_named(struct arena *arena, struct db *db, struct str name, struct source_id *ret_id)
{
    enum outcome found = find_by_key(db, key_of(arena, name), ret_id);
    if (found == NOT_FOUND)
        found = find_by_key(db, key_of(arena, as_domain(arena, name)), ret_id);
    return found;
}

enum outcome
source_find_named(struct arena *arena, struct db *db, struct str name, struct source *ret_source)
{
    struct source_id id;
    enum outcome found = find_named(arena, db, name, &id);
    return found == OK ? find_id(arena, db, id, ret_source) : found;
}

static enum outcome
check_policy(struct str *name, struct policy *policy, struct problem *ret_problem)
{
    enum outcome good =
        problem_check_line(name, FIELD_SOURCE, 1, LIMIT_SOURCE_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_line(&policy->licence, FIELD_LICENCE, 0, LIMIT_LICENCE_CHARACTERS,
                                  ret_problem);
    if (good == OK && (policy->words < 0 || policy->words > LIMIT_EXCERPT_WORDS)) {
        *ret_problem = (struct problem){FIELD_WORDS, WRONG_RANGE, LIMIT_EXCERPT_WORDS};
        return INVALID;
    }
    if (good == OK && policy->kind > POLICY_FULL) {
        *ret_problem = (struct problem){FIELD_POLICY, WRONG_FORM, 0};
        return INVALID;
    }
    return good;
}

static enum outcome put_policy(struct db *db, struct source_id id, const struct policy *policy)
{
    struct db_stmt *stmt = db_query(
        db, "update source set policy = $2, excerpt_words = $3, licence = $4 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, policy->kind);
    db_bind_int(stmt, 3, policy->words);
    db_bind_text(stmt, 4, policy->licence);
    return db_run(stmt);
}

enum outcome source_set_policy(struct arena *arena,
                               struct db *db,
                               struct str name,
                               const struct policy *policy,
                               struct source *ret_source,
                               struct problem *ret_problem)
{
    struct policy checked = *policy;
    struct source_id id = {0};
    enum outcome done = check_policy(&name, &checked, ret_problem);
    if (done == OK)
        done = find_named(arena, db, name, &id);
    if (done == NOT_FOUND)
        done = source_ensure(arena, db, as_domain(arena, name), STR(""), &id);
    if (done == OK)
        done = put_policy(db, id, &checked);
    return done == OK ? find_id(arena, db, id, ret_source) : done;
}

enum outcome source_list(struct arena *arena,
                         struct db *db,
                         struct str after,
                         size_t max,
                         const struct source **ret_sources,
                         size_t *ret_n)
{
    struct source *sources = arena_array(arena, struct source, max);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SOURCE_COLUMNS " from source"
                                        " where slug > $1 order by slug limit $2");
    db_bind_text(stmt, 1, after);
    db_bind_int(stmt, 2, (int64_t)max);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        sources[n++] = read_source(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_sources = sources;
    *ret_n = n;
    return OK;
}
