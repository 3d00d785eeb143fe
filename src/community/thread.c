#include "community/thread.h"

#include "base/limits.h"

/* A page is at most two walks along an index: the rest of the root in which it
 * begins, then the roots that follow, each with its replies. Of the parameters
 * $1 is the article, $2 how many rows. */

/* clang-format off */
#define ROW_COLUMNS                                                                                \
    "c.id, c.parent, c.root, c.member, c.parent_member, c.html, c.created, c.edited, c.depth,"     \
    " c.n_likes, c.is_deleted, c.source_revision"

/* Within one root, $4, from the path $5. */
#define SELECT_WITHIN                                                                              \
    "select " ROW_COLUMNS ", 0 from comment c where c.article = $1 and c.root = $4"

/* Roots by age need no look at the root itself: its id is in every row. */
#define SELECT_BY_AGE                                                                              \
    "select " ROW_COLUMNS ", 0 from comment c where c.article = $1"

/* Roots in another order than their replies: $4 is the root, $5 its likes. The
 * cross join keeps SQLite to this order of tables; a root's `root` is its id, and
 * naming both lets it see that no row needs sorting. */
#define SELECT_BY_ROOT                                                                             \
    "select " ROW_COLUMNS ", r.n_likes from comment r cross join comment c"                        \
    " where r.article = $1 and r.parent is null and c.article = $1 and c.root = r.id"
/* clang-format on */

struct rows {
    struct thread_row *items;
    size_t n;
    size_t max;
};

static struct thread_row read_row(struct arena *arena, struct db_stmt *stmt)
{
    return (struct thread_row){
        .id = {db_int(stmt, 0)},
        .parent = {db_int(stmt, 1)},
        .root = {db_int(stmt, 2)},
        .member = {db_int(stmt, 3)},
        .parent_member = {db_int(stmt, 4)},
        .html = html_from_store(db_text(arena, stmt, 5)),
        .created = db_int(stmt, 6),
        .edited = db_int(stmt, 7),
        .depth = db_int(stmt, 8),
        .n_likes = db_int(stmt, 9),
        .is_deleted = db_int(stmt, 10) != 0,
        .source_revision = db_int(stmt, 11),
        .root_likes = db_int(stmt, 12),
    };
}

/* The members of a page, each looked up once however much they wrote. */
struct people {
    struct person {
        struct member_id id;
        struct str name;
        struct str handle;
    } * items;
    size_t n;
};

static enum outcome find_person(struct arena *arena,
                                struct db *db,
                                struct people *people,
                                struct member_id id,
                                const struct person **ret_person)
{
    for (size_t i = 0; i < people->n; i++) {
        if (people->items[i].id.n == id.n) {
            *ret_person = &people->items[i];
            return OK;
        }
    }
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select name, handle from member where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found == NOT_FOUND ? FAULT : found; /* a foreign key holds it there */
    struct person *person = &people->items[people->n++];
    *person = (struct person){id, db_text(arena, stmt, 0), db_text(arena, stmt, 1)};
    *ret_person = person;
    return OK;
}

/* Who wrote each row, and whom it answers. */
static enum outcome
name_members(struct arena *arena, struct db *db, struct thread_row *rows, size_t n)
{
    struct people people = {arena_array(arena, struct person, 2 * n), 0};
    for (size_t i = 0; i < n; i++) {
        const struct person *person = NULL;
        enum outcome found = find_person(arena, db, &people, rows[i].member, &person);
        if (found != OK)
            return found;
        rows[i].member_name = person->name;
        rows[i].member_handle = person->handle;
        if (rows[i].parent_member.n == 0)
            continue;
        found = find_person(arena, db, &people, rows[i].parent_member, &person);
        if (found != OK)
            return found;
        rows[i].parent_name = person->name;
    }
    return OK;
}

