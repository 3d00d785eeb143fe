#include "db/schema/schema.h"

#include <stddef.h>

/* Pictures of articles: an address at a publisher, what was made of it, and
 * which articles show it. */

const char *const schema_5[] = {
    "create table picture ("
    " id integer primary key autoincrement, address text not null unique,"
    " state bigint not null default 0, error text not null default '',"
    " changed bigint not null)",

    "create table picture_version ("
    " picture bigint not null references picture (id), kind text not null,"
    " width bigint not null, height bigint not null, object text not null,"
    " primary key (picture, kind, width)) without rowid",
    "create index picture_version_of_object on picture_version (object, picture)",

    "create table article_picture ("
    " article bigint not null references article (id), place bigint not null,"
    " picture bigint not null references picture (id),"
    " primary key (article, place)) without rowid",
    "create index article_picture_of_picture on article_picture (picture, article)",
    NULL,
};
