#include "community/intake.h"

#include "base/limits.h"
#include "community/article_address.h"
#include "community/blog.h"
#include "community/calendar.h"
#include "community/import_file.h"
#include "community/old_address.h"
#include "community/search_index.h"
#include "community/source.h"

enum {
    FIRST_SLOTS = 1024,
    MOST_REMEMBERED = 100000, /* then all is forgotten and looked up again */
    WORK_BYTES = 32 << 20,
};

/* --- what is remembered ------------------------------------------------------- */

/* A source or tag by its name, or a day by its number, and what was counted of it. */
struct remembered {
    struct str key;
    int64_t id;
    int64_t n;
};

/* Open addressing; never more than half full. */
struct memory {
    struct arena arena;
    struct remembered *slots;
    size_t n_slots;
    size_t n;
};

static struct remembered *slot_of(const struct memory *memory, struct str key)
{
    size_t at = str_hash(key) & (memory->n_slots - 1);
    while (memory->slots[at].key.ptr != NULL && !str_eq(memory->slots[at].key, key))
        at = (at + 1) & (memory->n_slots - 1);
    return &memory->slots[at];
}

static void forget(struct memory *memory)
{
    arena_done(&memory->arena);
    *memory = (struct memory){.arena = {.limit_bytes = SIZE_MAX}, .n_slots = FIRST_SLOTS};
    memory->slots = arena_array(&memory->arena, struct remembered, FIRST_SLOTS);
}

static void grow(struct memory *memory)
{
    struct memory old = *memory;
    memory->n_slots = old.n_slots * 2;
    memory->slots = arena_array(&memory->arena, struct remembered, memory->n_slots);
    for (size_t i = 0; i < old.n_slots; i++) {
        if (old.slots[i].key.ptr != NULL)
            *slot_of(memory, old.slots[i].key) = old.slots[i];
    }
}

/* NULL: not yet. */
static struct remembered *recall(const struct memory *memory, struct str key)
{
    struct remembered *slot = slot_of(memory, key);
    return slot->key.ptr != NULL ? slot : NULL;
}

static struct remembered *remember(struct memory *memory, struct str key, int64_t id)
{
    if (2 * memory->n >= memory->n_slots)
        grow(memory);
    memory->n++;
    struct remembered *slot = slot_of(memory, key);
    *slot = (struct remembered){.key = str_copy(&memory->arena, key), .id = id};
    return slot;
}

/* --- one article ---------------------------------------------------------------- */

struct intake {
    struct arena arena;
    struct db *db;
    struct blog_id blog;
    struct member_id sharer;
    int64_t now;
    int64_t first; /* id of the transaction's first article */
    int64_t next;
    struct memory sources;
    struct memory tags;
    struct memory days;
    struct search_bulk *search;
};

struct intake *intake_new(struct db *db, struct blog_id blog, struct member_id sharer, int64_t now)
{
    struct arena arena = {.limit_bytes = SIZE_MAX};
    struct intake *intake = arena_new(&arena, struct intake);
    *intake = (struct intake){
        .arena = arena,
        .db = db,
        .blog = blog,
        .sharer = sharer,
        .now = now,
        .search = search_bulk_new(),
    };
    forget(&intake->sources);
    forget(&intake->tags);
    forget(&intake->days);
    return intake;
}

void intake_free(struct intake *intake)
{
    if (intake == NULL)
        return;
    arena_done(&intake->sources.arena);
    arena_done(&intake->tags.arena);
    arena_done(&intake->days.arena);
    search_bulk_free(intake->search);
    struct arena arena = intake->arena;
    arena_done(&arena);
}

void intake_free_at(struct intake **intake)
{
    intake_free(*intake);
    *intake = NULL;
}

/* Ids are given here, so that a record can be entered before its article. */
enum outcome intake_begin(struct intake *intake)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(intake->db, "select coalesce(max(id), 0) + 1 from article");
    enum outcome found = db_step(stmt);
    if (found == OK)
        intake->first = intake->next = db_int(stmt, 0);
    return found;
}

