/* Topics share a table of counters by their hash: two that meet there change
 * together, which costs a page made anew and nothing else. A counter holds the
 * number of the publication that touched it last.
 *
 * The store's own counter is compared with what the writer left there. Between a
 * commit and its publication it stands one higher, which readers know from
 * `coming`: that write is not acknowledged yet, and its topics are on their way. */
#include "db/changes.h"

#include "db/engine.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    N_COUNTERS = 1 << 14,
    MAX_NOTED = 2048, /* more are published as everything */
};

const struct db_topic db_anything = {-1, 0};

/* A rule whose columns were found in the store. */
struct found_rule {
    const struct db_rule *rule;
    size_t n_compared; /* bytes of the table's name: with its end, or up to the star */
    int key;           /* -1: none */
    uint64_t without;  /* a bit for each column */
};

struct db_changes {
    const uint32_t *commits;     /* the store's counter, in shared memory */
    _Atomic uint64_t published;  /* how often something was */
    _Atomic uint64_t everything; /* the publication by which everything had changed */
    _Atomic uint32_t known;      /* the store's counter after the writer's last commit */
    _Atomic uint32_t coming;     /* after the one that is under way */
    pthread_mutex_t lock;        /* of who publishes */
    struct found_rule *rules;
    size_t n_rules;
    struct db_topic noted[MAX_NOTED]; /* the writer's thread only, as n_noted */
    size_t n_noted;
    bool has_written; /* rows of this transaction: its commit will be counted */
    bool was_undone;  /* some of them, perhaps all */
    _Atomic uint64_t counters[N_COUNTERS];
};

static size_t counter_of(struct db_topic topic)
{
    uint64_t hash = ((uint64_t)topic.id * 31 + (uint64_t)topic.kind) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 40) & (N_COUNTERS - 1);
}

static uint32_t commits_now(const struct db_changes *changes)
{
    return __atomic_load_n(changes->commits, __ATOMIC_ACQUIRE);
}

/* Under the lock. */
static void publish_everything(struct db_changes *changes)
{
    uint64_t n = atomic_load(&changes->published) + 1;
    atomic_store(&changes->everything, n);
    atomic_store(&changes->published, n);
}

/* Another process may have written. */
static void notice_others(struct db_changes *changes)
{
    uint32_t commits = commits_now(changes);
    if (commits == atomic_load(&changes->known) || commits == atomic_load(&changes->coming))
        return;
    pthread_mutex_lock(&changes->lock);
    commits = commits_now(changes);
    if (commits != atomic_load(&changes->known) && commits != atomic_load(&changes->coming)) {
        publish_everything(changes);
        atomic_store(&changes->known, commits);
    }
    pthread_mutex_unlock(&changes->lock);
}

struct db_moment db_changes_now(struct db_changes *changes)
{
    notice_others(changes);
    return (struct db_moment){atomic_load(&changes->published)};
}

bool db_changed_since(struct db_changes *changes,
                      struct db_moment moment,
                      const struct db_topic *topics,
                      size_t n_topics)
{
    notice_others(changes);
    if (atomic_load(&changes->everything) > moment.n)
        return true;
    for (size_t i = 0; i < n_topics; i++)
        if (atomic_load(&changes->counters[counter_of(topics[i])]) > moment.n)
            return true;
    return false;
}

static void note(struct db_changes *changes, struct db_topic topic)
{
    for (size_t i = changes->n_noted; i > 0 && i + 8 > changes->n_noted; i--)
        if (changes->n_noted <= MAX_NOTED && changes->noted[i - 1].kind == topic.kind &&
            changes->noted[i - 1].id == topic.id)
            return; /* the rows of one write mostly touch the same */
    if (changes->n_noted < MAX_NOTED)
        changes->noted[changes->n_noted] = topic;
    if (changes->n_noted <= MAX_NOTED)
        changes->n_noted++;
}

static bool is_for(const struct found_rule *found, const char *table)
{
    return strncmp(found->rule->table, table, found->n_compared) == 0;
}

static bool touches(const struct found_rule *found, const struct db_row_change *change)
{
    if (!change->is_update || found->without == 0)
        return true;
    for (int i = 0; i < change->n_columns; i++)
        if ((found->without & (uint64_t)1 << i) == 0 && change->is_changed(change->row, i))
            return true;
    return false;
}

static void note_by(struct db_changes *changes,
                    const struct found_rule *found,
                    const struct db_row_change *change)
{
    struct db_topic topic = {found->rule->kind, 0};
    if (topic.kind < 0)
        return;
    note(changes, db_anything);
    if (!touches(found, change))
        return;
    if (found->key < 0) {
        note(changes, topic);
        return;
    }
    for (int is_after = 0; is_after < 2; is_after++) {
        topic.id = change->value(change->row, found->key, is_after != 0);
        if (topic.id != 0)
            note(changes, topic);
    }
}

