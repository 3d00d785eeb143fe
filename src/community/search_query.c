#include "community/search_query.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/word_reader.h"

enum { MAX_PARTS = LIMIT_SEARCH_QUERY_WORDS };

/* How a part of the line was written. */
struct written {
    struct str field; /* before the colon; empty: none */
    struct str value;
    struct str whole;
    bool is_excluded;
    bool is_quoted;
};

struct reading {
    struct arena *arena;
    const struct dates *dates;
    struct query_part *parts;
    size_t n_words;
    struct search_query query;
};

static bool is_quote(struct str text, size_t *ret_bytes)
{
    static const struct str quotes[] = {
        STR_INIT("\""), STR_INIT("“"), STR_INIT("”"),  STR_INIT("„"),
        STR_INIT("«"),  STR_INIT("»"), STR_INIT("「"), STR_INIT("」"),
    };
    for (size_t i = 0; i < N_OF(quotes); i++) {
        if (str_starts_with(text, quotes[i])) {
            *ret_bytes = quotes[i].len;
            return true;
        }
    }
    return false;
}

static bool is_space(struct str text, size_t *ret_bytes)
{
    *ret_bytes = str_starts_with(text, STR("\xE3\x80\x80")) ? 3 : 1; /* the wide one of CJK */
    return *ret_bytes == 3 || (unsigned char)text.ptr[0] <= ' ';
}

static bool begins_with_letter(struct str text)
{
    return text.len > 0 && word_code_is_letter(utf8_next(&text));
}

/* What stands between a quote and the one that closes it, behind which no letter follows:
 * the mark of inches in 5"x7" closes nothing. False: the line does not begin with a
 * quote that is closed. */
static bool take_quoted(struct str *rest, struct str *ret_inside)
{
    size_t quote = 0;
    if (!is_quote(*rest, &quote))
        return false;
    struct str inside = str_skip(*rest, quote);
    for (size_t i = 0; i < inside.len; i++) {
        struct str here = str_skip(inside, i);
        if (!is_quote(here, &quote) || begins_with_letter(str_skip(here, quote)))
            continue;
        *rest = str_skip(here, quote);
        *ret_inside = str_first(inside, i);
        return true;
    }
    return false;
}

/* Up to white space or what is quoted. A quote behind a letter opens nothing. */
static struct str take_bare(struct str *rest)
{
    struct str end = *rest;
    struct str unused;
    size_t n = 0;
    bool is_in_word = false;
    do {
        is_in_word = word_code_is_letter(utf8_next(&end));
        struct str quoted = end;
        if (!is_in_word && take_quoted(&quoted, &unused))
            break;
    } while (end.len > 0 && !is_space(end, &n));
    struct str bare = str_first(*rest, rest->len - end.len);
    *rest = end;
    return bare;
}

static bool is_field(struct str name)
{
    return str_has_word_folded(STR("source,blog,by,tag,after,before,in"), ',', name);
}

/* A field that is known, with something behind its colon. */
static void cut_field(struct written *written, struct str *rest)
{
    size_t colon = 0;
    size_t quote = 0;
    if (!str_find_char(written->value, ':', &colon) || !is_field(str_first(written->value, colon)))
        return;
    struct str value = str_skip(written->value, colon + 1);
    written->is_quoted = value.len == 0 && take_quoted(rest, &value);
    while (!written->is_quoted && value.len > 0 && is_quote(value, &quote))
        value = str_skip(value, quote); /* that nothing closes */
    if (value.len == 0 && !written->is_quoted)
        return;
    written->field = str_first(written->value, colon);
    written->value = value;
}

/* The next part of the line; false at its end. */
static bool take_written(struct str *rest, struct written *ret_written)
{
    size_t n = 0;
    while (rest->len > 0 && is_space(*rest, &n))
        *rest = str_skip(*rest, n);
    if (rest->len == 0)
        return false;
    struct str line = *rest;
    struct written written = {.is_excluded = rest->len > 1 && rest->ptr[0] == '-'};
    if (written.is_excluded)
        *rest = str_skip(*rest, 1);
    written.is_quoted = take_quoted(rest, &written.value);
    if (!written.is_quoted) {
        written.value = take_bare(rest);
        cut_field(&written, rest);
    }
    written.whole = str_first(line, line.len - rest->len);
    *ret_written = written;
    return true;
}

/* A year, a month, a day: where it begins. */
static enum outcome read_day(const struct dates *dates, struct str text, int64_t *ret_start)
{
    int64_t numbers[3] = {0, 1, 1};
    size_t n = 0;
    struct date_parsed parsed;
    struct str rest = text;
    while (n < 3 && str_take_number(&rest, 9999, &numbers[n]) == OK) {
        n++;
        if (rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == '/') && n < 3)
            rest = str_skip(rest, 1);
        else
            break;
    }
    struct day day = {(int)numbers[0], (int)numbers[1], (int)numbers[2]};
    if (n == 0 || rest.len > 0 || day.year < 1000 || !day_is_valid(day)) {
        if (dates_parse(dates, text, &parsed) != OK)
            return INVALID;
        day = parsed.day;
    }
    *ret_start = dates_day_start(dates, day);
    return OK;
}

