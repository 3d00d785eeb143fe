/* Bylines: lines that say who wrote it. */

#include "capture/wire.h"

#include "capture/letters.h"

enum { MAX_LABEL_BYTES = 32 };

/* Longer ones first. The name must follow capitalised or in a script without case. */
static const struct str byline_labels[] = {
    STR_INIT("Written by: "),
    STR_INIT("Written by "),
    STR_INIT("Story by "),
    STR_INIT("Report by "),
    STR_INIT("Text by "),
    STR_INIT("Words by "),
    STR_INIT("Posted by "),
    STR_INIT("Published by "),
    STR_INIT("Reported by "),
    STR_INIT("By: "),
    STR_INIT("By "),
    STR_INIT("Oleh: "),
    STR_INIT("Oleh "),
    STR_INIT("Ditulis oleh "),
    STR_INIT("Penulis: "),
    STR_INIT("Penulis : "),
    STR_INIT("Author: "),
    STR_INIT("Autor: "),
    STR_INIT("Autorin: "),
    STR_INIT("Autore: "),
    STR_INIT("Auteur: "),
    STR_INIT("Auteur : "),
    STR_INIT("Propos recueillis par "),
    STR_INIT("Par "),
    STR_INIT("Beitrag von "),
    STR_INIT("Ein Beitrag von "),
    STR_INIT("Von: "),
    STR_INIT("Von "),
    STR_INIT("Por: "),
    STR_INIT("Por "),
    STR_INIT("Автор: "),
    STR_INIT("Текст: "),
    STR_INIT("Yazan: "),
    STR_INIT("Tekst: "),
    STR_INIT("本报记者 "),
    STR_INIT("作者："),
    STR_INIT("作者:"),
    STR_INIT("作者/"),
    STR_INIT("文/"),
    STR_INIT("文／"),
    STR_INIT("文："),
    STR_INIT("撰文："),
    STR_INIT("记者："),
    STR_INIT("記者："),
    STR_INIT("记者 "),
    STR_INIT("記者 "),
    STR_INIT("記者／"),
    STR_INIT("報道："),
    STR_INIT("报道："),
    STR_INIT("编辑："),
    STR_INIT("執筆："),
    STR_INIT("著者："),
    STR_INIT("著者 "),
    STR_INIT("取材・文："),
    STR_INIT("글 "),
    STR_INIT("بقلم:"),
    STR_INIT("بقلم "),
    STR_INIT("كتب:"),
    STR_INIT("كتبت:"),
    STR_INIT("إعداد:"),
    STR_INIT("الكاتب:"),
};

/* Words that mean "By" only where a name is sure to follow: "Di Stefano" is one too. */
static const struct str weak_labels[] = {
    STR_INIT("Text und Interview: "),
    STR_INIT("Interview: "),
    STR_INIT("记者"),
    STR_INIT("記者"),
    STR_INIT("Text: "),
    STR_INIT("Text "),
    STR_INIT("Texte : "),
    STR_INIT("Door "),
    STR_INIT("Av "),
    STR_INIT("Af "),
    STR_INIT("Di "),
    STR_INIT("Da "),
    STR_INIT("Van "),
    STR_INIT("Autor "),
    STR_INIT("Author "),
    STR_INIT("From "),
};

static bool is_in(const struct str *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(names[i], name))
            return true;
    }
    return false;
}

/* Drops what papers put behind the names: "| Staff Writer", ", Reuters". */
static struct str cut_role(struct str names)
{
    static const struct str ends[] = {
        STR_INIT(" | "), STR_INIT(" / "), STR_INIT(" - "), STR_INIT(" – "),
        STR_INIT(" — "), STR_INIT(" • "), STR_INIT(" · "), STR_INIT("，"),
    };
    size_t at = 0;
    for (size_t i = 0; i < N_OF(ends); i++) {
        if (str_find(names, ends[i], &at))
            names = str_first(names, at);
    }
    return letters_trim(names);
}

static bool is_word_of_name(struct str word)
{
    static const struct str small[] = {
        STR_INIT("and"), STR_INIT("bin"),  STR_INIT("binti"), STR_INIT("de"),  STR_INIT("van"),
        STR_INIT("von"), STR_INIT("der"),  STR_INIT("den"),   STR_INIT("dan"), STR_INIT("al"),
        STR_INIT("da"),  STR_INIT("di"),   STR_INIT("du"),    STR_INIT("la"),  STR_INIT("le"),
        STR_INIT("el"),  STR_INIT("with"), STR_INIT("et"),    STR_INIT("und"), STR_INIT("y"),
        STR_INIT("in"),  STR_INIT("a/l"),  STR_INIT("a/p"),   STR_INIT("&"),   STR_INIT("for"),
        STR_INIT("dos"), STR_INIT("ter"),  STR_INIT("e"),     STR_INIT("ibn"),
    };
    return letters_is_capitalised(word) || is_in(small, N_OF(small), word);
}

static bool is_names(struct str names)
{
    struct str rest = names;
    struct str word = {0};
    size_t digits = 0;
    for (size_t i = 0; i < names.len; i++)
        digits += char_is_digit(names.ptr[i]);
    if (digits > 0 || letters_width(names) < 3 || letters_width(names) > 100 ||
        letters_words(names) > 14)
        return false;
    while (letters_take_word(&rest, &word)) {
        if (!is_word_of_name(word))
            return false;
    }
    uint32_t last = letters_last(names);
    return last != '?' && last != '!' && last != ':' && last != 0x3002 &&
           (last != '.' || letters_words(names) <= 4);
}

/* A weak label goes when at least two capitalised words are left. */
static struct str cut_weak_label(struct str names)
{
    struct str rest = names;
    bool has_label = letters_take_any(&rest, weak_labels, N_OF(weak_labels));
    return has_label && letters_words(rest) > 1 && letters_is_capitalised(rest) ? rest : names;
}

static bool take_names(struct str text, bool needs_label, struct str *ret_names)
{
    struct str names = letters_trim(text);
    bool has_label = letters_take_any(&names, byline_labels, N_OF(byline_labels));
    if (needs_label && !has_label)
        return false;
    if (has_label)
        (void)letters_take_any(&names, byline_labels,
                               N_OF(byline_labels)); /* "By" may be hidden twice */
    else
        names = cut_weak_label(names);
    names = cut_role(names);
    if (!is_names(names))
        return false;
    *ret_names = names;
    return true;
}

bool wire_byline_label_is(struct str line)
{
    line = letters_trim(line);
    if (line.len > MAX_LABEL_BYTES)
        return false;
    for (size_t i = 0; line.len > 0 && i < N_OF(byline_labels); i++) {
        struct str label = byline_labels[i];
        if (line.len <= label.len && char_lower(line.ptr[0]) == char_lower(label.ptr[0]) &&
            str_eq_folded(line, letters_trim(label)))
            return true;
    }
    return false;
}

bool wire_byline_opens(struct str line)
{
    return letters_take_any(&line, byline_labels, N_OF(byline_labels));
}

bool wire_byline_is(struct str line, struct str *ret_names)
{
    return take_names(line, true, ret_names);
}

bool wire_names_are(struct str text, struct str *ret_names)
{
    return take_names(text, false, ret_names);
}

struct str wire_byline_names(struct str byline)
{
    struct str names = letters_trim(byline);
    struct str rest = names;
    if (letters_take_any(&rest, byline_labels, N_OF(byline_labels)) && rest.len > 0 &&
        letters_is_capitalised(rest))
        return rest;
    return names;
}
