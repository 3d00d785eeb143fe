#include "capture/edges.h"

#include "capture/letters.h"
#include "capture/stamp.h"
#include "capture/wire.h"

#include "base/buf.h"
#include "base/utf8.h"

/* A block with no block inside, and its text. */
struct leaf {
    struct node *node;
    struct str text;
};

enum { MAX_HEAD_LEAVES = 12, MAX_TRANSCRIPT_LEAVES = 20 };

static bool is_leaf(struct node *node)
{
    return tree_is_block(node) && !tree_has_block(node);
}

/* The next leaf with text behind `after` (from the start when NULL). */
static bool next_leaf(struct arena *arena, struct node *body, struct node *after, struct leaf *ret)
{
    struct node *node = after ? tree_next_after(after, body) : body;
    for (; node; node = tree_next(node, body)) {
        if (!is_leaf(node))
            continue;
        struct str text = tree_text(arena, node);
        if (text.len > 0) {
            *ret = (struct leaf){node, text};
            return true;
        }
    }
    return false;
}

static bool last_leaf(struct arena *arena, struct node *body, struct leaf *ret)
{
    struct node *last = NULL;
    for (struct node *node = body; node; node = tree_next(node, body)) {
        if (node->n_characters > 0 && is_leaf(node))
            last = node;
    }
    if (!last)
        return false;
    *ret = (struct leaf){last, tree_text(arena, last)};
    return true;
}

static size_t count_visible(struct str text)
{
    size_t n = 0;
    while (text.len > 0)
        n += !letter_is_space(utf8_next(&text));
    return n;
}

/* Takes n visible characters off the front of what is inside, and the space behind them. */
static void cut_front(struct node *top, size_t n)
{
    for (struct node *node = top; node; node = tree_next(node, top)) {
        while (node->is_text && node->text.len > 0) {
            struct str rest = node->text;
            bool is_space = letter_is_space(utf8_next(&rest));
            if (n == 0 && !is_space)
                return;
            n -= !is_space;
            node->text = rest;
        }
    }
}

/* Keeps the first n visible characters of what is inside. */
static void cut_back(struct node *top, size_t n)
{
    for (struct node *node = top; node; node = tree_next(node, top)) {
        struct str rest = node->text;
        while (node->is_text && rest.len > 0 && n > 0)
            n -= !letter_is_space(utf8_next(&rest));
        if (node->is_text && n == 0)
            node->text.len -= rest.len;
    }
}

/* A transcript opens many paragraphs with a speaker's name in capitals. */
static bool is_transcript(struct arena *arena, struct node *body)
{
    struct leaf leaf = {0};
    struct wire_dateline dateline;
    size_t n = 0;
    for (int i = 0; i < MAX_TRANSCRIPT_LEAVES && next_leaf(arena, body, leaf.node, &leaf); i++)
        n += wire_dateline_take(leaf.text, &dateline);
    return n > 1;
}

static void
take_dateline(struct arena *arena, struct node *body, struct leaf leaf, struct finding *finding)
{
    struct wire_dateline dateline;
    if (!wire_dateline_take(leaf.text, &dateline) || is_transcript(arena, body))
        return;
    finding->dateline = dateline.place;
    struct str words = str_first(leaf.text, leaf.text.len - dateline.rest.len);
    finding->opening = finding->opening.len > 0 ? str_join(arena, finding->opening, words) : words;
    if (wire_agency_is(dateline.agency))
        finding->credit = dateline.agency;
    cut_front(leaf.node, count_visible(leaf.text) - count_visible(dateline.rest));
}

/* "PARIS —" on a line of its own; true also for "The Daily —", which the source tells. */
static bool take_lone_dateline(struct arena *arena,
                               const struct node *body,
                               struct leaf leaf,
                               struct finding *finding)
{
    struct str place = leaf.text;
    if (leaf.node == body || letters_words(place) > 4 || !letter_is_dash(letters_last(place)))
        return false;
    while (place.len > 0 && letter_is_dash(letters_last(place)))
        place = letters_trim(utf8_first(place, utf8_count(place) - 1));
    if (place.len == 0 || wire_agency_is(place) || str_eq_folded(place, finding->source))
        return true;
    finding->dateline = place;
    finding->opening =
        finding->opening.len > 0 ? str_join(arena, finding->opening, leaf.text) : leaf.text;
    return true;
}

