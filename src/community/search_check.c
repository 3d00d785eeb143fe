#include "community/search_check.h"

#include "base/limits.h"
#include "community/search_row.h"
#include "community/search_segment.h"
#include "community/search_shelf.h"

enum { N_KINDS = 2 };

static const char *const names[N_KINDS] = {"articles", "comments"};

struct recent {
    int64_t number;
    int64_t id;
    int64_t time;
};

struct inspection {
    struct arena arena;
    struct db *db;
    enum search_kind kind;
    const struct check_request *request; /* NULL: nobody listens */
    int64_t n_differences;
    struct segment *segments; /* the newest first */
    size_t n_segments;
    struct recent *recent; /* in order of their numbers */
    size_t n_recent;
    size_t n_recent_found;
    int64_t recent_bytes;
};

static void tell(struct inspection *inspection, const char *what, int64_t number)
{
    SCRATCH_ARENA(scratch, 1024);
    inspection->n_differences++;
    if (inspection->request != NULL)
        inspection->request->report(inspection->request->context,
                                    str_print(&scratch, "the search of %s: %s %lld",
                                              names[inspection->kind], what, (long long)number));
}

/* --- segments ------------------------------------------------------------------ */

static enum outcome inspect_segments(struct inspection *inspection)
{
    enum outcome done = segment_list(&inspection->arena, inspection->db, inspection->kind,
                                     &inspection->segments, &inspection->n_segments);
    int64_t next = INT64_MAX;
    for (size_t i = 0; done == OK && i < inspection->n_segments; i++) {
        const struct segment *segment = &inspection->segments[i];
        bool is_sound = false;
        done = segment_prove(inspection->db, segment, &is_sound);
        if (done == OK && !is_sound)
            tell(inspection, "damaged bytes in segment", segment->id);
        if (segment->first + (int64_t)segment->n_documents > next)
            tell(inspection, "documents that another has too in segment", segment->id);
        next = segment->first;
    }
    return done;
}

static bool is_in_segment(const struct inspection *inspection, int64_t number)
{
    for (size_t i = 0; i < inspection->n_segments; i++) {
        const struct segment *segment = &inspection->segments[i];
        if (number >= segment->first)
            return number < segment->first + (int64_t)segment->n_documents;
    }
    return false;
}

/* --- documents ----------------------------------------------------------------- */

static enum outcome read_recent(struct inspection *inspection)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(inspection->db, "select number, id, time, length(words)"
                                                    " from search_recent where kind = $1"
                                                    " order by number");
    db_bind_int(stmt, 1, inspection->kind);
    inspection->recent = arena_array(&inspection->arena, struct recent, LIMIT_SEARCH_RECENT);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK && inspection->n_recent < LIMIT_SEARCH_RECENT) {
        inspection->recent[inspection->n_recent++] =
            (struct recent){db_int(stmt, 0), db_int(stmt, 1), db_int(stmt, 2)};
        inspection->recent_bytes += db_int(stmt, 3);
    }
    return found == NOT_FOUND ? OK : found;
}

static const struct recent *find_recent(const struct inspection *inspection, int64_t number)
{
    for (size_t i = inspection->n_recent; i-- > 0;) {
        if (inspection->recent[i].number <= number)
            return inspection->recent[i].number == number ? &inspection->recent[i] : NULL;
    }
    return NULL;
}

/* Where each article or comment has its place, and when it was shared or written. */
static struct db_stmt *query_places(struct db *db, enum search_kind kind)
{
    return kind == SEARCH_ARTICLES
               ? db_query(db, "select p.number, p.id, a.shared from search_place p left join"
                              " article a on a.id = p.id where p.kind = 0 order by p.number")
               : db_query(db, "select p.number, p.id, c.created from search_place p left join"
                              " comment c on c.id = p.id where p.kind = 1 order by p.number");
}

/* The documents of a chunk that is being gone through. */
struct going {
    struct arena arena;
    const struct documents_chunk *chunk;
    struct documents documents;
    size_t n_living;
};

static enum outcome
begin_chunk(struct inspection *inspection, struct going *going, const struct documents_chunk *chunk)
{
    going->chunk = chunk;
    going->n_living = 0;
    arena_done(&going->arena);
    enum outcome done = documents_load(&going->arena, inspection->db, inspection->kind,
                                       chunk->first, DOCUMENTS_CHUNK, &going->documents);
    bool is_bound = true;
    bool has_dead = false;
    for (size_t i = 0; done == OK && i < DOCUMENTS_CHUNK; i++) {
        int64_t time = 0;
        bool lives = documents_time(&going->documents, i, &time);
        going->n_living += lives;
        has_dead = has_dead || (!lives && is_in_segment(inspection, chunk->first + (int64_t)i));
        is_bound = is_bound && (!lives || (time >= chunk->earliest && time <= chunk->latest));
    }
    if (done == OK && (!is_bound || (has_dead && !chunk->has_dead)))
        tell(inspection, "other times than it says from document", chunk->first);
    return done;
}

static void end_chunk(struct inspection *inspection, const struct going *going, size_t n_places)
{
    if (going->chunk != NULL && going->n_living != n_places)
        tell(inspection, "living documents that have no place, from", going->chunk->first);
}

static void
inspect_recent(struct inspection *inspection, const struct recent *recent, int64_t id, int64_t time)
{
    inspection->n_recent_found++;
    if (recent->id != id || recent->time != time)
        tell(inspection, "another one waits in the place of", id);
}

