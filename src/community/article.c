/* One article written: every change of state moves the counters of its blog,
 * source, tags and calendar in the same write. */
#include "community/article.h"

#include "community/article_address.h"
#include "community/blog.h"
#include "community/body.h"
#include "community/calendar.h"
#include "community/revision.h"
#include "community/search_row.h"
#include "community/source.h"
#include "community/source_revision.h"
#include "community/source_watch.h"

/* The statements, and the indexes that serve them, name states by number. */
_Static_assert(ARTICLE_SCHEDULED == 1 && ARTICLE_PUBLISHED == 2 && ARTICLE_DELETED == 3 &&
                   ARTICLE_TAKEN_DOWN == 4,
               "states are stored");

/* What a change must know of the stored article. */
struct stored {
    struct article_id id;
    struct blog_id blog;
    struct source_id source;
    enum article_state state;
    int64_t version;
    int64_t shared;
    int64_t day;
};

/* NOT_FOUND also for a deleted one. */
static enum outcome find_stored(struct db *db, struct article_id id, struct stored *ret_stored)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select blog, source, state, version, shared, day"
                                        " from article where id = $1 and state <> 3");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_stored = (struct stored){
            .id = id,
            .blog = {db_int(stmt, 0)},
            .source = {db_int(stmt, 1)},
            .state = article_state_from_store(db_int(stmt, 2)),
            .version = db_int(stmt, 3),
            .shared = db_int(stmt, 4),
            .day = db_int(stmt, 5),
        };
    return found;
}

/* A published article enters (n = 1) or leaves (-1) everything that counts it. */
static enum outcome count_everywhere(struct db *db, const struct stored *stored, int64_t n)
{
    enum outcome done = blog_count(db, stored->blog, n);
    if (done == OK)
        done = calendar_count(db, stored->blog, stored->day, n);
    if (done == OK)
        done = source_count(db, stored->source, n);
    if (done == OK)
        done = tag_relist(db, stored->id, n > 0 ? stored->shared : TAG_UNLISTED);
    return done;
}

/* $1 to $13, $17 and $18 of both statements that write the fields. */
static void
bind_fields(struct db_stmt *stmt, const struct article_checked *checked, struct source_id source)
{
    const struct article_fields *fields = &checked->fields;
    db_bind_text(stmt, 1, fields->title);
    db_bind_text(stmt, 2, checked->slug);
    db_bind_text(stmt, 3, fields->byline);
    db_bind_text(stmt, 4, fields->url);
    db_bind_text(stmt, 5, fields->dateline);
    db_bind_text(stmt, 6, fields->standfirst);
    db_bind_text(stmt, 7, fields->excerpt);
    db_bind_text(stmt, 8, fields->credit);
    db_bind_text(stmt, 9, fields->lang);
    db_bind_int(stmt, 10, checked->words);
    db_bind_int(stmt, 11, checked->reading_minutes);
    if (fields->has_published)
        db_bind_int(stmt, 12, fields->published);
    else
        db_bind_null(stmt, 12);
    if (source.n != 0)
        db_bind_int(stmt, 13, source.n);
    else
        db_bind_null(stmt, 13);
    db_bind_text(stmt, 17, checked->domain);
    db_bind_text(stmt, 18, checked->opening);
}

/* The foreign key says CONFLICT when there is no such blog. */
static enum outcome insert_row(struct db *db,
                               const struct article_new *article,
                               struct source_id source,
                               struct article_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db,
        "insert into article (title, slug, byline, url, dateline, standfirst, excerpt,"
        " credit, lang, words, reading_minutes, published, source, blog, sharer, state,"
        " shared, created, domain, opening, cut_after) values ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
        " $10, $11, $12, $13, $14, $15, 0, $16, $16, $17, $18, $19) returning id");
    bind_fields(stmt, article->checked, source);
    db_bind_int(stmt, 14, article->blog.n);
    db_bind_int(stmt, 15, article->sharer.n);
    db_bind_int(stmt, 16, article->now);
    db_bind_text(stmt, 19, article->checked->cut_after);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done == CONFLICT ? NOT_FOUND : done;
}

static enum outcome
put_captured(struct db *db, struct article_id id, const struct article_captured *captured)
{
    struct source_revision revision = {.title = captured->title, .text = captured->text};
    enum outcome done = snapshot_add(db, id, &captured->snapshot, &revision.snapshot);
    revision.seen = captured->snapshot.captured;
    return done == OK ? source_revision_add(db, id, &revision) : done;
}

enum outcome article_make(struct arena *arena,
                          struct db *db,
                          const struct article_new *article,
                          struct article_id *ret_id)
{
    const struct article_fields *fields = &article->checked->fields;
    struct source_id source = {0};
    struct article_id id = {0};
    enum outcome done = source_ensure(arena, db, fields->source, fields->url, &source);
    if (done == OK)
        done = insert_row(db, article, source, &id);
    if (done == OK)
        done = body_put(arena, db, id, fields->body);
    if (done == OK)
        done = tag_set(arena, db, id, fields->tags, TAG_UNLISTED);
    if (done == OK && article->captured != NULL)
        done = put_captured(db, id, article->captured);
    if (done == OK)
        done = article_address_set(db, id);
    if (done == OK)
        done = picture_name(arena, db, id, &article->checked->pictures, article->now);
    if (done == OK)
        *ret_id = id;
    return done;
}