static enum outcome read_rows(struct arena *arena,
                              struct db_stmt *stmt,
                              const struct thread_request *request,
                              struct rows *rows)
{
    db_bind_int(stmt, 1, request->article.n);
    db_bind_int(stmt, 2, (int64_t)(rows->max - rows->n));
    enum outcome found = OK;
    while (rows->n < rows->max && (found = db_step(stmt)) == OK)
        rows->items[rows->n++] = read_row(arena, stmt);
    return found == NOT_FOUND ? OK : found;
}

/* Where a comment stands in its root. NOT_FOUND when the article has it not. */
static enum outcome find_path(struct arena *arena,
                              struct db *db,
                              struct article_id article,
                              struct thread_from from,
                              struct str *ret_path)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select path from comment where id = $1 and article = $2 and root = $3");
    db_bind_int(stmt, 1, from.comment.n);
    db_bind_int(stmt, 2, article.n);
    db_bind_int(stmt, 3, from.root.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_path = db_text(arena, stmt, 0);
    return found;
}

/* What follows in the root, or precedes, nearest first. */
static enum outcome read_within(struct arena *arena,
                                struct db *db,
                                const struct thread_request *request,
                                struct rows *rows)
{
    const struct thread_from *from = &request->from;
    struct str path;
    enum outcome found = find_path(arena, db, request->article, *from, &path);
    if (found != OK)
        return found;
    /* '!' sorts before every digit: the least path that is greater than this one. */
    if (from->direction == THREAD_AFTER)
        path = str_join(arena, path, STR("!"));

    CLEANUP(db_done)
    struct db_stmt *stmt =
        from->direction == THREAD_BEFORE
            ? db_query(db, SELECT_WITHIN " and c.path < $5 order by c.path desc limit $2")
            : db_query(db, SELECT_WITHIN " and c.path >= $5 order by c.path limit $2");
    db_bind_int(stmt, 4, from->root.n);
    db_bind_text(stmt, 5, path);
    size_t first = rows->n;
    found = read_rows(arena, stmt, request, rows);
    for (size_t i = first; i < rows->n; i++)
        rows->items[i].root_likes = from->root_likes;
    return found;
}

static struct db_stmt *query_roots_after(struct db *db, enum thread_order order)
{
    switch (order) {
    case THREAD_OLDEST:
        return db_query(db, SELECT_BY_AGE " and c.root > $4 order by c.root, c.path limit $2");
    case THREAD_NEWEST:
        return db_query(db, SELECT_BY_ROOT " and r.root < $4"
                                           " order by r.root desc, r.id desc, c.path limit $2");
    case THREAD_LIKED:
        break;
    }
    return db_query(db, SELECT_BY_ROOT
                    " and (r.n_likes, r.root) < ($5, $4)"
                    " order by r.n_likes desc, r.root desc, r.id desc, c.path limit $2");
}

static struct db_stmt *query_roots_before(struct db *db, enum thread_order order)
{
    switch (order) {
    case THREAD_OLDEST:
        return db_query(db, SELECT_BY_AGE
                        " and c.root < $4 order by c.root desc, c.path desc limit $2");
    case THREAD_NEWEST:
        return db_query(db, SELECT_BY_ROOT " and r.root > $4"
                                           " order by r.root, r.id, c.path desc limit $2");
    case THREAD_LIKED:
        break;
    }
    return db_query(db, SELECT_BY_ROOT " and (r.n_likes, r.root) > ($5, $4)"
                                       " order by r.n_likes, r.root, r.id, c.path desc limit $2");
}

/* The roots beyond the one named in `from`, with their replies. */
static enum outcome read_roots(struct arena *arena,
                               struct db *db,
                               const struct thread_request *request,
                               struct rows *rows)
{
    const struct thread_from *from = &request->from;
    bool is_start = from->direction == THREAD_FROM_START;
    int64_t start = request->order == THREAD_OLDEST ? 0 : INT64_MAX;
    CLEANUP(db_done)
    struct db_stmt *stmt = from->direction == THREAD_BEFORE ? query_roots_before(db, request->order)
                                                            : query_roots_after(db, request->order);
    db_bind_int(stmt, 4, is_start ? start : from->root.n);
    if (request->order == THREAD_LIKED)
        db_bind_int(stmt, 5, is_start ? start : from->root_likes);
    return read_rows(arena, stmt, request, rows);
}

