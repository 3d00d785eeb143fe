#ifndef VIEWS_ARCHIVE_H
#define VIEWS_ARCHIVE_H

/* A blog's archive: years, a year's months, a month's days, a day. */

#include "views/blog.h"

struct archive_link {
    struct str href; /* empty: leads nowhere */
    struct str label;
    bool is_current;
};

struct archive_links {
    const struct archive_link *items;
    size_t n;
};

struct archive_month {
    struct str href; /* empty: nothing was shared in it */
    struct str name;
    int64_t n;
};

struct archive_months {
    const struct archive_month *items;
    size_t n;
};

struct archive_year_page {
    struct page page;
    struct blog_head head;
    int64_t year;
    int64_t n_articles;
    struct archive_links years;
    struct archive_months months;
};

struct calendar_cell {
    int64_t day;      /* 0: of another month */
    struct str href;  /* empty: nothing was shared on it */
    struct str label; /* the whole date */
    int64_t n;
    bool is_today;
};

struct calendar_week {
    const struct calendar_cell *items;
    size_t n;
};

struct calendar_weeks {
    const struct calendar_week *items;
    size_t n;
};

struct calendar_weekday {
    struct str name;
    struct str short_name;
};

struct calendar_weekdays {
    const struct calendar_weekday *items;
    size_t n;
};

struct archive_month_page {
    struct page page;
    struct blog_head head;
    struct str heading; /* "October 2024" */
    struct archive_link year;
    struct archive_link before; /* the month before; no href where the archive ends */
    struct archive_link after;
    struct calendar_weekdays weekdays;
    struct calendar_weeks weeks;
    struct stories stories;
};

struct archive_day_page {
    struct page page;
    struct blog_head head;
    struct str heading; /* "Monday, 21 October 2024" */
    int64_t n_articles;
    struct archive_link month;
    struct str through_years;   /* the same day in every year */
    struct archive_link before; /* the nearest day with something in it */
    struct archive_link after;
    struct stories stories;
};

/* A day of the year, in one year. */
struct archive_anniversary {
    struct archive_link day; /* labelled with the year */
    int64_t n_articles;
    struct story_list stories; /* the newest of them */
};

struct archive_anniversaries {
    const struct archive_anniversary *items;
    size_t n;
};

struct on_this_day_page {
    struct page page;
    struct blog_head head;
    struct str heading;         /* "21 October" */
    struct archive_link before; /* the day before */
    struct archive_link after;
    struct archive_anniversaries years;
    struct pager pager; /* to later and earlier years */
};

#endif
