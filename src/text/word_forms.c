#include "text/word_forms.h"

#include "base/utf8.h"

struct forms {
    struct arena *arena;
    struct str *items;
    size_t n;
};

static void add(struct forms *forms, struct str form)
{
    for (size_t i = 0; i < forms->n; i++) {
        if (str_eq(forms->items[i], form))
            return;
    }
    if (forms->n < WORD_FORMS)
        forms->items[forms->n++] = form;
}

static void add_joined(struct forms *forms, struct str stem, struct str ending)
{
    add(forms, str_join(forms->arena, stem, ending));
}

static struct str without(struct str word, size_t n)
{
    return str_first(word, word.len - n);
}

static char last_of(struct str word, size_t from_end)
{
    return word.len >= from_end ? word.ptr[word.len - from_end] : ' ';
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool has_vowel(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (is_vowel(word.ptr[i]) || word.ptr[i] == 'y')
            return true;
    }
    return false;
}

static bool is_doubled(struct str word)
{
    char c = last_of(word, 1);
    return word.len > 3 && c == last_of(word, 2) && !is_vowel(c) && c != 's' && c != 'l';
}

static bool takes_es(struct str word)
{
    char c = last_of(word, 1);
    char before = last_of(word, 2);
    return c == 's' || c == 'x' || c == 'z' || (c == 'h' && (before == 'c' || before == 's'));
}

/* Words that look like a form of another and are none. */
static bool stands_alone(struct str word)
{
    static const struct str words[] = {
        STR_INIT("news"),    STR_INIT("this"),    STR_INIT("during"),  STR_INIT("being"),
        STR_INIT("morning"), STR_INIT("series"),  STR_INIT("species"), STR_INIT("always"),
        STR_INIT("perhaps"), STR_INIT("hundred"), STR_INIT("indeed"),  STR_INIT("beijing"),
    };
    for (size_t i = 0; i < N_OF(words); i++) {
        if (str_eq(word, words[i]))
            return true;
    }
    return false;
}

/* "market": "markets", "marketed", "marketing". */
static void add_english_endings(struct forms *forms, struct str stem)
{
    bool has_y = last_of(stem, 1) == 'y' && !is_vowel(last_of(stem, 2));
    bool has_e = last_of(stem, 1) == 'e';
    struct str short_stem = has_y || has_e ? without(stem, 1) : stem;
    add(forms, stem);
    bool is_root = !has_e || has_vowel(short_stem); /* "thing" is no form of "the" */
    if (!is_root || stands_alone(str_join(forms->arena, stem, STR("s"))))
        return;
    if (has_y)
        add_joined(forms, short_stem, STR("ies"));
    else
        add_joined(forms, stem, takes_es(stem) ? STR("es") : STR("s"));
    add_joined(forms, short_stem, has_y ? STR("ied") : STR("ed"));
    add_joined(forms, has_y ? stem : short_stem, STR("ing"));
}

/* What may have stood before "ed" or "ing". */
static void add_english_stems(struct forms *forms, struct str stem)
{
    if (stem.len < 3)
        return;
    if (is_doubled(stem)) {
        add_english_endings(forms, without(stem, 1));
        return;
    }
    add_english_endings(forms, stem);
    add(forms, str_join(forms->arena, stem, STR("e")));
}

static void add_english(struct forms *forms, struct str word)
{
    if (word.len < 3 || stands_alone(word))
        return;
    if (str_ends_with(word, STR("ies")) && word.len > 4)
        add_english_endings(forms, str_join(forms->arena, without(word, 3), STR("y")));
    else if (str_ends_with(word, STR("ied")) && word.len > 4)
        add_english_endings(forms, str_join(forms->arena, without(word, 3), STR("y")));
    else if (str_ends_with(word, STR("es")) && takes_es(without(word, 2)))
        add_english_endings(forms, without(word, 2));
    else if (last_of(word, 1) == 's' && !str_ends_with(word, STR("ss")) &&
             !str_ends_with(word, STR("us")) && !str_ends_with(word, STR("is")) && word.len > 3)
        add_english_endings(forms, without(word, 1));
    else if (str_ends_with(word, STR("ing")) && word.len > 5)
        add_english_stems(forms, without(word, 3));
    else if (str_ends_with(word, STR("ed")) && word.len > 4)
        add_english_stems(forms, without(word, 2));
    else
        add_english_endings(forms, word);
}

/* Endings only: what stands before a root changes it, and English has such beginnings too. */
static void add_malay(struct forms *forms, struct str word)
{
    static const struct str endings[] = {STR_INIT("nya"), STR_INIT("kan"), STR_INIT("lah")};
    struct str root = word;
    for (size_t i = 0; i < N_OF(endings); i++) {
        if (str_ends_with(word, endings[i]) && word.len >= 7)
            root = without(word, 3);
    }
    if (root.len < 4)
        return;
    add(forms, root);
    for (size_t i = 0; i < N_OF(endings); i++)
        add_joined(forms, root, endings[i]);
}

/* The article and the small words that are written together with the next. */
static void add_arabic(struct forms *forms, struct str word)
{
    static const struct str beginnings[] = {
        STR_INIT("وال"), STR_INIT("بال"), STR_INIT("ال"),
        STR_INIT("لل"),  STR_INIT("و"),   STR_INIT("ب"),
    };
    struct str root = word;
    for (size_t i = 0; i < 4; i++) {
        if (str_starts_with(word, beginnings[i]) &&
            utf8_count(word) > utf8_count(beginnings[i]) + 2) {
            root = str_skip(word, beginnings[i].len);
            break;
        }
    }
    add(forms, root);
    for (size_t i = 0; i < N_OF(beginnings); i++)
        add(forms, str_join(forms->arena, beginnings[i], root));
}

static bool is_latin(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!char_is_alpha(word.ptr[i]))
            return false;
    }
    return word.len > 0;
}

static bool is_arabic(struct str word)
{
    uint32_t code = word.len > 0 ? utf8_next(&word) : 0;
    return code >= 0x620 && code <= 0x64A;
}

size_t word_forms(struct arena *arena, struct str word, struct str ret_forms[WORD_FORMS])
{
    struct forms forms = {arena, ret_forms, 0};
    add(&forms, word);
    if (is_latin(word)) {
        add_english(&forms, word);
        add_malay(&forms, word);
    } else if (is_arabic(word)) {
        add_arabic(&forms, word);
    }
    return forms.n;
}
