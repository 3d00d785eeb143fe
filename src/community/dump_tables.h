#ifndef COMMUNITY_DUMP_TABLES_H
#define COMMUNITY_DUMP_TABLES_H

/* For dump.c alone: which tables and columns an export has. */

#include "community/dump.h"

enum dump_kind {
    DUMP_NUMBER, /* left out when null */
    DUMP_TIME,   /* as ISO 8601; left out when null */
    DUMP_NEVER,  /* a time that is 0 for never: then left out */
    DUMP_TEXT,   /* left out when empty */
    DUMP_OBJECT, /* the name of an object */
    DUMP_BODY,   /* BODY_COLUMNS, of the article whose id comes first */
    DUMP_HTML,   /* the same, in the row itself and as it is */
    DUMP_COMMENT_HTML,
    DUMP_SHOWN,  /* told, not read back */
    DUMP_LISTED, /* the same: names with commas between, told as a list */
    DUMP_KEY,    /* not told: the name's folded form */
    DUMP_SECRET, /* not told: a new one is made */
};

struct dump_column {
    const char *name;
    enum dump_kind kind;
    int64_t max; /* of a number that is a choice; 0: any */
};

struct dump_table {
    struct str name;
    const struct dump_column *columns;
    size_t n_columns;

    /* All rows, the columns as listed, in a fixed order; those of one member with `own`. */
    struct db_stmt *(*query)(struct db *db, struct member_id own);

    /* Takes the columns that are read back, $1 and on, but for DUMP_BODY. */
    struct db_stmt *(*insert)(struct db *db);
    bool is_personal;
    bool is_protected; /* db_unprotect */
};

#endif
