#include "transfer/import.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "community/account.h"
#include "community/comment.h"
#include "community/import_file.h"
#include "transfer/crew.h"
#include "transfer/ready.h"

enum {
    BOX_PIECES = 128,
    BOX_BYTES = 512 << 10, /* then it is full enough */
    BOXES_A_WORKER = 3,
    COMMIT_MS = 4000,
    RECORD_ARENA_BYTES = 256 << 20, /* for what one record takes on its way */
};

/* --- boxes -------------------------------------------------------------------- */

struct result {
    int64_t line;
    struct ready *ready;      /* NULL: */
    struct ready_fault fault; /* this, or */
    struct str left_out;      /* this */
};

struct box {
    struct arena arena;
    struct piece pieces[BOX_PIECES];
    size_t n;
    struct result *results;
    size_t n_results;
    size_t room;
};

struct import {
    const struct import_request *request;
    struct arena *arena;
    struct ready_rules rules;
    struct packer **packers; /* of each worker */
    struct str file;         /* its identity */
    struct intake *intake;
    struct import_counts counts;
    struct import_place place; /* behind what was written */
    int64_t begun_ms;          /* the transaction; 0: none is open */
    enum outcome read;         /* how reading ended */
    struct str why;
};

static void empty_box(struct box *box)
{
    arena_done(&box->arena);
    box->arena.limit_bytes = SIZE_MAX;
    box->n = box->n_results = box->room = 0;
}

static bool fill_box(void *context, void *data)
{
    struct import *import = context;
    struct box *box = data;
    size_t n_bytes = 0;
    empty_box(box);
    while (box->n < BOX_PIECES && n_bytes < BOX_BYTES && import->read == OK) {
        struct piece *piece = &box->pieces[box->n];
        import->read = pieces_next(&box->arena, import->request->pieces, piece, &import->why);
        if (import->read == OK) {
            n_bytes += piece->bytes.len;
            box->n++;
        }
    }
    return box->n > 0;
}

static struct result *add_result(struct box *box, int64_t line)
{
    if (box->n_results == box->room) {
        size_t room = box->room > 0 ? 2 * box->room : BOX_PIECES;
        struct result *results = arena_array(&box->arena, struct result, room);
        if (box->n_results > 0)
            memcpy(results, box->results, box->n_results * sizeof *results);
        box->results = results;
        box->room = room;
    }
    struct result *result = &box->results[box->n_results++];
    *result = (struct result){.line = line};
    return result;
}

/* --- on the workers ------------------------------------------------------------- */

static enum outcome read_records(struct arena *arena,
                                 const struct pieces *pieces,
                                 struct str bytes,
                                 struct records *ret_records,
                                 struct str *ret_why)
{
    switch (pieces_kind(pieces)) {
    case PIECES_JSON:
        return record_read_json(arena, bytes, ret_records, ret_why);
    case PIECES_WORDPRESS:
        return record_read_wordpress(arena, pieces_head(pieces), bytes, ret_records, ret_why);
    case PIECES_FEED:
        return record_read_feed(arena, pieces_head(pieces), bytes, ret_records, ret_why);
    case PIECES_OPML:
    case PIECES_EXPORT:
        break;
    }
    *ret_why = STR("it holds no articles");
    return INVALID;
}

static void work_on_record(struct import *import,
                           struct packer *packer,
                           struct box *box,
                           int64_t line,
                           const struct record *record)
{
    struct result *result = add_result(box, line);
    if (record->left_out.len > 0) {
        result->left_out = record->left_out;
        return;
    }
    if (ready_make(&box->arena, &import->rules, packer, record, &result->ready, &result->fault) !=
        OK)
        result->ready = NULL;
}

static void work_on_box(void *context, size_t worker, void *data)
{
    struct import *import = context;
    struct box *box = data;
    for (size_t i = 0; i < box->n; i++) {
        const struct piece *piece = &box->pieces[i];
        struct records records = {0};
        struct str why = str_from_c(piece->fault);
        enum outcome read = INVALID;
        if (piece->fault == NULL)
            read = read_records(&box->arena, import->request->pieces, piece->bytes, &records, &why);
        if (read != OK)
            add_result(box, piece->line)->fault.why = why;
        for (size_t j = 0; j < records.n; j++)
            work_on_record(import, import->packers[worker], box, piece->line, &records.items[j]);
    }
}

/* --- writing --------------------------------------------------------------------- */

static void tell(const struct import *import, const struct import_trouble *trouble)
{
    import->request->on_trouble(import->request->context, trouble);
}

/* The member that a comment is by: the sharer, when the old site says so; else a guest. */
static enum outcome find_author(struct import *import,
                                struct arena *arena,
                                const struct ready_comment *comment,
                                struct member_id *ret_member)
{
    struct db *db = import->request->db;
    struct member sharer;
    *ret_member = import->request->sharer;
    enum outcome found = account_find(arena, db, import->request->sharer, &sharer);
    if (found != OK || (comment->is_by_member && str_eq_folded(sharer.name, comment->author)))
        return found;
    return account_guest(arena, db, comment->author, import->request->now, ret_member);
}