static enum outcome find_source(struct intake *intake,
                                const struct article_fields *fields,
                                struct source_id *ret_source)
{
    if (fields->source.len == 0)
        return OK;
    struct remembered *known = recall(&intake->sources, fields->source);
    if (known == NULL) {
        SCRATCH_ARENA(scratch, WORK_BYTES);
        struct source_id id = {0};
        enum outcome done = source_ensure(&scratch, intake->db, fields->source, fields->url, &id);
        if (done != OK)
            return done;
        known = remember(&intake->sources, fields->source, id.n);
    }
    known->n++;
    ret_source->n = known->id;
    return OK;
}

static enum outcome find_tag(struct intake *intake, struct str name, int64_t *ret_tag)
{
    struct remembered *known = recall(&intake->tags, name);
    if (known == NULL) {
        SCRATCH_ARENA(scratch, WORK_BYTES);
        struct tag_id id = {0};
        enum outcome done = tag_ensure(&scratch, intake->db, name, &id);
        if (done != OK)
            return done;
        known = remember(&intake->tags, name, id.n);
    }
    known->n++;
    *ret_tag = known->id;
    return OK;
}

static void count_day(struct intake *intake, int64_t day)
{
    struct str key = {(const char *)&day, sizeof day};
    struct remembered *known = recall(&intake->days, key);
    if (known == NULL)
        known = remember(&intake->days, key, day);
    known->n++;
}

static void bind_id(struct db_stmt *stmt, int at, int64_t id)
{
    if (id != 0)
        db_bind_int(stmt, at, id);
    else
        db_bind_null(stmt, at);
}

static enum outcome
insert_row(struct intake *intake, const struct intake_article *article, struct source_id source)
{
    const struct article_checked *checked = article->checked;
    const struct article_fields *fields = &checked->fields;
    struct db_stmt *stmt = db_query(
        intake->db,
        "insert into article (id, blog, sharer, source, state, shared, reading_minutes, words,"
        " created, published, day, title, slug, lang, dateline, standfirst, excerpt, byline, url,"
        " credit, domain, opening) values ($1, $2, $3, $4, 2, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14,"
        " $15, $16, $17, $18, $19, $20, $21)");
    db_bind_int(stmt, 1, intake->next);
    db_bind_int(stmt, 2, intake->blog.n);
    db_bind_int(stmt, 3, intake->sharer.n);
    bind_id(stmt, 4, source.n);
    db_bind_int(stmt, 5, article->shared);
    db_bind_int(stmt, 6, checked->reading_minutes);
    db_bind_int(stmt, 7, checked->words);
    db_bind_int(stmt, 8, intake->now);
    if (fields->has_published)
        db_bind_int(stmt, 9, fields->published);
    else
        db_bind_null(stmt, 9);
    db_bind_int(stmt, 10, article->day);
    db_bind_text(stmt, 11, fields->title);
    db_bind_text(stmt, 12, checked->slug);
    db_bind_text(stmt, 13, fields->lang);
    db_bind_text(stmt, 14, fields->dateline);
    db_bind_text(stmt, 15, fields->standfirst);
    db_bind_text(stmt, 16, fields->excerpt);
    db_bind_text(stmt, 17, fields->byline);
    db_bind_text(stmt, 18, fields->url);
    db_bind_text(stmt, 19, fields->credit);
    db_bind_text(stmt, 20, checked->domain);
    db_bind_text(stmt, 21, checked->opening);
    return db_run(stmt);
}

static enum outcome insert_tags(struct intake *intake,
                                const struct intake_article *article,
                                struct tag_id ret_tags[LIMIT_TAGS])
{
    struct str_list names = article->checked->fields.tags;
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < names.n; i++) {
        done = find_tag(intake, names.items[i], &ret_tags[i].n);
        if (done != OK)
            break;
        struct db_stmt *stmt = db_query(intake->db, "insert into article_tag"
                                                    " (article, place, tag, shared)"
                                                    " values ($1, $2, $3, $4)");
        db_bind_int(stmt, 1, intake->next);
        db_bind_int(stmt, 2, (int64_t)i);
        db_bind_int(stmt, 3, ret_tags[i].n);
        db_bind_int(stmt, 4, article->shared);
        done = db_run(stmt);
    }
    return done;
}

