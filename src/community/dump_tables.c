/* The order is that of reading: what a row refers to stands before it. */
#include "community/dump_tables.h"

#include "base/limits.h"
#include "community/article.h"
#include "community/rights.h"

#define TABLE(table, is_personal_, is_protected_)                                                  \
    static const struct dump_table table = {                                                       \
        .name = STR_INIT(#table),                                                                  \
        .columns = table##_columns,                                                                \
        .n_columns = N_OF(table##_columns),                                                        \
        .query = query_##table,                                                                    \
        .insert = insert_##table,                                                                  \
        .is_personal = (is_personal_),                                                             \
        .is_protected = (is_protected_),                                                           \
    }

/* With `own`, the rows of that member: the same columns with a condition on $1. */
static struct db_stmt *of_member(struct db_stmt *stmt, struct member_id own)
{
    db_bind_int(stmt, 1, own.n);
    return stmt;
}

#define QUERY_ALL(table, sql)                                                                      \
    static struct db_stmt *query_##table(struct db *db, struct member_id own)                      \
    {                                                                                              \
        (void)own;                                                                                 \
        return db_query(db, sql);                                                                  \
    }
#define QUERY_OWN(table, sql, condition, order)                                                    \
    static struct db_stmt *query_##table(struct db *db, struct member_id own)                      \
    {                                                                                              \
        return own.n == 0 ? db_query(db, sql order)                                                \
                          : of_member(db_query(db, sql condition order), own);                     \
    }
#define INSERT(table, sql)                                                                         \
    static struct db_stmt *insert_##table(struct db *db)                                           \
    {                                                                                              \
        return db_query(db, sql);                                                                  \
    }

/* --- the site, its members and blogs --------------------------------------------------- */

/* clang-format off */
static const struct dump_column setting_columns[] = {{"name", DUMP_TEXT, 0}, {"value", DUMP_TEXT, 0}};
QUERY_ALL(setting, "select name, value from setting where name in ('name', 'tagline',"
                   " 'registration', 'zone', 'locale', 'recheck', 'policy', 'excerpt_words')"
                   " order by name")
INSERT(setting, "insert into setting (name, value) values ($1, $2)"
                " on conflict (name) do update set value = excluded.value")
TABLE(setting, false, true);

static const struct dump_column member_columns[] = {
    {"id", DUMP_NUMBER, 0},   {"handle", DUMP_TEXT, 0}, {"name", DUMP_TEXT, 0},
    {"name_key", DUMP_KEY, 0}, {"role", DUMP_NUMBER, ROLE_OWNER}, {"lang", DUMP_TEXT, 0},
    {"created", DUMP_TIME, 0}, {"ended", DUMP_NEVER, 0},
};
QUERY_ALL(member, "select id, handle, name, name_key, role, lang, created, ended from member"
                  " order by id")
INSERT(member, "insert into member (id, handle, name, name_key, role, password, lang, created,"
               " ended) values ($1, $2, $3, $4, $5, '', $6, $7, $8)")
TABLE(member, false, true);

static const struct dump_column blog_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"slug", DUMP_TEXT, 0}, {"title", DUMP_TEXT, 0},
    {"description", DUMP_TEXT, 0}, {"lang", DUMP_TEXT, 0}, {"owner", DUMP_NUMBER, 0},
    {"created", DUMP_TIME, 0}, {"version", DUMP_NUMBER, 0},
};
QUERY_OWN(blog, "select id, slug, title, description, lang, owner, created, version from blog",
          " where owner = $1", " order by id")
INSERT(blog, "insert into blog (id, slug, title, description, lang, owner, created, version)"
             " values ($1, $2, $3, $4, $5, $6, $7, $8)")
TABLE(blog, true, false);

static const struct dump_column follow_columns[] = {
    {"member", DUMP_NUMBER, 0}, {"blog", DUMP_NUMBER, 0}, {"slug", DUMP_SHOWN, 0},
    {"created", DUMP_TIME, 0},
};
QUERY_OWN(follow, "select f.member, f.blog, b.slug, f.created from follow f"
                  " join blog b on b.id = f.blog", " where f.member = $1",
          " order by f.member, f.blog")
INSERT(follow, "insert into follow (member, blog, created) values ($1, $2, $3)")
TABLE(follow, true, false);

