/* The beginning of cleaned HTML, read as the cleaner wrote it: a tag ends at the
 * first '>', elements nest, three references stand for characters. Two walks over the
 * same pieces: one gathers the text in which the words are counted, one writes up to
 * the byte of that text where they end. */
#include "base/limits.h"
#include "base/utf8.h"
#include "text/html_writer.h"
#include "text/words.h"

enum piece_kind { PIECE_TEXT, PIECE_REFERENCE, PIECE_START, PIECE_END, PIECE_VOID };

struct piece {
    enum piece_kind kind;
    struct str raw;                     /* with the line end that belongs to a block's tag */
    struct str name;                    /* of a tag */
    const struct html_element *element; /* of a tag */
};

struct reader {
    struct html_tag_index index;
    struct str rest;
    size_t n_figures; /* that the place is in */
};

static bool is_inline(const struct piece *piece)
{
    return piece->element->kind == HTML_INLINE;
}

/* Does the cleaner write a line end behind this tag? */
static bool has_line_end(const struct piece *piece)
{
    switch (piece->element->kind) {
    case HTML_LIST:
    case HTML_PAIRS:
    case HTML_TABLE:
    case HTML_SECTION:
    case HTML_ROW:
    case HTML_FLOW:
    case HTML_RULE:
        return true;
    case HTML_PARAGRAPH:
    case HTML_MIXED:
        return piece->kind == PIECE_END;
    case HTML_THROUGH:
    case HTML_DROP:
    case HTML_BLOCK_THROUGH:
    case HTML_INLINE:
    case HTML_VOID:
        return false;
    }
    return false;
}

static struct piece read_tag(const struct html_tag_index *index, struct str rest)
{
    struct piece piece = {.kind = PIECE_START};
    size_t end = 0;
    if (!str_find_char(rest, '>', &end))
        end = rest.len - 1;
    struct str inside = str_skip(str_first(rest, end), 1);
    if (str_starts_with(inside, STR("/"))) {
        piece.kind = PIECE_END;
        inside = str_skip(inside, 1);
    }
    (void)str_cut(&inside, ' ', &piece.name);
    piece.element = html_element_named(index, piece.name);
    if (piece.element->kind == HTML_VOID || piece.element->kind == HTML_RULE)
        piece.kind = PIECE_VOID;
    bool takes_line_end =
        has_line_end(&piece) && str_starts_with(str_skip(rest, end + 1), STR("\n"));
    piece.raw = str_first(rest, end + 1 + (takes_line_end ? 1 : 0));
    return piece;
}

static struct piece read_reference(struct str rest)
{
    size_t end = 0;
    if (!str_find_char(rest, ';', &end))
        end = 0;
    return (struct piece){.kind = PIECE_REFERENCE, .raw = str_first(rest, end + 1)};
}

static struct piece read_piece(const struct html_tag_index *index, struct str rest)
{
    if (rest.ptr[0] == '<')
        return read_tag(index, rest);
    if (rest.ptr[0] == '&')
        return read_reference(rest);
    size_t n = 0;
    while (n < rest.len && rest.ptr[n] != '<' && rest.ptr[n] != '&')
        n++;
    return (struct piece){.kind = PIECE_TEXT, .raw = str_first(rest, n)};
}

/* The next piece that an excerpt may have; false at the end. `*was_left_out` when
 * something was passed over. */
static bool next_piece(struct reader *reader, struct piece *ret_piece, bool *was_left_out)
{
    while (reader->rest.len > 0) {
        struct piece piece = read_piece(&reader->index, reader->rest);
        reader->rest = str_skip(reader->rest, piece.raw.len);
        bool is_tag = piece.element != NULL;
        bool is_figure = is_tag && str_eq(piece.name, STR("figure"));
        if (is_figure && piece.kind == PIECE_START)
            reader->n_figures++;
        else if (is_figure && reader->n_figures > 0)
            reader->n_figures--;
        else if (reader->n_figures == 0 && !(is_tag && str_eq(piece.name, STR("img")))) {
            *ret_piece = piece;
            return true;
        }
        *was_left_out = true;
    }
    return false;
}

/* What the words are counted in: a block or a line break parts them, other tags do not. */
static struct str text_of(const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_TEXT:
        return piece->raw;
    case PIECE_REFERENCE:
        return str_eq(piece->raw, STR("&lt;"))   ? STR("<")
               : str_eq(piece->raw, STR("&gt;")) ? STR(">")
                                                 : STR("&");
    case PIECE_START:
    case PIECE_END:
    case PIECE_VOID:
        break;
    }
    return is_inline(piece) || str_eq(piece->name, STR("wbr")) ? STR("") : STR(" ");
}

/* Without the end of a character whose rest is not there. */
static struct str whole_characters(struct str text, size_t n)
{
    while (n > 0 && n < text.len && ((unsigned char)text.ptr[n] & 0xC0) == 0x80)
        n--;
    return str_first(text, n);
}

