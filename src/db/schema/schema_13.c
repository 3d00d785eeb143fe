#include "db/schema/schema.h"

#include <stddef.h>

/* By which damaged bytes of a segment are known; null: it was written before. */

const char *const schema_13[] = {
    "alter table search_segment add column sum bigint",
    NULL,
};
