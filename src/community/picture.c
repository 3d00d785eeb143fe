#include "community/picture.h"

#include "base/limits.h"
#include "community/job.h"
#include "community/policy.h"
#include "community/setting.h"

/* The statements name states by number. */
_Static_assert(PICTURE_WAITING == 0 && PICTURE_KEPT == 1 && PICTURE_FAILED == 2,
               "states are stored");

enum {
    LEAD_PLACE = 0, /* the text's own begin at 1 */
    VERSIONS = 8,   /* more than a picture has */
    RETRY_SECONDS = 3600,
    SETTINGS_ARENA_BYTES = 256 * 1024,
};

static enum outcome run_on(struct db_stmt *stmt, struct article_id article)
{
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

/* One that failed long ago gets another chance. */
static enum outcome ensure(
    struct db *db, struct str address, int64_t now, struct picture_id *ret_id, bool *ret_is_waiting)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into picture (address, changed) values ($1, $2)"
                     " on conflict (address) do update set state = case when state = 2"
                     " and changed < $2 - $3 then 0 else state end returning id, state");
    db_bind_text(stmt, 1, address);
    db_bind_int(stmt, 2, now);
    db_bind_int(stmt, 3, RETRY_SECONDS);
    enum outcome done = db_step(stmt);
    if (done != OK)
        return done;
    *ret_id = (struct picture_id){db_int(stmt, 0)};
    *ret_is_waiting = db_int(stmt, 1) == PICTURE_WAITING;
    return OK;
}

static enum outcome
put(struct db *db, struct article_id article, int64_t place, struct picture_id picture)
{
    struct db_stmt *stmt =
        db_query(db, "insert into article_picture (article, place, picture) values ($1, $2, $3)"
                     " on conflict (article, place) do update set picture = excluded.picture");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, place);
    db_bind_int(stmt, 3, picture.n);
    return db_run(stmt);
}

static enum outcome name_one(struct db *db,
                             struct article_id article,
                             int64_t place,
                             struct str address,
                             int64_t now,
                             bool *is_any_waiting)
{
    struct picture_id id;
    bool is_waiting = false;
    enum outcome done = ensure(db, address, now, &id, &is_waiting);
    if (done == OK)
        done = put(db, article, place, id);
    *is_any_waiting = *is_any_waiting || is_waiting;
    return done;
}

enum outcome picture_name(struct arena *arena,
                          struct db *db,
                          struct article_id article,
                          const struct picture_names *names,
                          int64_t now)
{
    bool is_any_waiting = false;
    struct job_id job;
    enum outcome done = run_on(
        db_query(db, "delete from article_picture where article = $1 and place > 0"), article);
    if (done == OK && names->lead.len > 0)
        done = name_one(db, article, LEAD_PLACE, names->lead, now, &is_any_waiting);
    for (size_t i = 0; done == OK && i < names->addresses.n; i++)
        done =
            name_one(db, article, (int64_t)i + 1, names->addresses.items[i], now, &is_any_waiting);
    if (done != OK || !is_any_waiting)
        return done;
    struct str payload = str_print(arena, "%lld", (long long)article.n);
    return job_submit(db, JOB_PICTURES, (struct member_id){0}, payload, now, &job);
}

enum outcome picture_forget(struct db *db, struct article_id article)
{
    return run_on(db_query(db, "delete from article_picture where article = $1"), article);
}

static enum outcome
last_of_batch(struct db *db, struct picture_id after, struct picture_id *ret_last)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select coalesce(max(id), 0) from (select id from picture"
                                        " where id > $1 order by id limit $2)");
    db_bind_int(stmt, 1, after.n);
    db_bind_int(stmt, 2, LIMIT_PICTURE_BATCH);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_last = (struct picture_id){db_int(stmt, 0)};
    return found;
}

static enum outcome
sweep_range(struct db_stmt *stmt, struct picture_id after, struct picture_id last, int64_t before)
{
    db_bind_int(stmt, 1, after.n);
    db_bind_int(stmt, 2, last.n);
    db_bind_int(stmt, 3, before);
    return db_run(stmt);
}

enum outcome
picture_sweep(struct db *db, struct picture_id after, int64_t now, struct picture_id *ret_last)
{
    int64_t before = now - LIMIT_OBJECT_IDLE_SECONDS;
    enum outcome done = last_of_batch(db, after, ret_last);
    if (done != OK || ret_last->n == 0)
        return done;
    done = sweep_range(db_query(db, "delete from picture_version where picture in (select id from"
                                    " picture where id > $1 and id <= $2 and changed < $3 and not"
                                    " exists (select 1 from article_picture where picture = id))"),
                       after, *ret_last, before);
    if (done != OK)
        return done;
    return sweep_range(db_query(db,
                                "delete from picture where id > $1 and id <= $2 and changed < $3"
                                " and not exists (select 1 from article_picture where"
                                " picture = id)"),
                       after, *ret_last, before);
}

static bool
is_shown_to_all(struct arena *arena, struct db_stmt *stmt, int first, const struct policy *site)
{
    struct policy_found told = policy_read(arena, stmt, first);
    enum policy_kind kind = policy_of(&told, site).kind;
    return kind == POLICY_FULL || kind == POLICY_OWN;
}

