#include "community/article_list.h"

#include "base/limits.h"
#include "community/opening.h"

/* A page is a walk along one index from the key: $1 and $2 are the key, $3 how
 * many, $4 and $5 what the list is of. One row more than is shown tells whether
 * there is another page. */

/* clang-format off */
#define ROW_COLUMNS                                                                                \
    "a.id, a.slug, a.title, a.standfirst, " OPENING_COLUMN ", a.dateline, a.lang, a.blog, b.slug," \
    " b.title, a.sharer, m.name, m.handle, s.slug, s.name, a.state, a.shared, a.n_likes, a.n_comments,"     \
    " a.reading_minutes, " POLICY_COLUMNS
#define ROW_JOINS                                                                                  \
    " join blog b on b.id = a.blog join member m on m.id = a.sharer"                               \
    " left join source s on s.id = a.source" POLICY_JOIN
#define SELECT_PUBLISHED                                                                           \
    "select " ROW_COLUMNS " from article a" ROW_JOINS " where a.state = 2"
#define THEN_OLDER " and (a.shared, a.id) < ($1, $2) order by a.shared desc, a.id desc limit $3"
#define THEN_NEWER " and (a.shared, a.id) > ($1, $2) order by a.shared, a.id limit $3"
/* clang-format on */

/* `where` narrows the published articles. */
#define LIST_QUERY(db, from, where)                                                                \
    ((from).direction == ARTICLE_NEWER ? db_query((db), SELECT_PUBLISHED where THEN_NEWER)         \
                                       : db_query((db), SELECT_PUBLISHED where THEN_OLDER))

static struct article_row read_row(struct arena *arena, struct db_stmt *stmt)
{
    return (struct article_row){
        .id = {db_int(stmt, 0)},
        .slug = db_text(arena, stmt, 1),
        .title = db_text(arena, stmt, 2),
        .standfirst = db_text(arena, stmt, 3),
        .excerpt = db_text(arena, stmt, 4),
        .dateline = db_text(arena, stmt, 5),
        .lang = db_text(arena, stmt, 6),
        .blog = {db_int(stmt, 7)},
        .blog_slug = db_text(arena, stmt, 8),
        .blog_title = db_text(arena, stmt, 9),
        .sharer = {db_int(stmt, 10)},
        .sharer_name = db_text(arena, stmt, 11),
        .sharer_handle = db_text(arena, stmt, 12),
        .source_slug = db_text(arena, stmt, 13),
        .source_name = db_text(arena, stmt, 14),
        .state = article_state_from_store(db_int(stmt, 15)),
        .shared = db_int(stmt, 16),
        .n_likes = db_int(stmt, 17),
        .n_comments = db_int(stmt, 18),
        .reading_minutes = db_int(stmt, 19),
        .policy = policy_read(arena, stmt, 20),
    };
}

static void reverse(struct article_row *rows, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct article_row row = rows[i];
        rows[i] = rows[n - 1 - i];
        rows[n - 1 - i] = row;
    }
}

/* Binds the key, reads the rows and puts them newest first. */
static enum outcome read_page(struct arena *arena,
                              struct db_stmt *stmt,
                              struct article_from from,
                              struct article_page *ret_page)
{
    bool is_first = from.direction == ARTICLE_FROM_NEWEST;
    db_bind_int(stmt, 1, is_first ? INT64_MAX : from.key.shared);
    db_bind_int(stmt, 2, is_first ? INT64_MAX : from.key.id.n);
    db_bind_int(stmt, 3, LIMIT_LIST_ITEMS + 1);

    struct article_row *rows = arena_array(arena, struct article_row, LIMIT_LIST_ITEMS);
    size_t n = 0;
    enum outcome found;
    while ((found = db_step(stmt)) == OK && n < LIMIT_LIST_ITEMS)
        rows[n++] = read_row(arena, stmt);
    if (found != OK && found != NOT_FOUND)
        return found;

    bool has_more = found == OK;
    bool is_newer = from.direction == ARTICLE_NEWER;
    if (is_newer)
        reverse(rows, n);
    *ret_page = (struct article_page){
        .rows = rows,
        .n = n,
        .has_older = is_newer || has_more,
        .has_newer = is_newer ? has_more : !is_first,
    };
    return OK;
}

