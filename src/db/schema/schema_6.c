#include "db/schema/schema.h"

#include <stddef.h>

/* Bodies packed by a dictionary, addresses as numbers, and what an import keeps. */

const char *const schema_6[] = {
    "create table body_dictionary (id integer primary key, bytes blob not null)",

    /* 0: `html` is text. Else it is what the dictionary made of it. */
    "alter table article_body add column dictionary bigint not null default 0",
    "create index article_body_plain on article_body (article) where dictionary = 0",
    "alter table article_revision add column dictionary bigint not null default 0",

    /* A key is a number now (community/article_address.h). The articles of before get
     * theirs while the site runs. The keys also tell what a blog has already. */
    "drop index article_of_address",
    "drop table article_address",
    "create table article_address ("
    " article bigint not null references article (id), key bigint not null,"
    " primary key (article, key)) without rowid",
    "create unique index article_address_by_key on article_address (key, article)",
    "update address_rules set rules = 0, article = 0",

    /* Where an article stood on the site that it was imported from. */
    "create table old_address ("
    " path text primary key, article bigint not null references article (id)) without rowid",

    /* Which records a blog has, and how far each file was read. */
    "create table import_record ("
    " blog bigint not null references blog (id), key bigint not null, article bigint not null,"
    " primary key (blog, key)) without rowid",
    "create table import_file ("
    " blog bigint not null references blog (id), file text not null, offset bigint not null,"
    " line bigint not null, primary key (blog, file)) without rowid",
    NULL,
};
