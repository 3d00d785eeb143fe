/* An entry is what its page shows of the article, as its source's policy lets.
 * Its id has no title in it, so that a correction makes no second entry. */
#include "web/pages/atom.h"

#include "base/limits.h"
#include "community/blog.h"
#include "views/escape.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/article.h"
#include "web/pages/body.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

struct str atom_blog_path(struct arena *arena, struct str blog_slug)
{
    return str_print(arena, "/b/%.*s/feed.atom", STR_ARG(blog_slug));
}

/* XML has no way to write most control characters. */
static void add_text(struct buf *out, struct str text)
{
    size_t run = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= ' ' || c == '\t' || c == '\n')
            continue;
        view_add_attr(out, (struct str){text.ptr + run, i - run});
        run = i + 1;
    }
    view_add_attr(out, str_skip(text, run));
}

static void add_element(struct buf *out, struct str start, struct str text, struct str end)
{
    buf_add(out, start);
    add_text(out, text);
    buf_add(out, end);
}

/* `start` ends in an attribute's quote. */
static void add_address(struct buf *out, struct str start, struct str address)
{
    add_element(out, start, address, STR("\"/>\n"));
}

static void
add_time(const struct request *rq, struct buf *out, struct str start, int64_t utc, struct str end)
{
    add_element(out, start, dates_print_iso(rq->arena, utc), end);
}

/* The text as its page shows it, unless it is too long for a feed. */
static enum outcome add_content(struct request *rq,
                                struct response *rs,
                                struct buf *out,
                                const struct article *article,
                                const struct policy_shown *shown)
{
    struct body body;
    struct str html = STR("");
    struct buf text;
    const struct article_id nobody = {0}; /* an excerpt has no pictures */
    enum outcome outcome = body_load(rq, shown->is_cut ? nobody : article->id, shown->body, &body);
    if (outcome != OK)
        return outcome;
    struct view_context cx = context_make(rq, rs);
    buf_init(&text, rq->arena, LIMIT_FEED_ENTRY_BYTES);
    view_body_text(&text, &cx, &body);
    if (buf_finish(&text, &html) != OK || html.len == 0)
        return OK;
    add_element(out, STR("<content type=\"html\">"), html, STR("</content>\n"));
    return OK;
}

static enum outcome
add_entry(struct request *rq, struct response *rs, struct buf *out, struct article_id id)
{
    struct article article;
    enum outcome outcome = article_find(rq->arena, rq->db, id, &article);
    if (outcome != OK)
        return outcome;
    const struct article_fields *fields = &article.fields;
    struct policy policy = policy_of(&article.policy, &rq->site->settings.policy);
    struct policy_shown shown = policy_show(rq->arena, &policy, fields->standfirst, fields->body);
    struct str href = story_href(rq->arena, article.id, article.slug);
    struct str lasting = str_print(rq->arena, "/a/%lld", (long long)article.id.n);

    BUF_ADD(out, "<entry>\n");
    add_element(out, STR("<title>"), fields->title, STR("</title>\n"));
    add_element(out, STR("<id>"), layout_address(rq, lasting), STR("</id>\n"));
    add_address(out, STR("<link rel=\"alternate\" type=\"text/html\" href=\""),
                layout_address(rq, href));
    if (fields->url.len > 0)
        add_address(out, STR("<link rel=\"via\" href=\""), fields->url);
    buf_print(out, "<link rel=\"replies\" type=\"text/html\" thr:count=\"%lld\" href=\"",
              (long long)article.n_comments);
    add_address(out, STR(""), layout_address(rq, str_join(rq->arena, href, STR("#discussion"))));
    add_time(rq, out, STR("<published>"), article.shared, STR("</published>\n"));
    add_time(rq, out, STR("<updated>"), article.edited != 0 ? article.edited : article.shared,
             STR("</updated>\n"));
    add_element(out, STR("<author><name>"), article.sharer_name, STR("</name></author>\n"));
    for (size_t i = 0; i < article.n_tags; i++)
        add_address(out, STR("<category term=\""), article.tags[i].name);
    if (policy.licence.len > 0)
        add_element(out, STR("<rights>"), policy.licence, STR("</rights>\n"));
    add_element(out, STR("<summary>"), article_line(rq->arena, &article, &policy),
                STR("</summary>\n"));
    outcome = add_content(rq, rs, out, &article, &shown);
    BUF_ADD(out, "</entry>\n");
    return outcome;
}

/* What stands above the entries. `path` is that of the page whose feed it is. */
static void add_head(const struct request *rq,
                     struct buf *out,
                     struct str title,
                     struct str path,
                     const struct article_page *articles)
{
    BUF_ADD(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\""
                 " xmlns:thr=\"http://purl.org/syndication/thread/1.0\" xml:base=\"");
    add_text(out, layout_address(rq, STR("/")));
    BUF_ADD(out, "\">\n");
    add_element(out, STR("<title>"), title, STR("</title>\n"));
    add_element(out, STR("<id>"), layout_address(rq, path), STR("</id>\n"));
    add_address(out, STR("<link rel=\"alternate\" type=\"text/html\" href=\""),
                layout_address(rq, path));
    add_address(out, STR("<link rel=\"self\" type=\"application/atom+xml\" href=\""),
                layout_address(rq, rq->path));
    add_time(rq, out, STR("<updated>"), articles->n > 0 ? articles->rows[0].shared : 0,
             STR("</updated>\n"));
}

static enum outcome show(struct request *rq,
                         struct response *rs,
                         struct str title,
                         struct str path,
                         const struct article_page *articles)
{
    struct buf out;
    struct str xml = STR("");
    buf_init(&out, rq->arena, LIMIT_RESPONSE_BYTES);
    add_head(rq, &out, title, path, articles);
    enum outcome outcome = OK;
    for (size_t i = 0; outcome == OK && i < articles->n; i++)
        outcome = add_entry(rq, rs, &out, articles->rows[i].id);
    BUF_ADD(&out, "</feed>\n");
    if (outcome == OK)
        outcome = buf_finish(&out, &xml);
    if (outcome == OK)
        response_bytes(rs, STR("application/atom+xml; charset=utf-8"), xml);
    return outcome;
}

enum outcome page_atom_site(struct request *rq, struct response *rs)
{
    struct article_page articles;
    enum outcome outcome =
        article_list_newest(rq->arena, rq->db, (struct article_from){0}, &articles);
    return outcome == OK ? show(rq, rs, rq->site->settings.name, STR("/"), &articles) : outcome;
}

enum outcome page_atom_blog(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct article_page articles;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome == OK)
        outcome =
            article_list_of_blog(rq->arena, rq->db, blog.id, (struct article_from){0}, &articles);
    if (outcome != OK)
        return outcome;
    struct str path = str_join(rq->arena, STR("/b/"), blog.slug);
    return show(rq, rs, blog.title, path, &articles);
}