static const struct dump_column source_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"slug", DUMP_TEXT, 0}, {"name", DUMP_TEXT, 0},
    {"name_key", DUMP_KEY, 0}, {"domain", DUMP_TEXT, 0}, {"policy", DUMP_NUMBER, POLICY_FULL},
    {"excerpt_words", DUMP_NUMBER, 0}, {"licence", DUMP_TEXT, 0},
};
QUERY_ALL(source, "select id, slug, name, name_key, domain, policy, excerpt_words, licence"
                  " from source order by id")
INSERT(source, "insert into source (id, slug, name, name_key, domain, policy, excerpt_words,"
               " licence) values ($1, $2, $3, $4, $5, $6, $7, $8)")
TABLE(source, false, false);

static const struct dump_column tag_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"slug", DUMP_TEXT, 0}, {"name", DUMP_TEXT, 0}};
QUERY_ALL(tag, "select id, slug, name from tag order by id")
INSERT(tag, "insert into tag (id, slug, name) values ($1, $2, $3)")
TABLE(tag, false, false);

/* --- articles ----------------------------------------------------------------------------- */

static const struct dump_column article_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"title", DUMP_TEXT, 0}, {"byline", DUMP_TEXT, 0},
    {"source", DUMP_SHOWN, 0}, {"url", DUMP_TEXT, 0}, {"published", DUMP_TIME, 0},
    {"shared", DUMP_TIME, 0}, {"lang", DUMP_TEXT, 0}, {"tags", DUMP_LISTED, 0},
    {"blog", DUMP_SHOWN, 0}, {"sharer", DUMP_SHOWN, 0}, {"blog_id", DUMP_NUMBER, 0},
    {"sharer_id", DUMP_NUMBER, 0}, {"source_id", DUMP_NUMBER, 0},
    {"state", DUMP_NUMBER, ARTICLE_TAKEN_DOWN}, {"slug", DUMP_TEXT, 0},
    {"dateline", DUMP_TEXT, 0}, {"standfirst", DUMP_TEXT, 0}, {"excerpt", DUMP_TEXT, 0},
    {"credit", DUMP_TEXT, 0}, {"domain", DUMP_TEXT, 0}, {"day", DUMP_NUMBER, 0},
    {"words", DUMP_NUMBER, 0}, {"reading_minutes", DUMP_NUMBER, 0}, {"version", DUMP_NUMBER, 0},
    {"created", DUMP_TIME, 0}, {"edited", DUMP_NEVER, 0}, {"cut_after", DUMP_TEXT, 0},
    {"html", DUMP_BODY, 0},
};
QUERY_OWN(article,
          "select a.id, a.title, a.byline, s.name, a.url, a.published, a.shared, a.lang,"
          " (select group_concat(n.name, ',') from (select t.name from article_tag x"
          " join tag t on t.id = x.tag where x.article = a.id order by x.place) n),"
          " b.slug, m.handle, a.blog, a.sharer, a.source, a.state, a.slug, a.dateline,"
          " a.standfirst, a.excerpt, a.credit, a.domain, a.day, a.words, a.reading_minutes,"
          " a.version, a.created, a.edited, a.cut_after, h.dictionary, h.html from article a"
          " join blog b on b.id = a.blog join member m on m.id = a.sharer"
          " left join source s on s.id = a.source left join article_body h on h.article = a.id",
          " where a.sharer = $1", " order by a.id")
INSERT(article,
       "insert into article (id, title, byline, url, published, shared, lang, blog, sharer, source,"
       " state, slug, dateline, standfirst, excerpt, credit, domain, day, words, reading_minutes,"
       " version, created, edited, cut_after) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
       " $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)")
TABLE(article, true, false);

static const struct dump_column article_tag_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"place", DUMP_NUMBER, LIMIT_TAGS}, {"tag", DUMP_NUMBER, 0}};
QUERY_ALL(article_tag, "select article, place, tag from article_tag order by article, place")
INSERT(article_tag, "insert into article_tag (article, place, tag) values ($1, $2, $3)")
TABLE(article_tag, false, false);

