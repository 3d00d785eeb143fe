#include "capture/byline.h"

#include "capture/class_words.h"
#include "capture/letters.h"
#include "capture/page.h"
#include "capture/stamp.h"
#include "capture/wire.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

enum { MAX_BYLINE_BYTES = 400, MAX_LINE_BYTES = 200, MAX_PEOPLE = 10 };

/* What opens a line of that kind without being a name. */
static const struct str no_names[] = {
    STR_INIT("about"),    STR_INIT("advertisement"), STR_INIT("sponsored"), STR_INIT("gesponserte"),
    STR_INIT("anzeige"),  STR_INIT("werbung"),       STR_INIT("CC"),        STR_INIT("copyright"),
    STR_INIT("zur"),      STR_INIT("all"),           STR_INIT("author"),    STR_INIT("authors"),
    STR_INIT("comment"),  STR_INIT("comments"),      STR_INIT("contact"),   STR_INIT("email"),
    STR_INIT("facebook"), STR_INIT("follow"),        STR_INIT("home"),      STR_INIT("image"),
    STR_INIT("last"),     STR_INIT("login"),         STR_INIT("more"),      STR_INIT("photo"),
    STR_INIT("photos"),   STR_INIT("posted"),        STR_INIT("print"),     STR_INIT("published"),
    STR_INIT("read"),     STR_INIT("reply"),         STR_INIT("see"),       STR_INIT("share"),
    STR_INIT("sign"),     STR_INIT("subscribe"),     STR_INIT("tweet"),     STR_INIT("twitter"),
    STR_INIT("updated"),  STR_INIT("video"),         STR_INIT("view"),      STR_INIT("written"),
};

/* Alone they name nobody; "Contributors to …" may. */
static const struct str nobody[] = {
    STR_INIT("admin"),     STR_INIT("administrator"), STR_INIT("webmaster"),
    STR_INIT("unknown"),   STR_INIT("anonymous"),     STR_INIT("guest"),
    STR_INIT("null"),      STR_INIT("undefined"),     STR_INIT("editor"),
    STR_INIT("editors"),   STR_INIT("redaktion"),     STR_INIT("editorial"),
    STR_INIT("root"),      STR_INIT("user"),          STR_INIT("contributors"),
    STR_INIT("redaksi"),   STR_INIT("staff"),         STR_INIT("none"),
    STR_INIT("no author"), STR_INIT("super user"),    STR_INIT("anonym"),
    STR_INIT("anonyme"),   STR_INIT("anonimo"),       STR_INIT("anónimo"),
    STR_INIT("n/a"),       STR_INIT("default"),
};

static bool is_in(const struct str *words, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(words[i], word))
            return true;
    }
    return false;
}

static bool is_company(struct str name)
{
    static const struct str ends[] = {
        STR_INIT(" Inc."),        STR_INIT(" Inc"),     STR_INIT(" Ltd"),     STR_INIT(" Ltd."),
        STR_INIT(" LLC"),         STR_INIT(" GmbH"),    STR_INIT(" AG"),      STR_INIT(" Corp."),
        STR_INIT(" Corporation"), STR_INIT(" Bhd"),     STR_INIT(" Bhd."),    STR_INIT(" S.A."),
        STR_INIT(".com"),         STR_INIT("株式会社"), STR_INIT("有限公司"),
    };
    for (size_t i = 0; i < N_OF(ends); i++) {
        if (str_ends_with(name, ends[i]))
            return true;
    }
    return str_starts_with(name, STR("株式会社"));
}

bool byline_is_personal(struct str name)
{
    struct str rest = name;
    struct str first = {0};
    if (!letters_take_word(&rest, &first) || strchr("@/{[<\"#", first.ptr[0]) != NULL ||
        str_starts_with(name, STR("http")) || is_company(name) ||
        is_in(nobody, N_OF(nobody), name) || str_contains(name, STR("www.")) ||
        letters_words(name) == 0 || wire_byline_label_is(name))
        return false;
    return !is_in(no_names, N_OF(no_names), first);
}

/* --- names in a text ------------------------------------------------------------ */

/* Names with a date or an hour behind them are still names. */
static struct str cut_date(const struct dates *dates, struct str text)
{
    struct str rest = text;
    struct str word = {0};
    struct date_parsed date;
    while (letters_take_word(&rest, &word)) {
        struct str tail = {word.ptr, (size_t)(text.ptr + text.len - word.ptr)};
        if (stamp_is(dates, tail, &date))
            return letters_trim(str_first(text, (size_t)(word.ptr - text.ptr)));
    }
    return text;
}

