#ifndef TRANSFER_READY_H
#define TRANSFER_READY_H

/* From a record to what the writer needs: cleaned, checked, packed, with its keys. This is
 * where an import spends its time, so it runs on every core and touches no store. */

#include "community/intake.h"
#include "community/problem.h"
#include "text/dates.h"
#include "transfer/record.h"

/* The same for all records; threads share it. */
struct ready_rules {
    const struct dates *dates; /* in the site's zone */
    int64_t now;               /* nothing is shared later */
    struct str old_host;       /* whose addresses are kept; empty: none */
    int64_t dictionary;        /* 0: bodies stay as they are */
    const struct pack_dictionary *dictionary_bytes;
};

struct ready_comment {
    struct str id;
    struct str parent;
    struct str author;
    struct str markdown;
    struct safe_html html;
    int64_t created;
    bool is_by_member;
};

struct ready {
    struct article_checked checked;
    struct intake_article article; /* points to `checked`, so a ready does not move */
    const struct ready_comment *comments;
    size_t n_comments;
    size_t n_bad_comments; /* left out */
};

/* Why a record cannot be taken: words, or else a problem. */
struct ready_fault {
    struct str why;
    struct problem problem;
};

/* INVALID with the fault. Lives in the arena. `packer` is the thread's own. */
MUST_CHECK enum outcome ready_make(struct arena *arena,
                                   const struct ready_rules *rules,
                                   struct packer *packer,
                                   const struct record *record,
                                   struct ready **ret_ready,
                                   struct ready_fault *ret_fault);

/* The body alone, for training a dictionary. INVALID: it has none. */
MUST_CHECK enum outcome
ready_body(struct arena *arena, const struct record *record, struct safe_html *ret_body);

#endif