/* The text, at most max_bytes of it; `*ret_is_all` tells whether that was all. */
static struct str
gather_text(struct arena *arena, struct safe_html html, size_t max_bytes, bool *ret_is_all)
{
    struct reader reader = {.rest = html.text};
    html_tag_index_init(&reader.index);
    struct piece piece;
    struct buf text;
    bool was_left_out = false;
    buf_init(&text, arena, max_bytes);
    while (next_piece(&reader, &piece, &was_left_out)) {
        struct str part = text_of(&piece);
        struct str fitting = whole_characters(part, max_bytes - text.len);
        buf_add(&text, fitting);
        if (fitting.len < part.len) {
            *ret_is_all = false;
            return buf_text(&text);
        }
    }
    *ret_is_all = true;
    return buf_text(&text);
}

struct open_tag {
    struct piece piece;
    bool is_written; /* tags wait for content, so that what held a picture alone vanishes */
};

struct cutter {
    struct buf out;
    size_t n_left; /* bytes of text until the words end */
    size_t n_open;
    struct open_tag open[MAX_OPEN];
};

static void write_waiting(struct cutter *cutter)
{
    for (size_t i = 0; i < cutter->n_open; i++) {
        if (!cutter->open[i].is_written)
            buf_add(&cutter->out, cutter->open[i].piece.raw);
        cutter->open[i].is_written = true;
    }
}

static void write_end(struct cutter *cutter, const struct piece *piece)
{
    if (cutter->n_open == 0)
        return;
    if (piece->element->may_be_empty)
        write_waiting(cutter);
    if (cutter->open[--cutter->n_open].is_written)
        buf_add(&cutter->out, piece->raw);
}

static bool is_white(struct str text)
{
    return str_trim(text).len == 0;
}

static void write_piece(struct cutter *cutter, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_START:
        if (cutter->n_open < MAX_OPEN)
            cutter->open[cutter->n_open++] = (struct open_tag){*piece, false};
        return;
    case PIECE_END:
        write_end(cutter, piece);
        return;
    case PIECE_TEXT:
        if (cutter->n_open > 0 && !cutter->open[cutter->n_open - 1].is_written &&
            is_white(piece->raw))
            return;
        break;
    case PIECE_REFERENCE:
    case PIECE_VOID:
        break;
    }
    write_waiting(cutter);
    buf_add(&cutter->out, piece->raw);
}

/* The text ends within this piece: its beginning, and the end of all that is open. */
static void write_last(struct cutter *cutter, const struct piece *piece)
{
    write_waiting(cutter);
    bool is_text = piece->kind == PIECE_TEXT;
    buf_add(&cutter->out, is_text ? str_first(piece->raw, cutter->n_left) : piece->raw);
    BUF_ADD(&cutter->out, "\xE2\x80\xA6");
    while (cutter->n_open > 0) {
        const struct piece *open = &cutter->open[--cutter->n_open].piece;
        BUF_ADD(&cutter->out, "</");
        buf_add(&cutter->out, open->name);
        buf_add(&cutter->out, is_inline(open) ? STR(">") : STR(">\n"));
    }
}

/* Writes until the text ends, or the document. */
static void write_up_to(struct cutter *cutter, struct safe_html html, bool *was_left_out)
{
    struct reader reader = {.rest = html.text};
    html_tag_index_init(&reader.index);
    struct piece piece;
    while (next_piece(&reader, &piece, was_left_out)) {
        size_t n = text_of(&piece).len;
        if (n >= cutter->n_left && piece.kind <= PIECE_REFERENCE) {
            write_last(cutter, &piece);
            return;
        }
        cutter->n_left -= n < cutter->n_left ? n : cutter->n_left;
        write_piece(cutter, &piece);
    }
}

struct str html_plain(struct arena *arena, struct safe_html html)
{
    bool is_all = true;
    return gather_text(arena, html, html.text.len, &is_all);
}

struct safe_html
html_first_words(struct arena *arena, struct safe_html html, size_t n_words, bool *ret_is_cut)
{
    /* Most often the words end within the first, small piece of the text. */
    enum { USUAL_WORD_BYTES = 10 };
    bool is_all = true;
    struct str text = gather_text(arena, html, n_words * USUAL_WORD_BYTES, &is_all);
    size_t n = words_end(text, n_words);
    if (!is_all && n == text.len) {
        text = gather_text(arena, html, n_words * LIMIT_EXCERPT_WORD_BYTES, &is_all);
        n = words_end(text, n_words);
    }
    bool is_whole = is_all && n == text.len;
    *ret_is_cut = !is_whole;
    if (!is_whole && n == 0)
        return (struct safe_html){STR("")};
    struct cutter cutter = {.n_left = is_whole ? SIZE_MAX : n};
    buf_init(&cutter.out, arena, html.text.len + 8);
    bool was_left_out = false;
    write_up_to(&cutter, html, &was_left_out);
    *ret_is_cut = *ret_is_cut || was_left_out;
    return (struct safe_html){buf_text(&cutter.out)};
}