static const struct dump_column article_revision_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"version", DUMP_NUMBER, 0}, {"editor", DUMP_NUMBER, 0},
    {"replaced", DUMP_TIME, 0}, {"published", DUMP_TIME, 0}, {"title", DUMP_TEXT, 0},
    {"byline", DUMP_TEXT, 0}, {"source", DUMP_TEXT, 0}, {"url", DUMP_TEXT, 0},
    {"dateline", DUMP_TEXT, 0}, {"standfirst", DUMP_TEXT, 0}, {"excerpt", DUMP_TEXT, 0},
    {"credit", DUMP_TEXT, 0}, {"lang", DUMP_TEXT, 0}, {"tags", DUMP_TEXT, 0},
    {"html", DUMP_HTML, 0},
};
QUERY_OWN(article_revision,
          "select h.article, h.version, h.editor, h.replaced, h.published, h.title, h.byline,"
          " h.source, h.url, h.dateline, h.standfirst, h.excerpt, h.credit, h.lang, h.tags,"
          " h.dictionary, h.html from article_revision h",
          " where h.article in (select id from article where sharer = $1)",
          " order by h.article, h.version")
INSERT(article_revision,
       "insert into article_revision (article, version, editor, replaced, published, title,"
       " byline, source, url, dateline, standfirst, excerpt, credit, lang, tags, html) values ($1,"
       " $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)")
TABLE(article_revision, true, false);

/* --- the discussion ----------------------------------------------------------------------- */

static const struct dump_column comment_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"article", DUMP_NUMBER, 0}, {"title", DUMP_SHOWN, 0},
    {"parent", DUMP_NUMBER, 0}, {"root", DUMP_NUMBER, 0}, {"path", DUMP_TEXT, 0},
    {"depth", DUMP_NUMBER, LIMIT_COMMENT_DEPTH}, {"member", DUMP_NUMBER, 0},
    {"parent_member", DUMP_NUMBER, 0}, {"created", DUMP_TIME, 0}, {"edited", DUMP_NEVER, 0},
    {"is_deleted", DUMP_NUMBER, 1}, {"version", DUMP_NUMBER, 0},
    {"source_revision", DUMP_NUMBER, 0}, {"html", DUMP_COMMENT_HTML, 0},
};
QUERY_OWN(comment,
          "select c.id, c.article, a.title, c.parent, c.root, c.path, c.depth, c.member,"
          " c.parent_member, c.created, c.edited, c.is_deleted, c.version, c.source_revision,"
          " c.html from comment c join article a on a.id = c.article",
          " where c.member = $1", " order by c.id")
INSERT(comment,
       "insert into comment (id, article, parent, root, path, depth, member, parent_member,"
       " created, edited, is_deleted, version, source_revision, html) values ($1, $2, $3, $4, $5,"
       " $6, $7, $8, $9, $10, $11, $12, $13, $14)")
TABLE(comment, true, false);

static const struct dump_column comment_source_columns[] = {
    {"comment", DUMP_NUMBER, 0}, {"markdown", DUMP_TEXT, 0}};
QUERY_OWN(comment_source, "select comment, markdown from comment_source",
          " where comment in (select id from comment where member = $1)", " order by comment")
INSERT(comment_source, "insert into comment_source (comment, markdown) values ($1, $2)")
TABLE(comment_source, true, false);

static const struct dump_column article_like_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"title", DUMP_SHOWN, 0}, {"member", DUMP_NUMBER, 0},
    {"created", DUMP_TIME, 0},
};
QUERY_OWN(article_like, "select l.article, a.title, l.member, l.created from article_like l"
                        " join article a on a.id = l.article",
          " where l.member = $1", " order by l.article, l.member")
INSERT(article_like, "insert into article_like (article, member, created) values ($1, $2, $3)")
TABLE(article_like, true, false);

static const struct dump_column comment_like_columns[] = {
    {"comment", DUMP_NUMBER, 0}, {"member", DUMP_NUMBER, 0}, {"created", DUMP_TIME, 0}};
QUERY_OWN(comment_like, "select comment, member, created from comment_like", " where member = $1",
          " order by comment, member")
INSERT(comment_like, "insert into comment_like (comment, member, created) values ($1, $2, $3)")
TABLE(comment_like, true, false);

/* --- pictures and sources ------------------------------------------------------------------ */

static const struct dump_column picture_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"address", DUMP_TEXT, 0}, {"state", DUMP_NUMBER, PICTURE_FAILED},
    {"error", DUMP_TEXT, 0}, {"changed", DUMP_TIME, 0},
};
QUERY_ALL(picture, "select id, address, state, error, changed from picture order by id")
INSERT(picture, "insert into picture (id, address, state, error, changed)"
                " values ($1, $2, $3, $4, $5)")
