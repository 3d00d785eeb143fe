#include "db/schema/schema.h"

#include <stddef.h>

/* The index of words (docs/search.md). `kind` is 0 for articles, 1 for comments. */

const char *const schema_8[] = {
    /* One row a kind; `caught_up` is the last row of a store from before that was looked at. */
    "create table search_shelf ("
    " kind integer primary key, next_number bigint not null, n_recent bigint not null,"
    " recent_bytes bigint not null, caught_up bigint not null)",
    "insert into search_shelf (kind, next_number, n_recent, recent_bytes, caught_up)"
    " values (0, 0, 0, 0, 0), (1, 0, 0, 0, 0)",

    "create table search_place ("
    " kind bigint not null, id bigint not null, number bigint not null,"
    " primary key (kind, id)) without rowid",

    "create unique index search_place_by_number on search_place (kind, number)",

    "create table search_recent ("
    " kind bigint not null, number bigint not null, id bigint not null, time bigint not null,"
    " words blob not null, primary key (kind, number)) without rowid",

    "create table search_documents ("
    " kind bigint not null, chunk bigint not null, times blob not null,"
    " primary key (kind, chunk)) without rowid",

    "create table search_segment ("
    " id integer primary key autoincrement, kind bigint not null, first bigint not null,"
    " n_documents bigint not null, n_bytes bigint not null)",
    "create unique index search_segment_by_first on search_segment (kind, first)",

    "create table search_block ("
    " id integer primary key, segment bigint not null references search_segment (id),"
    " word blob not null, data blob not null)",
    "create unique index search_block_by_word on search_block (segment, word)",

    "create table search_word ("
    " word text primary key, n bigint not null) without rowid",
    NULL,
};
