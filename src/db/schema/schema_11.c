#include "db/schema/schema.h"

#include <stddef.h>

/* Whether anything names an object is asked of every one. Of what is paid for publishers show the
 * opening: where it ends is kept. Feeds stand
 * in folders, as in other readers. */

const char *const schema_11[] = {
    "create index snapshot_of_object on snapshot (object)",
    "alter table article add column cut_after text not null default ''",
    "alter table subscription add column folder text not null default ''",
    NULL,
};
