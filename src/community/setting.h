#ifndef COMMUNITY_SETTING_H
#define COMMUNITY_SETTING_H

/* What the owner decides for the whole site: one row a setting in `setting`,
 * read in one query. A setting that was never changed has its default. */

#include "community/policy.h"
#include "community/problem.h"
#include "db/db.h"

enum registration { REGISTRATION_OPEN, REGISTRATION_INVITATION, REGISTRATION_CLOSED };

struct site_settings {
    struct str name;
    struct str tagline;
    enum registration registration;
    struct str zone;      /* IANA name; days and shown times are in it */
    struct str recheck;   /* when shared links are looked at again: community/recheck.h */
    struct str locale;    /* for dates and for strangers: "en", "ms", "zh-Hans" */
    struct policy policy; /* of sources that have none of their own; without a licence */
    int64_t version;      /* grows with every change */
};

/* Never NOT_FOUND; FAULT or UNAVAILABLE as the store says. */
MUST_CHECK enum outcome
setting_load(struct arena *arena, struct db *db, struct site_settings *ret_settings);

/* The version alone: has anything changed since? */
MUST_CHECK enum outcome setting_version(struct db *db, int64_t *ret_version);

/* Stores them all and counts the version up; `version` of the argument is not
 * looked at. Another zone moves the calendars (calendar_set_zone). INVALID with the problem. */
MUST_CHECK enum outcome
setting_save(struct db *db, const struct site_settings *settings, struct problem *ret_problem);

#endif
