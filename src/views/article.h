#ifndef VIEWS_ARTICLE_H
#define VIEWS_ARTICLE_H

/* The page of one article: what it says, where it comes from, what is said about it. */

#include "views/body.h"
#include "views/comment.h"
#include "views/follow.h"
#include "views/share.h"

/* How much of the source's text is shown. */
enum article_extent { ARTICLE_LINK, ARTICLE_EXCERPT, ARTICLE_FULL, ARTICLE_OWN };

enum article_notice { ARTICLE_NO_NOTICE, ARTICLE_IS_DRAFT, ARTICLE_IS_SCHEDULED };

struct article_tag {
    struct str slug;
    struct str name;
};

struct article_tags {
    const struct article_tag *items;
    size_t n;
};

struct article_neighbour {
    struct str href; /* empty: there is none */
    struct str title;
};

/* A moment: as it is read, and for machines. */
struct article_time {
    struct str text; /* empty: not known */
    struct str iso;
};

/* What is kept of the capture, and what the source did since. */
struct article_proof {
    struct article_time captured; /* empty: it was not captured from a link */
    struct str hash;              /* SHA-256, 64 digits */
    struct str short_hash;        /* "4f1c…9a07" */
    struct str page;              /* with all of it */
    int64_t article;
    int64_t sharer; /* they and moderators may have the archive file and look now */
    int64_t blog_owner;
    struct article_time changed; /* at the source, last; empty: never */
    struct article_time gone;    /* since when it is no longer there */
    struct article_time checked;
    bool is_watched; /* can be looked at now */
};

/* The margin note. */
struct article_origin {
    int64_t article;
    int64_t sharer;
    int64_t blog_owner;
    struct str source_slug;
    struct str source_name; /* empty: not known */
    struct str site;        /* host of the original; empty: no address */
    enum article_extent extent;
    int64_t words;      /* of an excerpt, at most */
    struct str licence; /* of a full copy; may be empty */
    struct article_time published;
    struct article_time shared;
    struct article_time edited;
    struct article_proof proof;
    struct share_known first; /* of which this is a copy */
};

struct article_shown {
    struct page page;
    int64_t id;
    struct str href;    /* path */
    struct str address; /* whole */
    struct str mail;    /* mailto: with title and address */
    struct str title;
    struct str lang; /* of title, standfirst and body; empty: the page's */
    struct str dir;  /* "ltr", "rtl", "auto" */
    struct str blog_slug;
    struct str blog_title;
    int64_t sharer;
    int64_t blog_owner;
    struct str sharer_name;
    struct str sharer_handle;
    struct str sharer_initials;
    struct str standfirst;
    struct str byline;
    struct str dateline;
    struct body body;
    struct str credit; /* with its dash */
    struct str url;    /* of the original; empty: none */
    struct str whole;  /* where the whole article stands: a name; empty: here */
    int64_t reading_minutes;
    struct article_origin origin;
    struct article_tags tags;
    struct follow_button follow;
    struct article_like like;
    struct article_neighbour older;
    struct article_neighbour newer;
    enum article_notice notice;
    struct discussion discussion;
};

#endif
