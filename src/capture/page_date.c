#include "capture/page_date.h"

#include "capture/class_words.h"
#include "capture/letters.h"
#include "capture/page.h"
#include "capture/stamp.h"

#include "text/html_tree.h"

#include "text/html5/node.h"

enum { MAX_DATE_BYTES = 120, MIN_YEAR = 1600, MAX_YEAR = 2100, NEAR_BYTES = 1500 };

/* --- told for machines ---------------------------------------------------------- */

/* "1488349622", "1488349622000": seconds or milliseconds. */
static bool take_epoch(struct str told, struct date_parsed *ret_parsed)
{
    int64_t number = 0;
    bool has_milliseconds = told.len == 13;
    if ((told.len != 10 && !has_milliseconds) || str_to_number(told, INT64_MAX, &number) != OK)
        return false;
    int64_t utc = has_milliseconds ? number / 1000 : number;
    *ret_parsed = (struct date_parsed){
        .utc = utc, .day = day_of_number(utc / 86400), .has_time = true, .has_zone = true};
    return true;
}

enum outcome
page_date_parse(const struct dates *dates, struct str told, struct date_parsed *ret_parsed)
{
    struct date_parsed parsed;
    told = letters_trim(told);
    if (!take_epoch(told, &parsed) &&
        dates_parse(dates, str_first(told, MAX_DATE_BYTES), &parsed) != OK)
        return INVALID;
    bool is_unset = parsed.utc == 0 && parsed.has_time; /* what zero is printed as */
    if (parsed.day.year < MIN_YEAR || is_unset)
        return INVALID;
    *ret_parsed = parsed;
    return OK;
}

/* --- keeping --------------------------------------------------------------------- */

static void keep(struct page_date *date, enum date_rank rank, struct date_parsed parsed)
{
    if (date->has_published[rank] || parsed.day.year < MIN_YEAR || parsed.day.year > MAX_YEAR)
        return;
    date->published[rank] = parsed;
    date->has_published[rank] = true;
}

static void keep_modified(struct page_date *date, struct date_parsed parsed)
{
    if (date->has_modified)
        return;
    date->modified = parsed;
    date->has_modified = true;
}

static bool has_digits(struct str text, size_t least)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += char_is_digit(text.ptr[i]);
    return n >= least;
}

/* --- elements ---------------------------------------------------------------------- */

static bool is_told(const struct html_node *node)
{
    struct str classes = page_attribute(node, "class");
    struct str word = {0};
    if (page_has_attribute(node, "pubdate") ||
        str_contains(page_attribute(node, "itemprop"), STR("datePublished")))
        return true;
    while (letters_take_word(&classes, &word)) {
        if (str_eq(word, STR("dt-published")) || str_eq(word, STR("published")) ||
            str_eq(word, STR("entry-date")))
            return true;
    }
    return false;
}

/* What machines are given first, then what readers see. */
static bool
parse_element(const struct page_date *date, const struct html_node *node, struct date_parsed *ret)
{
    static const char *const places[] = {"datetime",       "content",   "data-datetime",
                                         "data-timestamp", "data-date", "data-time",
                                         "title"};
    for (size_t i = 0; i < N_OF(places); i++) {
        struct str value = page_attribute(node, places[i]);
        if (value.len > 0 && page_date_parse(date->dates, value, ret) == OK)
            return true;
    }
    struct str text = page_text(date->arena, node);
    return text.len <= MAX_DATE_BYTES && page_date_parse(date->dates, text, ret) == OK;
}

static void read_time(struct page_date *date,
                      const struct html_node *node,
                      unsigned kinds,
                      const struct html_node *heading)
{
    struct date_parsed parsed;
    bool is_update = (kinds & CLASS_UPDATE) ||
                     str_contains(page_attribute(node, "itemprop"), STR("dateModified"));
    bool is_publication = is_told(node);
    if (page_is_aside(node, heading) || !parse_element(date, node, &parsed))
        return;
    if (is_update)
        keep_modified(date, parsed);
    if (is_update && !is_publication)
        return;
    keep(date, is_publication && heading ? DATE_TOLD : heading ? DATE_BEHIND : DATE_EARLY, parsed);
}

static enum date_rank rank_of_element(const struct page_date *date,
                                      const struct html_node *node,
                                      const struct html_node *heading)
{
    bool is_near = heading && date->n_bytes_behind < NEAR_BYTES;
    if (page_is_aside(node, heading))
        return is_near ? DATE_ASIDE : N_DATE_RANKS;
    if (!heading)
        return DATE_EARLY;
    return is_told(node) ? DATE_TOLD : DATE_CLASS;
}

