#include "db/schema/schema.h"

#include <stddef.h>

/* Feeds that blogs are fed from, and what was done with each of their items. */

const char *const schema_4[] = {
    /* What the search for due ones and the list of a blog need comes first. */
    "create table subscription ("
    " id integer primary key autoincrement, blog bigint not null references blog (id),"
    " member bigint not null references member (id), state bigint not null default 0,"
    " next_check bigint not null, url text not null, etag text not null default '',"
    " last_modified text not null default '', digest bigint not null default 0,"
    " title text not null default '', site text not null default '',"
    " mode bigint not null, wanted text not null, unwanted text not null, a_day bigint not null,"
    " day bigint not null default 0, n_day bigint not null default 0,"
    " n_taken bigint not null default 0, created bigint not null,"
    " checked bigint not null default 0, newest bigint not null default 0,"
    " rhythm bigint not null default 0, hint bigint not null default 0,"
    " n_failures bigint not null default 0, error text not null default '',"
    " hub text not null default '', topic text not null default '',"
    " secret text not null default '', callback text not null,"
    " lease_ends bigint not null default 0, asked bigint not null default 0)",
    "create unique index subscription_of_blog on subscription (blog, url)",
    "create index subscription_of_member on subscription (member)",
    "create index subscription_due on subscription (next_check, id) where state = 0",
    "create unique index subscription_callback on subscription (callback)",

    "create table subscription_item ("
    " subscription bigint not null references subscription (id), key text not null,"
    " article bigint, fate bigint not null, seen bigint not null,"
    " primary key (subscription, key)) without rowid",
    "create index subscription_item_seen on subscription_item (subscription, seen)",
    "create index subscription_item_article on subscription_item (article)"
    " where article is not null",

    "create index article_of_address on article (blog, url) where url <> ''",
    "create index article_drafts_of_blog on article (blog, id) where state = 0",
    NULL,
};
