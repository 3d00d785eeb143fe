#ifndef COMMUNITY_ARTICLE_LIST_H
#define COMMUNITY_ARTICLE_LIST_H

/* Lists of articles: published ones, newest first, LIMIT_LIST_ITEMS a page, by
 * key: the oldest page costs what the newest costs. */

#include "community/article.h"

/* Where an article stands in every list: by time of sharing, then by id. */
struct article_key {
    int64_t shared;
    struct article_id id;
};

enum article_direction {
    ARTICLE_FROM_NEWEST, /* the first page; the key is not looked at */
    ARTICLE_OLDER,       /* what comes after the key */
    ARTICLE_NEWER,       /* what comes before it */
};

struct article_from {
    enum article_direction direction;
    struct article_key key;
};

struct article_row {
    struct article_id id;
    struct str slug;
    struct str title;
    struct str standfirst;
    struct str excerpt;
    struct str dateline;
    struct str lang;
    struct blog_id blog;
    struct str blog_slug;
    struct str blog_title;
    struct member_id sharer;
    struct str sharer_name;
    struct str sharer_handle;
    struct str source_slug; /* both empty: none */
    struct str source_name;
    struct policy_found policy; /* how much of standfirst and excerpt may be shown: policy_line */
    enum article_state state;
    int64_t shared;
    int64_t n_likes;
    int64_t n_comments;
    int64_t reading_minutes;
};

struct article_page {
    const struct article_row *rows; /* newest first, whichever way one came */
    size_t n;
    bool has_older; /* go on from the last row */
    bool has_newer; /* go back from the first row */
};

/* "o1729503840-123": direction and key, for an address. The first page is empty. */
struct str article_from_print(struct arena *arena, struct article_from from);
MUST_CHECK enum outcome article_from_parse(struct str text, struct article_from *ret_from);

/* The place before the first and after the last row of a page. */
struct article_from article_page_newer(const struct article_page *page);
struct article_from article_page_older(const struct article_page *page);

MUST_CHECK enum outcome article_list_newest(struct arena *arena,
                                            struct db *db,
                                            struct article_from from,
                                            struct article_page *ret_page);
MUST_CHECK enum outcome article_list_of_blog(struct arena *arena,
                                             struct db *db,
                                             struct blog_id blog,
                                             struct article_from from,
                                             struct article_page *ret_page);

/* Shared in [start, end): a day, month or year of the blog's archive. */
MUST_CHECK enum outcome article_list_of_span(struct arena *arena,
                                             struct db *db,
                                             struct blog_id blog,
                                             int64_t start,
                                             int64_t end,
                                             struct article_from from,
                                             struct article_page *ret_page);
MUST_CHECK enum outcome article_list_of_source(struct arena *arena,
                                               struct db *db,
                                               struct source_id source,
                                               struct article_from from,
                                               struct article_page *ret_page);
MUST_CHECK enum outcome article_list_of_tag(struct arena *arena,
                                            struct db *db,
                                            struct tag_id tag,
                                            struct article_from from,
                                            struct article_page *ret_page);
/* Whose byline is this name; ASCII letters are folded. `*ret_byline` gets it as
 * the newest of them has it. NOT_FOUND: nobody of that name is published here. */
MUST_CHECK enum outcome article_list_of_byline(struct arena *arena,
                                               struct db *db,
                                               struct str byline,
                                               struct article_from from,
                                               struct str *ret_byline,
                                               struct article_page *ret_page);
MUST_CHECK enum outcome article_list_of_member(struct arena *arena,
                                               struct db *db,
                                               struct member_id sharer,
                                               struct article_from from,
                                               struct article_page *ret_page);

/* The newest of [start, end), at most LIMIT_DAY_ITEMS, as one page without another. */
MUST_CHECK enum outcome article_list_top_of_span(struct arena *arena,
                                                 struct db *db,
                                                 struct blog_id blog,
                                                 int64_t start,
                                                 int64_t end,
                                                 struct article_page *ret_page);

/* Of the blogs that a member follows. Costs a seek for each of these and a
 * page for each of the LIMIT_LIST_ITEMS blogs whose next article is newest. */
MUST_CHECK enum outcome article_list_followed(struct arena *arena,
                                              struct db *db,
                                              struct member_id member,
                                              struct article_from from,
                                              struct article_page *ret_page);

/* Among the newest LIMIT_DISCUSSED_AMONG of the site those with most comments,
 * at most LIMIT_LIST_ITEMS; articles without comments do not count. One page only. */
MUST_CHECK enum outcome
article_list_discussed(struct arena *arena, struct db *db, struct article_page *ret_page);

/* Those of these articles that are published, in the order given; one page only. */
MUST_CHECK enum outcome article_list_named(struct arena *arena,
                                           struct db *db,
                                           const int64_t *ids,
                                           size_t n,
                                           struct article_page *ret_page);

/* A member's drafts and scheduled articles, newest first. */
MUST_CHECK enum outcome article_list_drafts(struct arena *arena,
                                            struct db *db,
                                            struct member_id sharer,
                                            struct article_from from,
                                            struct article_page *ret_page);

/* Scheduled articles whose time has come, at most LIMIT_LIST_ITEMS. */
MUST_CHECK enum outcome article_list_due(struct arena *arena,
                                         struct db *db,
                                         int64_t now,
                                         const struct article_key **ret_keys,
                                         size_t *ret_n);

/* When the next scheduled article is due; NOT_FOUND when none is. */
MUST_CHECK enum outcome article_next_due(struct db *db, int64_t *ret_due);

#endif