struct article_from article_page_newer(const struct article_page *page)
{
    if (page->n == 0)
        return (struct article_from){ARTICLE_FROM_NEWEST, {0, {0}}};
    const struct article_row *first = &page->rows[0];
    return (struct article_from){ARTICLE_NEWER, {first->shared, first->id}};
}

struct article_from article_page_older(const struct article_page *page)
{
    if (page->n == 0)
        return (struct article_from){ARTICLE_FROM_NEWEST, {0, {0}}};
    const struct article_row *last = &page->rows[page->n - 1];
    return (struct article_from){ARTICLE_OLDER, {last->shared, last->id}};
}

struct str article_from_print(struct arena *arena, struct article_from from)
{
    if (from.direction == ARTICLE_FROM_NEWEST)
        return STR("");
    return str_print(arena, "%c%lld-%lld", from.direction == ARTICLE_NEWER ? 'n' : 'o',
                     (long long)from.key.shared, (long long)from.key.id.n);
}

enum outcome article_from_parse(struct str text, struct article_from *ret_from)
{
    struct article_from from = {ARTICLE_FROM_NEWEST, {0, {0}}};
    if (str_is_empty(text)) {
        *ret_from = from;
        return OK;
    }
    if (text.ptr[0] != 'o' && text.ptr[0] != 'n')
        return INVALID;
    from.direction = text.ptr[0] == 'n' ? ARTICLE_NEWER : ARTICLE_OLDER;
    text = str_skip(text, 1);

    bool is_negative = str_starts_with(text, STR("-"));
    text = str_skip(text, is_negative ? 1 : 0);
    if (str_take_number(&text, INT64_MAX, &from.key.shared) != OK)
        return INVALID;
    if (is_negative)
        from.key.shared = -from.key.shared;
    if (!str_starts_with(text, STR("-")) ||
        str_to_number(str_skip(text, 1), INT64_MAX, &from.key.id.n) != OK)
        return INVALID;
    *ret_from = from;
    return OK;
}

enum outcome article_list_newest(struct arena *arena,
                                 struct db *db,
                                 struct article_from from,
                                 struct article_page *ret_page)
{
    CLEANUP(db_done) struct db_stmt *stmt = LIST_QUERY(db, from, "");
    return read_page(arena, stmt, from, ret_page);
}

enum outcome article_list_of_blog(struct arena *arena,
                                  struct db *db,
                                  struct blog_id blog,
                                  struct article_from from,
                                  struct article_page *ret_page)
{
    CLEANUP(db_done) struct db_stmt *stmt = LIST_QUERY(db, from, " and a.blog = $4");
    db_bind_int(stmt, 4, blog.n);
    return read_page(arena, stmt, from, ret_page);
}

/* The key never leaves the span, so that the index walk has both its ends. */
static struct article_from within(int64_t start, int64_t end, struct article_from from)
{
    if (from.direction == ARTICLE_FROM_NEWEST)
        return (struct article_from){ARTICLE_OLDER, {end, {0}}};
    if (from.direction == ARTICLE_OLDER && from.key.shared >= end)
        from.key = (struct article_key){end, {0}};
    if (from.direction == ARTICLE_NEWER && from.key.shared < start)
        from.key = (struct article_key){start, {0}};
    return from;
}

enum outcome article_list_of_span(struct arena *arena,
                                  struct db *db,
                                  struct blog_id blog,
                                  int64_t start,
                                  int64_t end,
                                  struct article_from from,
                                  struct article_page *ret_page)
{
    struct article_from inside = within(start, end, from);
    bool is_newer = inside.direction == ARTICLE_NEWER;
    CLEANUP(db_done)
    struct db_stmt *stmt = is_newer ? LIST_QUERY(db, inside, " and a.blog = $4 and a.shared < $5")
                                    : LIST_QUERY(db, inside, " and a.blog = $4 and a.shared >= $5");
    db_bind_int(stmt, 4, blog.n);
    db_bind_int(stmt, 5, is_newer ? end : start);
    enum outcome found = read_page(arena, stmt, inside, ret_page);
    if (found == OK && from.direction == ARTICLE_FROM_NEWEST)
        ret_page->has_newer = false;
    return found;
}

