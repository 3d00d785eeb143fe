#include "capture/title.h"

#include "capture/letters.h"
#include "capture/page.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/html_tree.h"

#include "text/html5/node.h"
#include <unicode/uchar.h>

enum { MAX_TITLE_BYTES = 2000, MAX_FOLDED_BYTES = 4000, MAX_TITLE_WORDS = 64, LONG_HEADING = 30 };

/* What may part a title from the site's name. Many also join the parts of a title
 * itself: no cut without evidence. */
static const struct str separators[] = {
    STR_INIT(" | "),  STR_INIT(" - "),  STR_INIT(" – "),  STR_INIT(" — "), STR_INIT(" » "),
    STR_INIT(" / "),  STR_INIT(" > "),  STR_INIT(" \\ "), STR_INIT(" · "), STR_INIT(" • "),
    STR_INIT(" :: "), STR_INIT(" ｜ "), STR_INIT(" │ "),  STR_INIT("｜"),  STR_INIT(" : "),
    STR_INIT("："),   STR_INIT(" ✩ "),  STR_INIT(" « "),  STR_INIT(" ‹ "), STR_INIT(" @ "),
};

/* Those that are believed where nothing but the page's title is known. */
static const struct str page_separators[] = {
    STR_INIT(" | "), STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
    STR_INIT(" » "), STR_INIT(" / "), STR_INIT(" > "), STR_INIT(" \\ "),
};

/* --- comparing ---------------------------------------------------------------- */

/* Letters and digits alone, folded: quotes, dashes and spaces make no difference. */
static struct str plain(struct arena *arena, struct str text)
{
    struct buf buf;
    text = str_first(text, MAX_TITLE_BYTES);
    buf_init(&buf, arena, MAX_FOLDED_BYTES);
    while (text.len > 0) {
        UChar32 code = (UChar32)utf8_next(&text);
        char bytes[4];
        if (u_isalnum(code))
            buf_add(&buf,
                    (struct str){bytes, utf8_encode((uint32_t)u_foldCase(code, U_FOLD_CASE_DEFAULT),
                                                    bytes)});
    }
    return buf_text(&buf);
}

static bool is_same(struct arena *arena, struct str a, struct str b)
{
    return a.len > 0 && b.len > 0 && str_eq(plain(arena, a), plain(arena, b));
}

static bool holds(struct arena *arena, struct str whole, struct str part)
{
    struct str needle = plain(arena, part);
    return needle.len > 0 && str_contains(plain(arena, whole), needle);
}

/* The words of a text, folded; each ideograph is one. */
struct words {
    struct str items[MAX_TITLE_WORDS];
    size_t n;
};

static void split(struct arena *arena, struct str text, struct words *ret_words)
{
    struct buf buf;
    size_t start = 0;
    ret_words->n = 0;
    text = str_first(text, MAX_TITLE_BYTES);
    buf_init(&buf, arena, MAX_FOLDED_BYTES);
    while (ret_words->n < MAX_TITLE_WORDS) {
        UChar32 code = text.len > 0 ? (UChar32)utf8_next(&text) : 0;
        char bytes[4];
        bool is_word = u_isalnum(code);
        bool is_alone = letter_is_ideograph((uint32_t)code);
        if ((!is_word || is_alone) && buf.len > start) {
            ret_words->items[ret_words->n++] = str_skip(buf_text(&buf), start);
            start = buf.len;
        }
        if (is_word)
            buf_add(&buf,
                    (struct str){bytes, utf8_encode((uint32_t)u_foldCase(code, U_FOLD_CASE_DEFAULT),
                                                    bytes)});
        if (code == 0)
            break;
    }
    for (size_t i = 0, at = 0; i < ret_words->n; i++) { /* the buffer may have moved */
        ret_words->items[i].ptr = buf_text(&buf).ptr + at;
        at += ret_words->items[i].len;
    }
}

/* True when most words of the shorter text stand in the other. */
static bool is_akin(struct arena *arena, struct str a, struct str b)
{
    struct words *few = arena_new(arena, struct words);
    struct words *many = arena_new(arena, struct words);
    size_t n = 0;
    split(arena, a, few);
    split(arena, b, many);
    if (few->n > many->n) {
        struct words *other = few;
        few = many;
        many = other;
    }
    for (size_t i = 0; i < few->n; i++) {
        bool is_there = false;
        for (size_t j = 0; j < many->n && !is_there; j++)
            is_there = str_eq(few->items[i], many->items[j]);
        n += is_there;
    }
    return few->n >= 3 && n * 2 > few->n;
}

/* --- the heading -------------------------------------------------------------- */

static bool is_marked(const struct html_node *node)
{
    static const struct str words[] = {STR_INIT("headline"), STR_INIT("hed"),    STR_INIT("title"),
                                       STR_INIT("titel"),    STR_INIT("titre"),  STR_INIT("titulo"),
                                       STR_INIT("judul"),    STR_INIT("heading")};
    return page_is_named(node, words, N_OF(words)) ||
           str_contains(page_attribute(node, "itemprop"), STR("headline"));
}

