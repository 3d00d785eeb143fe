#ifndef COMMUNITY_CHECK_H
#define COMMUNITY_CHECK_H

/* Counts everything again and says where a counter, a day of a calendar or a
 * row's owner does not fit: the proof that nothing was half-written. */

#include "db/db.h"

/* Hears one line for each difference, in English, valid during the call. */
typedef void check_report(void *context, struct str line);

struct check_request {
    check_report *report;
    void *context;
    void (*on_progress)(int permille); /* may be NULL */
};

/* `*ret_n` differences were found. OK however many; FAULT, UNAVAILABLE. */
MUST_CHECK enum outcome
check_store(struct db *db, const struct check_request *request, int64_t *ret_n);

/* Reads every object that a row names and counts those that are missing or have
 * other bytes than their names say. OK however many; FAULT, UNAVAILABLE. */
struct objects;
MUST_CHECK enum outcome check_objects(struct db *db,
                                      const struct objects *objects,
                                      const struct check_request *request,
                                      int64_t *ret_n);

/* Reads every text of an article as it is packed, and counts those that cannot be read: like
 * broken objects, nothing but a backup mends them. OK however many; FAULT, UNAVAILABLE. */
MUST_CHECK enum outcome
check_bodies(struct db *db, const struct check_request *request, int64_t *ret_n);

/* Sets every counter and calendar to what was counted, in one write. */
MUST_CHECK enum outcome check_repair(struct db *db);

#endif