static bool take_names(const struct byline *byline, struct str line, struct str *ret_names)
{
    struct str names = {0};
    line = letters_fold_space(byline->arena, line);
    if (line.len == 0 || line.len > MAX_LINE_BYTES ||
        !wire_names_are(cut_date(byline->dates, line), &names) || !byline_is_personal(names))
        return false;
    *ret_names = names;
    return true;
}

/* The first line of an element that is names; a lone "By" belongs to the next one. */
static bool
names_in_lines(const struct byline *byline, const struct html_node *node, struct str *ret_names)
{
    struct str rest = page_lines(byline->arena, node);
    struct str line = {0};
    while (str_cut(&rest, '\n', &line)) {
        line = letters_trim(line);
        if (line.len > 0 && !wire_byline_label_is(line) && take_names(byline, line, ret_names))
            return true;
    }
    return false;
}

/* --- people inside an element ------------------------------------------------------ */

/* "/author/jane-doe", "/people/…": the page of one who writes. */
static bool is_author_page(struct str href)
{
    static const struct str folders[] = {
        STR_INIT("author"),      STR_INIT("authors"),      STR_INIT("autor"),
        STR_INIT("autoren"),     STR_INIT("auteur"),       STR_INIT("auteurs"),
        STR_INIT("autores"),     STR_INIT("autore"),       STR_INIT("people"),
        STR_INIT("staff"),       STR_INIT("writer"),       STR_INIT("writers"),
        STR_INIT("contributor"), STR_INIT("contributors"), STR_INIT("columnist"),
        STR_INIT("columnists"),  STR_INIT("reporter"),     STR_INIT("reporters"),
        STR_INIT("journalist"),  STR_INIT("journalists"),  STR_INIT("byline"),
        STR_INIT("by"),          STR_INIT("redakteur"),    STR_INIT("penulis"),
        STR_INIT("experts"),     STR_INIT("team"),
    };
    struct str path = href;
    struct str folder = {0};
    while (str_cut(&path, '/', &folder)) {
        if (path.len > 0 && is_in(folders, N_OF(folders), folder))
            return true;
    }
    return str_contains(href, STR("author=")) || str_contains(href, STR("/author."));
}

static bool is_person_link(const struct html_node *node)
{
    if (node->type != HTML_NODE_ELEMENT || node->tag != HTML_TAG_A)
        return false;
    return str_contains(page_attribute(node, "rel"), STR("author")) ||
           is_author_page(page_attribute(node, "href"));
}

static bool is_name_element(const struct html_node *node)
{
    if (node->type != HTML_NODE_ELEMENT)
        return false;
    unsigned kinds = class_kinds(node);
    return str_eq(page_attribute(node, "itemprop"), STR("name")) ||
           ((kinds & CLASS_NAME) && !(kinds & CLASS_OF_AUTHOR));
}

/* All from the first of the people to the last, as the page joins them, else by commas. */
static struct str join_people(const struct byline *byline,
                              const struct html_node *top,
                              const struct str *people,
                              size_t n)
{
    struct str whole = page_text(byline->arena, top);
    struct str joined = people[0];
    struct str names = {0};
    size_t from = 0;
    size_t to = 0;
    if (n == 1)
        return people[0];
    if (str_find(whole, people[0], &from) && str_find(str_skip(whole, from), people[n - 1], &to)) {
        struct str span = str_first(str_skip(whole, from), to + people[n - 1].len);
        if (span.len <= LIMIT_BYLINE_CHARACTERS && wire_names_are(span, &names))
            return names;
    }
    for (size_t i = 1; i < n; i++)
        joined = str_print(byline->arena, "%.*s, %.*s", STR_ARG(joined), STR_ARG(people[i]));
    return joined;
}

static bool people_inside(const struct byline *byline,
                          const struct html_node *top,
                          bool (*is_wanted)(const struct html_node *),
                          struct str *ret_names)
{
    struct str people[MAX_PEOPLE];
    size_t n = 0;
    for (const struct html_node *node = top; node && n < MAX_PEOPLE; node = html_next(node, top)) {
        struct str name = {0};
        if (!is_wanted(node) || !take_names(byline, page_text(byline->arena, node), &name))
            continue;
        bool is_there = false;
        for (size_t i = 0; i < n; i++)
            is_there = is_there || str_contains(people[i], name);
        if (!is_there)
            people[n++] = name;
    }
    if (n > 0)
        *ret_names = join_people(byline, top, people, n);
    return n > 0;
}