enum outcome article_list_top_of_span(struct arena *arena,
                                      struct db *db,
                                      struct blog_id blog,
                                      int64_t start,
                                      int64_t end,
                                      struct article_page *ret_page)
{
    struct article_row *rows = arena_array(arena, struct article_row, LIMIT_DAY_ITEMS);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, SELECT_PUBLISHED " and a.blog = $1 and a.shared >= $2 and a.shared < $3"
                                      " order by a.shared desc, a.id desc limit $4");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, start);
    db_bind_int(stmt, 3, end);
    db_bind_int(stmt, 4, LIMIT_DAY_ITEMS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        rows[n++] = read_row(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_page = (struct article_page){.rows = rows, .n = n};
    return OK;
}

enum outcome article_list_of_source(struct arena *arena,
                                    struct db *db,
                                    struct source_id source,
                                    struct article_from from,
                                    struct article_page *ret_page)
{
    CLEANUP(db_done) struct db_stmt *stmt = LIST_QUERY(db, from, " and a.source = $4");
    db_bind_int(stmt, 4, source.n);
    return read_page(arena, stmt, from, ret_page);
}

#define SELECT_TAGGED                                                                              \
    "select " ROW_COLUMNS " from article_tag t join article a on a.id = t.article" ROW_JOINS       \
    " where t.tag = $4"

enum outcome article_list_of_tag(struct arena *arena,
                                 struct db *db,
                                 struct tag_id tag,
                                 struct article_from from,
                                 struct article_page *ret_page)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        from.direction == ARTICLE_NEWER
            ? db_query(db, SELECT_TAGGED " and (t.shared, t.article) > ($1, $2)"
                                         " order by t.shared, t.article limit $3")
            : db_query(db, SELECT_TAGGED " and (t.shared, t.article) < ($1, $2)"
                                         " order by t.shared desc, t.article desc limit $3");
    db_bind_int(stmt, 4, tag.n);
    return read_page(arena, stmt, from, ret_page);
}

static enum outcome
find_byline(struct arena *arena, struct db *db, struct str byline, struct str *ret_byline)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select byline from article where state = 2 and byline <> ''"
                     " and lower(byline) = lower($1)"
                     " order by shared desc, id desc limit 1");
    db_bind_text(stmt, 1, byline);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_byline = db_text(arena, stmt, 0);
    return found;
}

enum outcome article_list_of_byline(struct arena *arena,
                                    struct db *db,
                                    struct str byline,
                                    struct article_from from,
                                    struct str *ret_byline,
                                    struct article_page *ret_page)
{
    enum outcome found = find_byline(arena, db, byline, ret_byline);
    if (found != OK)
        return found;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        LIST_QUERY(db, from, " and a.byline <> '' and lower(a.byline) = lower($4)");
    db_bind_text(stmt, 4, byline);
    return read_page(arena, stmt, from, ret_page);
}

enum outcome article_list_of_member(struct arena *arena,
                                    struct db *db,
                                    struct member_id sharer,
                                    struct article_from from,
                                    struct article_page *ret_page)
{
    CLEANUP(db_done) struct db_stmt *stmt = LIST_QUERY(db, from, " and a.sharer = $4");
    db_bind_int(stmt, 4, sharer.n);
    return read_page(arena, stmt, from, ret_page);
}

/* Only the blogs whose next article is among the newest can give a row of the
 * page: first the next article of every followed blog, then a page of each of
 * those that lead. `beyond` and `by` say the direction. */
#define SELECT_FOLLOWED(beyond, by)                                                                \
    "select " ROW_COLUMNS " from (select n.blog as blog from"                                      \
    " (select (select h.id from article h where h.state = 2 and h.blog = f.blog"                   \
    " and (h.shared, h.id) " beyond " ($1, $2)"                                                    \
    " order by h.shared " by ", h.id " by " limit 1) as next from follow f where f.member = $4) x" \
    " join article n on n.id = x.next order by n.shared " by ", n.id " by " limit $3) leading"     \
    " join article a on a.id in (select i.id from article i where i.state = 2"                     \
    " and i.blog = leading.blog and (i.shared, i.id) " beyond " ($1, $2)"                          \
    " order by i.shared " by ", i.id " by " limit $3)" ROW_JOINS " order by a.shared " by          \
    ", a.id " by " limit $3"

