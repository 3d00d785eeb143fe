#include "vocabulary.h"

/* English news: the exponent a little above 1, the commonest flattened. */
#define EXPONENT 1.10
#define SHIFT    2.0

#define WORD_BYTES 64

struct known_words {
    uint64_t *hashes;
    uint64_t mask;
};

/* False when it is there already. */
static bool learn(struct known_words *known, struct str word)
{
    uint64_t hash = str_hash(word) | 1;
    uint64_t slot = hash & known->mask;
    for (; known->hashes[slot] != 0; slot = (slot + 1) & known->mask) {
        if (known->hashes[slot] == hash)
            return false;
    }
    known->hashes[slot] = hash;
    return true;
}

static void add(struct vocabulary *vocabulary, struct arena *arena, struct str word)
{
    vocabulary->words[vocabulary->n++] = str_copy(arena, word);
}

static void add_made(struct vocabulary *vocabulary,
                     struct arena *arena,
                     struct chance *chance,
                     struct known_words *known,
                     vocabulary_maker *make)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct buf buf;
    buf_init(&buf, &scratch, WORD_BYTES);
    do {
        buf.len = 0;
        make(&buf, chance, vocabulary);
    } while (!learn(known, buf_text(&buf)));
    add(vocabulary, arena, buf_text(&buf));
}

void vocabulary_init(struct vocabulary *vocabulary,
                     struct arena *arena,
                     struct chance chance,
                     struct str common,
                     vocabulary_maker *make,
                     uint32_t n)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct known_words known = {.mask = 1};
    while (known.mask < 2 * (uint64_t)n)
        known.mask *= 2;
    known.hashes = arena_array(&scratch, uint64_t, known.mask--);

    *vocabulary = (struct vocabulary){
        .words = arena_array(arena, struct str, n),
        .followers = arena_array(arena, uint32_t, (size_t)n * VOCABULARY_FOLLOWERS),
    };
    struct str word;
    while (vocabulary->n < n && str_cut(&common, ' ', &word)) {
        if (learn(&known, word))
            add(vocabulary, arena, word);
    }
    while (vocabulary->n < n)
        add_made(vocabulary, arena, &chance, &known, make);

    zipf_init(&vocabulary->zipf, arena, n, EXPONENT, SHIFT);
    for (size_t i = 0; i < (size_t)n * VOCABULARY_FOLLOWERS; i++)
        vocabulary->followers[i] = zipf_draw(&vocabulary->zipf, &chance);
}

uint32_t vocabulary_draw(const struct vocabulary *vocabulary, struct chance *chance)
{
    return zipf_draw(&vocabulary->zipf, chance);
}

uint32_t
vocabulary_follow(const struct vocabulary *vocabulary, struct chance *chance, uint32_t word)
{
    /* The first follower in half of the cases, the second in a quarter, ... */
    uint32_t place = (uint32_t)__builtin_ctzll(chance_next(chance) | 8);
    return vocabulary->followers[(size_t)word * VOCABULARY_FOLLOWERS + place];
}

bool word_is_among(const struct str *words, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(words[i], word))
            return true;
    }
    return false;
}
