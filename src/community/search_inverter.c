#include "community/search_inverter.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 12, FIRST_PIECE = 16, LAST_PIECE = 8192 };

/* A list grows in pieces, each twice as large as the one before. */
struct piece {
    struct piece *next;
    uint32_t n;
    uint32_t room;
    unsigned char bytes[];
};

/* Most words stand in one document: its posting needs no piece. */
struct inverter_entry {
    uint32_t hash;
    uint32_t next_document;
    uint32_t n_documents;
    uint32_t n_bytes;
    struct piece *pieces; /* a ring, held by its last piece; NULL: none yet */
    unsigned char first[POSTING_MAX_BYTES];
    unsigned char n_first;
    unsigned char n_letters;
    char letters[];
};

static struct str word_of(const struct inverter_entry *entry)
{
    return (struct str){entry->letters, entry->n_letters};
}

void inverter_init(struct inverter *inverter)
{
    *inverter = (struct inverter){.n_slots = 0};
    arena_init(&inverter->arena, SIZE_MAX);
}

void inverter_done(struct inverter *inverter)
{
    arena_done(&inverter->arena);
    inverter_init(inverter);
}

/* Where the word is, or the empty place where it belongs. */
static struct inverter_entry **
find_entry(const struct inverter *inverter, struct str word, uint32_t hash)
{
    size_t at = hash & (inverter->n_slots - 1);
    for (;;) {
        struct inverter_entry **slot = &inverter->slots[at];
        if (*slot == NULL || ((*slot)->hash == hash && str_eq(word_of(*slot), word)))
            return slot;
        at = (at + 1) & (inverter->n_slots - 1);
    }
}

static void grow(struct inverter *inverter)
{
    struct inverter_entry **old = inverter->slots;
    size_t n_old = inverter->n_slots;
    inverter->n_slots = n_old == 0 ? FIRST_SLOTS : 4 * n_old;
    inverter->slots = arena_array(&inverter->arena, struct inverter_entry *, inverter->n_slots);
    for (size_t i = 0; i < n_old; i++) {
        if (old[i] != NULL)
            *find_entry(inverter, word_of(old[i]), old[i]->hash) = old[i];
    }
}

static struct inverter_entry *new_entry(struct inverter *inverter, struct str word, uint32_t hash)
{
    CHECK(word.len <= SEARCH_TERM_BYTES);
    struct inverter_entry *entry = arena_alloc_raw(&inverter->arena, sizeof(*entry) + word.len);
    *entry = (struct inverter_entry){.hash = hash, .n_letters = (unsigned char)word.len};
    memcpy(entry->letters, word.ptr, word.len);
    inverter->n_words++;
    inverter->n_bytes += word.len;
    return entry;
}

/* The last piece, with room for one more posting. */
static struct piece *open_piece(struct inverter *inverter, struct inverter_entry *entry)
{
    struct piece *last = entry->pieces;
    if (last != NULL && last->room - last->n >= POSTING_MAX_BYTES)
        return last;
    uint32_t room = last == NULL              ? FIRST_PIECE
                    : last->room < LAST_PIECE ? 2 * last->room
                                              : LAST_PIECE;
    struct piece *piece = arena_alloc_raw(&inverter->arena, sizeof(*piece) + room);
    *piece = (struct piece){.room = room};
    piece->next = last == NULL ? piece : last->next;
    if (last != NULL)
        last->next = piece;
    entry->pieces = piece;
    return piece;
}

void inverter_add(struct inverter *inverter, struct str word, struct posting posting)
{
    if (inverter->n_words * 2 >= inverter->n_slots)
        grow(inverter);
    uint32_t hash = (uint32_t)(str_hash(word) >> 32);
    struct inverter_entry **slot = find_entry(inverter, word, hash);
    if (*slot == NULL)
        *slot = new_entry(inverter, word, hash);
    struct inverter_entry *entry = *slot;
    size_t n = 0;
    if (entry->next_document > posting.document)
        return;
    if (entry->n_documents == 0) {
        n = posting_write(entry->first, &entry->next_document, posting);
        entry->n_first = (unsigned char)n;
    } else {
        struct piece *piece = open_piece(inverter, entry);
        n = posting_write(piece->bytes + piece->n, &entry->next_document, posting);
        piece->n += (uint32_t)n;
    }
    entry->n_bytes += (uint32_t)n;
    entry->n_documents++;
    inverter->n_bytes += n;
}

static struct inverted finished(struct inverter *inverter, const struct inverter_entry *entry)
{
    struct inverted inverted = {.word = word_of(entry), .n_documents = entry->n_documents};
    if (entry->pieces == NULL) {
        inverted.list = (struct str){(const char *)entry->first, entry->n_first};
        return inverted;
    }
    char *bytes = arena_alloc_raw(&inverter->arena, entry->n_bytes);
    memcpy(bytes, entry->first, entry->n_first);
    size_t n = entry->n_first;
    const struct piece *piece = entry->pieces;
    do {
        piece = piece->next;
        memcpy(bytes + n, piece->bytes, piece->n);
        n += piece->n;
    } while (piece != entry->pieces);
    inverted.list = (struct str){bytes, n};
    return inverted;
}

static int by_word(const void *a, const void *b)
{
    return str_compare(((const struct inverted *)a)->word, ((const struct inverted *)b)->word);
}

struct inverted *inverter_sort(struct inverter *inverter, size_t *ret_n)
{
    struct inverted *words = arena_array(&inverter->arena, struct inverted, inverter->n_words);
    size_t n = 0;
    for (size_t i = 0; i < inverter->n_slots; i++) {
        if (inverter->slots[i] != NULL)
            words[n++] = finished(inverter, inverter->slots[i]);
    }
    qsort(words, n, sizeof(*words), by_word);
    *ret_n = n;
    return words;
}
