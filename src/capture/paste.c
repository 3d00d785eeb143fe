/* How a pasted page is read: its lines are sorted into kinds, the body is found
 * as the stretch of prose, and what stands before and behind it is asked for
 * the article's other parts. What is furniture goes only when the text shows
 * signs of having been copied off a page. */

#include "capture/paste.h"

#include "capture/blocks.h"
#include "capture/letters.h"
#include "capture/paste_lines.h"
#include "capture/paste_title.h"
#include "capture/phrases.h"
#include "capture/stamp.h"
#include "capture/wire.h"

#include "base/limits.h"
#include "text/html.h"

struct page {
    struct arena *arena;
    const struct dates *dates;
    const struct lines *all;
    const struct line *lines; /* the items of `all` */
    enum line_kind *kinds;
    size_t n;
    bool is_copied; /* signs of a page's furniture were seen */
    struct finding *finding;
};

static enum line_kind kind_of(const struct page *page, const struct line *line)
{
    struct str ignored = {0};
    struct date_parsed date;
    switch (furniture_of(line->text)) {
    case FURNITURE_LINE:
        return LINE_FURNITURE;
    case FURNITURE_BOX:
        return LINE_BOX;
    case FURNITURE_WEAK_STOP:
        return LINE_WEAK_STOP;
    case FURNITURE_STOP:
        return LINE_STOP;
    case FURNITURE_COUNTER:
        return stamp_is(page->dates, line->text, &date) ? LINE_DATE : LINE_COUNTER;
    case FURNITURE_CREDIT:
    case FURNITURE_NONE:
        break;
    }
    if (stamp_is(page->dates, line->text, &date))
        return LINE_DATE;
    if (wire_byline_is(line->text, &ignored))
        return LINE_BYLINE;
    if (wire_credit_is(line->text, &ignored))
        return LINE_CREDIT;
    bool is_ended = line->ends_sentence || wire_credit_take(line->text, &ignored, &ignored);
    bool is_prose = (is_ended && line->n_words >= 8) || line->n_words >= 25;
    return is_prose ? LINE_PROSE : LINE_SHORT;
}

static bool is_page_sign(enum line_kind kind)
{
    return kind == LINE_FURNITURE || kind == LINE_COUNTER || kind == LINE_WEAK_STOP ||
           kind == LINE_BOX;
}

static bool stands_on_pages_only(enum line_kind kind)
{
    return kind == LINE_STOP || kind == LINE_BOX;
}

/* Two signs, or one that stands on pages only, tell a copied page from a note.
 * In a note nothing is furniture. */
static void look_for_page(struct page *page)
{
    size_t n_signs = 0;
    for (size_t i = 0; i < page->n; i++)
        n_signs += stands_on_pages_only(page->kinds[i]) ? 2 : is_page_sign(page->kinds[i]);
    page->is_copied = n_signs >= 2;
    for (size_t i = 0; !page->is_copied && i < page->n; i++) {
        if (is_page_sign(page->kinds[i]))
            page->kinds[i] = LINE_SHORT;
    }
}

static size_t find_kind(const struct page *page, size_t from, enum line_kind kind)
{
    while (from < page->n && page->kinds[from] != kind)
        from++;
    return from;
}

/* A weak stop counts when no prose follows, when it stands right behind the
 * credit, or when a counter or a plain stop follows soon. */
static bool stops_at(const struct page *page, size_t at)
{
    if (page->kinds[at] == LINE_STOP)
        return true;
    if (page->kinds[at] != LINE_WEAK_STOP)
        return false;
    return find_kind(page, at, LINE_PROSE) == page->n || page->kinds[at - 1] == LINE_CREDIT ||
           find_kind(page, at, LINE_COUNTER) <= at + 1 || find_kind(page, at, LINE_STOP) <= at + 3;
}

/* A paragraph that ends with its credit, with no more than a notice behind it. */
static bool closes_article(const struct page *page, size_t at, size_t end)
{
    struct str rest = {0};
    struct str credit = {0};
    size_t n_words = 0;
    for (size_t i = at + 1; i < end && n_words < 40; i++)
        n_words += page->lines[i].n_words;
    return page->kinds[at] == LINE_PROSE && n_words < 40 &&
           wire_credit_take(page->lines[at].text, &rest, &credit);
}

/* The line at which what follows an article begins. */
static size_t find_end(const struct page *page, size_t first)
{
    size_t end = first + 1;
    while (end < page->n && !stops_at(page, end))
        end++;
    for (size_t i = first; i < end && i < page->n; i++) {
        if (closes_article(page, i, end))
            return i + 1;
    }
    return end < page->n ? end : page->n;
}

