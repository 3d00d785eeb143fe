#include "db/schema/schema.h"

#include <stddef.h>

/* Of a chunk of documents is known, without reading their times, whether one may be dead and
 * between which times all are; of those from before nothing yet. */

const char *const schema_10[] = {
    "alter table search_documents rename to search_documents_before",
    "create table search_documents ("
    " kind bigint not null, chunk bigint not null, has_dead bigint not null,"
    " earliest bigint not null, latest bigint not null, times blob not null,"
    " primary key (kind, chunk)) without rowid",
    "insert into search_documents (kind, chunk, has_dead, earliest, latest, times)"
    " select kind, chunk, 1, -549755813888, 549755813887, times from search_documents_before",
    "drop table search_documents_before",
    NULL,
};