/* What a leaf says up to its first line break. */
static struct str first_line(struct arena *arena, struct leaf leaf)
{
    const struct node *end = tree_find(leaf.node, HTML_TAG_BR);
    struct buf line;
    buf_init(&line, arena, leaf.text.len);
    for (struct node *node = leaf.node; end && node != end; node = tree_next(node, leaf.node))
        buf_add(&line, node->is_text ? node->text : STR(""));
    return end ? letters_fold_space(arena, buf_text(&line)) : leaf.text;
}

/* A line above the text that is a field; true when it was one and may go. */
static bool take_field(struct str text, const struct dates *dates, struct finding *finding)
{
    struct str names = {0};
    struct date_parsed date;
    if (wire_byline_is(text, &names)) {
        if (finding->byline.len == 0) {
            finding->byline = names;
            finding->byline_printed = text;
        }
        return true;
    }
    if (!stamp_is(dates, text, &date))
        return false;
    if (!finding->has_published) {
        finding->published = date.utc;
        finding->has_time = date.has_time;
        finding->has_published = true;
    }
    return true;
}

static bool is_in_figure(const struct node *node)
{
    while (node && !tree_is_element(node, HTML_TAG_FIGURE))
        node = node->parent;
    return node != NULL;
}

/* A short line that its names give away, or one without a letter. A picture's credit that is in
 * no figure stands beside no picture any more. */
static bool is_meta(const struct node *body, struct leaf leaf)
{
    const struct node *node = leaf.node;
    if (letters_words(leaf.text) == 0)
        return true;
    for (; node && node != body && node->n_characters == leaf.node->n_characters;
         node = node->parent) {
        bool is_credit = tree_is_named(node, VOCABULARY_CAPTION) && !is_in_figure(node);
        if (tree_is_named(node, VOCABULARY_META) || is_credit)
            return true;
    }
    return false;
}

static bool holds_folded(struct str text, struct str part)
{
    for (; text.len >= part.len; text = str_skip(text, 1)) {
        if (str_starts_with_folded(text, part))
            return true;
    }
    return false;
}

/* The title once more, or most of it. */
static bool is_title(struct str title, struct str text)
{
    struct str shorter = text.len < title.len ? text : title;
    struct str longer = text.len < title.len ? title : text;
    return shorter.len > 8 && shorter.len * 2 > longer.len && holds_folded(longer, shorter);
}

/* An h1 in front of all text is the page's heading, whatever the title was taken from; where
 * there are several they are the sections. */
static bool is_only_h1(struct node *body, struct node *node)
{
    const struct node *first = tree_find(body, HTML_TAG_H1);
    if (first != node)
        return false;
    for (struct node *next = tree_next_after(node, body); next; next = tree_next(next, body)) {
        if (tree_is_element(next, HTML_TAG_H1))
            return false;
    }
    return true;
}

static void read_head(struct arena *arena,
                      struct node *body,
                      const struct dates *dates,
                      struct finding *finding)
{
    struct leaf leaf = {0};
    struct node *after = NULL;
    for (int i = 0; i < MAX_HEAD_LEAVES && next_leaf(arena, body, after, &leaf); i++) {
        if (!after && leaf.node != body && is_only_h1(body, leaf.node)) {
            tree_drop(leaf.node);
            continue;
        }
        if (letters_words(leaf.text) >= 20 || letters_ends_sentence(leaf.text)) {
            take_dateline(arena, body, leaf, finding);
            return;
        }
        bool is_dateline = take_lone_dateline(arena, body, leaf, finding);
        if (leaf.node != body &&
            (is_dateline || take_field(first_line(arena, leaf), dates, finding) ||
             is_meta(body, leaf) || is_title(finding->title, leaf.text)))
            tree_drop(leaf.node);
        else
            after = leaf.node;
    }
}

static void read_tail(struct arena *arena, struct node *body, struct finding *finding)
{
    struct leaf leaf = {0};
    struct str credit = {0};
    struct str rest = {0};
    if (!last_leaf(arena, body, &leaf))
        return;
    if (leaf.node != body && wire_credit_is(leaf.text, &credit)) {
        finding->credit = credit;
        finding->closing = leaf.text;
        tree_drop(leaf.node);
    } else if (wire_credit_take(leaf.text, &rest, &credit)) {
        finding->credit = credit;
        finding->closing = str_skip(leaf.text, rest.len);
        cut_back(leaf.node, count_visible(rest));
    }
}

void edges_read(struct arena *arena,
                struct node *body,
                const struct dates *dates,
                struct finding *finding)
{
    tree_measure(body);
    read_head(arena, body, dates, finding);
    read_tail(arena, body, finding);
    if (finding->credit.len > 0)
        finding->source = finding->credit;
}