/* An element named for a date holds one: alone, behind a label, or beside the writer. */
static void read_named(struct page_date *date,
                       const struct html_node *node,
                       unsigned kinds,
                       const struct html_node *heading)
{
    struct date_parsed parsed;
    struct str text = page_value(date->arena, node);
    if (text.len < 6 || text.len > MAX_DATE_BYTES || !has_digits(text, 3) ||
        page_date_parse(date->dates, text, &parsed) != OK)
        return;
    enum date_rank rank = rank_of_element(date, node, heading);
    if (rank == N_DATE_RANKS)
        return;
    if ((kinds & CLASS_UPDATE) || stamp_is_update(text))
        keep_modified(date, parsed);
    else
        keep(date, rank, parsed);
}

void page_date_read(struct page_date *date,
                    const struct html_node *node,
                    unsigned kinds,
                    const struct html_node *heading)
{
    if (node->tag == HTML_TAG_TIME || node->tag == HTML_TAG_ABBR)
        read_time(date, node, kinds, heading);
    else if (kinds & (CLASS_DATE | CLASS_UPDATE))
        read_named(date, node, kinds, heading);
}

static enum date_rank
rank_of_line(const struct page_date *date, struct str line, const struct html_node *heading)
{
    if (!heading)
        return DATE_EARLY_LINE;
    bool is_near = date->n_bytes_behind < NEAR_BYTES;
    return is_near || stamp_is_labelled(line) ? DATE_LINE : DATE_LATE_LINE;
}

void page_date_read_text(struct page_date *date,
                         struct str line,
                         const struct html_node *parent,
                         const struct html_node *heading)
{
    struct date_parsed parsed;
    if (heading)
        date->n_bytes_behind += line.len;
    if (line.len < 6 || line.len > MAX_DATE_BYTES || !has_digits(line, 3))
        return;
    line = letters_fold_space(date->arena, line);
    if (!stamp_is(date->dates, line, &parsed) || page_is_aside(parent, heading))
        return;
    if (stamp_is_update(line))
        keep_modified(date, parsed);
    else
        keep(date, rank_of_line(date, line, heading), parsed);
}

/* --- the address -------------------------------------------------------------------- */

/* Takes `n_digits` digits off the front of `*s`. */
static bool take_digits(struct str *s, size_t n_digits, int *ret_number)
{
    int number = 0;
    if (s->len < n_digits)
        return false;
    for (size_t i = 0; i < n_digits; i++) {
        if (!char_is_digit(s->ptr[i]))
            return false;
        number = number * 10 + (s->ptr[i] - '0');
    }
    *s = str_skip(*s, n_digits);
    *ret_number = number;
    return true;
}

/* A year, a month and a day parted by the same sign or by none. */
static bool take_day(struct str s, struct day *ret_day)
{
    struct day day = {0};
    if (!take_digits(&s, 4, &day.year) || s.len == 0)
        return false;
    char sign = s.ptr[0];
    bool is_parted = sign == '/' || sign == '-' || sign == '_';
    s = str_skip(s, is_parted);
    if (!take_digits(&s, 2, &day.month) || (is_parted && (s.len == 0 || s.ptr[0] != sign)))
        return false;
    s = str_skip(s, is_parted);
    if (!take_digits(&s, 2, &day.day) || (s.len > 0 && char_is_digit(s.ptr[0])))
        return false;
    *ret_day = day;
    return day.year >= 1990 && day.year < 2100 && day_is_valid(day);
}

void page_date_read_address(struct page_date *date, struct str url)
{
    size_t at = 0;
    if (str_find(url, STR("://"), &at))
        url = str_skip(url, at + 3);
    if (!str_find_char(url, '/', &at))
        return;
    for (url = str_skip(url, at); url.len > 8; url = str_skip(url, 1)) {
        bool is_start = !char_is_digit(url.ptr[0]) && char_is_digit(url.ptr[1]);
        struct day day;
        if (url.ptr[0] == '?' || url.ptr[0] == '#')
            return;
        if (!is_start || !take_day(str_skip(url, 1), &day))
            continue;
        int64_t utc = date->dates ? dates_day_start(date->dates, day) : day_number(day) * 86400;
        keep(date, DATE_ADDRESS, (struct date_parsed){.utc = utc, .day = day});
        return;
    }
}

const struct date_parsed *page_date_shown(const struct page_date *date)
{
    size_t n = date->has_modified ? DATE_EARLY_LINE : N_DATE_RANKS;
    for (size_t i = 0; i < n; i++) {
        if (date->has_published[i])
            return &date->published[i];
    }
    return NULL;
}
