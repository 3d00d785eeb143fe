#include "query.h"

#define QUERY_WORDS    5
#define QUERY_STREAM   900000000
#define MISSPELT_BYTES 5 /* shorter words are not misspelt */
#define RANKS_A_DECADE 5

/* Words with meaning: long enough, and none of the commonest. */
static bool is_telling(const struct language *language, struct str word)
{
    if (word.len < 3)
        return false;
    for (uint32_t i = 0; i < language->n_function_words; i++) {
        if (str_eq_folded(language->words.words[i], word))
            return false;
    }
    return true;
}

/* Up to `wanted` of the title's words, in its order; each as likely as another. */
static size_t choose(const struct article *article,
                     struct chance *chance,
                     size_t wanted,
                     struct str ret_words[QUERY_WORDS])
{
    struct str telling[16];
    size_t n = 0;
    for (size_t i = 0; i < article->title_words.n && n < N_OF(telling); i++) {
        struct str word = article->title_words.items[i];
        if (is_telling(article->language, word) && !word_is_among(telling, n, word))
            telling[n++] = word;
    }
    size_t chosen = 0;
    for (size_t i = 0; i < n && chosen < wanted; i++) {
        if (chance_below(chance, (uint32_t)(n - i)) < wanted - chosen)
            ret_words[chosen++] = telling[i];
    }
    return chosen;
}

/* One letter left out, doubled, replaced, or changed places with the next. */
static struct str
misspell(struct arena *arena, struct chance *chance, struct str word, size_t letter_bytes)
{
    uint32_t n = (uint32_t)(word.len / letter_bytes);
    size_t at = chance_between(chance, 1, n - 2) * letter_bytes;
    struct str before = str_first(word, at);
    struct str letter = {word.ptr + at, letter_bytes};
    struct str next = {word.ptr + at + letter_bytes, letter_bytes};
    struct str after = str_skip(word, at + 2 * letter_bytes);
    struct str pieces[4][4] = {
        {before, next, after, STR("")},
        {before, letter, letter, str_skip(word, at + letter_bytes)},
        {before, str_first(word, letter_bytes), next, after},
        {before, next, letter, after},
    };
    struct buf buf;
    buf_init(&buf, arena, 2 * word.len);
    uint32_t kind = chance_below(chance, N_OF(pieces));
    for (size_t i = 0; i < N_OF(pieces[kind]); i++)
        buf_add(&buf, pieces[kind][i]);
    return str_lower(arena, buf_text(&buf));
}

static void print_words(struct buf *buf, const char *name, const struct str *words, size_t n)
{
    SCRATCH_ARENA(scratch, SIZE_MAX);
    struct buf joined;
    buf_init(&joined, &scratch, 4096);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(&joined, ' ');
        buf_add(&joined, words[i]);
    }
    buf_print(buf, ",\"%s\":", name);
    print_json_string(buf, buf_text(&joined));
}

void query_print_known(struct buf *buf, const struct corpus *corpus, const struct article *article)
{
    struct chance chance = chance_from(corpus->seed, QUERY_STREAM + article->number);
    struct str words[QUERY_WORDS] = {0};
    size_t n = choose(article, &chance, chance_between(&chance, 3, QUERY_WORDS), words);
    buf_print(
        buf, "{\"kind\":\"known\",\"id\":\"%llu\",\"title\":", (unsigned long long)article->number);
    print_json_string(buf, article->title);
    print_words(buf, "words", words, n);

    size_t letter_bytes = str_eq(article->language->code, STR("ar")) ? 2 : 1;
    bool has_letters = !str_eq(article->language->code, STR("zh"));
    size_t start = n > 0 ? chance_below(&chance, (uint32_t)n) : 0;
    for (size_t i = 0; has_letters && i < n; i++) {
        struct str *word = &words[(start + i) % n];
        struct str right = *word;
        if (right.len / letter_bytes < MISSPELT_BYTES ||
            (letter_bytes == 1 && !str_is_ascii(right)))
            continue;
        do {
            *word = misspell(buf->arena, &chance, right, letter_bytes);
        } while (str_eq_folded(*word, right));
        print_words(buf, "misspelt", words, n);
        break;
    }
    BUF_ADD(buf, "}\n");
}

void query_print_ranks(struct buf *buf, const struct corpus *corpus)
{
    const struct vocabulary *english = &corpus->languages[ENGLISH].words;
    struct str_list words = {english->words, english->n};
    if (corpus->real)
        words = corpus->real->words;
    for (uint32_t decade = 1; decade < words.n; decade *= 10) {
        for (uint32_t i = 0; i < RANKS_A_DECADE; i++) {
            uint32_t rank = decade + i * decade * 9 / RANKS_A_DECADE;
            if (rank > words.n)
                return;
            buf_print(buf, "{\"kind\":\"word\",\"rank\":%u,\"word\":", rank);
            print_json_string(buf, words.items[rank - 1]);
            BUF_ADD(buf, "}\n");
        }
    }
}