static void take_date(const struct page *page, struct str line)
{
    struct date_parsed date;
    struct finding *finding = page->finding;
    bool is_better = !finding->has_published || !finding->has_time;
    if (!is_better || !stamp_is(page->dates, line, &date) ||
        (finding->has_published && !date.has_time))
        return;
    finding->published = date.utc;
    finding->has_time = date.has_time;
    finding->has_published = true;
}

static void take_credit(const struct page *page, struct str line)
{
    struct str credit = {0};
    if (page->finding->credit.len == 0 && wire_credit_is(line, &credit))
        page->finding->credit = credit;
}

/* Puts what a line says besides the article into its field. */
static void take_field(const struct page *page, size_t at)
{
    struct str names = {0};
    struct str text = page->lines[at].text;
    if (page->kinds[at] == LINE_DATE)
        take_date(page, text);
    else if (page->kinds[at] == LINE_CREDIT)
        take_credit(page, text);
    else if (page->kinds[at] == LINE_BYLINE && page->finding->byline.len == 0 &&
             wire_byline_is(text, &names)) {
        page->finding->byline = names;
        page->finding->byline_printed = text;
    }
}

static bool is_field(enum line_kind kind)
{
    return kind == LINE_DATE || kind == LINE_BYLINE || kind == LINE_CREDIT;
}

/* The first line behind the head: behind the last field that stands before the
 * second paragraph. One paragraph above it is the standfirst. */
static size_t find_body(const struct page *page, size_t title, size_t end)
{
    size_t body = title;
    size_t n_prose = 0;
    for (size_t i = title; i < end && n_prose < 2; i++) {
        n_prose += page->kinds[i] == LINE_PROSE;
        if (page->kinds[i] == LINE_DATE || page->kinds[i] == LINE_BYLINE)
            body = n_prose < 2 ? i + 1 : body;
    }
    return body;
}

static bool stands_twice(const struct page *page, size_t at)
{
    for (size_t i = 0; i < page->n && i < at + 40; i++) {
        if (i != at && str_eq(page->lines[i].text, page->lines[at].text))
            return true;
    }
    return false;
}

/* What stands between title and text on a copied page and is neither field nor
 * paragraph: a name, a mark, a caption; only something longer is worth keeping. */
static bool is_head_litter(const struct page *page, size_t at)
{
    const struct line *line = &page->lines[at];
    return page->is_copied && page->kinds[at] == LINE_SHORT &&
           (line->n_words <= 3 || stands_twice(page, at));
}

/* Words below the last paragraph of a copied page: topics, buttons, names. */
static bool is_tail_litter(const struct page *page, size_t at, size_t last)
{
    const struct line *line = &page->lines[at];
    return page->is_copied && at > last && page->kinds[last] == LINE_PROSE && line->n_words <= 3 &&
           !letter_is_dash(letters_first(line->text)) && !char_is_digit(line->text.ptr[0]);
}

/* Whether a line of the body is kept as text. */
static bool is_text(const struct page *page, size_t at, size_t first, size_t last)
{
    switch (page->kinds[at]) {
    case LINE_PROSE:
        return true;
    case LINE_SHORT:
        return at > first ? !is_tail_litter(page, at, last) : !is_head_litter(page, at);
    case LINE_DATE:
    case LINE_BYLINE:
    case LINE_CREDIT:
        return at > first && at < last;
    case LINE_COUNTER:
        return at > first && at < last;
    case LINE_WEAK_STOP:
        return true;
    case LINE_FURNITURE:
    case LINE_BOX:
    case LINE_STOP:
        break;
    }
    return false;
}

static size_t find_last_prose(const struct page *page, size_t from, size_t end)
{
    size_t last = from;
    for (size_t i = from; i < end; i++) {
        if (page->kinds[i] == LINE_PROSE)
            last = i;
    }
    return last;
}

/* Behind the last paragraph: fields are taken; on a copied page the article
 * ends with its credit, or where the furniture begins. */
static size_t read_tail(const struct page *page, size_t last, size_t end)
{
    for (size_t i = last + 1; i < end; i++) {
        if (is_field(page->kinds[i]))
            take_field(page, i);
        if (page->is_copied && (page->kinds[i] == LINE_CREDIT || is_page_sign(page->kinds[i])))
            return i;
    }
    return end;
}

static void read_head(const struct page *page, size_t from, size_t to)
{
    struct finding *finding = page->finding;
    for (size_t i = from; i < to; i++) {
        take_field(page, i);
        bool is_standfirst = page->kinds[i] == LINE_PROSE ||
                             (page->kinds[i] == LINE_SHORT && page->lines[i].n_words >= 6);
        if (is_standfirst && finding->standfirst.len == 0)
            finding->standfirst = page->lines[i].text;
    }
}