enum outcome picture_may_keep(struct db *db, struct article_id article, bool *ret_may_keep)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " POLICY_COLUMNS
                     " from article a left join source s on s.id = a.source" POLICY_JOIN
                     " where a.id = $1 and a.state < 3");
    SCRATCH_ARENA(scratch, SETTINGS_ARENA_BYTES);
    struct site_settings settings;
    enum outcome known = setting_load(&scratch, db, &settings);
    if (known != OK)
        return known;
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    *ret_may_keep = false;
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    *ret_may_keep = is_shown_to_all(&scratch, stmt, 0, &settings.policy);
    return OK;
}

static enum outcome load_versions(struct arena *arena, struct db *db, struct picture *picture)
{
    struct picture_version *versions = arena_array(arena, struct picture_version, VERSIONS);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select kind, width, height, object from picture_version"
                                        " where picture = $1 order by kind, width limit $2");
    db_bind_int(stmt, 1, picture->id.n);
    db_bind_int(stmt, 2, VERSIONS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        versions[n++] = (struct picture_version){
            .kind = db_text(arena, stmt, 0),
            .width = db_int(stmt, 1),
            .height = db_int(stmt, 2),
            .object = db_text(arena, stmt, 3),
        };
    picture->versions = versions;
    picture->n_versions = n;
    return found == NOT_FOUND ? OK : found;
}

static enum outcome load_rows(struct arena *arena,
                              struct db *db,
                              struct article_id article,
                              enum picture_state state,
                              struct picture *pictures,
                              size_t *ret_n)
{
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select p.id, p.address, ap.place from article_picture ap"
                     " join picture p on p.id = ap.picture where ap.article = $1 and p.state = $2"
                     " order by ap.place limit $3");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, state);
    db_bind_int(stmt, 3, LIMIT_PICTURES + 1);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        pictures[n++] = (struct picture){
            .id = {db_int(stmt, 0)},
            .address = db_text(arena, stmt, 1),
            .is_lead = db_int(stmt, 2) == LEAD_PLACE,
        };
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}

enum outcome picture_list(struct arena *arena,
                          struct db *db,
                          struct article_id article,
                          enum picture_state state,
                          const struct picture **ret_pictures,
                          size_t *ret_n)
{
    struct picture *pictures = arena_array(arena, struct picture, LIMIT_PICTURES + 1);
    size_t n = 0;
    enum outcome done = load_rows(arena, db, article, state, pictures, &n);
    for (size_t i = 0; done == OK && state == PICTURE_KEPT && i < n; i++)
        done = load_versions(arena, db, &pictures[i]);
    if (done != OK)
        return done;
    *ret_pictures = pictures;
    *ret_n = n;
    return OK;
}

static enum outcome set_state(
    struct db *db, struct picture_id id, enum picture_state state, struct str error, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "update picture set state = $2, error = $3, changed = $4 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, state);
    db_bind_text(stmt, 3, error);
    db_bind_int(stmt, 4, now);
    return db_run(stmt);
}

static enum outcome
add_version(struct db *db, struct picture_id id, const struct picture_version *version)
{
    struct db_stmt *stmt =
        db_query(db, "insert into picture_version (picture, kind, width, height, object)"
                     " values ($1, $2, $3, $4, $5)");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, version->kind);
    db_bind_int(stmt, 3, version->width);
    db_bind_int(stmt, 4, version->height);
    db_bind_text(stmt, 5, version->object);
    return db_run(stmt);
}

enum outcome picture_keep(struct db *db, const struct picture *picture, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "delete from picture_version where picture = $1");
    db_bind_int(stmt, 1, picture->id.n);
    enum outcome done = db_run(stmt);
    for (size_t i = 0; done == OK && i < picture->n_versions; i++)
        done = add_version(db, picture->id, &picture->versions[i]);
    return done == OK ? set_state(db, picture->id, PICTURE_KEPT, STR(""), now) : done;
}

enum outcome picture_fail(struct db *db, struct picture_id id, struct str error, int64_t now)
{
    return set_state(db, id, PICTURE_FAILED, error, now);
}

enum outcome picture_serve(struct arena *arena,
                           struct db *db,
                           const struct picture_asked *asked,
                           struct picture_served *ret_served)
{
    struct picture_served served = {.is_for_all = false};
    bool is_for_viewer = false;
    enum outcome found = OK;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select v.kind, a.sharer, b.owner, " POLICY_COLUMNS " from picture_version v"
                     " join article_picture ap on ap.picture = v.picture"
                     " join article a on a.id = ap.article join blog b on b.id = a.blog"
                     " left join source s on s.id = a.source" POLICY_JOIN
                     " where v.object = $1 and a.state < 3 limit $2");
    db_bind_text(stmt, 1, asked->object);
    db_bind_int(stmt, 2, LIMIT_PICTURE_ARTICLES);
    while (!served.is_for_all && (found = db_step(stmt)) == OK) {
        struct member_id sharer = {db_int(stmt, 1)};
        struct member_id owner = {db_int(stmt, 2)};
        served.kind = db_text(arena, stmt, 0);
        served.is_for_all = is_shown_to_all(arena, stmt, 3, asked->site);
        is_for_viewer = is_for_viewer || rights_may_edit_article(asked->viewer, sharer, owner);
    }
    if (found != OK && found != NOT_FOUND)
        return found;
    if (!served.is_for_all && !is_for_viewer)
        return NOT_FOUND;
    *ret_served = served;
    return OK;
}
