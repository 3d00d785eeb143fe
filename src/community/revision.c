#include "community/revision.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/body.h"

enum { TAGS_BYTES = 8 << 10 };

/* The article's tags as one line; a tag holds no comma. */
static enum outcome
join_tags(struct arena *arena, struct db *db, struct article_id article, struct str *ret_tags)
{
    const struct tag *tags;
    size_t n;
    enum outcome found = tag_list_of(arena, db, article, &tags, &n);
    if (found != OK)
        return found;
    struct buf joined;
    buf_init(&joined, arena, TAGS_BYTES);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            BUF_ADD(&joined, ",");
        buf_add(&joined, tags[i].name);
    }
    return buf_finish(&joined, ret_tags);
}

enum outcome
revision_keep(struct db *db, struct article_id article, struct member_id editor, int64_t now)
{
    SCRATCH_ARENA(scratch, 8 * TAGS_BYTES);
    struct str tags;
    enum outcome done = join_tags(&scratch, db, article, &tags);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(
        db,
        "insert into article_revision (article, version, editor, replaced, published, title,"
        " byline, source, url, dateline, standfirst, excerpt, credit, lang, tags, dictionary, html)"
        " select a.id, a.version, $2, $3, a.published, a.title, a.byline, coalesce(s.name, ''),"
        " a.url, a.dateline, a.standfirst, a.excerpt, a.credit, a.lang, $4, " BODY_COLUMNS
        " from article a join article_body h on h.article = a.id"
        " left join source s on s.id = a.source where a.id = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, editor.n);
    db_bind_int(stmt, 3, now);
    db_bind_text(stmt, 4, tags);
    return db_run(stmt);
}

static struct revision read_revision(struct arena *arena, struct db_stmt *stmt)
{
    return (struct revision){
        .version = db_int(stmt, 0),
        .editor = {db_int(stmt, 1)},
        .editor_name = db_text(arena, stmt, 2),
        .replaced = db_int(stmt, 3),
        .title = db_text(arena, stmt, 4),
    };
}

enum outcome revision_list(struct arena *arena,
                           struct db *db,
                           struct article_id article,
                           const struct revision **ret_revisions,
                           size_t *ret_n)
{
    enum { MAX_REVISIONS = 200 };
    struct revision *revisions = arena_array(arena, struct revision, MAX_REVISIONS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select r.version, r.editor, m.name, r.replaced, r.title"
                                        " from article_revision r join member m on m.id = r.editor"
                                        " where r.article = $1 order by r.version desc limit $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, MAX_REVISIONS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        revisions[n++] = read_revision(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_revisions = revisions;
    *ret_n = n;
    return OK;
}

static struct str_list split_tags(struct arena *arena, struct str joined)
{
    struct str *names = arena_array(arena, struct str, LIMIT_TAGS);
    size_t n = 0;
    while (n < LIMIT_TAGS && str_cut(&joined, ',', &names[n]))
        n++;
    return (struct str_list){names, n};
}

static struct article_fields read_fields(struct arena *arena, struct db_stmt *stmt)
{
    return (struct article_fields){
        .title = db_text(arena, stmt, 4),
        .byline = db_text(arena, stmt, 5),
        .source = db_text(arena, stmt, 6),
        .url = db_text(arena, stmt, 7),
        .dateline = db_text(arena, stmt, 8),
        .standfirst = db_text(arena, stmt, 9),
        .excerpt = db_text(arena, stmt, 10),
        .credit = db_text(arena, stmt, 11),
        .lang = db_text(arena, stmt, 12),
        .tags = split_tags(arena, db_text(arena, stmt, 13)),
        .published = db_int(stmt, 14),
        .has_published = !db_is_null(stmt, 14),
    };
}

enum outcome revision_find(struct arena *arena,
                           struct db *db,
                           struct article_id article,
                           int64_t version,
                           struct revision *ret_revision,
                           struct article_fields *ret_fields)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select r.version, r.editor, m.name, r.replaced, r.title, r.byline, r.source,"
                     " r.url, r.dateline, r.standfirst, r.excerpt, r.credit, r.lang, r.tags,"
                     " r.published, r.dictionary, r.html"
                     " from article_revision r join member m on m.id = r.editor"
                     " where r.article = $1 and r.version = $2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, version);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_revision = read_revision(arena, stmt);
    *ret_fields = read_fields(arena, stmt);
    return body_read(arena, db, stmt, 15, &ret_fields->body);
}
