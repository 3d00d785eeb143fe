#include "community/check.h"

#include "community/calendar.h"
#include "community/search_check.h"

/* Each rule is a query that gives one row for each difference: the row's id,
 * what is stored and what was counted. Grouped subqueries, so that a rule is one
 * walk over its tables however large they are. */

#define N_RULES 17

struct rule {
    const char *what; /* printed with the id, the stored and the counted value */
    struct db_stmt *(*query)(struct db *db);
};

static struct db_stmt *blog_articles(struct db *db)
{
    return db_query(db, "select b.id, b.n_articles, coalesce(c.n, 0) from blog b left join"
                        " (select blog, count(*) as n from article where state = 2 group by blog) c"
                        " on c.blog = b.id where b.n_articles <> coalesce(c.n, 0)");
}

static struct db_stmt *blog_followers(struct db *db)
{
    return db_query(db, "select b.id, b.n_followers, coalesce(c.n, 0) from blog b left join"
                        " (select blog, count(*) as n from follow group by blog) c"
                        " on c.blog = b.id where b.n_followers <> coalesce(c.n, 0)");
}

static struct db_stmt *source_articles(struct db *db)
{
    return db_query(db, "select s.id, s.n_articles, coalesce(c.n, 0) from source s left join"
                        " (select source, count(*) as n from article where state = 2"
                        " and source is not null group by source) c"
                        " on c.source = s.id where s.n_articles <> coalesce(c.n, 0)");
}

static struct db_stmt *tag_articles(struct db *db)
{
    return db_query(db, "select t.id, t.n_articles, coalesce(c.n, 0) from tag t left join"
                        " (select x.tag as tag, count(*) as n from article_tag x"
                        " join article a on a.id = x.article where a.state = 2 group by x.tag) c"
                        " on c.tag = t.id where t.n_articles <> coalesce(c.n, 0)");
}

static struct db_stmt *tag_listing(struct db *db)
{
    return db_query(db, "select a.id, x.shared, case when a.state = 2 then a.shared end"
                        " from article_tag x join article a on a.id = x.article"
                        " where x.shared is distinct from case when a.state = 2 then a.shared end");
}

static struct db_stmt *calendar_days_stored(struct db *db)
{
    return db_query(db, "select d.blog, d.n, coalesce(c.n, 0) from blog_day d left join"
                        " (select blog, day, count(*) as n from article where state = 2"
                        " group by blog, day) c on c.blog = d.blog and c.day = d.day"
                        " where d.n <> coalesce(c.n, 0)");
}

static struct db_stmt *calendar_days_missing(struct db *db)
{
    return db_query(db, "select c.blog, 0, c.n from"
                        " (select blog, day, count(*) as n from article where state = 2"
                        " group by blog, day) c left join blog_day d"
                        " on d.blog = c.blog and d.day = c.day where d.n is null");
}

static struct db_stmt *article_likes(struct db *db)
{
    return db_query(db, "select a.id, a.n_likes, coalesce(c.n, 0) from article a left join"
                        " (select article, count(*) as n from article_like group by article) c"
                        " on c.article = a.id where a.n_likes <> coalesce(c.n, 0)");
}

static struct db_stmt *article_comments(struct db *db)
{
    return db_query(db, "select a.id, a.n_comments, coalesce(c.n, 0) from article a left join"
                        " (select article, count(*) as n from comment where is_deleted = 0"
                        " group by article) c"
                        " on c.article = a.id where a.n_comments <> coalesce(c.n, 0)");
}

static struct db_stmt *comment_likes(struct db *db)
{
    return db_query(db, "select k.id, k.n_likes, coalesce(c.n, 0) from comment k left join"
                        " (select comment, count(*) as n from comment_like group by comment) c"
                        " on c.comment = k.id where k.n_likes <> coalesce(c.n, 0)");
}

static struct db_stmt *article_bodies(struct db *db)
{
    return db_query(db, "select a.id, case when h.article is null then 0 else 1 end,"
                        " case when a.state = 3 then 0 else 1 end"
                        " from article a left join article_body h on h.article = a.id"
                        " where (h.article is null) <> (a.state = 3)");
}

/* What readers can find is what is published; a store from before is brought up in the
 * order of ids. */
static struct db_stmt *searched_articles(struct db *db)
{
    return db_query(db, "select a.id, case when p.id is null then 0 else 1 end,"
                        " case when a.state = 2 then 1 else 0 end from article a"
                        " left join search_place p on p.kind = 0 and p.id = a.id"
                        " where (p.id is null) = (a.state = 2) and (p.id is not null or a.id <="
                        " (select caught_up from search_shelf where kind = 0))");
}

static struct db_stmt *searched_comments(struct db *db)
{
    return db_query(db, "select c.id, case when p.id is null then 0 else 1 end,"
                        " case when a.state = 2 and c.is_deleted = 0 then 1 else 0 end"
                        " from comment c join article a on a.id = c.article"
                        " left join search_place p on p.kind = 1 and p.id = c.id"
                        " where (p.id is null) = (a.state = 2 and c.is_deleted = 0)"
                        " and (p.id is not null or c.id <="
                        " (select caught_up from search_shelf where kind = 1))");
}