static enum outcome move_source(struct db *db, const struct stored *stored, struct source_id to)
{
    if (stored->state != ARTICLE_PUBLISHED || stored->source.n == to.n)
        return OK;
    enum outcome done = source_count(db, stored->source, -1);
    return done == OK ? source_count(db, to, 1) : done;
}

static enum outcome update_row(struct db *db,
                               struct article_id id,
                               const struct article_checked *checked,
                               struct source_id source,
                               int64_t now)
{
    struct db_stmt *stmt = db_query(
        db, "update article set title = $1, slug = $2, byline = $3, url = $4, dateline = $5,"
            " standfirst = $6, excerpt = $7, credit = $8, lang = $9, words = $10,"
            " reading_minutes = $11, published = $12, source = $13, domain = $17,"
            " opening = $18, version = version + 1,"
            " edited = case when state = 2 then $15 else 0 end where id = $14");
    bind_fields(stmt, checked, source);
    db_bind_int(stmt, 14, id.n);
    db_bind_int(stmt, 15, now);
    return db_run(stmt);
}

/* Where an article stands: its comments are found by that too. */
struct filed {
    struct source_id source;
    const struct tag *tags;
    size_t n_tags;
};

static enum outcome find_filed(struct arena *arena,
                               struct db *db,
                               struct article_id id,
                               struct source_id source,
                               struct filed *ret_filed)
{
    ret_filed->source = source;
    return tag_list_of(arena, db, id, &ret_filed->tags, &ret_filed->n_tags);
}

static bool is_filed_alike(const struct filed *a, const struct filed *b)
{
    bool is_alike = a->source.n == b->source.n && a->n_tags == b->n_tags;
    for (size_t i = 0; is_alike && i < a->n_tags; i++)
        is_alike = a->tags[i].id.n == b->tags[i].id.n;
    return is_alike;
}

/* The article as it is now, and its comments when it stands elsewhere. */
static enum outcome search_edited(struct arena *arena,
                                  struct db *db,
                                  struct article_id id,
                                  struct source_id source,
                                  const struct filed *before)
{
    struct filed now;
    enum outcome done = search_row_article(db, id);
    if (done == OK)
        done = find_filed(arena, db, id, source, &now);
    return done == OK && !is_filed_alike(&now, before) ? search_row_comments_of(db, id) : done;
}

enum outcome article_edit(struct arena *arena,
                          struct db *db,
                          struct article_id id,
                          int64_t version,
                          struct member_id editor,
                          const struct article_checked *checked,
                          int64_t now)
{
    const struct article_fields *fields = &checked->fields;
    struct stored stored;
    struct source_id source = {0};
    struct filed before;
    enum outcome done = find_stored(db, id, &stored);
    if (done == OK && (stored.version != version || stored.state == ARTICLE_TAKEN_DOWN))
        return CONFLICT;
    if (done == OK)
        done = find_filed(arena, db, id, stored.source, &before);
    if (done == OK)
        done = revision_keep(db, id, editor, now);
    if (done == OK)
        done = source_ensure(arena, db, fields->source, fields->url, &source);
    if (done == OK)
        done = move_source(db, &stored, source);
    if (done == OK)
        done = update_row(db, id, checked, source, now);
    if (done == OK)
        done = body_put(arena, db, id, fields->body);
    if (done == OK)
        done = article_address_set(db, id);
    if (done == OK) {
        int64_t listed_at = stored.state == ARTICLE_PUBLISHED ? stored.shared : TAG_UNLISTED;
        done = tag_set(arena, db, id, fields->tags, listed_at);
    }
    if (done == OK)
        done = picture_name(arena, db, id, &checked->pictures, now);
    return done == OK ? search_edited(arena, db, id, source, &before) : done;
}

static enum outcome publish(struct db *db, struct stored *stored, int64_t shared, int64_t day)
{
    struct db_stmt *stmt = db_query(
        db, "update article set state = 2, shared = $2, day = $3, edited = 0 where id = $1");
    db_bind_int(stmt, 1, stored->id.n);
    db_bind_int(stmt, 2, shared);
    db_bind_int(stmt, 3, day);
    enum outcome done = db_run(stmt);
    if (done != OK)
        return done;
    stored->shared = shared;
    stored->day = day;
    done = count_everywhere(db, stored, 1);
    if (done == OK)
        done = search_row_article(db, stored->id);
    return done == OK ? source_watch_begin(db, stored->id) : done;
}

enum outcome article_publish(struct db *db, struct article_id id, int64_t shared, int64_t day)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done != OK)
        return done;
    return stored.state >= ARTICLE_PUBLISHED ? CONFLICT : publish(db, &stored, shared, day);
}

