#ifndef CAPTURE_FEED_BUILD_H
#define CAPTURE_FEED_BUILD_H

/* From the stream of XML to the tree of feed_value.h. The private part of the feed
 * reader: only feed_*.c include it. */

#include "base/limits.h"
#include "capture/feed.h"
#include "capture/feed_names.h"
#include "capture/feed_value.h"
#include "capture/xml.h"

/* One open element. */
struct feed_frame {
    const struct feed_row *row; /* NULL: nobody foresaw it, or it is part of a text's markup */
    struct str name;            /* lower case */
    struct str key;             /* where its text goes; empty: nowhere */
    struct feed_value *context; /* the object that its text goes to */
    struct feed_value *person;  /* whose name and email are told here, or NULL */
    struct feed_value *own;     /* what it began: a link, a tag, a list's item */
    struct buf text;
    struct str base;
    struct str lang;
    bool is_inline; /* a tag inside a text construct */
    bool is_permalink;
};

/* The text construct that is open; at most one. */
struct feed_content {
    size_t frame; /* its number from 1; 0: none is open */
    struct str type;
    struct str src;
    bool is_base64;
    bool is_listed;     /* one of the contents of its entry */
    bool is_begun;      /* more than white space has come */
    size_t n_open;      /* tags inside it */
    size_t outer_start; /* where the content of its only tag starts and ends ... */
    size_t outer_end;
    bool has_outer_div; /* ... if that is a div */
};

struct feed_build {
    struct arena *arena;
    struct feed_value *whole;
    struct feed_value *feed;
    struct feed_value *entries;
    struct feed_value *entry;                       /* the open one, or NULL */
    struct feed_frame frames[LIMIT_FEED_DEPTH + 1]; /* the first stands for the document */
    size_t n;                                       /* open ones */
    size_t n_ignored;                               /* deeper than that */
    struct feed_content content;
    struct str version;
    bool has_content; /* the entry has one */
    bool is_cut;
    bool is_feed; /* some element was a feed's */
    struct xml_listener listener;
};

/* `lang` and `base` are what the transport knows. */
void feed_build_init(struct feed_build *build,
                     struct arena *arena,
                     struct str base,
                     struct str lang);

/* What is shared by the files of the reader. Attributes by canonical prefix and name; a
 * missing one is empty, with a NULL ptr. */
struct str feed_attribute(const struct xml_tag *tag, struct str space, struct str name);

/* All of a tag's attributes but xml's own, addresses resolved, as members of the object. */
void feed_attributes_add(struct feed_build *build,
                         const struct xml_tag *tag,
                         struct feed_value *object);

/* Sets it unless a value that stood nearer is there; with `is_first` the first of its
 * rank stays. True when it was set. */
bool feed_set_ranked(struct feed_build *build,
                     const struct feed_frame *frame,
                     struct str text,
                     bool is_first);

/* A text construct begins, ends; a tag or text inside it. */
void feed_content_start(struct feed_build *build,
                        struct feed_frame *frame,
                        const struct xml_tag *tag);
void feed_content_end(struct feed_build *build, struct feed_frame *frame);
void feed_content_add_start(struct feed_build *build, const struct xml_tag *tag);
void feed_content_add_text(struct feed_build *build, struct str text);
void feed_content_add_end(struct feed_build *build, const struct feed_frame *frame);

/* An element of one of the other kinds begins; ends with this trimmed text. */
void feed_field_start(struct feed_build *build,
                      struct feed_frame *frame,
                      const struct xml_tag *tag);
void feed_field_end(struct feed_build *build, struct feed_frame *frame, struct str text);

/* The same for people. */
void feed_person_start(struct feed_build *build, struct feed_frame *frame);
void feed_person_end(struct feed_build *build, struct feed_frame *frame, struct str text);
void feed_person_part(struct feed_build *build, struct feed_frame *frame, struct str text);

/* A link with its href, "alternate" and HTML unless it says otherwise; the first page's
 * address becomes the object's "link". */
void feed_link_start(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag);

/* `key`, `key_parsed` (nine numbers: year to second, weekday, day of the year, 0) and
 * `key_utc`. */
void feed_date_set(struct feed_build *build,
                   struct feed_value *object,
                   struct str key,
                   struct str text);

#endif
