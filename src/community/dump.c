#include "community/dump.h"

#include "base/limits.h"
#include "base/random.h"
#include "community/body.h"
#include "community/check.h"
#include "community/dump_tables.h"
#include "community/picture_left.h"
#include "community/problem.h"
#include "community/setting.h"
#include "community/source_watch.h"
#include "db/objects.h"
#include "text/dates.h"
#include "text/json.h"
#include "text/name.h"

enum {
    MAX_COLUMNS = 40,
    LINE_BYTES = 4 * LIMIT_ARTICLE_BYTES, /* a body and what its escapes add */
    LINE_ARENA_BYTES = 64 << 20,
    TOKEN_BYTES = 24,
};

struct str dump_name(const struct dump_table *table)
{
    return table->name;
}

const struct dump_table *dump_named(struct str name)
{
    for (size_t i = 0; i < n_dump_tables; i++) {
        if (str_eq(dump_tables[i]->name, name))
            return dump_tables[i];
    }
    return NULL;
}

bool dump_is_personal(const struct dump_table *table)
{
    return table->is_personal;
}

/* --- out --------------------------------------------------------------------------- */

static void add_list(struct buf *line, struct str name, struct str joined)
{
    struct str item;
    bool is_first = true;
    if (joined.len == 0)
        return;
    json_add_name(line, name);
    BUF_ADD(line, "[");
    while (str_cut(&joined, ',', &item)) {
        if (!is_first)
            BUF_ADD(line, ",");
        json_add_text(line, item);
        is_first = false;
    }
    BUF_ADD(line, "]");
}

static enum outcome add_body(struct arena *arena,
                             struct db *db,
                             struct db_stmt *stmt,
                             int at,
                             struct str name,
                             struct buf *line)
{
    struct safe_html body = {0};
    if (db_is_null(stmt, at)) /* of a deleted article */
        return OK;
    enum outcome read = body_read(arena, db, stmt, at, &body);
    if (read == OK)
        json_add_member(line, name, body.text);
    return read;
}

static void add_time(struct arena *arena, struct buf *line, struct str name, int64_t time)
{
    json_add_member(line, name, dates_print_iso(arena, time));
}

/* One column of the present row. A body takes two of the statement's. */
static enum outcome add_column(struct arena *arena,
                               struct db *db,
                               const struct dump_column *column,
                               struct db_stmt *stmt,
                               int at,
                               struct buf *line)
{
    struct str name = str_from_c(column->name);
    switch (column->kind) {
    case DUMP_NUMBER:
        if (!db_is_null(stmt, at)) {
            json_add_name(line, name);
            buf_add_number(line, db_int(stmt, at));
        }
        return OK;
    case DUMP_TIME:
        if (!db_is_null(stmt, at))
            add_time(arena, line, name, db_int(stmt, at));
        return OK;
    case DUMP_NEVER:
        if (db_int(stmt, at) != 0)
            add_time(arena, line, name, db_int(stmt, at));
        return OK;
    case DUMP_TEXT:
    case DUMP_OBJECT:
    case DUMP_COMMENT_HTML:
    case DUMP_SHOWN:
        json_add_member(line, name, db_text_borrowed(stmt, at));
        return OK;
    case DUMP_LISTED:
        add_list(line, name, db_text_borrowed(stmt, at));
        return OK;
    case DUMP_BODY:
    case DUMP_HTML:
        return add_body(arena, db, stmt, at, name, line);
    case DUMP_KEY:
    case DUMP_SECRET:
        break;
    }
    return OK;
}

static bool is_body(enum dump_kind kind)
{
    return kind == DUMP_BODY || kind == DUMP_HTML;
}

static enum outcome print_row(struct arena *arena,
                              struct db *db,
                              const struct dump_table *table,
                              struct db_stmt *stmt,
                              struct str *ret_line)
{
    struct buf line;
    int at = 0;
    enum outcome done = OK;
    buf_init(&line, arena, LINE_BYTES);
    BUF_ADD(&line, "{");
    for (size_t i = 0; done == OK && i < table->n_columns; i++) {
        done = add_column(arena, db, &table->columns[i], stmt, at, &line);
        at += is_body(table->columns[i].kind) ? 2 : 1;
    }
    BUF_ADD(&line, "}\n");
    return done == OK ? buf_finish(&line, ret_line) : done;
}

enum outcome dump_rows(struct db *db,
                       const struct dump_table *table,
                       struct member_id own,
                       dump_line *on_line,
                       void *context)
{
    CLEANUP(db_done) struct db_stmt *stmt = table->query(db, own);
    enum outcome done = OK;
    while (done == OK && (done = db_step(stmt)) == OK) {
        SCRATCH_ARENA(scratch, LINE_ARENA_BYTES);
        struct str line;
        done = print_row(&scratch, db, table, stmt, &line);
        if (done == OK)
            done = on_line(context, line);
    }
    return done == NOT_FOUND ? OK : done;
}

/* --- in ------------------------------------------------------------------------------ */

struct value {
    struct str text;
    int64_t number;
    bool is_given;
};

static enum outcome
say(struct str *ret_why, struct arena *arena, const char *what, const char *name)
{
    *ret_why = str_print(arena, "%s: '%s'", what, name);
    return INVALID;
}

static bool is_number(enum dump_kind kind)
{
    return kind == DUMP_NUMBER || kind == DUMP_TIME || kind == DUMP_NEVER;
}

static bool is_read(enum dump_kind kind)
{
    return kind != DUMP_SHOWN && kind != DUMP_LISTED && kind != DUMP_KEY && kind != DUMP_SECRET;
}