enum outcome article_publish_due(struct db *db, struct article_id id, int64_t due, int64_t day)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done != OK)
        return done;
    bool is_due = stored.state == ARTICLE_SCHEDULED && stored.shared == due;
    return is_due ? publish(db, &stored, due, day) : CONFLICT;
}

enum outcome article_schedule(
    struct db *db, struct article_id id, int64_t due, int64_t now, struct problem *ret_problem)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done != OK)
        return done;
    if (stored.state >= ARTICLE_PUBLISHED)
        return CONFLICT;
    if (due <= now) {
        *ret_problem = (struct problem){FIELD_TIME, WRONG_PAST, 0};
        return INVALID;
    }
    struct db_stmt *stmt = db_query(db, "update article set state = 1, shared = $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, due);
    return db_run(stmt);
}

enum outcome article_unschedule(struct db *db, struct article_id id)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done != OK)
        return done;
    if (stored.state != ARTICLE_SCHEDULED)
        return CONFLICT;
    struct db_stmt *stmt =
        db_query(db, "update article set state = 0, shared = created where id = $1");
    db_bind_int(stmt, 1, id.n);
    return db_run(stmt);
}

static enum outcome run_on(struct db_stmt *stmt, struct article_id id)
{
    db_bind_int(stmt, 1, id.n);
    return db_run(stmt);
}

/* The article and its comments, which readers now find, or do not find any more. */
static enum outcome search_again(struct db *db, struct article_id id)
{
    enum outcome done = search_row_article(db, id);
    return done == OK ? search_row_comments_of(db, id) : done;
}

enum outcome article_take_down(struct db *db, struct article_id id)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done == OK && stored.state != ARTICLE_PUBLISHED)
        return CONFLICT;
    if (done == OK)
        done = count_everywhere(db, &stored, -1);
    if (done == OK)
        done = run_on(db_query(db, "update article set state = 4 where id = $1"), id);
    return done == OK ? search_again(db, id) : done;
}

enum outcome article_restore(struct db *db, struct article_id id, int64_t day)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done != OK)
        return done;
    if (stored.state != ARTICLE_TAKEN_DOWN)
        return CONFLICT;
    struct db_stmt *stmt = db_query(db, "update article set state = 2, day = $2 where id = $1");
    db_bind_int(stmt, 2, day);
    done = run_on(stmt, id);
    stored.day = day;
    if (done == OK)
        done = count_everywhere(db, &stored, 1);
    return done == OK ? search_again(db, id) : done;
}

static enum outcome delete_discussion(struct db *db, struct article_id id)
{
    enum outcome done = run_on(db_query(db, "delete from comment_like where comment in"
                                            " (select id from comment where article = $1)"),
                               id);
    if (done == OK)
        done = run_on(db_query(db, "delete from comment_source where comment in"
                                   " (select id from comment where article = $1)"),
                      id);
    if (done == OK)
        done = run_on(db_query(db, "delete from comment where article = $1"), id);
    if (done == OK)
        done = run_on(db_query(db, "delete from article_like where article = $1"), id);
    return done;
}

static enum outcome delete_text(struct db *db, struct article_id id)
{
    enum outcome done = run_on(db_query(db, "delete from article_body where article = $1"), id);
    if (done == OK)
        done = run_on(db_query(db, "delete from article_revision where article = $1"), id);
    if (done == OK)
        done = run_on(db_query(db, "delete from article_tag where article = $1"), id);
    if (done == OK)
        done = picture_forget(db, id);
    return done;
}

static enum outcome delete_captured(struct db *db, struct article_id id)
{
    enum outcome done = source_watch_delete(db, id);
    if (done == OK)
        done = source_revision_delete(db, id);
    if (done == OK)
        done = snapshot_delete(db, id);
    return done == OK ? article_address_delete(db, id) : done;
}

enum outcome article_delete(struct db *db, struct article_id id, int64_t now)
{
    struct stored stored;
    enum outcome done = find_stored(db, id, &stored);
    if (done == OK && stored.state == ARTICLE_PUBLISHED)
        done = count_everywhere(db, &stored, -1);
    if (done == OK)
        done = run_on(db_query(db, "update article set state = 3 where id = $1"), id);
    if (done == OK)
        done = search_again(db, id);
    if (done == OK)
        done = delete_discussion(db, id);
    if (done == OK)
        done = delete_text(db, id);
    if (done == OK)
        done = delete_captured(db, id);
    if (done != OK)
        return done;

    struct db_stmt *stmt =
        db_query(db, "update article set edited = $2, n_likes = 0, n_comments = 0, words = 0,"
                     " source = null, published = null, day = null, title = '',"
                     " slug = '', byline = '', url = '', dateline = '', standfirst = '',"
                     " excerpt = '', opening = '', credit = '', domain = '' where id = $1");
    db_bind_int(stmt, 2, now);
    return run_on(stmt, id);
}
