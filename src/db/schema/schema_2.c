#include "db/schema/schema.h"

#include <stddef.h>

/* How much of a source readers see, and the moderation log. */

const char *const schema_2[] = {
    "alter table source add column policy bigint not null default 0",
    "alter table source add column excerpt_words bigint not null default 0",
    "alter table source add column licence text not null default ''",

    /* The host of `url` without "www.": where no policy stands with the source,
     * that of the source named so holds. */
    "alter table article add column domain text not null default ''",
    "update article set domain = substr(url, instr(url, '//') + 2) where url <> ''",
    "update article set domain = substr(domain, 1, instr(domain || '/', '/') - 1)"
    " where domain <> ''",
    "update article set domain = substr(domain, instr(domain, '@') + 1)"
    " where instr(domain, '@') > 0",
    "update article set domain = substr(domain, 1, instr(domain, ':') - 1)"
    " where instr(domain, ':') > 0 and domain not like '[%'",
    "update article set domain = substr(domain, 1, instr(domain, ']')) where domain like '[%'",
    "update article set domain = substr(domain, 5) where domain like 'www.%'",

    /* `told` is the sharer as long as the notice was not put away. */
    "create table moderation ("
    " id integer primary key autoincrement, action bigint not null,"
    " moderator bigint not null references member (id),"
    " article bigint not null references article (id), created bigint not null,"
    " claimant text not null, reason text not null, note text not null,"
    " told bigint references member (id))",
    "create index moderation_of_article on moderation (article, id)",
    "create index moderation_told on moderation (told, id) where told is not null",
    NULL,
};