TABLE(picture, false, false);

static const struct dump_column picture_version_columns[] = {
    {"picture", DUMP_NUMBER, 0}, {"kind", DUMP_TEXT, 0}, {"width", DUMP_NUMBER, LIMIT_PICTURE_SIDE},
    {"height", DUMP_NUMBER, LIMIT_PICTURE_SIDE}, {"object", DUMP_OBJECT, 0},
};
QUERY_ALL(picture_version, "select picture, kind, width, height, object from picture_version"
                           " order by picture, kind, width")
INSERT(picture_version, "insert into picture_version (picture, kind, width, height, object)"
                        " values ($1, $2, $3, $4, $5)")
TABLE(picture_version, false, false);

static const struct dump_column article_picture_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"place", DUMP_NUMBER, LIMIT_PICTURES},
    {"picture", DUMP_NUMBER, 0},
};
QUERY_ALL(article_picture, "select article, place, picture from article_picture"
                           " order by article, place")
INSERT(article_picture, "insert into article_picture (article, place, picture)"
                        " values ($1, $2, $3)")
TABLE(article_picture, false, false);

static const struct dump_column snapshot_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"article", DUMP_NUMBER, 0}, {"captured", DUMP_TIME, 0},
    {"asked", DUMP_TEXT, 0}, {"url", DUMP_TEXT, 0}, {"canonical", DUMP_TEXT, 0},
    {"server", DUMP_TEXT, 0}, {"status", DUMP_NUMBER, 0}, {"etag", DUMP_TEXT, 0},
    {"last_modified", DUMP_TEXT, 0}, {"robots", DUMP_TEXT, 0}, {"tdm", DUMP_TEXT, 0},
    {"hash", DUMP_OBJECT, 0}, {"n_bytes", DUMP_NUMBER, 0}, {"object", DUMP_OBJECT, 0},
};
QUERY_ALL(snapshot, "select id, article, captured, asked, url, canonical, server, status, etag,"
                    " last_modified, robots, tdm, hash, n_bytes, object from snapshot order by id")
INSERT(snapshot, "insert into snapshot (id, article, captured, asked, url, canonical, server,"
                 " status, etag, last_modified, robots, tdm, hash, n_bytes, object) values ($1, $2,"
                 " $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
TABLE(snapshot, false, false);

static const struct dump_column source_revision_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"number", DUMP_NUMBER, 0}, {"seen", DUMP_TIME, 0},
    {"snapshot", DUMP_NUMBER, 0}, {"title", DUMP_TEXT, 0}, {"text", DUMP_TEXT, 0},
};
QUERY_ALL(source_revision, "select article, number, seen, snapshot, title, text"
                           " from source_revision order by article, number")
INSERT(source_revision, "insert into source_revision (article, number, seen, snapshot, title,"
                        " text) values ($1, $2, $3, $4, $5, $6)")
TABLE(source_revision, false, false);

static const struct dump_column source_watch_columns[] = {
    {"article", DUMP_NUMBER, 0}, {"begun", DUMP_TIME, 0}, {"host", DUMP_TEXT, 0},
    {"asked", DUMP_NUMBER, 0}, {"checked", DUMP_NUMBER, 0}, {"gone", DUMP_NUMBER, 0},
    {"status", DUMP_NUMBER, 0}, {"n_suspected", DUMP_NUMBER, 0}, {"suspected", DUMP_NUMBER, 0},
    {"suspect_title", DUMP_TEXT, 0}, {"suspect_text", DUMP_TEXT, 0},
};
QUERY_ALL(source_watch, "select article, begun, host, asked, checked, gone, status, n_suspected,"
                        " suspected, suspect_title, suspect_text from source_watch"
                        " order by article")
INSERT(source_watch, "insert into source_watch (article, begun, host, asked, checked, gone, status,"
                     " n_suspected, suspected, suspect_title, suspect_text) values ($1, $2, $3,"
                     " $4, $5, $6, $7, $8, $9, $10, $11)")
TABLE(source_watch, false, false);

/* --- moderation, feeds, imports --------------------------------------------------------------- */

