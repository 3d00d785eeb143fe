#include "db/schema/schema.h"

#include <stddef.h>

/* Where shared links came from: the addresses that an article is known by, what
 * was captured, and what its source made of it afterwards. */

const char *const schema_3[] = {
    "create table article_address ("
    " article bigint not null references article (id), key text not null,"
    " primary key (article, key)) without rowid",
    "create unique index article_address_by_key on article_address (key, article)",

    /* One row: the rules by which keys are made, and the last article that has
     * its keys. Articles of before are brought up while the site runs. */
    "create table address_rules (rules bigint not null, article bigint not null)",
    "insert into address_rules (rules, article) values (0, 0)",

    "create table snapshot ("
    " id integer primary key autoincrement, article bigint not null references article (id),"
    " captured bigint not null, asked text not null, url text not null, canonical text not null,"
    " server text not null, status bigint not null, etag text not null,"
    " last_modified text not null, robots text not null, tdm text not null,"
    " hash text not null, n_bytes bigint not null, object text not null)",
    "create index snapshot_of_article on snapshot (article, id)",

    "create table source_revision ("
    " article bigint not null references article (id), number bigint not null,"
    " seen bigint not null, snapshot bigint not null references snapshot (id),"
    " title text not null, text text not null, primary key (article, number))",

    /* `suspect_*` is what was found last and waits to be found once more. */
    "create table source_watch ("
    " article integer primary key references article (id), begun bigint not null,"
    " job bigint not null default 0, host text not null, asked bigint not null default 0,"
    " checked bigint not null default 0, gone bigint not null default 0,"
    " status bigint not null default 0, n_suspected bigint not null default 0,"
    " suspected bigint not null default 0, suspect_title text not null default '',"
    " suspect_text text not null default '')",
    "create index source_watch_of_host on source_watch (host, asked)",

    "alter table comment add column source_revision bigint not null default 0",
    NULL,
};
