#ifndef TEXT_URL_KEY_H
#define TEXT_URL_KEY_H

/* Which addresses lead to the same article. */

#include "text/url.h"

/* To be raised with every change of what url_key makes: kept keys are then made anew. */
enum { URL_KEY_RULES = 1 };

/* Equal for two addresses of one article. Beyond url_clean: no scheme, "www.",
 * "m." or "amp.", no /amp, index.html or .html, no slash at the end, parameters
 * in order and without those that change how the article is shown. It is no
 * address to open. Empty for what is not on the web. Lives in the arena. */
struct str url_key(struct arena *arena, const struct url *url);

#endif
