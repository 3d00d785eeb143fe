#include "community/search_words.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/search_term.h"
#include "text/word_reader.h"

enum { USUAL_WORDS = 440, FEWEST_SLOTS = 256 };

/* One distinct word of the text. */
struct slot {
    uint64_t hash; /* 0: free */
    uint32_t at;   /* of its letters */
    uint32_t len;
    uint32_t n;       /* how often it stands in the text */
    uint32_t n_title; /* and in the title */
};

struct gathering {
    struct slot *slots; /* open addressing, at most half full */
    size_t n_slots;     /* a power of two */
    size_t n_distinct;
    struct buf letters;
    struct arena *arena;
    size_t n_words;
    size_t n_title_words;
};

static void gathering_init(struct gathering *gathering, struct arena *arena, size_t text_bytes)
{
    *gathering = (struct gathering){.arena = arena, .n_slots = FEWEST_SLOTS};
    while (gathering->n_slots < text_bytes / 6 && gathering->n_slots < FEWEST_SLOTS * 8)
        gathering->n_slots *= 2;
    gathering->slots = arena_array(arena, struct slot, gathering->n_slots);
    /* Folding may lengthen a word, never fourfold. */
    buf_init(&gathering->letters, arena, 4 * text_bytes + LIMIT_SEARCH_WORD_BYTES);
}

static struct slot *find_slot(const struct gathering *gathering, struct str word, uint64_t hash)
{
    size_t at = hash & (gathering->n_slots - 1);
    for (;;) {
        struct slot *slot = &gathering->slots[at];
        if (slot->hash == 0)
            return slot;
        if (slot->hash == hash && slot->len == word.len &&
            memcmp(gathering->letters.ptr + slot->at, word.ptr, word.len) == 0)
            return slot;
        at = (at + 1) & (gathering->n_slots - 1);
    }
}

static void grow(struct gathering *gathering)
{
    struct slot *old = gathering->slots;
    size_t n_old = gathering->n_slots;
    gathering->n_slots *= 4;
    gathering->slots = arena_array(gathering->arena, struct slot, gathering->n_slots);
    for (size_t i = 0; i < n_old; i++) {
        struct str word = {gathering->letters.ptr + old[i].at, old[i].len};
        if (old[i].hash != 0)
            *find_slot(gathering, word, old[i].hash) = old[i];
    }
}

static void count(struct gathering *gathering, struct str word, bool is_title)
{
    uint64_t hash = str_hash(word) | 1;
    struct slot *slot = find_slot(gathering, word, hash);
    if (slot->hash == 0) {
        *slot = (struct slot){hash, (uint32_t)gathering->letters.len, (uint32_t)word.len, 0, 0};
        buf_add(&gathering->letters, word);
        gathering->n_distinct++;
    }
    slot->n++;
    slot->n_title += is_title;
    if (gathering->n_distinct * 2 > gathering->n_slots)
        grow(gathering);
}

static void gather(struct gathering *gathering, struct str text, bool is_title)
{
    struct word_reader reader;
    struct read_word word;
    word_reader_init(&reader, text);
    while (word_reader_next(&reader, &word)) {
        count(gathering, word.word, is_title);
        gathering->n_words++;
        gathering->n_title_words += is_title;
    }
    word_reader_done(&reader);
}

/* Few words make each of them say more. */
static unsigned title_weight(size_t n_title_words)
{
    return SEARCH_WEIGHT_TITLE + (n_title_words <= 5   ? 3u
                                  : n_title_words <= 8 ? 2u
                                                       : n_title_words <= 12);
}

/* Okapi BM25's share of a word that stands n times, in four steps. */
static unsigned body_weight(uint32_t n, size_t n_words)
{
    uint64_t evened = 100 * (uint64_t)n;
    uint64_t whole = evened + 30 + 90 * n_words / USUAL_WORDS;
    uint64_t percent = 100 * evened / whole;
    return percent < 45 ? 0 : percent < 60 ? 1 : percent < 75 ? 2 : 3;
}

static struct search_words pack(struct arena *arena, const struct gathering *gathering)
{
    struct buf out;
    size_t n_bytes = gathering->letters.len + 2 * gathering->n_distinct;
    buf_init(&out, arena, n_bytes);
    (void)buf_reserve(&out, n_bytes);
    for (size_t i = 0; i < gathering->n_slots; i++) {
        const struct slot *slot = &gathering->slots[i];
        if (slot->hash == 0)
            continue;
        unsigned weight = slot->n_title > 0 ? title_weight(gathering->n_title_words)
                                            : body_weight(slot->n, gathering->n_words);
        buf_add_char(&out, (char)slot->len);
        buf_add(&out, (struct str){gathering->letters.ptr + slot->at, slot->len});
        buf_add_char(&out, (char)weight);
    }
    return (struct search_words){buf_text(&out)};
}

/* Whom by: may be asked by the whole byline or one of its words. */
static void add_byline(struct buf *out, struct str text)
{
    struct search_term term = search_term_byline(text);
    buf_add_char(out, (char)term.len);
    buf_add(out, search_term_word(&term));
    buf_add_char(out, 0); /* no weight */
}

static struct search_words
with_byline(struct arena *arena, struct search_words words, struct str byline)
{
    enum { MOST = 24, BYTES = 32 };
    struct word_reader reader;
    struct read_word word;
    struct buf out;
    buf_init(&out, arena, words.packed.len + BYTES * MOST);
    buf_add(&out, words.packed);
    word_reader_init(&reader, byline);
    size_t n = 0;
    for (; n < MOST - 1 && word_reader_next(&reader, &word); n++)
        add_byline(&out, word.word);
    word_reader_done(&reader);
    if (n > 1)
        add_byline(&out, byline);
    return (struct search_words){buf_text(&out)};
}

struct search_words search_analyse(struct arena *arena, const struct article_fields *fields)
{
    struct gathering gathering;
    struct str body = html_plain(arena, fields->body);
    const struct str rest[] = {fields->byline, fields->source, fields->dateline, fields->standfirst,
                               body};
    size_t n_bytes = fields->title.len;
    for (size_t i = 0; i < N_OF(rest); i++)
        n_bytes += rest[i].len;
    for (size_t i = 0; i < fields->tags.n; i++)
        n_bytes += fields->tags.items[i].len;

    gathering_init(&gathering, arena, n_bytes);
    gather(&gathering, fields->title, true);
    for (size_t i = 0; i < N_OF(rest); i++)
        gather(&gathering, rest[i], false);
    for (size_t i = 0; i < fields->tags.n; i++)
        gather(&gathering, fields->tags.items[i], false);
    struct search_words words = pack(arena, &gathering);
    return fields->byline.len > 0 ? with_byline(arena, words, fields->byline) : words;
}

struct search_words search_analyse_comment(struct arena *arena, struct safe_html html)
{
    struct gathering gathering;
    struct str text = html_plain(arena, html);
    gathering_init(&gathering, arena, text.len);
    gather(&gathering, text, false);
    return pack(arena, &gathering);
}

bool search_words_next(struct search_words *words, struct search_word *ret_word)
{
    struct str rest = words->packed;
    size_t len = rest.len > 0 ? (unsigned char)rest.ptr[0] : 0;
    if (rest.len < len + 2)
        return false;
    *ret_word = (struct search_word){{rest.ptr + 1, len}, (unsigned char)rest.ptr[len + 1]};
    words->packed = str_skip(rest, len + 2);
    return true;
}