static const struct dump_column moderation_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"action", DUMP_NUMBER, 2}, {"moderator", DUMP_NUMBER, 0},
    {"article", DUMP_NUMBER, 0}, {"created", DUMP_TIME, 0}, {"claimant", DUMP_TEXT, 0},
    {"reason", DUMP_TEXT, 0}, {"note", DUMP_TEXT, 0}, {"told", DUMP_NUMBER, 0},
};
QUERY_ALL(moderation, "select id, action, moderator, article, created, claimant, reason, note,"
                      " told from moderation order by id")
INSERT(moderation, "insert into moderation (id, action, moderator, article, created, claimant,"
                   " reason, note, told) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
TABLE(moderation, false, false);

static const struct dump_column subscription_columns[] = {
    {"id", DUMP_NUMBER, 0}, {"blog", DUMP_NUMBER, 0}, {"member", DUMP_NUMBER, 0},
    {"state", DUMP_NUMBER, 2}, {"next_check", DUMP_TIME, 0}, {"url", DUMP_TEXT, 0},
    {"title", DUMP_TEXT, 0}, {"site", DUMP_TEXT, 0}, {"mode", DUMP_NUMBER, 1},
    {"wanted", DUMP_TEXT, 0}, {"unwanted", DUMP_TEXT, 0}, {"a_day", DUMP_NUMBER, LIMIT_ITEMS_A_DAY},
    {"day", DUMP_NUMBER, 0}, {"n_day", DUMP_NUMBER, 0}, {"n_taken", DUMP_NUMBER, 0},
    {"created", DUMP_TIME, 0}, {"checked", DUMP_NUMBER, 0}, {"newest", DUMP_NUMBER, 0},
    {"rhythm", DUMP_NUMBER, 0}, {"hint", DUMP_NUMBER, 0}, {"n_failures", DUMP_NUMBER, 0},
    {"error", DUMP_TEXT, 0}, {"folder", DUMP_TEXT, 0},
    {"callback", DUMP_SECRET, 0},
};
QUERY_OWN(subscription,
          "select id, blog, member, state, next_check, url, title, site, mode, wanted, unwanted,"
          " a_day, day, n_day, n_taken, created, checked, newest, rhythm, hint, n_failures, error,"
          " folder, callback from subscription", " where member = $1", " order by id")
INSERT(subscription,
       "insert into subscription (id, blog, member, state, next_check, url, title, site, mode,"
       " wanted, unwanted, a_day, day, n_day, n_taken, created, checked, newest, rhythm, hint,"
       " n_failures, error, folder, callback) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
       " $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)")
TABLE(subscription, true, false);

static const struct dump_column subscription_item_columns[] = {
    {"subscription", DUMP_NUMBER, 0}, {"key", DUMP_TEXT, 0}, {"article", DUMP_NUMBER, 0},
    {"fate", DUMP_NUMBER, 5}, {"seen", DUMP_TIME, 0},
};
QUERY_ALL(subscription_item, "select subscription, key, article, fate, seen"
                             " from subscription_item order by subscription, key")
INSERT(subscription_item, "insert into subscription_item (subscription, key, article, fate, seen)"
                          " values ($1, $2, $3, $4, $5)")
TABLE(subscription_item, false, false);

static const struct dump_column old_address_columns[] = {
    {"path", DUMP_TEXT, 0}, {"article", DUMP_NUMBER, 0}};
QUERY_ALL(old_address, "select path, article from old_address order by path")
INSERT(old_address, "insert into old_address (path, article) values ($1, $2)")
TABLE(old_address, false, false);

static const struct dump_column import_record_columns[] = {
    {"blog", DUMP_NUMBER, 0}, {"key", DUMP_NUMBER, 0}, {"article", DUMP_NUMBER, 0}};
QUERY_ALL(import_record, "select blog, key, article from import_record order by blog, key")
INSERT(import_record, "insert into import_record (blog, key, article) values ($1, $2, $3)")
TABLE(import_record, false, false);
/* clang-format on */

const struct dump_table *const dump_tables[] = {
    &setting,
    &member,
    &blog,
    &follow,
    &source,
    &tag,
    &article,
    &article_tag,
    &article_revision,
    &comment,
    &comment_source,
    &article_like,
    &comment_like,
    &picture,
    &picture_version,
    &article_picture,
    &snapshot,
    &source_revision,
    &source_watch,
    &moderation,
    &subscription,
    &subscription_item,
    &old_address,
    &import_record,
};
const size_t n_dump_tables = N_OF(dump_tables);