static struct db_stmt *comment_parents(struct db *db)
{
    return db_query(db,
                    "select c.id, c.parent, coalesce(p.root, 0) from comment c left join comment p"
                    " on p.id = c.parent and p.article = c.article and p.root = c.root"
                    " where c.parent is not null and p.id is null");
}

static struct db_stmt *comment_roots(struct db *db)
{
    return db_query(db, "select id, root, id from comment where parent is null"
                        " and (root <> id or path <> '' or depth <> 0)");
}

static struct db_stmt *comment_sources(struct db *db)
{
    return db_query(db, "select c.id, case when s.comment is null then 0 else 1 end,"
                        " case when c.is_deleted = 1 then 0 else 1 end"
                        " from comment c left join comment_source s on s.comment = c.id"
                        " where (s.comment is null) <> (c.is_deleted = 1)");
}

static struct db_stmt *takedown_reasons(struct db *db)
{
    return db_query(db, "select a.id, 0, 1 from article a where a.state = 4 and not exists"
                        " (select 1 from moderation l where l.article = a.id and l.action = 1)");
}

static const struct rule rules[N_RULES] = {
    {"articles of blog", blog_articles},
    {"followers of blog", blog_followers},
    {"articles of source", source_articles},
    {"articles of tag", tag_articles},
    {"time in the tag lists of article", tag_listing},
    {"articles on a day of blog", calendar_days_stored},
    {"articles on a day of blog", calendar_days_missing},
    {"likes of article", article_likes},
    {"comments of article", article_comments},
    {"likes of comment", comment_likes},
    {"text of article", article_bodies},
    {"in the search, article", searched_articles},
    {"in the search, comment", searched_comments},
    {"parent of comment", comment_parents},
    {"root of comment", comment_roots},
    {"text of comment", comment_sources},
    {"reason for taking down article", takedown_reasons},
};

static enum outcome check_rule(struct db *db,
                               const struct rule *rule,
                               const struct check_request *request,
                               int64_t *n_differences)
{
    CLEANUP(db_done) struct db_stmt *stmt = rule->query(db);
    enum outcome found;
    while ((found = db_step(stmt)) == OK) {
        SCRATCH_ARENA(scratch, 1024);
        request->report(request->context,
                        str_print(&scratch, "%s %lld: stored %lld, counted %lld", rule->what,
                                  (long long)db_int(stmt, 0), (long long)db_int(stmt, 1),
                                  (long long)db_int(stmt, 2)));
        (*n_differences)++;
    }
    return found == NOT_FOUND ? OK : found;
}

enum outcome check_store(struct db *db, const struct check_request *request, int64_t *ret_n)
{
    int64_t n_differences = 0;
    enum outcome done = db_read_begin(db);
    if (done != OK)
        return done;
    for (int i = 0; done == OK && i < N_RULES; i++) {
        if (request->on_progress)
            request->on_progress(i * 1000 / N_RULES);
        done = check_rule(db, &rules[i], request, &n_differences);
    }
    if (done == OK)
        done = search_check(db, request, &n_differences);
    db_read_end(db);
    if (done == OK)
        *ret_n = n_differences;
    return done;
}

static enum outcome repair_articles(struct db *db)
{
    enum outcome done =
        db_run(db_query(db, "update article set n_comments = (select count(*) from comment c"
                            " where c.article = article.id and c.is_deleted = 0), n_likes ="
                            " (select count(*) from article_like l where l.article = article.id)"));
    if (done == OK)
        done = db_run(db_query(db, "update comment set n_likes = (select count(*)"
                                   " from comment_like l where l.comment = comment.id)"));
    return done;
}

static enum outcome repair_tags(struct db *db)
{
    enum outcome done = db_run(db_query(db, "update article_tag set shared = (select a.shared"
                                            " from article a where a.id = article_tag.article"
                                            " and a.state = 2)"));
    if (done == OK)
        done = db_run(db_query(db, "update tag set n_articles = (select count(*) from article_tag x"
                                   " where x.tag = tag.id and x.shared is not null)"));
    return done;
}

static enum outcome repair_blogs(struct db *db)
{
    enum outcome done =
        db_run(db_query(db, "update blog set n_articles = (select count(*) from article a"
                            " where a.state = 2 and a.blog = blog.id), n_followers ="
                            " (select count(*) from follow f where f.blog = blog.id)"));
    if (done == OK)
        done = db_run(db_query(db, "update source set n_articles = (select count(*) from article a"
                                   " where a.state = 2 and a.source = source.id)"));
    return done == OK ? calendar_count_again(db) : done;
}

enum outcome check_repair(struct db *db)
{
    enum outcome done = repair_articles(db);
    if (done == OK)
        done = repair_tags(db);
    if (done == OK)
        done = repair_blogs(db);
    return done == OK ? search_repair(db) : done;
}
