#include "community/blog.h"

#include "base/limits.h"
#include "text/slug.h"

#define BLOG_COLUMNS                                                                               \
    "b.id, b.slug, b.title, b.description, b.lang, b.owner, m.name, m.handle, b.created,"          \
    " b.n_followers, b.n_articles, b.version"

static struct blog read_row(struct arena *arena, struct db_stmt *stmt)
{
    return (struct blog){
        .id = {db_int(stmt, 0)},
        .slug = db_text(arena, stmt, 1),
        .title = db_text(arena, stmt, 2),
        .description = db_text(arena, stmt, 3),
        .lang = db_text(arena, stmt, 4),
        .owner = {db_int(stmt, 5)},
        .owner_name = db_text(arena, stmt, 6),
        .owner_handle = db_text(arena, stmt, 7),
        .created = db_int(stmt, 8),
        .n_followers = db_int(stmt, 9),
        .n_articles = db_int(stmt, 10),
        .version = db_int(stmt, 11),
    };
}

static enum outcome read_rows(struct arena *arena,
                              struct db_stmt *stmt,
                              size_t max,
                              const struct blog **ret_blogs,
                              size_t *ret_n)
{
    struct blog *blogs = arena_array(arena, struct blog, max);
    size_t n = 0;
    enum outcome found = OK;
    while (n < max && (found = db_step(stmt)) == OK)
        blogs[n++] = read_row(arena, stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_blogs = blogs;
    *ret_n = n;
    return OK;
}

static enum outcome say(struct problem *ret_problem, enum field field, enum wrong wrong)
{
    *ret_problem = (struct problem){field, wrong, 0};
    return wrong == WRONG_TAKEN ? CONFLICT : INVALID;
}

static enum outcome check(struct blog_fields *fields, struct problem *ret_problem)
{
    enum outcome good = problem_check_line(&fields->title, FIELD_TITLE, 1,
                                           LIMIT_BLOG_TITLE_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_text(&fields->description, FIELD_DESCRIPTION, 0,
                                  LIMIT_BLOG_DESCRIPTION_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_lang(&fields->lang, ret_problem);
    return good;
}

static enum outcome
check_slug(struct arena *arena, struct blog_fields *fields, struct problem *ret_problem)
{
    fields->slug = str_trim(fields->slug);
    if (str_is_empty(fields->slug)) {
        fields->slug = slug_from_title(arena, fields->title);
        return str_is_empty(fields->slug) ? say(ret_problem, FIELD_SLUG, WRONG_MISSING) : OK;
    }
    return slug_is_valid(fields->slug) ? OK : say(ret_problem, FIELD_SLUG, WRONG_FORM);
}

static enum outcome check_count(struct db *db, struct member_id owner, struct problem *ret_problem)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select count(*) from blog where owner = $1");
    db_bind_int(stmt, 1, owner.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    if (db_int(stmt, 0) < LIMIT_BLOGS_OF_MEMBER)
        return OK;
    *ret_problem = (struct problem){FIELD_BLOG, WRONG_TOO_MANY, LIMIT_BLOGS_OF_MEMBER};
    return INVALID;
}

static enum outcome insert_blog(struct db *db,
                                struct member_id owner,
                                const struct blog_fields *fields,
                                int64_t now,
                                struct blog_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into blog (slug, title, description, lang, owner, created)"
                     " values ($1, $2, $3, $4, $5, $6) on conflict (slug) do nothing returning id");
    db_bind_text(stmt, 1, fields->slug);
    db_bind_text(stmt, 2, fields->title);
    db_bind_text(stmt, 3, fields->description);
    db_bind_text(stmt, 4, fields->lang);
    db_bind_int(stmt, 5, owner.n);
    db_bind_int(stmt, 6, now);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

enum outcome blog_make(struct arena *arena,
                       struct db *db,
                       struct member_id owner,
                       const struct blog_fields *fields,
                       int64_t now,
                       struct blog_id *ret_id,
                       struct problem *ret_problem)
{
    struct blog_fields checked = *fields;
    enum outcome done = check(&checked, ret_problem);
    if (done == OK)
        done = check_slug(arena, &checked, ret_problem);
    if (done == OK)
        done = check_count(db, owner, ret_problem);
    if (done != OK)
        return done;
    done = insert_blog(db, owner, &checked, now, ret_id);
    return done == NOT_FOUND ? say(ret_problem, FIELD_SLUG, WRONG_TAKEN) : done;
}

static enum outcome blog_exists(struct db *db, struct blog_id id)
{
    CLEANUP(db_done) struct db_stmt *stmt = db_query(db, "select 1 from blog where id = $1");
    db_bind_int(stmt, 1, id.n);
    return db_step(stmt);
}

enum outcome blog_edit(struct db *db,
                       struct blog_id id,
                       int64_t version,
                       const struct blog_fields *fields,
                       struct problem *ret_problem)
{
    struct blog_fields checked = *fields;
    enum outcome done = check(&checked, ret_problem);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(db, "update blog set title = $3, description = $4, lang = $5,"
                                        " version = version + 1 where id = $1 and version = $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, version);
    db_bind_text(stmt, 3, checked.title);
    db_bind_text(stmt, 4, checked.description);
    db_bind_text(stmt, 5, checked.lang);
    done = db_run(stmt);
    if (done != OK || db_changes(db) > 0)
        return done;
    done = blog_exists(db, id);
    if (done != OK)
        return done;
    *ret_problem = (struct problem){FIELD_NONE, WRONG_NOTHING, 0};
    return CONFLICT;
}

enum outcome blog_find(struct arena *arena, struct db *db, struct str slug, struct blog *ret_blog)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " BLOG_COLUMNS " from blog b"
                                        " join member m on m.id = b.owner where b.slug = $1");
    db_bind_text(stmt, 1, slug);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_blog = read_row(arena, stmt);
    return found;
}

enum outcome
blog_find_id(struct arena *arena, struct db *db, struct blog_id id, struct blog *ret_blog)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " BLOG_COLUMNS " from blog b"
                                        " join member m on m.id = b.owner where b.id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_blog = read_row(arena, stmt);
    return found;
}

enum outcome blog_count(struct db *db, struct blog_id id, int64_t n)
{
    struct db_stmt *stmt =
        db_query(db, "update blog set n_articles = n_articles + $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, n);
    return db_run(stmt);
}

enum outcome blog_list_of(struct arena *arena,
                          struct db *db,
                          struct member_id owner,
                          const struct blog **ret_blogs,
                          size_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " BLOG_COLUMNS " from blog b join member m on m.id = b.owner"
                     " where b.owner = $1 order by b.title, b.id limit $2");
    db_bind_int(stmt, 1, owner.n);
    db_bind_int(stmt, 2, LIMIT_BLOGS_OF_MEMBER);
    return read_rows(arena, stmt, LIMIT_BLOGS_OF_MEMBER, ret_blogs, ret_n);
}
