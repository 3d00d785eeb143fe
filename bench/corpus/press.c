#include "press.h"

#define N_SOURCES 400
#define N_WRITERS 8000
#define N_TAGS    3000

static const struct str kinds[] = {
    STR_INIT("Times"),   STR_INIT("Herald"), STR_INIT("Post"), STR_INIT("Wire"),
    STR_INIT("Daily"),   STR_INIT("News"),   STR_INIT("Star"), STR_INIT("Today"),
    STR_INIT("Courier"), STR_INIT("Agency"),
};

static struct str name_of(const struct vocabulary *names, struct chance *chance)
{
    return names->words[chance_below(chance, names->n)];
}

static void init_sources(struct press *press,
                         struct arena *arena,
                         struct chance *chance,
                         const struct vocabulary *names)
{
    for (uint32_t i = 0; i < N_SOURCES; i++) {
        struct str place = name_of(names, chance);
        struct str kind = kinds[chance_below(chance, N_OF(kinds))];
        press->sources[i] = str_print(arena, "%.*s %.*s", STR_ARG(place), STR_ARG(kind));
        struct str host = str_print(arena, "%.*s%.*s.example", STR_ARG(place), STR_ARG(kind));
        press->domains[i] = str_lower(arena, host);
    }
}

void press_init(struct press *press,
                struct arena *arena,
                const struct language languages[N_LANGUAGES],
                uint64_t seed)
{
    struct chance chance = chance_from(seed, 1);
    const struct language *english = &languages[ENGLISH];
    *press = (struct press){
        .sources = arena_array(arena, struct str, N_SOURCES),
        .domains = arena_array(arena, struct str, N_SOURCES),
        .writers = arena_array(arena, struct str, N_WRITERS),
        .tags = arena_array(arena, struct str, N_TAGS),
    };
    init_sources(press, arena, &chance, &english->names);
    for (uint32_t i = 0; i < N_WRITERS; i++) {
        const struct language *language = language_draw(languages, &chance);
        struct str given = name_of(&language->given_names, &chance);
        struct str family = name_of(&language->names, &chance);
        press->writers[i] = str_print(arena, "%.*s%.*s%.*s", STR_ARG(given),
                                      STR_ARG(language->space), STR_ARG(family));
    }
    for (uint32_t i = 0; i < N_TAGS; i++)
        press->tags[i] = english->words.words[english->n_function_words + 20 * i];
    zipf_init(&press->source, arena, N_SOURCES, 1.1, 2);
    zipf_init(&press->writer, arena, N_WRITERS, 0.9, 5);
    zipf_init(&press->tag, arena, N_TAGS, 1.0, 3);
}
