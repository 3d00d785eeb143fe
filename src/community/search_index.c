#include "community/search_index.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/search_shelf.h"
#include "community/search_term.h"

enum { N_KINDS = 2, TERM_ROOM = LIMIT_TAGS + 4, TERM_BYTES = TERM_ROOM * 32 };

struct search_bulk {
    struct arena arena; /* in which it lies itself */
    struct shelf_batch batches[N_KINDS];
};

static void add_term(struct buf *out, enum search_term_kind kind, int64_t id)
{
    if (id == 0)
        return;
    struct search_term term = search_term(kind, id);
    buf_add_char(out, (char)term.len);
    buf_add(out, search_term_word(&term));
    buf_add_char(out, 0); /* no weight */
}

static void add_tags(struct buf *out, const struct tag_id *tags, size_t n)
{
    for (size_t i = 0; i < n && i < LIMIT_TAGS; i++)
        add_term(out, TERM_TAG, tags[i].n);
}

/* The words with our own behind them. */
static struct str pack_article(struct arena *arena, const struct search_article *article)
{
    struct buf out;
    buf_init(&out, arena, article->words.packed.len + TERM_BYTES);
    (void)buf_reserve(&out, article->words.packed.len + TERM_BYTES);
    buf_add(&out, article->words.packed);
    add_term(&out, TERM_BLOG, article->blog.n);
    add_term(&out, TERM_MEMBER, article->sharer.n);
    add_term(&out, TERM_SOURCE, article->source.n);
    add_tags(&out, article->tags, article->n_tags);
    return buf_text(&out);
}

static struct str pack_comment(struct arena *arena, const struct search_comment *comment)
{
    struct buf out;
    buf_init(&out, arena, comment->words.packed.len + TERM_BYTES);
    buf_add(&out, comment->words.packed);
    add_term(&out, TERM_BLOG, comment->blog.n);
    add_term(&out, TERM_MEMBER, comment->member.n);
    add_term(&out, TERM_SOURCE, comment->source.n);
    add_tags(&out, comment->tags, comment->n_tags);
    return buf_text(&out);
}

enum outcome search_index_add(struct db *db, const struct search_article *article)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    return shelf_put(db, SEARCH_ARTICLES, (struct search_document){article->id.n, article->shared},
                     pack_article(&scratch, article));
}

enum outcome search_index_add_comment(struct db *db, const struct search_comment *comment)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    return shelf_put(db, SEARCH_COMMENTS, (struct search_document){comment->id.n, comment->created},
                     pack_comment(&scratch, comment));
}

enum outcome search_index_drop(struct db *db, enum search_kind kind, int64_t id)
{
    return shelf_drop(db, kind, id);
}

struct search_bulk *search_bulk_new(void)
{
    struct arena arena;
    arena_init(&arena, SIZE_MAX);
    struct search_bulk *bulk = arena_new(&arena, struct search_bulk);
    bulk->arena = arena;
    for (size_t i = 0; i < N_KINDS; i++)
        shelf_batch_init(&bulk->batches[i]);
    return bulk;
}

void search_bulk_free(struct search_bulk *bulk)
{
    if (bulk == NULL)
        return;
    for (size_t i = 0; i < N_KINDS; i++)
        shelf_batch_done(&bulk->batches[i]);
    struct arena arena = bulk->arena;
    arena_done(&arena);
}

void search_bulk_add(struct search_bulk *bulk, const struct search_article *article)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    shelf_batch_add(&bulk->batches[SEARCH_ARTICLES],
                    (struct search_document){article->id.n, article->shared},
                    pack_article(&scratch, article));
}

void search_bulk_add_comment(struct search_bulk *bulk, const struct search_comment *comment)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    shelf_batch_add(&bulk->batches[SEARCH_COMMENTS],
                    (struct search_document){comment->id.n, comment->created},
                    pack_comment(&scratch, comment));
}

size_t search_bulk_bytes(const struct search_bulk *bulk)
{
    size_t n = 0;
    for (size_t i = 0; i < N_KINDS; i++)
        n += bulk->batches[i].inverter.n_bytes;
    return n;
}

enum outcome search_bulk_write(struct db *db, struct search_bulk *bulk)
{
    enum outcome done = OK;
    for (size_t i = 0; i < N_KINDS; i++) {
        if (done == OK)
            done = shelf_write(db, (enum search_kind)i, &bulk->batches[i]);
        shelf_batch_done(&bulk->batches[i]);
    }
    return done;
}