static bool is_of_chunk(const struct documents_chunk *chunk, int64_t number)
{
    return chunk != NULL && number >= chunk->first && number < chunk->first + DOCUMENTS_CHUNK;
}

static void inspect_place(struct inspection *inspection,
                          const struct going *going,
                          int64_t number,
                          int64_t id,
                          int64_t expected)
{
    int64_t time = 0;
    bool lives = is_of_chunk(going->chunk, number) && is_in_segment(inspection, number) &&
                 documents_time(&going->documents, (size_t)(number - going->chunk->first), &time);
    if (!lives)
        tell(inspection, "nothing in the place of", id);
    else if (time != expected)
        tell(inspection, "another time at", id);
}

static enum outcome inspect_places(struct inspection *inspection,
                                   struct going *going,
                                   const struct documents_chunk *chunks,
                                   size_t n_chunks)
{
    CLEANUP(db_done) struct db_stmt *stmt = query_places(inspection->db, inspection->kind);
    size_t next_chunk = 0;
    size_t n_places = 0; /* of the present chunk */
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK) {
        int64_t number = db_int(stmt, 0);
        const struct recent *recent = find_recent(inspection, number);
        if (recent != NULL) {
            inspect_recent(inspection, recent, db_int(stmt, 1), db_int(stmt, 2));
            continue;
        }
        while (found == OK && next_chunk < n_chunks && !is_of_chunk(going->chunk, number) &&
               chunks[next_chunk].first <= number) {
            end_chunk(inspection, going, n_places);
            n_places = 0;
            found = begin_chunk(inspection, going, &chunks[next_chunk++]);
        }
        if (found != OK)
            return found;
        n_places++;
        inspect_place(inspection, going, number, db_int(stmt, 1), db_int(stmt, 2));
    }
    end_chunk(inspection, going, n_places);
    for (found = found == NOT_FOUND ? OK : found; found == OK && next_chunk < n_chunks;) {
        found = begin_chunk(inspection, going, &chunks[next_chunk++]);
        end_chunk(inspection, going, 0);
    }
    return found;
}

static enum outcome inspect_documents(struct inspection *inspection)
{
    struct documents_chunk *chunks = NULL;
    size_t n_chunks = 0;
    struct going going = {.chunk = NULL};
    arena_init(&going.arena, SIZE_MAX);
    enum outcome done = read_recent(inspection);
    if (done == OK)
        done = documents_chunks(&inspection->arena, inspection->db, inspection->kind, &chunks,
                                &n_chunks);
    if (done == OK)
        done = inspect_places(inspection, &going, chunks, n_chunks);
    arena_done(&going.arena);
    if (done == OK && inspection->n_recent_found != inspection->n_recent)
        tell(inspection, "waiting ones without a place:",
             (int64_t)(inspection->n_recent - inspection->n_recent_found));
    return done;
}

/* --- counts -------------------------------------------------------------------- */

static enum outcome inspect_counts(struct inspection *inspection)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        inspection->db, "select n_recent, recent_bytes, next_number, (select coalesce(max(number),"
                        " -1) from search_place p where p.kind = s.kind), (select"
                        " coalesce(max(first + n_documents), 0) from search_segment g where"
                        " g.kind = s.kind) from search_shelf s where s.kind = $1");
    db_bind_int(stmt, 1, inspection->kind);
    enum outcome found = db_step(stmt);
    if (found == NOT_FOUND)
        tell(inspection, "no counts of kind", inspection->kind);
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    /* Those that were dropped while they waited are counted too. */
    bool is_counted =
        db_int(stmt, 0) >= (int64_t)inspection->n_recent && db_int(stmt, 0) < LIMIT_SEARCH_RECENT &&
        db_int(stmt, 1) >= inspection->recent_bytes && db_int(stmt, 1) < LIMIT_SEARCH_RECENT_BYTES;
    if (!is_counted)
        tell(inspection, "miscounted those that wait, which are", (int64_t)inspection->n_recent);
    if (db_int(stmt, 2) <= db_int(stmt, 3) || db_int(stmt, 2) < db_int(stmt, 4))
        tell(inspection, "the next number is taken:", db_int(stmt, 2));
    return OK;
}

static enum outcome inspect(struct db *db,
                            enum search_kind kind,
                            const struct check_request *request,
                            int64_t *n_differences)
{
    struct inspection inspection = {.db = db, .kind = kind, .request = request};
    arena_init(&inspection.arena, SIZE_MAX);
    enum outcome done = inspect_segments(&inspection);
    if (done == OK)
        done = inspect_documents(&inspection);
    if (done == OK)
        done = inspect_counts(&inspection);
    arena_done(&inspection.arena);
    *n_differences += inspection.n_differences;
    return done;
}

enum outcome
search_check(struct db *db, const struct check_request *request, int64_t *n_differences)
{
    enum outcome done = OK;
    for (int kind = 0; done == OK && kind < N_KINDS; kind++)
        done = inspect(db, (enum search_kind)kind, request, n_differences);
    return done;
}

enum outcome search_repair(struct db *db)
{
    enum outcome done = OK;
    for (int kind = 0; done == OK && kind < N_KINDS; kind++) {
        int64_t n_differences = 0;
        done = search_row_drop_unseen(db, (enum search_kind)kind);
        if (done == OK)
            done = inspect(db, (enum search_kind)kind, NULL, &n_differences);
        if (done == OK && n_differences > 0)
            done = shelf_clear(db, (enum search_kind)kind);
        if (done == OK)
            done = search_row_add_lacking(db, (enum search_kind)kind);
    }
    return done;
}
