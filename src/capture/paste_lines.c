#include "capture/paste_lines.h"

#include "capture/letters.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

/* Widths between which a text may have been wrapped by a mail program or a terminal. */
enum { WRAP_LEAST = 45, WRAP_MOST = 120 };

void paste_line_measure(struct line *line)
{
    line->width = letters_width(line->text);
    line->n_words = letters_words(line->text);
    line->ends_sentence = letters_ends_sentence(line->text);
}

/* Every line end becomes '\n'; NUL and other control characters go. */
static struct str normalise(struct arena *arena, struct str text)
{
    struct buf buf;
    text = utf8_repair(arena, text);
    buf_init(&buf, arena, text.len + 1);
    if (!buf_reserve(&buf, text.len))
        return (struct str){0};
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool is_separator = c == 0xE2 && i + 2 < text.len && text.ptr[i + 1] == '\x80' &&
                            (text.ptr[i + 2] == '\xA8' || text.ptr[i + 2] == '\xA9');
        if (c == '\r' || is_separator) {
            buf_add_char(&buf, '\n');
            i += is_separator ? 2 : (i + 1 < text.len && text.ptr[i + 1] == '\n');
        } else if (c == '\n' || c == '\f' || c == '\v') {
            buf_add_char(&buf, '\n');
        } else if (c == '\t') {
            buf_add_char(&buf, ' ');
        } else if (c >= 0x20 && c != 0x7F) {
            buf_add_char(&buf, (char)c);
        }
    }
    return buf_text(&buf);
}

static size_t count_lines(struct str text)
{
    struct str line = {0};
    size_t n = 0;
    while (str_cut(&text, '\n', &line))
        n += letters_trim(line).len > 0;
    return n;
}

static struct lines split(struct arena *arena, struct str text)
{
    struct lines lines = {arena_array(arena, struct line, count_lines(text)), 0};
    struct str raw = {0};
    bool has_gap = true;
    while (str_cut(&text, '\n', &raw)) {
        struct str trimmed = letters_trim(raw);
        if (trimmed.len == 0) {
            has_gap = true;
            continue;
        }
        if (has_gap && lines.n > 0)
            lines.items[lines.n - 1].has_gap_behind = true;
        struct line *line = &lines.items[lines.n++];
        *line = (struct line){.text = trimmed, .has_gap_before = has_gap};
        paste_line_measure(line);
        has_gap = false;
    }
    if (lines.n > 0)
        lines.items[lines.n - 1].has_gap_behind = true;
    return lines;
}

/* The width at which the text was wrapped; 0 when each line is a paragraph.
 * Wrapped text has no line beyond the width, and its lines mostly break inside sentences. */
static size_t wrap_width(const struct lines *lines)
{
    size_t widest = 0;
    size_t n_long = 0;
    size_t n_broken = 0;
    for (size_t i = 0; i < lines->n; i++)
        widest = lines->items[i].width > widest ? lines->items[i].width : widest;
    if (widest < WRAP_LEAST || widest > WRAP_MOST)
        return 0;
    for (size_t i = 0; i + 1 < lines->n; i++) {
        const struct line *line = &lines->items[i];
        if (line->has_gap_behind || line->width * 10 < widest * 7)
            continue;
        n_long++;
        n_broken += !line->ends_sentence;
    }
    return n_broken >= 2 && n_broken * 2 > n_long ? widest : 0;
}

/* True when the line goes on in the next: it is full, and its neighbour's
 * first word would not have fitted behind it. */
static bool goes_on(const struct line *line, const struct line *next, size_t width)
{
    struct str rest = next->text;
    struct str word = {0};
    if (line->has_gap_behind || !letters_take_word(&rest, &word))
        return false;
    bool is_ideographic = letter_is_ideograph(letters_last(line->text));
    size_t needed = is_ideographic ? 4 : letters_width(word) + 1;
    return line->width + needed + width / 8 > width;
}

/* Scripts without spaces between words are joined without one. */
static void add_joined(struct buf *buf, struct str text)
{
    uint32_t last = letters_last(buf_text(buf));
    bool is_tight = letter_is_ideograph(last) || letter_is_ideograph(letters_first(text)) ||
                    last == 0x3001 || last == 0x3002 || last == 0xFF0C;
    if (buf->len > 0 && !is_tight)
        BUF_ADD(buf, " ");
    buf_add(buf, text);
}

/* The lines from `first` to before `end` as one. */
static struct line join(struct arena *arena, const struct line *first, const struct line *end)
{
    struct line whole = *first;
    struct buf buf;
    size_t size = 0;
    if (end - first == 1)
        return whole;
    for (const struct line *line = first; line < end; line++)
        size += line->text.len + 1;
    buf_init(&buf, arena, size);
    for (const struct line *line = first; line < end; line++)
        add_joined(&buf, line->text);
    whole.text = buf_text(&buf);
    whole.has_gap_behind = end[-1].has_gap_behind;
    paste_line_measure(&whole);
    return whole;
}

/* Puts wrapped lines together, in place. */
static void unwrap(struct arena *arena, struct lines *lines, size_t width)
{
    size_t n = 0;
    for (size_t i = 0; i < lines->n;) {
        size_t first = i++;
        while (i < lines->n && goes_on(&lines->items[i - 1], &lines->items[i], width))
            i++;
        lines->items[n++] = join(arena, &lines->items[first], &lines->items[i]);
    }
    lines->n = n;
}

enum outcome paste_lines_read(struct arena *arena, struct str text, struct lines *ret_lines)
{
    text = normalise(arena, text);
    if (count_lines(text) > LIMIT_CAPTURE_LINES || arena_is_over(arena))
        return TOO_LARGE;
    struct lines lines = split(arena, text);
    size_t width = wrap_width(&lines);
    if (width > 0)
        unwrap(arena, &lines, width);
    *ret_lines = lines;
    return OK;
}
