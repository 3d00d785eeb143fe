#include "community/moderation.h"

#include "base/limits.h"

/* The store has them by number. */
_Static_assert(MODERATION_TAKEDOWN == 1 && MODERATION_RESTORE == 2, "actions are stored");

static enum outcome
check(struct moderation_new *action, size_t min_claimant, struct problem *ret_problem)
{
    enum outcome good = problem_check_line(&action->claimant, FIELD_CLAIMANT, min_claimant,
                                           LIMIT_CLAIMANT_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_text(&action->reason, FIELD_REASON, 1, LIMIT_REASON_CHARACTERS,
                                  ret_problem);
    if (good == OK)
        good = problem_check_text(&action->note, FIELD_NOTE, 0, LIMIT_NOTE_CHARACTERS, ret_problem);
    return good;
}

/* One notice an article is enough: the new one takes the place of the old. */
static enum outcome end_notices(struct db *db, struct article_id article)
{
    struct db_stmt *stmt =
        db_query(db, "update moderation set told = null where article = $1 and told is not null");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

static enum outcome
write_down(struct db *db, enum moderation_action kind, const struct moderation_new *action)
{
    enum outcome done = end_notices(db, action->article);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(
        db, "insert into moderation (action, moderator, article, created, claimant, reason, note,"
            " told) select $1, $2, $3, $4, $5, $6, $7, sharer from article where id = $3");
    db_bind_int(stmt, 1, kind);
    db_bind_int(stmt, 2, action->moderator.n);
    db_bind_int(stmt, 3, action->article.n);
    db_bind_int(stmt, 4, action->now);
    db_bind_text(stmt, 5, action->claimant);
    db_bind_text(stmt, 6, action->reason);
    db_bind_text(stmt, 7, action->note);
    return db_run(stmt);
}

enum outcome moderation_take_down(struct db *db,
                                  const struct moderation_new *action,
                                  struct problem *ret_problem)
{
    struct moderation_new checked = *action;
    enum outcome done = check(&checked, 1, ret_problem);
    if (done == OK)
        done = article_take_down(db, checked.article);
    return done == OK ? write_down(db, MODERATION_TAKEDOWN, &checked) : done;
}

enum outcome moderation_restore(struct db *db,
                                const struct moderation_new *action,
                                int64_t day,
                                struct problem *ret_problem)
{
    struct moderation_new checked = *action;
    enum outcome done = check(&checked, 0, ret_problem);
    if (done == OK)
        done = article_restore(db, checked.article, day);
    return done == OK ? write_down(db, MODERATION_RESTORE, &checked) : done;
}

#define SELECT_ENTRIES                                                                             \
    "select l.id, l.action, m.name, m.handle, l.article, a.state, a.slug, a.title, a.lang,"        \
    " b.slug, b.title, s.name, l.created, l.claimant, l.reason, l.note from moderation l"          \
    " join member m on m.id = l.moderator join article a on a.id = l.article"                      \
    " join blog b on b.id = a.blog join member s on s.id = a.sharer"

static struct moderation_entry read_entry(struct arena *arena, struct db_stmt *stmt)
{
    return (struct moderation_entry){
        .id = db_int(stmt, 0),
        .action = moderation_action_from_store(db_int(stmt, 1)),
        .moderator_name = db_text(arena, stmt, 2),
        .moderator_handle = db_text(arena, stmt, 3),
        .article = {db_int(stmt, 4)},
        .state = article_state_from_store(db_int(stmt, 5)),
        .slug = db_text(arena, stmt, 6),
        .title = db_text(arena, stmt, 7),
        .lang = db_text(arena, stmt, 8),
        .blog_slug = db_text(arena, stmt, 9),
        .blog_title = db_text(arena, stmt, 10),
        .sharer_name = db_text(arena, stmt, 11),
        .created = db_int(stmt, 12),
        .claimant = db_text(arena, stmt, 13),
        .reason = db_text(arena, stmt, 14),
        .note = db_text(arena, stmt, 15),
    };
}

static enum outcome read_entries(struct arena *arena,
                                 struct db_stmt *stmt,
                                 size_t max,
                                 const struct moderation_entry **ret_entries,
                                 size_t *ret_n)
{
    struct moderation_entry *entries = arena_array(arena, struct moderation_entry, max);
    size_t n = 0;
    enum outcome found = NOT_FOUND;
    while (n < max && (found = db_step(stmt)) == OK)
        entries[n++] = read_entry(arena, stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_entries = entries;
    *ret_n = n;
    return OK;
}

enum outcome moderation_list(struct arena *arena,
                             struct db *db,
                             int64_t before,
                             size_t max,
                             const struct moderation_entry **ret_entries,
                             size_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, SELECT_ENTRIES " where l.id < $1 order by l.id desc limit $2");
    db_bind_int(stmt, 1, before == 0 ? INT64_MAX : before);
    db_bind_int(stmt, 2, (int64_t)max);
    return read_entries(arena, stmt, max, ret_entries, ret_n);
}

enum outcome moderation_last(struct arena *arena,
                             struct db *db,
                             struct article_id article,
                             struct moderation_entry *ret_entry)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, SELECT_ENTRIES " where l.article = $1 order by l.id desc limit 1");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_entry = read_entry(arena, stmt);
    return found;
}

enum outcome moderation_told(struct arena *arena,
                             struct db *db,
                             struct member_id member,
                             const struct moderation_entry **ret_entries,
                             size_t *ret_n)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, SELECT_ENTRIES " where l.told = $1 and a.state <> 3 order by l.id desc limit $2");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, LIMIT_TAKEDOWNS_TOLD);
    return read_entries(arena, stmt, LIMIT_TAKEDOWNS_TOLD, ret_entries, ret_n);
}

enum outcome moderation_dismiss(struct db *db, int64_t id, struct member_id member)
{
    struct db_stmt *stmt =
        db_query(db, "update moderation set told = null where id = $1 and told = $2");
    db_bind_int(stmt, 1, id);
    db_bind_int(stmt, 2, member.n);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? NOT_FOUND : done;
}