/* Which column it is; NULL: none that is read. */
static const struct dump_column *column_named(const struct dump_table *table, struct str name)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (str_eq(str_from_c(table->columns[i].name), name) && is_read(table->columns[i].kind))
            return &table->columns[i];
    }
    return NULL;
}

static enum outcome read_values(struct arena *arena,
                                const struct dump_table *table,
                                struct str text,
                                struct value *values,
                                struct str *ret_why)
{
    struct json_reader r = json_read(text);
    struct str name;
    for (json_enter(&r, '{'); json_next_member(arena, &r, &name);) {
        const struct dump_column *column = column_named(table, name);
        if (column == NULL) {
            json_skip(&r);
            continue;
        }
        struct value *value = &values[column - table->columns];
        value->is_given = true;
        if (column->kind == DUMP_NUMBER)
            value->number = json_number(&r);
        else
            value->text = json_text(arena, &r);
    }
    if (json_is_good(&r))
        return OK;
    *ret_why = str_from_c(r.fault);
    return INVALID;
}

static enum outcome clean(struct arena *arena, enum html_policy policy, struct value *value)
{
    const struct html_rules rules = {policy, STR("")};
    struct safe_html cleaned = {0};
    enum outcome done = html_clean(arena, value->text, &rules, &cleaned);
    value->text = cleaned.text;
    return done;
}

/* Of text nothing is trusted: neither what it is nor what it says it is. */
static enum outcome check_value(struct arena *arena,
                                const struct dump_column *column,
                                struct value *value,
                                struct str *ret_why)
{
    struct date_parsed date;
    struct problem unused;
    struct str text = value->text;
    enum outcome good = OK;
    switch (column->kind) {
    case DUMP_NUMBER:
        if (column->max > 0 && (value->number < 0 || value->number > column->max))
            good = INVALID;
        break;
    case DUMP_TIME:
    case DUMP_NEVER:
        good = text.len > 0 ? dates_parse(NULL, text, &date) : OK;
        value->number = good == OK && text.len > 0 ? date.utc : 0;
        break;
    case DUMP_TEXT:
        good = problem_check_text(&text, FIELD_NONE, 0, LIMIT_ARTICLE_BYTES, &unused);
        break;
    case DUMP_OBJECT:
        good = object_hash_is_valid(text) ? OK : INVALID;
        break;
    case DUMP_BODY:
    case DUMP_HTML:
        good = clean(arena, HTML_ARTICLE, value);
        break;
    case DUMP_COMMENT_HTML:
        good = clean(arena, HTML_COMMENT, value);
        break;
    case DUMP_SHOWN:
    case DUMP_LISTED:
    case DUMP_KEY:
    case DUMP_SECRET:
        break;
    }
    return good == OK ? OK : say(ret_why, arena, "this cannot be so", column->name);
}

static struct str name_of(const struct dump_table *table, const struct value *values)
{
    const struct dump_column *column = column_named(table, STR("name"));
    return column != NULL ? values[column - table->columns].text : STR("");
}

static void bind_value(struct arena *arena,
                       const struct dump_table *table,
                       const struct value *values,
                       size_t i,
                       struct db_stmt *stmt,
                       int at)
{
    enum dump_kind kind = table->columns[i].kind;
    if (kind == DUMP_KEY) {
        struct str name = name_of(table, values);
        db_bind_text(stmt, at, name_fold(arena, name_tidy(arena, name, name.len)));
    } else if (kind == DUMP_SECRET) {
        db_bind_text(stmt, at, random_token(arena, TOKEN_BYTES));
    } else if (is_number(kind) && !values[i].is_given && kind != DUMP_NEVER) {
        db_bind_null(stmt, at);
    } else if (is_number(kind)) {
        db_bind_int(stmt, at, values[i].number);
    } else {
        db_bind_text(stmt, at, values[i].text);
    }
}

static enum outcome insert(struct arena *arena,
                           struct db *db,
                           const struct dump_table *table,
                           const struct value *values)
{
    if (table->is_protected)
        db_unprotect(db);
    struct db_stmt *stmt = table->insert(db);
    int at = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        enum dump_kind kind = table->columns[i].kind;
        if (kind != DUMP_SHOWN && kind != DUMP_LISTED && kind != DUMP_BODY)
            bind_value(arena, table, values, i, stmt, ++at);
    }
    enum outcome done = db_run(stmt);
    if (table->is_protected)
        db_protect(db);
    const struct dump_column *last = &table->columns[table->n_columns - 1];
    const struct value *body = &values[table->n_columns - 1];
    if (done == OK && last->kind == DUMP_BODY && body->is_given)
        done =
            body_put(arena, db, (struct article_id){values[0].number}, html_from_store(body->text));
    return done;
}

enum outcome dump_read(struct arena *arena,
                       struct db *db,
                       const struct dump_table *table,
                       struct str line,
                       struct str *ret_why)
{
    struct value values[MAX_COLUMNS] = {{.is_given = false}};
    CHECK(table->n_columns <= MAX_COLUMNS);
    enum outcome good = read_values(arena, table, line, values, ret_why);
    for (size_t i = 0; good == OK && i < table->n_columns; i++) {
        if (values[i].is_given)
            good = check_value(arena, &table->columns[i], &values[i], ret_why);
    }
    if (good != OK)
        return good;
    enum outcome done = insert(arena, db, table, values);
    if (done == OK || done == UNAVAILABLE)
        return done;
    *ret_why = STR("it does not fit what came before: it is there already, refers to what is "
                   "not there, or lacks something");
    return INVALID;
}

/* --- afterwards ------------------------------------------------------------------------ */

enum outcome dump_complete(struct db *db, int64_t now)
{
    enum outcome done = check_repair(db);
    if (done == OK)
        done = picture_left_begin(db, now);
    return done == OK ? source_watch_resume(db, now) : done;
}