void db_changes_undo(struct db_changes *changes)
{
    changes->was_undone = changes->has_written;
}

void db_changes_note(struct db_changes *changes, const struct db_row_change *change)
{
    bool is_ruled = false;
    changes->has_written = true;
    for (size_t i = 0; i < changes->n_rules; i++) {
        if (!is_for(&changes->rules[i], change->table))
            continue;
        is_ruled = true;
        note_by(changes, &changes->rules[i], change);
    }
    if (is_ruled)
        return;
    note(changes, db_anything);
    note(changes, (struct db_topic){0, 0});
}

/* The writer holds the store's write lock: nobody else can commit now. */
void db_changes_before_commit(struct db_changes *changes)
{
    pthread_mutex_lock(&changes->lock);
    uint32_t commits = commits_now(changes);
    if (commits != atomic_load(&changes->known)) {
        publish_everything(changes);
        atomic_store(&changes->known, commits);
    }
    atomic_store(&changes->coming, commits + (changes->has_written ? 1 : 0));
    pthread_mutex_unlock(&changes->lock);
}

void db_changes_after_commit(struct db_changes *changes, bool is_done)
{
    pthread_mutex_lock(&changes->lock);
    /* Whether a commit of nothing but undone rows was counted is not known. */
    bool is_unsure = changes->was_undone && commits_now(changes) != atomic_load(&changes->known);
    if (is_done && (changes->n_noted > MAX_NOTED || is_unsure)) {
        publish_everything(changes);
    } else if (is_done && changes->n_noted > 0) {
        uint64_t n = atomic_load(&changes->published) + 1;
        for (size_t i = 0; i < changes->n_noted; i++)
            atomic_store(&changes->counters[counter_of(changes->noted[i])], n);
        atomic_store(&changes->published, n);
    }
    if (is_done && changes->was_undone)
        atomic_store(&changes->known, commits_now(changes));
    else if (is_done)
        atomic_store(&changes->known, atomic_load(&changes->coming));
    atomic_store(&changes->coming, atomic_load(&changes->known));
    pthread_mutex_unlock(&changes->lock);
    changes->n_noted = 0;
    changes->has_written = changes->was_undone = false;
}

static enum outcome
find_column(struct db *db, const char *table, struct str column, int *ret_number)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select cid from pragma_table_info($1) where name = $2");
    db_bind_text(stmt, 1, str_from_c(table));
    db_bind_text(stmt, 2, column);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_number = (int)db_int(stmt, 0);
    return found;
}

static enum outcome
find_rule(struct db *db, const struct db_rule *rule, struct found_rule *ret_rule)
{
    struct str pattern = str_from_c(rule->table);
    bool is_prefix = str_ends_with(pattern, STR("*"));
    struct found_rule found = {
        .rule = rule,
        .n_compared = is_prefix ? pattern.len - 1 : pattern.len + 1,
        .key = -1,
    };
    enum outcome outcome = OK;
    if (rule->key != NULL)
        outcome = find_column(db, rule->table, str_from_c(rule->key), &found.key);
    struct str rest = str_from_c(rule->without == NULL ? "" : rule->without);
    struct str column;
    while (outcome == OK && str_cut(&rest, ' ', &column)) {
        int number = 0;
        outcome = find_column(db, rule->table, column, &number);
        found.without |= (uint64_t)1 << number;
    }
    *ret_rule = found;
    return outcome;
}

enum outcome db_changes_open(struct arena *arena,
                             struct db *writer,
                             const struct db_rule *rules,
                             struct db_changes **ret_changes)
{
    struct db_changes *changes = arena_new(arena, struct db_changes);
    size_t n = 0;
    while (rules[n].table != NULL)
        n++;
    changes->rules = arena_array(arena, struct found_rule, n);
    for (; changes->n_rules < n; changes->n_rules++) {
        enum outcome found =
            find_rule(writer, &rules[changes->n_rules], &changes->rules[changes->n_rules]);
        CHECK(found != NOT_FOUND); /* a rule names a column that there is */
        if (found != OK)
            return found;
    }
    enum outcome attached = engine_attach_changes(writer, changes, &changes->commits);
    if (attached != OK)
        return attached;
    CHECK(pthread_mutex_init(&changes->lock, NULL) == 0);
    changes->known = changes->coming = commits_now(changes);
    *ret_changes = changes;
    return OK;
}