enum outcome article_list_followed(struct arena *arena,
                                   struct db *db,
                                   struct member_id member,
                                   struct article_from from,
                                   struct article_page *ret_page)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = from.direction == ARTICLE_NEWER
                               ? db_query(db, SELECT_FOLLOWED(">", "asc"))
                               : db_query(db, SELECT_FOLLOWED("<", "desc"));
    db_bind_int(stmt, 4, member.n);
    return read_page(arena, stmt, from, ret_page);
}

enum outcome
article_list_discussed(struct arena *arena, struct db *db, struct article_page *ret_page)
{
    struct article_row *rows = arena_array(arena, struct article_row, LIMIT_LIST_ITEMS);
    size_t n = 0;

    /* The inner two walk the index article_newest alone. */
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " ROW_COLUMNS " from article a" ROW_JOINS " where a.id in"
                     " (select id from (select id, shared, n_comments from article where state = 2"
                     " order by shared desc, id desc limit $2) newest where n_comments > 0"
                     " order by n_comments desc, shared desc, id desc limit $1)"
                     " order by a.n_comments desc, a.shared desc, a.id desc");
    db_bind_int(stmt, 1, LIMIT_LIST_ITEMS);
    db_bind_int(stmt, 2, LIMIT_DISCUSSED_AMONG);
    enum outcome found = NOT_FOUND;
    while (n < LIMIT_LIST_ITEMS && (found = db_step(stmt)) == OK)
        rows[n++] = read_row(arena, stmt);
    if (found != OK && found != NOT_FOUND)
        return found;
    *ret_page = (struct article_page){.rows = rows, .n = n};
    return OK;
}

#define SELECT_UNPUBLISHED                                                                         \
    "select " ROW_COLUMNS " from article a" ROW_JOINS " where a.state < 2 and a.sharer = $4"

enum outcome article_list_named(
    struct arena *arena, struct db *db, const int64_t *ids, size_t n, struct article_page *ret_page)
{
    struct article_row *rows = arena_array(arena, struct article_row, n);
    size_t n_rows = 0;
    enum outcome found = OK;
    for (size_t i = 0; i < n && (found == OK || found == NOT_FOUND); i++) {
        CLEANUP(db_done) struct db_stmt *stmt = db_query(db, SELECT_PUBLISHED " and a.id = $1");
        db_bind_int(stmt, 1, ids[i]);
        found = db_step(stmt);
        if (found == OK)
            rows[n_rows++] = read_row(arena, stmt);
    }
    *ret_page = (struct article_page){.rows = rows, .n = n_rows};
    return found == NOT_FOUND ? OK : found;
}

enum outcome article_list_drafts(struct arena *arena,
                                 struct db *db,
                                 struct member_id sharer,
                                 struct article_from from,
                                 struct article_page *ret_page)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = from.direction == ARTICLE_NEWER
                               ? db_query(db, SELECT_UNPUBLISHED THEN_NEWER)
                               : db_query(db, SELECT_UNPUBLISHED THEN_OLDER);
    db_bind_int(stmt, 4, sharer.n);
    return read_page(arena, stmt, from, ret_page);
}

enum outcome article_list_due(struct arena *arena,
                              struct db *db,
                              int64_t now,
                              const struct article_key **ret_keys,
                              size_t *ret_n)
{
    struct article_key *keys = arena_array(arena, struct article_key, LIMIT_LIST_ITEMS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select shared, id from article"
                                        " where state = 1 and shared <= $1"
                                        " order by shared, id limit $2");
    db_bind_int(stmt, 1, now);
    db_bind_int(stmt, 2, LIMIT_LIST_ITEMS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        keys[n++] = (struct article_key){db_int(stmt, 0), {db_int(stmt, 1)}};
    if (found != NOT_FOUND)
        return found;
    *ret_keys = keys;
    *ret_n = n;
    return OK;
}

enum outcome article_next_due(struct db *db, int64_t *ret_due)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select shared from article where state = 1 order by shared, id limit 1");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_due = db_int(stmt, 0);
    return found;
}