static bool is_headline(const struct html_node *node)
{
    static const struct str words[] = {STR_INIT("headline")};
    struct str classes = page_attribute(node, "class");
    return page_is_named(node, words, N_OF(words)) || str_contains(classes, STR("entry-title")) ||
           str_contains(classes, STR("post-title")) ||
           str_contains(classes, STR("article-title")) || str_contains(classes, STR("p-name")) ||
           str_contains(page_attribute(node, "itemprop"), STR("headline"));
}

bool title_read_heading(struct arena *arena, const struct html_node *node, struct titles *titles)
{
    bool is_first = node->tag == HTML_TAG_H1;
    bool is_second = node->tag == HTML_TAG_H2 && titles->n_headings == 0;
    if (titles->n_headings >= MAX_HEADINGS || (!is_first && !(is_second && is_headline(node))))
        return false;
    struct str text = page_text(arena, node);
    if (str_ends_with(text, STR("¶")))
        text = letters_trim(str_first(text, text.len - STR("¶").len));
    if (text.len == 0)
        return false;
    titles->headings[titles->n_headings++] = (struct heading){text, is_marked(node)};
    return true;
}

bool title_bears_out(struct arena *arena, const struct titles *titles)
{
    struct str text = titles->headings[titles->n_headings - 1].text;
    return (letters_words(text) > 2 && holds(arena, titles->page, text)) ||
           is_akin(arena, titles->page, text);
}

static bool is_name(struct arena *arena, const struct titles *titles, struct str text)
{
    for (size_t i = 0; i < titles->n_names; i++) {
        if (is_same(arena, titles->names[i], text))
            return true;
    }
    return false;
}

/* How much speaks for a heading: what the page's titles say of it. */
static int weight(struct arena *arena, const struct titles *titles, const struct heading *heading)
{
    int best = 0;
    if (is_name(arena, titles, heading->text))
        return -1;
    if (holds(arena, titles->page, heading->text) && letters_words(heading->text) > 1)
        best = 3;
    for (size_t i = 0; i < titles->n_told; i++) {
        bool is_part = holds(arena, titles->told[i], heading->text) ||
                       holds(arena, heading->text, titles->told[i]);
        if (is_part && letters_words(heading->text) > 1)
            best = 4;
        else if (best < 2 && is_akin(arena, titles->told[i], heading->text))
            best = 2;
    }
    if (best < 2 && is_akin(arena, titles->page, heading->text))
        best = 2;
    return best * 2 + heading->is_marked;
}

struct str title_heading(struct arena *arena, const struct titles *titles)
{
    struct str best = {0};
    int most = titles->n_headings == 1 ? 0 : 2;
    for (size_t i = 0; i < titles->n_headings; i++) {
        int own = weight(arena, titles, &titles->headings[i]);
        if (own < most || (own == most && best.len > 0))
            continue;
        most = own;
        best = titles->headings[i].text;
    }
    return best;
}

/* --- cutting the site's name --------------------------------------------------- */

static bool find_last(struct str s, struct str needle, size_t *ret_at)
{
    size_t at = 0;
    bool has_any = false;
    struct str rest = s;
    while (str_find(rest, needle, &at)) {
        *ret_at = s.len - rest.len + at;
        rest = str_skip(rest, at + needle.len);
        has_any = true;
    }
    return has_any;
}

/* Whether a title's part that equals the heading is the article's, not the site's: the
 * other part is not much longer when it follows, and shorter when it leads. */
static bool is_main_part(struct str heading, struct str other, bool is_front)
{
    size_t own = letters_width(heading);
    size_t rest = letters_width(other);
    return is_front ? rest < own * 2 || own > LONG_HEADING : rest < own;
}

/* The heading's own spelling, where a separator parts it from the rest of the title. */
static bool
cut_by_heading(struct arena *arena, struct str title, struct str heading, struct str *ret)
{
    for (size_t i = 0; heading.len > 0 && i < N_OF(separators); i++) {
        struct str rest = title;
        size_t at = 0;
        while (str_find(rest, separators[i], &at)) {
            struct str front = str_first(title, title.len - rest.len + at);
            rest = str_skip(rest, at + separators[i].len);
            bool is_front = is_same(arena, front, heading);
            bool is_back = is_same(arena, rest, heading);
            if ((is_front && is_main_part(heading, rest, true)) ||
                (is_back && is_main_part(heading, front, false))) {
                *ret = heading;
                return true;
            }
        }
    }
    return false;
}

/* "Site: Headline"; what follows a colon may well be a subtitle, so only so. */
static bool cut_by_colon(struct arena *arena, struct str title, struct str heading, struct str *ret)
{
    size_t at = 0;
    if (!str_find(title, STR(": "), &at) || !is_same(arena, str_skip(title, at + 2), heading))
        return false;
    *ret = heading;
    return true;
}