/* Lines of the head that are no field and not the standfirst, kept in a note. */
static void add_head_text(const struct page *page, size_t from, size_t to, struct blocks *blocks)
{
    for (size_t i = from; i < to; i++) {
        if (is_field(page->kinds[i]) || page->is_copied ||
            str_eq(page->lines[i].text, page->finding->standfirst))
            continue;
        blocks_add(blocks, page->lines[i].text, BLOCK_PARAGRAPH);
    }
}

/* A short line alone between two paragraphs. */
static bool is_heading(const struct page *page, size_t at, size_t first, size_t last)
{
    const struct line *line = &page->lines[at];
    return page->kinds[at] == LINE_SHORT && at > first && at < last && line->has_gap_before &&
           line->has_gap_behind && !line->ends_sentence && line->n_words <= 12;
}

/* A poem's or an address's line: short, right below another short one. */
static bool goes_on(const struct page *page, size_t at, size_t from)
{
    return at > from && !page->lines[at].has_gap_before && page->lines[at].width < 60 &&
           page->lines[at - 1].width < 60;
}

static enum block_kind block_kind_of(const struct page *page, size_t at, size_t first, size_t last)
{
    if (is_heading(page, at, first, last))
        return BLOCK_HEADING;
    return goes_on(page, at, first) ? BLOCK_LINE : BLOCK_PARAGRAPH;
}

/* The line behind a box that begins at `at`: the next real paragraph, or the end. */
static size_t skip_box(const struct page *page, size_t at, size_t end)
{
    do
        at++;
    while (at < end && !(page->kinds[at] == LINE_PROSE && page->lines[at].n_words >= 15));
    return at;
}

static void add_body(const struct page *page, size_t from, size_t end, struct blocks *blocks)
{
    size_t first = find_kind(page, from, LINE_PROSE);
    size_t last = find_last_prose(page, from, end);
    size_t stop = read_tail(page, last, end);
    first = first < end ? first : from;
    for (size_t i = from; i < stop;) {
        if (page->kinds[i] == LINE_BOX) {
            i = skip_box(page, i, stop);
            continue;
        }
        if (is_field(page->kinds[i]) && i < first)
            take_field(page, i);
        if (is_text(page, i, first, last))
            blocks_add(blocks, page->lines[i].text, block_kind_of(page, i, first, last));
        i++;
    }
}

/* Chooses the title, reads the fields above it, and says where the text behind
 * it begins. Without a line for a title the first words are one, and stay in the text. */
static size_t read_title(const struct page *page, size_t first)
{
    size_t title = first;
    bool has_title = paste_title_choose(page->all, page->kinds, first, &title);
    page->finding->title = page->lines[title].text;
    for (size_t i = 0; i < title; i++)
        take_field(page, i);
    if (has_title)
        return title + 1;
    page->finding->title = html_excerpt_of_text(page->arena, page->lines[title].text, 100);
    return title;
}

static void read_page(struct page *page, struct finding *finding)
{
    struct blocks blocks;
    blocks_init(&blocks, page->arena, page->n + 1);
    size_t first = find_kind(page, 0, LINE_PROSE);
    size_t end = page->is_copied ? find_end(page, first) : page->n;
    size_t title = read_title(page, first < page->n ? first : 0);
    size_t body = find_body(page, title, end);
    read_head(page, title, body);
    add_head_text(page, title, body, &blocks);
    add_body(page, body, end, &blocks);
    if (blocks.n == 0)
        blocks_add(&blocks, finding->title, BLOCK_PARAGRAPH);
    blocks_read_wire(&blocks, finding);
    finding->html = blocks_html(&blocks);
}

enum capture_trouble paste_read(struct arena *arena,
                                struct str text,
                                const struct dates *dates,
                                struct finding *ret_finding)
{
    struct lines lines;
    struct finding finding = {0};
    if (paste_lines_read(arena, text, &lines) != OK)
        return CAPTURE_INPUT_TOO_LARGE;
    if (lines.n == 0)
        return CAPTURE_EMPTY;
    struct page page = {.arena = arena,
                        .dates = dates,
                        .all = &lines,
                        .lines = lines.items,
                        .kinds = arena_array(arena, enum line_kind, lines.n),
                        .n = lines.n,
                        .finding = &finding};
    for (size_t i = 0; i < lines.n; i++)
        page.kinds[i] = kind_of(&page, &lines.items[i]);
    look_for_page(&page);
    read_page(&page, &finding);
    *ret_finding = finding;
    return CAPTURE_NO_TROUBLE;
}
