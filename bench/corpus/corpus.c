/* corpus [--real TEXTS] N SEED QUERIES: N articles as JSON Lines on standard output,
 * the newest last, and into the file QUERIES what is to be sought in them (query.h).
 * The same N and SEED give the same bytes. With --real the texts are those of the
 * file TEXTS, shuffled (real.h). */

#include "query.h"

#include "text/dates.h"

#include <stdio.h>

#define N_MOST        10000000
#define POSTS_A_DAY   90
#define DAY_SECONDS   86400
#define LAST_DAY      20757 /* 2026-10-31 */
#define N_KNOWN_ITEMS 1000
#define RECORD_MAX    (4U << 20)

/* How many posts each day has: 50 to 150, fewer at weekends. Their sum is n. */
static uint32_t *
posts_of_days(struct arena *arena, struct chance *chance, uint64_t n, uint32_t n_days)
{
    double *weights = arena_array(arena, double, n_days);
    double sum = 0;
    for (uint32_t i = 0; i < n_days; i++) {
        bool is_weekend = day_weekday(day_of_number(LAST_DAY - (int64_t)n_days + 1 + i)) >= 5;
        weights[i] = chance_between(chance, is_weekend ? 60 : 75, is_weekend ? 110 : 155);
        sum += weights[i];
    }
    uint32_t *posts = arena_array(arena, uint32_t, n_days);
    double upto = 0;
    uint64_t given = 0;
    for (uint32_t i = 0; i < n_days; i++) {
        upto += weights[i];
        uint64_t end = i + 1 == n_days ? n : (uint64_t)(upto / sum * (double)n);
        posts[i] = (uint32_t)(end - given);
        given = end;
    }
    return posts;
}

/* A file that is written a record at a time. */
static void flush(struct buf *buf, FILE *out)
{
    CHECK(!buf->is_over);
    CHECK(fwrite(buf->ptr, 1, buf->len, out) == buf->len);
}

static void print_article(
    const struct corpus *corpus, uint64_t number, int64_t shared, uint64_t step, FILE *queries)
{
    SCRATCH_ARENA(arena, SIZE_MAX);
    struct article article;
    article_make(&arena, corpus, number, shared, &article);
    struct buf buf;
    buf_init(&buf, &arena, RECORD_MAX);
    buf_reserve(&buf, article.text.len + 2048);
    article_print(&buf, &article);
    flush(&buf, stdout);
    if (number % step == 0) {
        buf.len = 0;
        query_print_known(&buf, corpus, &article);
        flush(&buf, queries);
    }
}

static void print_corpus(const struct corpus *corpus, uint64_t n, FILE *queries)
{
    SCRATCH_ARENA(arena, SIZE_MAX);
    struct chance chance = chance_from(corpus->seed, 2);
    uint32_t n_days = (uint32_t)((n + POSTS_A_DAY - 1) / POSTS_A_DAY);
    const uint32_t *posts = posts_of_days(&arena, &chance, n, n_days);
    uint64_t step = n < N_KNOWN_ITEMS ? 1 : n / N_KNOWN_ITEMS;
    uint64_t number = 0;
    for (uint32_t day = 0; day < n_days; day++) {
        int64_t start = (LAST_DAY - (int64_t)n_days + 1 + day) * DAY_SECONDS;
        for (uint32_t i = 0; i < posts[day]; i++) {
            uint32_t room = DAY_SECONDS / posts[day];
            int64_t shared = start + (int64_t)i * room + chance_below(&chance, room);
            print_article(corpus, ++number, shared, step, queries);
        }
    }
}

static bool take_number(const char *text, int64_t *ret_number)
{
    return str_to_number(str_from_c(text), N_MOST, ret_number) == OK;
}

static int usage(void)
{
    fputs("Usage: corpus [--real TEXTS] N SEED QUERIES\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    SCRATCH_ARENA(arena, SIZE_MAX);
    struct corpus corpus = {0};
    struct real_texts real;
    if (argc == 6 && str_eq(str_from_c(argv[1]), STR("--real"))) {
        if (!real_load(&real, &arena, argv[2]))
            return usage();
        corpus.real = &real;
    }
    int64_t n, seed;
    char **words = corpus.real ? argv + 3 : argv + 1;
    if (argc != (corpus.real ? 6 : 4) || !take_number(words[0], &n) ||
        !take_number(words[1], &seed))
        return usage();
    FILE *queries = fopen(words[2], "w");
    if (!queries) {
        perror(words[2]);
        return 1;
    }
    corpus.seed = (uint64_t)seed;
    languages_init(corpus.languages, &arena, corpus.seed);
    press_init(&corpus.press, &arena, corpus.languages, corpus.seed);
    print_corpus(&corpus, (uint64_t)n, queries);

    struct buf buf;
    buf_init(&buf, &arena, RECORD_MAX);
    query_print_ranks(&buf, &corpus);
    flush(&buf, queries);
    CHECK(fclose(queries) == 0 && fflush(stdout) == 0);
    return 0;
}