/* --- reading ------------------------------------------------------------------------ */

static bool is_byline_element(const struct html_node *node, unsigned kinds)
{
    static const struct str tails[] = {STR_INIT("author"), STR_INIT("byline"), STR_INIT("authors")};
    struct str classes = page_attribute(node, "class");
    struct str word = {0};
    if (kinds & CLASS_OF_AUTHOR)
        return false;
    if ((kinds & CLASS_AUTHOR) || str_eq(page_attribute(node, "rel"), STR("author")) ||
        str_contains(page_attribute(node, "itemprop"), STR("author")))
        return true;
    while (letters_take_word(&classes, &word)) {
        for (size_t i = 0; i < N_OF(tails); i++) {
            if (str_ends_with(word, tails[i]))
                return true;
        }
    }
    return false;
}

static bool
read_element(const struct byline *byline, const struct html_node *node, struct str *ret_names)
{
    struct str text = page_text(byline->arena, node);
    if (text.len < 2 || text.len > MAX_BYLINE_BYTES)
        return false;
    return people_inside(byline, node, is_person_link, ret_names) ||
           people_inside(byline, node, is_name_element, ret_names) ||
           names_in_lines(byline, node, ret_names);
}

/* The line that names inside an element stand on: the innermost element named for
 * them, as boxes around it hold dates and pictures too, but with the "By" before it. */
static struct str
printed_line(const struct byline *byline, const struct html_node *top, struct str names)
{
    const struct html_node *inner = top;
    for (const struct html_node *node = top; node; node = html_next(node, top)) {
        if (node->type == HTML_NODE_ELEMENT && is_byline_element(node, class_kinds(node)) &&
            str_contains(page_text(byline->arena, node), names))
            inner = node;
    }
    struct str printed = page_text(byline->arena, inner);
    struct str around = printed;
    while (around.len <= MAX_LINE_BYTES && !wire_byline_opens(around) && inner->parent) {
        inner = inner->parent;
        around = page_text(byline->arena, inner);
    }
    return around.len <= MAX_LINE_BYTES ? around : printed;
}

static void keep(struct byline *byline, enum byline_rank rank, struct str names, struct str printed)
{
    if (byline->found[rank].names.len == 0)
        byline->found[rank] = (struct byline_found){names, printed};
}

void byline_read(struct byline *byline,
                 const struct html_node *node,
                 unsigned kinds,
                 const struct html_node *heading)
{
    enum byline_rank rank = heading ? BYLINE_NAMED : BYLINE_EARLY;
    struct str names = {0};
    if (byline->found[rank].names.len == 0 && is_byline_element(node, kinds) &&
        !page_is_aside(node, heading) && read_element(byline, node, &names))
        keep(byline, rank, names, printed_line(byline, node, names));
    if (heading && byline->found[BYLINE_LINKED].names.len == 0 && is_person_link(node) &&
        !page_is_aside(node, heading) && take_names(byline, page_text(byline->arena, node), &names))
        keep(byline, BYLINE_LINKED, names, printed_line(byline, node, names));
}

/* A "By" whose name is a link is read with the element around both. */
static struct str
line_around(const struct byline *byline, const struct html_node *parent, struct str line)
{
    struct str whole = page_text(byline->arena, parent);
    return whole.len <= MAX_LINE_BYTES ? whole : line;
}

void byline_read_text(struct byline *byline,
                      struct str line,
                      const struct html_node *parent,
                      const struct html_node *heading)
{
    enum byline_rank rank = heading ? BYLINE_LABELLED : BYLINE_EARLY_LINE;
    struct str names = {0};
    if (line.len < 2 || line.len > MAX_LINE_BYTES || byline->found[rank].names.len > 0)
        return;
    if (wire_byline_label_is(line))
        line = line_around(byline, parent, line);
    line = letters_fold_space(byline->arena, line);
    if (wire_byline_is(line, &names) && !page_is_aside(parent, heading) &&
        wire_byline_is(cut_date(byline->dates, line), &names) && byline_is_personal(names))
        keep(byline, rank, names, line);
}