/* At most `max` rows on the way that the request goes. */
static enum outcome walk(struct arena *arena,
                         struct db *db,
                         const struct thread_request *request,
                         size_t max,
                         struct rows *ret_rows)
{
    struct rows rows = {arena_array(arena, struct thread_row, max), 0, max};
    enum outcome found = OK;
    if (request->from.direction != THREAD_FROM_START)
        found = read_within(arena, db, request, &rows);
    if (found == OK && rows.n < max)
        found = read_roots(arena, db, request, &rows);
    if (found == OK)
        found = name_members(arena, db, rows.items, rows.n);
    if (found == OK)
        *ret_rows = rows;
    return found;
}

static void reverse(struct thread_row *rows, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct thread_row row = rows[i];
        rows[i] = rows[n - 1 - i];
        rows[n - 1 - i] = row;
    }
}

/* A page that begins at a comment may be the first one. */
static enum outcome exists_before(struct arena *arena,
                                  struct db *db,
                                  const struct thread_request *request,
                                  bool *ret_exists)
{
    struct thread_request before = *request;
    before.from.direction = THREAD_BEFORE;
    struct rows rows;
    enum outcome found = walk(arena, db, &before, 1, &rows);
    if (found == OK)
        *ret_exists = rows.n > 0;
    return found;
}

static size_t count_shown(const struct thread_row *rows, size_t n)
{
    size_t n_shown = 0;
    for (size_t i = 0; i < n; i++)
        n_shown += rows[i].is_deleted ? 0 : 1;
    return n_shown;
}

enum outcome thread_load(struct arena *arena,
                         struct db *db,
                         const struct thread_request *request,
                         struct thread_page *ret_page)
{
    enum thread_direction direction = request->from.direction;
    struct rows rows;
    enum outcome found = walk(arena, db, request, LIMIT_THREAD_ITEMS + 1, &rows);
    if (found != OK)
        return found;

    bool has_more = rows.n > LIMIT_THREAD_ITEMS;
    size_t n = has_more ? LIMIT_THREAD_ITEMS : rows.n;
    bool has_previous = direction == THREAD_AFTER;
    if (direction == THREAD_AT)
        found = exists_before(arena, db, request, &has_previous);
    if (found != OK)
        return found;
    if (direction == THREAD_BEFORE)
        reverse(rows.items, n);
    *ret_page = (struct thread_page){
        .rows = rows.items,
        .n = n,
        .n_shown = count_shown(rows.items, n),
        .has_next = direction == THREAD_BEFORE || has_more,
        .has_previous = direction == THREAD_BEFORE ? has_more : has_previous,
    };
    return OK;
}

static struct thread_from beside(const struct thread_row *row, enum thread_direction direction)
{
    return (struct thread_from){direction, row->id, row->root, row->root_likes};
}

struct thread_from thread_page_next(const struct thread_page *page)
{
    if (page->n == 0)
        return (struct thread_from){.direction = THREAD_FROM_START};
    return beside(&page->rows[page->n - 1], THREAD_AFTER);
}

struct thread_from thread_page_previous(const struct thread_page *page)
{
    if (page->n == 0)
        return (struct thread_from){.direction = THREAD_FROM_START};
    return beside(&page->rows[0], THREAD_BEFORE);
}

static const char direction_letters[] = {
    [THREAD_AT] = 't', [THREAD_AFTER] = 'a', [THREAD_BEFORE] = 'b'};

struct str thread_from_print(struct arena *arena, struct thread_from from)
{
    if (from.direction == THREAD_FROM_START)
        return STR("");
    return str_print(arena, "%c%lld-%lld-%lld", direction_letters[from.direction],
                     (long long)from.root_likes, (long long)from.root.n, (long long)from.comment.n);
}