static enum outcome name_pictures(struct intake *intake, const struct article_checked *checked)
{
    if (checked->pictures.addresses.n == 0)
        return OK;
    SCRATCH_ARENA(scratch, WORK_BYTES);
    struct article_id id = {intake->next};
    return picture_name(&scratch, intake->db, id, &checked->pictures, intake->now);
}

/* A gathering that is full is written at once: it need not wait for the commit. */
static enum outcome gather_words(struct intake *intake,
                                 const struct intake_article *article,
                                 struct source_id source,
                                 const struct tag_id *tags)
{
    const struct search_article words = {
        .id = {intake->next},
        .blog = intake->blog,
        .sharer = intake->sharer,
        .source = source,
        .shared = article->shared,
        .tags = tags,
        .n_tags = article->checked->fields.tags.n,
        .words = article->words,
    };
    search_bulk_add(intake->search, &words);
    return search_bulk_bytes(intake->search) < LIMIT_SEARCH_BULK_BYTES
               ? OK
               : search_bulk_write(intake->db, intake->search);
}

static enum outcome insert(struct intake *intake, const struct intake_article *article)
{
    struct article_id id = {intake->next};
    struct source_id source = {0};
    struct tag_id tags[LIMIT_TAGS];
    enum outcome done = find_source(intake, &article->checked->fields, &source);
    if (done == OK)
        done = insert_row(intake, article, source);
    if (done == OK)
        done = body_put_packed(intake->db, id, &article->body);
    if (done == OK)
        done = insert_tags(intake, article, tags);
    if (done == OK && article->has_address)
        done = article_address_put(intake->db, id, article->address);
    if (done == OK && article->path.len > 0)
        done = old_address_add(intake->db, article->path, id);
    if (done == OK)
        done = name_pictures(intake, article->checked);
    if (done == OK)
        done = gather_words(intake, article, source, tags);
    return done;
}

enum outcome
intake_add(struct intake *intake, const struct intake_article *article, struct article_id *ret_id)
{
    struct article_id id = {intake->next};
    enum outcome done = import_record_add(intake->db, intake->blog, article->record, id);
    if (done == OK)
        done = insert(intake, article);
    if (done != OK)
        return done;
    count_day(intake, article->day);
    intake->next++;
    *ret_id = id;
    return OK;
}

/* --- what was counted ------------------------------------------------------------ */

static enum outcome write_sources(struct intake *intake)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < intake->sources.n_slots; i++) {
        struct remembered *source = &intake->sources.slots[i];
        if (source->n > 0)
            done = source_count(intake->db, (struct source_id){source->id}, source->n);
        source->n = 0;
    }
    return done;
}

static enum outcome write_tags(struct intake *intake)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < intake->tags.n_slots; i++) {
        struct remembered *tag = &intake->tags.slots[i];
        if (tag->n > 0)
            done = tag_count(intake->db, (struct tag_id){tag->id}, tag->n);
        tag->n = 0;
    }
    return done;
}

static enum outcome write_days(struct intake *intake)
{
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < intake->days.n_slots; i++) {
        const struct remembered *day = &intake->days.slots[i];
        if (day->n > 0)
            done = calendar_count(intake->db, intake->blog, day->id, day->n);
    }
    forget(&intake->days);
    return done;
}

enum outcome intake_end(struct intake *intake)
{
    struct article_id first = {intake->first};
    struct article_id last = {intake->next - 1};
    enum outcome done = blog_count(intake->db, intake->blog, intake->next - intake->first);
    if (done == OK)
        done = write_sources(intake);
    if (done == OK)
        done = write_tags(intake);
    if (done == OK)
        done = write_days(intake);
    if (done == OK)
        done = search_bulk_write(intake->db, intake->search);
    if (done == OK)
        done = article_address_are_set(intake->db, first, last);
    if (intake->sources.n > MOST_REMEMBERED)
        forget(&intake->sources);
    if (intake->tags.n > MOST_REMEMBERED)
        forget(&intake->tags);
    return done;
}