/* What an answer answers, among those before it. */
static struct comment_id
find_parent(const struct ready *ready, const struct comment_id *ids, size_t n, struct str parent)
{
    for (size_t i = n; parent.len > 0 && i-- > 0;) {
        if (str_eq(ready->comments[i].id, parent))
            return ids[i];
    }
    return (struct comment_id){0};
}

static enum outcome
write_comments(struct import *import, const struct result *result, struct article_id article)
{
    const struct ready *ready = result->ready;
    SCRATCH_ARENA(scratch, RECORD_ARENA_BYTES);
    struct comment_id *ids = arena_array(&scratch, struct comment_id, ready->n_comments);
    enum outcome done = OK;
    for (size_t i = 0; done == OK && i < ready->n_comments; i++) {
        const struct ready_comment *comment = &ready->comments[i];
        struct problem unused;
        struct comment_new new_comment = {
            .article = article,
            .parent = find_parent(ready, ids, i, comment->parent),
            .markdown = comment->markdown,
            .html = comment->html,
            .now = comment->created,
        };
        if (comment->parent.len > 0 && new_comment.parent.n == 0)
            tell(import, &(struct import_trouble){
                             .line = result->line,
                             .why = STR("a comment answers one that is not there: it begins a "
                                        "thread of its own"),
                             .is_comment = true});
        done = find_author(import, &scratch, comment, &new_comment.member);
        if (done == OK)
            done = comment_add(&scratch, import->request->db, &new_comment, &ids[i], &unused);
        import->counts.n_comments += done == OK;
    }
    return done;
}

static enum outcome write_result(struct import *import, const struct result *result)
{
    struct article_id id = {0};
    if (result->left_out.len > 0) {
        import->counts.n_left_out++;
        return OK;
    }
    if (result->ready == NULL) {
        import->counts.n_bad++;
        tell(import, &(struct import_trouble){.line = result->line,
                                              .why = result->fault.why,
                                              .problem = result->fault.problem});
        return import->request->is_strict ? INVALID : OK;
    }
    enum outcome done = intake_add(import->intake, &result->ready->article, &id);
    if (done == CONFLICT) {
        import->counts.n_known++;
        return OK;
    }
    import->counts.n_taken += done == OK;
    if (result->ready->n_bad_comments > 0)
        tell(import, &(struct import_trouble){.line = result->line,
                                              .why = STR("some of its comments have no text, no "
                                                         "date or are too long"),
                                              .is_comment = true});
    if (done == OK && result->ready->n_comments > 0)
        done = write_comments(import, result, id);
    return done;
}

static enum outcome begin(struct import *import)
{
    if (import->begun_ms != 0)
        return OK;
    enum outcome done = db_begin(import->request->db);
    if (done != OK)
        return done;
    import->begun_ms = clock_monotonic_ms();
    return intake_begin(import->intake);
}

static enum outcome commit(struct import *import, bool is_end)
{
    const struct import_request *request = import->request;
    if (import->begun_ms == 0)
        return OK;
    enum outcome done = intake_end(import->intake);
    if (done == OK)
        done = is_end ? import_file_done(request->db, request->blog, import->file)
                      : import_file_set(request->db, request->blog, import->file, import->place);
    if (done != OK)
        return done;
    import->begun_ms = 0;
    return db_commit(request->db);
}

/* INVALID: a bad record, and it is strict. */
static enum outcome write_box(struct import *import, const struct box *box)
{
    enum outcome done = begin(import);
    for (size_t i = 0; done == OK && i < box->n_results; i++)
        done = write_result(import, &box->results[i]);
    if (done != OK)
        return done;
    const struct piece *last = &box->pieces[box->n - 1];
    import->place = (struct import_place){last->offset, last->next_line};
    import->request->on_progress(import->request->context, import->place.offset, &import->counts);
    bool is_due = clock_monotonic_ms() - import->begun_ms >= COMMIT_MS;
    return is_due ? commit(import, false) : OK;
}

static enum outcome write_all(struct import *import, const struct crew_plan *plan)
{
    CLEANUP(crew_stop_at) struct crew *crew = crew_start(plan);
    const struct box *box = NULL;
    enum outcome done = OK;
    while (done == OK && (box = crew_next(crew)) != NULL) {
        done = write_box(import, box);
        crew_give_back(crew);
    }
    return done;
}

/* --- before the first ------------------------------------------------------------- */

/* Bodies of the first records, to learn from; the file is then begun anew. */
static enum outcome
read_samples(struct import *import, struct buf *all, size_t *sizes, size_t *ret_n)
{
    struct pieces *pieces = import->request->pieces;
    enum outcome read = OK;
    size_t n = 0;
    while (n < BODY_SAMPLES && read == OK) {
        SCRATCH_ARENA(scratch, RECORD_ARENA_BYTES);
        struct piece piece;
        struct records records = {0};
        struct str why;
        read = pieces_next(&scratch, pieces, &piece, &why);
        if (read != OK || piece.fault != NULL ||
            read_records(&scratch, pieces, piece.bytes, &records, &why) != OK)
            continue;
        for (size_t i = 0; i < records.n && n < BODY_SAMPLES; i++) {
            struct safe_html body = {0};
            if (ready_body(&scratch, &records.items[i], &body) != OK || body.text.len == 0)
                continue;
            struct str sample = str_first(body.text, BODY_SAMPLE_BYTES);
            sizes[n++] = sample.len;
            buf_add(all, sample);
        }
    }
    *ret_n = n;
    return pieces_seek(pieces, import->place.offset, import->place.line);
}

