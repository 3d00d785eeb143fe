#include "web/pages/passages.h"

#include "base/utf8.h"

enum {
    AROUND_CHARACTERS = 60,     /* of an excerpt, on each side of a change */
    PARAGRAPH_CHARACTERS = 240, /* of an excerpt, of a paragraph that came or went */
};

static struct str first_characters(struct arena *arena, struct str text, size_t n)
{
    struct str first = utf8_first(text, n);
    return first.len < text.len ? str_join(arena, first, STR("…")) : text;
}

static struct str last_characters(struct arena *arena, struct str text, size_t n)
{
    size_t n_all = utf8_count(text);
    if (n_all <= n)
        return text;
    return str_join(arena, STR("…"), str_skip(text, utf8_first(text, n_all - n).len));
}

/* What stays: its beginning behind a change, its end before the next. */
static struct str shorten(struct arena *arena, struct str text, bool is_first, bool is_last)
{
    if (is_first)
        return last_characters(arena, text, AROUND_CHARACTERS);
    if (is_last)
        return first_characters(arena, text, AROUND_CHARACTERS);
    if (utf8_count(text) <= (size_t)2 * AROUND_CHARACTERS)
        return text;
    return str_join(arena, first_characters(arena, text, AROUND_CHARACTERS),
                    last_characters(arena, text, AROUND_CHARACTERS));
}

static struct diff shorten_diff(struct arena *arena, struct diff diff)
{
    struct diff_part *parts = arena_array(arena, struct diff_part, diff.n);
    for (size_t i = 0; i < diff.n; i++) {
        parts[i] = diff.items[i];
        parts[i].text = parts[i].kind == DIFF_SAME
                            ? shorten(arena, parts[i].text, i == 0, i + 1 == diff.n)
                            : first_characters(arena, parts[i].text, PARAGRAPH_CHARACTERS);
    }
    return (struct diff){parts, diff.n, diff.is_coarse};
}

/* How many paragraphs from `at` on did not change. */
static size_t count_same(const struct redline *redline, size_t at)
{
    size_t n = 0;
    while (at + n < redline->n && redline->items[at + n].kind == REDLINE_SAME)
        n++;
    return n;
}

static struct source_passage show_same(struct arena *arena,
                                       const struct redline_paragraph *paragraphs,
                                       size_t n,
                                       bool is_excerpt)
{
    struct source_passage passage = {.kind = REDLINE_SAME, .n_same = (int64_t)n};
    if (is_excerpt)
        return passage;
    struct str *texts = arena_array(arena, struct str, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = paragraphs[i].text;
    passage.same = (struct str_list){texts, n};
    return passage;
}

static struct source_passage
show_change(struct arena *arena, const struct redline_paragraph *paragraph, bool is_excerpt)
{
    struct source_passage passage = {
        .kind = paragraph->kind, .text = paragraph->text, .diff = paragraph->diff};
    if (is_excerpt && paragraph->kind == REDLINE_CHANGED)
        passage.diff = shorten_diff(arena, paragraph->diff);
    else if (is_excerpt)
        passage.text = first_characters(arena, paragraph->text, PARAGRAPH_CHARACTERS);
    return passage;
}

struct source_passages
passages_make(struct arena *arena, struct str before, struct str after, bool is_excerpt)
{
    struct redline redline = redline_make(arena, before, after);
    struct source_passage *passages = arena_array(arena, struct source_passage, redline.n);
    size_t n = 0;
    for (size_t at = 0; at < redline.n;) {
        size_t n_same = count_same(&redline, at);
        if (n_same > 0)
            passages[n++] = show_same(arena, &redline.items[at], n_same, is_excerpt);
        else
            passages[n++] = show_change(arena, &redline.items[at], is_excerpt);
        at += n_same > 0 ? n_same : 1;
    }
    return (struct source_passages){passages, n};
}
