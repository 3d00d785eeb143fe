#include "db/schema/schema.h"

#include <stddef.h>

/* The first store: members, blogs, articles, discussion, jobs. Ids are never
 * used twice where an address or a cursor may still name the old row. */

const char *const schema_1[] = {
    "create table setting (name text primary key, value text not null) without rowid",

    "create table member ("
    " id integer primary key autoincrement, handle text not null unique, name text not null,"
    " name_key text not null unique, role bigint not null, password text not null,"
    " lang text not null, created bigint not null, ended bigint not null default 0)",
    "create index member_of_role on member (role, id)",

    "create table session ("
    " id integer primary key autoincrement, token_hash text not null unique,"
    " member bigint not null references member (id), label text not null,"
    " created bigint not null, seen bigint not null)",
    "create index session_of_member on session (member, seen)",
    "create index session_by_visit on session (seen)",

    "create table invite ("
    " id integer primary key autoincrement, token_hash text not null unique,"
    " role bigint not null, maker bigint not null, created bigint not null,"
    " expires bigint not null, used bigint not null default 0,"
    " used_by bigint not null default 0)",
    "create index invite_of_maker on invite (maker, id)",

    "create table blog ("
    " id integer primary key autoincrement, slug text not null unique, title text not null,"
    " description text not null, lang text not null,"
    " owner bigint not null references member (id), created bigint not null,"
    " n_followers bigint not null default 0, n_articles bigint not null default 0,"
    " version bigint not null default 1)",
    "create index blog_of_owner on blog (owner, title)",

    "create table follow ("
    " member bigint not null references member (id), blog bigint not null references blog (id),"
    " created bigint not null, primary key (member, blog)) without rowid",
    "create index follow_of_blog on follow (blog)",

    "create table source ("
    " id integer primary key autoincrement, slug text not null unique,"
    " name_key text not null unique, name text not null, domain text not null,"
    " n_articles bigint not null default 0)",

    "create table tag ("
    " id integer primary key autoincrement, slug text not null unique, name text not null,"
    " n_articles bigint not null default 0)",

    /* What lists show comes first: SQLite reads a row only as far as it is asked. */
    "create table article ("
    " id integer primary key autoincrement, blog bigint not null references blog (id),"
    " sharer bigint not null references member (id), source bigint references source (id),"
    " state bigint not null, shared bigint not null, n_likes bigint not null default 0,"
    " n_comments bigint not null default 0, reading_minutes bigint not null,"
    " words bigint not null, version bigint not null default 1, created bigint not null,"
    " edited bigint not null default 0, published bigint, day bigint,"
    " title text not null, slug text not null, lang text not null, dateline text not null,"
    " standfirst text not null, excerpt text not null, byline text not null,"
    " url text not null, credit text not null)",
    "create index article_of_blog on article (blog, shared, id) where state = 2",
    "create index article_newest on article (shared, id, n_comments) where state = 2",
    "create index article_of_source on article (source, shared, id) where state = 2",
    "create index article_of_sharer on article (sharer, shared, id) where state = 2",
    "create index article_unpublished on article (sharer, shared, id) where state < 2",
    "create index article_due on article (shared, id) where state = 1",

    "create table article_body ("
    " article integer primary key references article (id), html text not null)",

    "create table article_revision ("
    " article bigint not null references article (id), version bigint not null,"
    " editor bigint not null references member (id), replaced bigint not null,"
    " published bigint, title text not null, byline text not null, source text not null,"
    " url text not null, dateline text not null, standfirst text not null,"
    " excerpt text not null, credit text not null, lang text not null, tags text not null,"
    " html text not null, primary key (article, version))",

    /* `shared` is the article's while it is published, else null. */
    "create table article_tag ("
    " article bigint not null references article (id), place bigint not null,"
    " tag bigint not null references tag (id), shared bigint,"
    " primary key (article, place)) without rowid",
    "create unique index article_tag_list on article_tag (tag, shared, article)",

    "create table blog_day ("
    " blog bigint not null references blog (id), day bigint not null, n bigint not null,"
    " primary key (blog, day)) without rowid",

    /* The HTML stands in the row: the thread's page is the only list, and shows it.
     * No foreign key on `parent` and `root`: a deleted article would seek each
     * comment's children; `check` looks instead. */
    "create table comment ("
    " id integer primary key autoincrement, article bigint not null references article (id),"
    " parent bigint, root bigint not null, path text not null,"
    " depth bigint not null, member bigint not null references member (id),"
    " parent_member bigint references member (id), created bigint not null,"
    " edited bigint not null default 0, is_deleted bigint not null default 0,"
    " n_likes bigint not null default 0, version bigint not null default 1, html text not null)",
    "create index comment_thread on comment (article, root, path)",
    /* A root's `root` is its own id: a column that SQLite can seek in a row value. */
    "create unique index comment_roots on comment (article, root) where parent is null",
    "create unique index comment_roots_liked on comment (article, n_likes, root)"
    " where parent is null",

    "create table comment_source ("
    " comment integer primary key references comment (id), markdown text not null)",

    "create table article_like ("
    " article bigint not null references article (id),"
    " member bigint not null references member (id), created bigint not null,"
    " primary key (article, member)) without rowid",
    "create index article_like_latest on article_like (article, created, member)",

    "create table comment_like ("
    " comment bigint not null references comment (id),"
    " member bigint not null references member (id), created bigint not null,"
    " primary key (comment, member)) without rowid",

    "create table once ("
    " member bigint not null, nonce text not null, location text not null,"
    " created bigint not null, primary key (member, nonce)) without rowid",
    "create index once_by_age on once (created)",

    "create table job ("
    " id integer primary key autoincrement, kind bigint not null, member bigint not null,"
    " state bigint not null, run_after bigint not null, tries bigint not null default 0,"
    " created bigint not null, changed bigint not null, progress text not null default '',"
    " result text not null default '', error text not null default '', payload text not null)",
    "create index job_to_run on job (run_after, id) where state < 2",
    "create index job_by_state on job (state, changed)",
    "create index job_of_member on job (member, id)",
    NULL,
};
