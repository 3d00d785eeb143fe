/* OPML: what the old reader followed, the blog is fed from. */
#include "transfer/import.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "capture/opml.h"
#include "community/subscription.h"

enum { ARENA_BYTES = 128 << 20 };

static void tell(const struct import_request *request, struct import_trouble trouble)
{
    request->on_trouble(request->context, &trouble);
}

/* INVALID: it was told. */
static enum outcome subscribe(struct arena *arena,
                              const struct import_request *request,
                              const struct opml_feed *feed,
                              struct import_counts *counts)
{
    struct subscription_id id;
    struct problem problem = {0};
    struct subscription_new fresh = {
        .blog = request->blog,
        .member = request->sharer,
        .title = str_copy(arena, utf8_first(feed->title, LIMIT_TITLE_CHARACTERS)),
        .rules = {.mode = SUBSCRIPTION_DRAFTS},
        .now = request->now,
    };
    if (subscription_address(arena, feed->url, &fresh.url) != OK) {
        counts->n_bad++;
        tell(request, (struct import_trouble){
                          .line = 1,
                          .why = str_print(arena, "'%.*s' is no address of a feed",
                                           STR_ARG(str_first(feed->url, LIMIT_URL_BYTES)))});
        return INVALID;
    }
    enum outcome made = subscription_make(arena, request->db, &fresh, &id, &problem);
    counts->n_taken += made == OK;
    counts->n_known += made == CONFLICT;
    if (made == INVALID) {
        counts->n_bad++;
        tell(request, (struct import_trouble){.line = 1, .problem = problem});
    }
    return made == CONFLICT ? OK : made;
}

static enum outcome subscribe_all(struct arena *arena,
                                  const struct import_request *request,
                                  const struct opml *opml,
                                  struct import_counts *counts)
{
    for (size_t i = 0; i < opml->n; i++) {
        enum outcome done = subscribe(arena, request, &opml->feeds[i], counts);
        if (done != OK && (done != INVALID || request->is_strict))
            return done;
    }
    return OK;
}

static enum outcome read_list(struct arena *arena,
                              const struct import_request *request,
                              struct opml *ret_opml,
                              struct str *ret_why)
{
    struct piece piece;
    enum outcome read = pieces_next(arena, request->pieces, &piece, ret_why);
    if (read == OK && piece.fault != NULL) {
        *ret_why = str_from_c(piece.fault);
        read = INVALID;
    }
    if (read == OK)
        read = opml_read(arena, piece.bytes, ret_opml, ret_why);
    return read == OK || read == FAULT ? read : INVALID;
}

enum outcome import_feeds(struct arena *arena,
                          const struct import_request *request,
                          struct import_counts *ret_counts,
                          struct str *ret_why)
{
    SCRATCH_ARENA(scratch, ARENA_BYTES);
    struct opml opml;
    struct import_counts counts = {0};
    struct str why = {0};
    enum outcome done = read_list(&scratch, request, &opml, &why);
    if (done == OK)
        done = db_begin(request->db);
    if (done != OK) {
        *ret_why = done == UNAVAILABLE ? STR("another program holds the store; try again")
                                       : str_copy(arena, why);
        return done;
    }
    done = subscribe_all(&scratch, request, &opml, &counts);
    bool is_bad = done == INVALID;
    if (done == OK || is_bad)
        done = db_commit(request->db);
    else
        db_rollback(request->db);
    *ret_counts = counts;
    if (done == OK && !is_bad)
        return OK;
    *ret_why = is_bad ? STR("a feed cannot be taken") : STR("nothing was saved: is the disk full?");
    return is_bad ? INVALID : done;
}