/* "Headline | Site", where the site is called so elsewhere too. */
static bool
cut_by_name(struct arena *arena, const struct titles *titles, struct str title, struct str *ret)
{
    for (size_t i = 0; i < N_OF(separators); i++) {
        size_t at = 0;
        if (!find_last(title, separators[i], &at))
            continue;
        struct str front = letters_trim(str_first(title, at));
        if (front.len > 0 && is_name(arena, titles, str_skip(title, at + separators[i].len))) {
            *ret = front;
            return true;
        }
    }
    return false;
}

/* "标题_栏目_网站": what is behind the first bar, when the last part is the site's name
 * or the only heading, which then is the site's too. */
static bool
cut_by_bars(struct arena *arena, const struct titles *titles, struct str title, struct str *ret)
{
    size_t at = 0;
    if (!find_last(title, STR("_"), &at))
        return false;
    struct str tail = letters_trim(str_skip(title, at + 1));
    bool is_site = is_name(arena, titles, tail);
    for (size_t i = 0; i < titles->n_headings; i++)
        is_site = is_site || is_same(arena, titles->headings[i].text, tail);
    if (!is_site || !str_find_char(title, '_', &at) || at == 0)
        return false;
    *ret = letters_trim(str_first(title, at));
    return true;
}

/* The page's title goes on behind this one: so the site's name is not yet in it. */
static bool is_bare(struct str page_title, struct str title)
{
    if (!str_starts_with(page_title, title) || page_title.len == title.len)
        return false;
    struct str rest = str_skip(page_title, title.len);
    for (size_t i = 0; i < N_OF(separators); i++) {
        if (str_starts_with(rest, separators[i]))
            return true;
    }
    return false;
}

static struct str
without_site(struct arena *arena, const struct titles *titles, struct str title, struct str heading)
{
    struct str cut = title;
    if (is_bare(titles->page, title))
        return title;
    if (cut_by_heading(arena, title, heading, &cut) || cut_by_name(arena, titles, title, &cut) ||
        cut_by_bars(arena, titles, title, &cut))
        return cut;
    return title;
}

struct str title_of_page(struct str page_title, struct str heading)
{
    size_t last = 0;
    struct str front = {0};
    struct str back = {0};
    if (page_title.len == 0)
        return heading;
    for (size_t i = 0; i < N_OF(page_separators); i++) {
        size_t at = 0;
        if (!find_last(page_title, page_separators[i], &at) || at < last)
            continue;
        last = at;
        front = letters_trim(str_first(page_title, at));
        back = letters_trim(str_skip(page_title, at + page_separators[i].len));
    }
    if (front.len == 0)
        return page_title;
    if (heading.len > 0 && str_eq(front, heading))
        return is_main_part(heading, back, true) ? heading : back;
    if (heading.len > 0 && str_eq(back, heading))
        return is_main_part(heading, front, false) ? heading : front;
    return letters_words(front) > 4 ? front : page_title;
}

/* --- choosing ------------------------------------------------------------------ */

/* Among what is told, what the page itself bears out; else the first. */
static struct str choose_told(struct arena *arena, const struct titles *titles, struct str heading)
{
    struct str first = {0};
    for (size_t i = 0; i < titles->n_told; i++) {
        struct str told = titles->told[i];
        if (holds(arena, titles->page, told) || holds(arena, heading, told))
            return told;
        first = first.len > 0 ? first : told;
    }
    return first;
}

/* The heading is another title than the one told, and the better one. */
static bool
heading_wins(struct arena *arena, const struct titles *titles, struct str told, struct str heading)
{
    if (heading.len == 0 || letters_words(heading) < 3 || is_name(arena, titles, heading) ||
        holds(arena, told, heading) || holds(arena, heading, told))
        return false;
    bool is_rest = holds(arena, titles->page, told); /* then the heading is the site's part */
    return (!is_rest && holds(arena, titles->page, heading)) || is_akin(arena, told, heading) ||
           is_akin(arena, titles->page, heading);
}

/* Without a title told: the page's, the site's name cut where it can be seen. */
static struct str choose_own(struct arena *arena, const struct titles *titles)
{
    struct str only = titles->n_headings == 1 ? titles->headings[0].text : (struct str){0};
    struct str cut = {0};
    if (titles->page.len > 0 && letters_words(only) > 2 &&
        (cut_by_heading(arena, titles->page, only, &cut) ||
         cut_by_colon(arena, titles->page, only, &cut)))
        return cut;
    if (cut_by_bars(arena, titles, titles->page, &cut))
        return cut;
    return titles->page.len > 0 ? title_of_page(titles->page, only) : title_heading(arena, titles);
}

struct str title_choose(struct arena *arena, const struct titles *titles)
{
    struct str heading = title_heading(arena, titles);
    struct str told = choose_told(arena, titles, heading);
    if (told.len == 0)
        return choose_own(arena, titles);
    if (heading_wins(arena, titles, told, heading))
        return heading;
    return without_site(arena, titles, told, heading);
}
