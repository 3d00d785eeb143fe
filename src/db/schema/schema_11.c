#include "db/schema/schema.h"

#include <stddef.h>

/* Whether anything names an object is asked of every one. */

const char *const schema_11[] = {
    "create index snapshot_of_object on snapshot (object)",
    NULL,
};