static struct query_part *new_part(struct reading *reading)
{
    if (reading->query.n_parts == MAX_PARTS) {
        reading->query.is_cut = true;
        return NULL;
    }
    return &reading->parts[reading->query.n_parts++];
}

/* One character of a script that is read in pairs is sought as the beginning of pairs,
 * so the last of a row, which stands in a pair already, is left out. */
static void add_words(struct reading *reading, const struct written *written)
{
    struct word_reader reader;
    struct read_word word;
    struct str *words = arena_array(reading->arena, struct str, LIMIT_SEARCH_QUERY_WORDS);
    size_t n = 0;
    word_reader_init(&reader, written->value);
    while (word_reader_next(&reader, &word)) {
        if (word.is_last)
            continue;
        if (reading->n_words == LIMIT_SEARCH_QUERY_WORDS) {
            reading->query.is_cut = true;
            break;
        }
        words[n++] = str_copy(reading->arena, word.word);
        reading->n_words++;
    }
    word_reader_done(&reader);
    struct query_part *part = n > 0 ? new_part(reading) : NULL;
    if (part != NULL)
        *part = (struct query_part){
            .field = QUERY_WORDS,
            .is_excluded = written->is_excluded,
            .is_phrase = n > 1 && (written->is_quoted || written->is_excluded),
            .text = written->value,
            .written = written->whole,
            .words = words,
            .n_words = n,
        };
}

static void
add_filter(struct reading *reading, enum query_field field, const struct written *written)
{
    struct query_part *part = new_part(reading);
    if (part != NULL)
        *part = (struct query_part){
            .field = field,
            .is_excluded = written->is_excluded,
            .text = str_trim(written->value),
            .written = written->whole,
        };
}

static void add_day(struct reading *reading, const struct written *written)
{
    struct search_query *query = &reading->query;
    int64_t start = 0;
    bool is_after = str_eq_folded(written->field, STR("after")) != written->is_excluded;
    if (read_day(reading->dates, str_trim(written->value), &start) != OK) {
        query->wrong_day = written->value;
    } else if (is_after) {
        query->after = start;
        query->after_written = written->whole;
        query->has_after = true;
    } else {
        query->before = start;
        query->before_written = written->whole;
        query->has_before = true;
    }
}

static void add_part(struct reading *reading, const struct written *written)
{
    struct str field = written->field;
    if (field.len == 0)
        add_words(reading, written);
    else if (str_eq_folded(field, STR("source")))
        add_filter(reading, QUERY_SOURCE, written);
    else if (str_eq_folded(field, STR("blog")))
        add_filter(reading, QUERY_BLOG, written);
    else if (str_eq_folded(field, STR("by")))
        add_filter(reading, QUERY_BY, written);
    else if (str_eq_folded(field, STR("tag")))
        add_filter(reading, QUERY_TAG, written);
    else if (!str_eq_folded(field, STR("in")))
        add_day(reading, written);
    else if (str_has_word_folded(STR("comments,comment"), ',', written->value)) {
        reading->query.in_comments = !written->is_excluded;
        reading->query.comments_written = written->whole;
    }
}

struct search_query
search_query_read(struct arena *arena, const struct dates *dates, struct str line)
{
    struct reading reading = {
        .arena = arena,
        .dates = dates,
        .parts = arena_array(arena, struct query_part, MAX_PARTS),
    };
    struct str text = str_trim(utf8_repair(arena, line));
    reading.query.is_cut = text.len > LIMIT_SEARCH_QUERY_BYTES;
    text = str_first(text, LIMIT_SEARCH_QUERY_BYTES);
    while (text.len > 0 && !utf8_is_valid(text))
        text.len--;
    reading.query.text = text;
    struct str rest = text;
    struct written written;
    while (!(reading.n_words == LIMIT_SEARCH_QUERY_WORDS && reading.query.is_cut) &&
           take_written(&rest, &written))
        add_part(&reading, &written);
    reading.query.parts = reading.parts;
    return reading.query;
}

struct str
search_query_without(struct arena *arena, const struct search_query *query, struct str written)
{
    if (written.len == 0)
        return query->text;
    size_t at = (size_t)(written.ptr - query->text.ptr);
    struct str before = str_trim(str_first(query->text, at));
    struct str after = str_trim(str_skip(query->text, at + written.len));
    if (before.len == 0 || after.len == 0)
        return before.len == 0 ? after : before;
    return str_join(arena, str_join(arena, before, STR(" ")), after);
}
