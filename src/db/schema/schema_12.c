#include "db/schema/schema.h"

#include <stddef.h>

/* Of a chunk of documents is known, without reading their times, whether one may be dead and
 * between which times all are; of those from before nothing yet. Times are long, so the key
 * stands in an index beside them. */

const char *const schema_12[] = {
    "alter table search_documents rename to search_documents_before",
    "create table search_documents ("
    " id integer primary key, kind bigint not null, chunk bigint not null, has_dead bigint not "
    "null,"
    " earliest bigint not null, latest bigint not null, times blob not null)",
    "create unique index search_documents_by_chunk on search_documents (kind, chunk)",
    "insert into search_documents (kind, chunk, has_dead, earliest, latest, times)"
    " select kind, chunk, 1, -549755813888, 549755813887, times from search_documents_before",
    "drop table search_documents_before",

    /* Comments are found by the source and the tags of their article too: they are read once
     * more, as those of a store from before. */
    "delete from search_block where segment in (select id from search_segment where kind = 1)",
    "delete from search_segment where kind = 1",
    "delete from search_documents where kind = 1",
    "delete from search_recent where kind = 1",
    "delete from search_place where kind = 1",
    "update search_shelf set next_number = 0, n_recent = 0, recent_bytes = 0, caught_up = 0"
    " where kind = 1",
    NULL,
};
