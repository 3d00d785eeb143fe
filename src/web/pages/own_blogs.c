#include "web/pages/own_blogs.h"

#include "community/blog.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"

static enum outcome load_blogs(struct request *rq, struct own_blogs *ret_blogs)
{
    const struct blog *blogs;
    size_t n;
    enum outcome outcome = blog_list_of(rq->arena, rq->db, rq->viewer.member, &blogs, &n);
    if (outcome != OK)
        return outcome;
    struct own_blog *items = arena_array(rq->arena, struct own_blog, n);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct own_blog){blogs[i].slug, blogs[i].title, blogs[i].n_followers,
                                     blogs[i].n_articles};
    *ret_blogs = (struct own_blogs){items, n};
    return OK;
}

enum outcome page_own_blogs(struct request *rq, struct response *rs)
{
    struct own_blogs_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Your blogs")),
        .tab = {FORM_TAB_BLOGS},
    };
    enum outcome outcome = load_blogs(rq, &page.blogs);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_own_blogs_page(response_page(rs, 200), &cx, &page);
    }
    return outcome;
}

static struct blog_form_page make_form(struct request *rq, const struct blog_fields *fields)
{
    enum language language = rq->language;
    struct blog_form_page page = {
        .page = layout_form_page(rq, tr(language, "Make a blog")),
        .action = STR("/settings/blogs/new"),
        .title = field_line("title", tr(language, "Title"), fields->title),
        .address = field_line("slug", tr(language, "Address"), fields->slug),
        .description =
            field_area("description", tr(language, "What it is about"), fields->description, 3),
        .language = select_language(rq, tr(language, "Language of its articles"),
                                    tr(language, "No particular one"), fields->lang),
    };
    page.address.is_required = false;
    page.address.hint =
        tr(language, "As it stands in links: /b/good-articles. Left empty it is made from "
                     "the title. It cannot be changed later.");
    return page;
}

static struct blog_fields read_fields(struct request *rq)
{
    return (struct blog_fields){
        .slug = str_trim(form_text(rq, "slug")),
        .title = form_text(rq, "title"),
        .description = form_text(rq, "description"),
        .lang = form_text(rq, "lang"),
    };
}

static void
show_form(struct request *rq, struct response *rs, int status, const struct blog_form_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_blog_form_page(response_page(rs, status), &cx, page);
}

static void show_problem(struct request *rq,
                         struct response *rs,
                         struct blog_form_page *page,
                         enum outcome outcome,
                         const struct problem *problem)
{
    const struct field_place places[] = {
        {FIELD_TITLE, "title", &page->title.error},
        {FIELD_SLUG, "slug", &page->address.error},
        {FIELD_DESCRIPTION, "description", &page->description.error},
        {FIELD_LANG, "lang", &page->language.error},
    };
    bool is_changed = outcome == CONFLICT && problem->wrong == WRONG_NOTHING;
    page->errors =
        is_changed
            ? fields_say(rq, "", NULL,
                         tr(rq->language,
                            "Somebody else changed this blog meanwhile. What you typed stands "
                            "below; send it again to replace their version."))
            : fields_tell(rq, problem, places, N_OF(places));
    show_form(rq, rs, outcome == CONFLICT ? 409 : 422, page);
}

enum outcome page_blog_new(struct request *rq, struct response *rs)
{
    struct blog_form_page page = make_form(rq, &(struct blog_fields){0});
    page.then = request_query(rq, "then");
    show_form(rq, rs, 200, &page);
    return OK;
}

static enum outcome redirect_to_blog(struct request *rq, struct response *rs, struct blog_id id)
{
    struct blog blog;
    enum outcome outcome = blog_find_id(rq->arena, rq->db, id, &blog);
    if (outcome == OK)
        response_redirect(rs, str_join(rq->arena, STR("/b/"), blog.slug));
    return outcome;
}

enum outcome page_blog_new_send(struct request *rq, struct response *rs)
{
    struct blog_fields fields = read_fields(rq);
    struct str then = form_text(rq, "then");
    struct blog_id id;
    struct problem problem = {0};
    enum outcome outcome =
        blog_make(rq->arena, rq->db, rq->viewer.member, &fields, rq->now, &id, &problem);
    if (outcome == INVALID || outcome == CONFLICT) {
        struct blog_form_page page = make_form(rq, &fields);
        page.then = then;
        show_problem(rq, rs, &page, outcome, &problem);
    }
    if (outcome != OK)
        return outcome;
    if (then.len == 0)
        return redirect_to_blog(rq, rs, id);
    response_redirect(rs, then);
    return OK;
}

/* The blog of the address, if this member may change it. */
static enum outcome load_for_edit(struct request *rq, struct blog *ret_blog)
{
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], ret_blog);
    if (outcome == OK && !rights_may_edit_blog(rq->viewer, ret_blog->owner))
        return DENIED;
    return outcome;
}

static struct blog_form_page
make_edit(struct request *rq, const struct blog *blog, const struct blog_fields *fields)
{
    struct blog_form_page page = make_form(rq, fields);
    page.page.title = tr(rq->language, "Edit the blog");
    page.action = str_print(rq->arena, "/b/%.*s/edit", STR_ARG(blog->slug));
    page.slug = blog->slug;
    page.version = blog->version;
    return page;
}

enum outcome page_blog_edit(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = load_for_edit(rq, &blog);
    if (outcome != OK)
        return outcome;
    const struct blog_fields fields = {
        .title = blog.title, .description = blog.description, .lang = blog.lang};
    struct blog_form_page page = make_edit(rq, &blog, &fields);
    show_form(rq, rs, 200, &page);
    return OK;
}

enum outcome page_blog_edit_send(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct problem problem = {0};
    struct blog_fields fields = read_fields(rq);
    int64_t version = 0;
    enum outcome outcome = load_for_edit(rq, &blog);
    if (outcome == OK)
        outcome = form_number(rq, "version", INT64_MAX, &version);
    if (outcome != OK)
        return outcome;
    outcome = blog_edit(rq->db, blog.id, version, &fields, &problem);
    if (outcome == OK)
        response_redirect(rs, str_join(rq->arena, STR("/b/"), blog.slug));
    if (outcome == INVALID || outcome == CONFLICT) {
        struct blog_form_page page = make_edit(rq, &blog, &fields);
        show_problem(rq, rs, &page, outcome, &problem);
    }
    return outcome;
}