static enum outcome parse_direction(char letter, enum thread_direction *ret_direction)
{
    for (size_t i = THREAD_AT; i < sizeof(direction_letters); i++) {
        if (direction_letters[i] == letter) {
            *ret_direction = (enum thread_direction)i;
            return OK;
        }
    }
    return INVALID;
}

enum outcome thread_from_parse(struct str text, struct thread_from *ret_from)
{
    struct thread_from from = {.direction = THREAD_FROM_START};
    if (str_is_empty(text)) {
        *ret_from = from;
        return OK;
    }
    if (parse_direction(text.ptr[0], &from.direction) != OK)
        return INVALID;
    struct str rest = str_skip(text, 1);
    struct str likes;
    struct str root;
    if (!str_cut(&rest, '-', &likes) || !str_cut(&rest, '-', &root) ||
        str_to_number(likes, INT64_MAX, &from.root_likes) != OK ||
        str_to_number(root, INT64_MAX, &from.root.n) != OK ||
        str_to_number(rest, INT64_MAX, &from.comment.n) != OK)
        return INVALID;
    *ret_from = from;
    return OK;
}

/* A comment's place, and its parent's and root's. */
struct standing {
    struct comment_id id;
    struct comment_id parent;
    struct comment_id root;
    struct str path;
    struct str parent_path;
    int64_t root_likes;
};

static enum outcome find_standing(struct arena *arena,
                                  struct db *db,
                                  struct article_id article,
                                  struct comment_id comment,
                                  struct standing *ret_standing)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select c.parent, c.root, c.path, p.path, r.n_likes"
                                        " from comment c join comment r on r.id = c.root"
                                        " left join comment p on p.id = c.parent"
                                        " where c.id = $1 and c.article = $2");
    db_bind_int(stmt, 1, comment.n);
    db_bind_int(stmt, 2, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_standing = (struct standing){
            .id = comment,
            .parent = {db_int(stmt, 0)},
            .root = {db_int(stmt, 1)},
            .path = db_text(arena, stmt, 2),
            .parent_path = db_text(arena, stmt, 3),
            .root_likes = db_int(stmt, 4),
        };
    return found;
}

/* Whether a page that begins at `path` reaches the comment. */
static enum outcome is_reached(struct db *db,
                               struct article_id article,
                               const struct standing *standing,
                               struct str path,
                               bool *ret_is_reached)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select count(*) from (select 1 from comment"
                                        " where article = $1 and root = $2 and path >= $3"
                                        " and path < $4 limit $5) between_them");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, standing->root.n);
    db_bind_text(stmt, 3, path);
    db_bind_text(stmt, 4, standing->path);
    db_bind_int(stmt, 5, LIMIT_THREAD_ITEMS);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_is_reached = db_int(stmt, 0) < LIMIT_THREAD_ITEMS;
    return found;
}

enum outcome thread_from_comment(struct db *db,
                                 struct article_id article,
                                 struct comment_id comment,
                                 struct thread_from *ret_from)
{
    SCRATCH_ARENA(scratch, 8 << 10);
    struct standing standing;
    enum outcome found = find_standing(&scratch, db, article, comment, &standing);
    if (found != OK)
        return found;

    bool is_near = false;
    struct comment_id start = standing.root;
    found = is_reached(db, article, &standing, STR(""), &is_near);
    if (found == OK && !is_near) {
        start = standing.parent;
        found = is_reached(db, article, &standing, standing.parent_path, &is_near);
    }
    if (found != OK)
        return found;
    *ret_from = (struct thread_from){
        .direction = THREAD_AT,
        .comment = is_near ? start : comment,
        .root = standing.root,
        .root_likes = standing.root_likes,
    };
    return OK;
}

enum outcome thread_find_row(struct arena *arena,
                             struct db *db,
                             struct comment_id id,
                             struct thread_row *ret_row)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " ROW_COLUMNS ", (select r.n_likes from comment r where r.id = c.root)"
                     " from comment c where c.id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    struct thread_row row = read_row(arena, stmt);
    found = name_members(arena, db, &row, 1);
    if (found == OK)
        *ret_row = row;
    return found;
}