/* A site without a dictionary gets one from the file's first texts, when there are enough. */
static enum outcome train(struct import *import)
{
    SCRATCH_ARENA(scratch, 4 * (size_t)BODY_SAMPLES * BODY_SAMPLE_BYTES);
    size_t *sizes = arena_array(&scratch, size_t, BODY_SAMPLES);
    size_t n = 0;
    struct buf all;
    struct str bytes = {0};
    buf_init(&all, &scratch, (size_t)BODY_SAMPLES * BODY_SAMPLE_BYTES);
    enum outcome done = read_samples(import, &all, sizes, &n);
    if (done != OK || n < BODY_SAMPLES ||
        packed_train(&scratch, buf_text(&all), sizes, n, &bytes) != OK)
        return done;
    return body_dictionary_add(import->request->db, bytes);
}

static enum outcome choose_dictionary(struct import *import)
{
    struct ready_rules *rules = &import->rules;
    struct db *db = import->request->db;
    enum outcome done = body_dictionary_newest(db, &rules->dictionary, &rules->dictionary_bytes);
    if (done == NOT_FOUND && pieces_size(import->request->pieces) > 0) {
        done = train(import);
        if (done == OK)
            done = body_dictionary_newest(db, &rules->dictionary, &rules->dictionary_bytes);
    }
    return done == NOT_FOUND ? OK : done;
}

static enum outcome prepare(struct import *import)
{
    const struct import_request *request = import->request;
    struct pieces *pieces = request->pieces;
    import->rules = (struct ready_rules){
        .dates = request->dates,
        .now = request->now,
        .old_host = request->old_host,
    };
    import->file =
        import_file_identity(import->arena, pieces_size(pieces), pieces_beginning(pieces));
    import->place = (struct import_place){(int64_t)pieces_head(pieces).len, 1};
    enum outcome done = import_file_find(request->db, request->blog, import->file, &import->place);
    if (done == OK)
        done = pieces_seek(pieces, import->place.offset, import->place.line);
    if (done == OK || done == NOT_FOUND)
        done = choose_dictionary(import);
    return done;
}

static const char *words_of(enum outcome outcome)
{
    return outcome == UNAVAILABLE
               ? "the disk is full or another program holds the store; what was imported is kept, "
                 "and the same command goes on from there"
               : "the store is damaged; try passalong check";
}

static enum outcome run(struct import *import)
{
    size_t n_workers = import->request->n_workers;
    size_t n_boxes = BOXES_A_WORKER * n_workers + 1;
    void **boxes = arena_array(import->arena, void *, n_boxes);
    for (size_t i = 0; i < n_boxes; i++)
        boxes[i] = arena_new(import->arena, struct box);
    import->packers = arena_array(import->arena, struct packer *, n_workers);
    for (size_t i = 0; i < n_workers; i++)
        import->packers[i] = packer_new();
    const struct crew_plan plan = {
        .n_workers = n_workers,
        .n_boxes = n_boxes,
        .boxes = boxes,
        .context = import,
        .fill = fill_box,
        .work = work_on_box,
    };
    enum outcome done = write_all(import, &plan);
    for (size_t i = 0; i < n_boxes; i++)
        empty_box(boxes[i]);
    for (size_t i = 0; i < n_workers; i++)
        packer_free(import->packers[i]);
    return done;
}

/* What was written before a bad record stays; what a failure left half-done goes. */
static enum outcome finish(struct import *import, enum outcome done, struct str *ret_why)
{
    bool is_bad = done == INVALID;
    bool is_unread = done == OK && import->read == FAULT;
    if (done == OK && !is_unread)
        done = begin(import); /* that the file is done is to be written too */
    if (done == OK || is_bad)
        done = commit(import, !is_bad && !is_unread);
    if (done != OK) {
        *ret_why = str_from_c(words_of(done));
        if (import->begun_ms != 0)
            db_rollback(import->request->db);
        return done == UNAVAILABLE ? UNAVAILABLE : FAULT;
    }
    if (is_unread) {
        *ret_why = import->why;
        return FAULT;
    }
    *ret_why = STR("a record cannot be taken");
    return is_bad ? INVALID : OK;
}

enum outcome import_run(struct arena *arena,
                        const struct import_request *request,
                        struct import_counts *ret_counts,
                        struct str *ret_why)
{
    struct import import = {.request = request, .arena = arena};
    CLEANUP(intake_free_at)
    struct intake *intake = intake_new(request->db, request->blog, request->sharer, request->now);
    import.intake = intake;
    enum outcome done = prepare(&import);
    if (done == OK)
        done = run(&import);
    done = finish(&import, done, ret_why);
    *ret_counts = import.counts;
    return done;
}
