#ifndef WEB_SITE_H
#define WEB_SITE_H

/* The site's settings, and what is made from them, shared by all requests
 * until they change. A request keeps the ones that it began with. */

#include "community/setting.h"
#include "db/changes.h"
#include "text/dates.h"
#include "views/messages.h"

struct site {
    struct site_settings settings;
    const struct dates *dates[N_LANGUAGES]; /* in the site's zone, as each language writes them */
    enum language language;                 /* for strangers whose browser asks for none of ours */
};

/* For pages that must be shown while the store cannot be read: no dates. */
extern const struct site site_unread;

struct site_cache;

/* Lives in the arena. */
struct site_cache *site_cache_new(struct arena *arena, struct db_changes *changes);

/* Nothing may be lent any more. Accepts NULL. */
void site_cache_done(struct site_cache *cache);

/* Lends the settings, without reading. NOT_FOUND: they were not read since they
 * changed last. */
MUST_CHECK enum outcome site_find(struct site_cache *cache, struct site **ret_site);

/* The same; reads them where that is due, by a connection whose view of the store
 * was opened after `moment`. UNAVAILABLE or FAULT as the store says. */
MUST_CHECK enum outcome
site_take(struct site_cache *cache, struct db *db, struct db_moment moment, struct site **ret_site);

/* Gives them back. Accepts NULL. */
void site_give(struct site_cache *cache, struct site *site);

#endif
