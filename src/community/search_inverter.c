#include "community/search_inverter.h"

#include <stdlib.h>

enum {
    FIRST_SLOTS = 1 << 12,
    FIRST_PIECE = 16,
    LAST_PIECE = 8192,
    AHEAD = 16, /* words that are looked for together */
};

/* A list grows in pieces, each twice as large as the one before. */
struct piece {
    struct piece *next;
    uint32_t n;
    uint32_t room;
    unsigned char bytes[];
};

/* Most words stand in one document: its posting needs no piece. */
struct inverter_entry {
    uint32_t next_document;
    uint32_t n_documents;
    uint32_t n_bytes;
    struct piece *pieces; /* a ring, held by its last piece; NULL: none yet */
    unsigned char first[POSTING_MAX_BYTES];
    unsigned char n_first;
    unsigned char n_letters;
    char letters[];
};

struct inverter_slot {
    struct inverter_entry *entry; /* NULL: empty */
    uint32_t hash;
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

/* Where the search for a word begins. */
static struct inverter_slot *first_slot(const struct inverter *inverter, uint32_t hash)
{
    return &inverter->slots[hash & (inverter->n_slots - 1)];
}

static struct inverter_slot *next_slot(const struct inverter *inverter, struct inverter_slot *slot)
{
    return slot + 1 == inverter->slots + inverter->n_slots ? inverter->slots : slot + 1;
}

/* Where the word is, or the empty place where it belongs. */
static struct inverter_slot *
find_slot(const struct inverter *inverter, struct str word, uint32_t hash)
{
    struct inverter_slot *slot = first_slot(inverter, hash);
    while (slot->entry != NULL && (slot->hash != hash || !str_eq(word_of(slot->entry), word)))
        slot = next_slot(inverter, slot);
    return slot;
}

static void grow(struct inverter *inverter)
{
    const struct inverter_slot *old = inverter->slots;
    size_t n_old = inverter->n_slots;
    inverter->n_slots = n_old == 0 ? FIRST_SLOTS : 4 * n_old;
    inverter->slots = arena_array(&inverter->arena, struct inverter_slot, inverter->n_slots);
    for (size_t i = 0; i < n_old; i++) {
        struct inverter_slot *slot = first_slot(inverter, old[i].hash);
        while (old[i].entry != NULL && slot->entry != NULL)
            slot = next_slot(inverter, slot);
        if (old[i].entry != NULL)
            *slot = old[i];
    }
}

static struct inverter_entry *new_entry(struct inverter *inverter, struct str word)
{
    CHECK(word.len <= SEARCH_TERM_BYTES);
    struct inverter_entry *entry = arena_alloc_raw(&inverter->arena, sizeof(*entry) + word.len);
    *entry = (struct inverter_entry){.n_letters = (unsigned char)word.len};
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

static void
add_posting(struct inverter *inverter, struct inverter_entry *entry, struct posting posting)
{
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

struct coming {
    struct search_word word;
    uint32_t hash;
};

/* The table is larger than the processor's caches: what each word needs of it is asked for
 * while the others are looked at. */
static size_t
read_ahead(const struct inverter *inverter, struct search_words *words, struct coming coming[AHEAD])
{
    size_t n = 0;
    while (n < AHEAD && search_words_next(words, &coming[n].word)) {
        coming[n].hash = (uint32_t)(str_hash(coming[n].word.word) >> 32);
        __builtin_prefetch(first_slot(inverter, coming[n].hash));
        n++;
    }
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(first_slot(inverter, coming[i].hash)->entry, 1);
    for (size_t i = 0; i < n; i++) {
        const struct inverter_slot *slot = first_slot(inverter, coming[i].hash);
        if (slot->entry != NULL)
            __builtin_prefetch(slot->entry->pieces, 1);
    }
    return n;
}

void inverter_add(struct inverter *inverter, uint32_t document, struct search_words words)
{
    struct coming coming[AHEAD];
    size_t n = AHEAD;
    while (n == AHEAD) {
        if ((inverter->n_words + AHEAD) * 2 >= inverter->n_slots)
            grow(inverter);
        n = read_ahead(inverter, &words, coming);
        for (size_t i = 0; i < n; i++) {
            struct str word = coming[i].word.word;
            struct inverter_slot *slot = find_slot(inverter, word, coming[i].hash);
            if (slot->entry == NULL)
                *slot = (struct inverter_slot){new_entry(inverter, word), coming[i].hash};
            add_posting(inverter, slot->entry, (struct posting){document, coming[i].word.weight});
        }
    }
}

/* Most pairs of words differ in their first letters: so sorting seldom looks at the words
 * themselves, each of which lies elsewhere. */
static uint64_t beginning_of(struct str word)
{
    uint64_t beginning = 0;
    for (size_t i = 0; i < sizeof(beginning); i++)
        beginning = beginning << 8 | (i < word.len ? (unsigned char)word.ptr[i] : 0);
    return beginning;
}

static struct inverted finished(struct inverter *inverter, const struct inverter_entry *entry)
{
    struct inverted inverted = {
        .word = word_of(entry),
        .beginning = beginning_of(word_of(entry)),
        .n_documents = entry->n_documents,
    };
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
    const struct inverted *left = a;
    const struct inverted *right = b;
    if (left->beginning != right->beginning)
        return left->beginning < right->beginning ? -1 : 1;
    return str_compare(left->word, right->word);
}

struct inverted *inverter_sort(struct inverter *inverter, size_t *ret_n)
{
    struct inverted *words = arena_array(&inverter->arena, struct inverted, inverter->n_words);
    size_t n = 0;
    for (size_t i = 0; i < inverter->n_slots; i++) {
        if (inverter->slots[i].entry != NULL)
            words[n++] = finished(inverter, inverter->slots[i].entry);
    }
    qsort(words, n, sizeof(*words), by_word);
    *ret_n = n;
    return words;
}
