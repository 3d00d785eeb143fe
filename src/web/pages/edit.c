#include "web/pages/edit.h"

#include "base/random.h"
#include "community/once.h"
#include "community/revision.h"
#include "db/writer.h"
#include "jobs/jobs.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/article_form.h"
#include "web/pages/changes.h"
#include "web/pages/fields.h"
#include "web/pages/known.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/pages/takedown.h"
#include "web/site.h"

enum { ONCE_BYTES = 16 };

/* The article of the address, if this member may change it; a page that says
 * that it is gone when it was deleted. */
static enum outcome load(struct request *rq, struct response *rs, struct article *ret_article)
{
    struct article_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = article_find(rq->arena, rq->db, id, ret_article);
    if (outcome != OK)
        return outcome;
    if (!rights_may_edit_article(rq->viewer, ret_article->sharer, ret_article->blog_owner))
        return DENIED;
    return takedown_refuse_hidden(rq, rs, ret_article);
}

static enum edit_state state_of(enum article_state state)
{
    switch (state) {
    case ARTICLE_DRAFT:
    case ARTICLE_DELETED:
    case ARTICLE_TAKEN_DOWN:
        break;
    case ARTICLE_SCHEDULED:
        return EDIT_SCHEDULED;
    case ARTICLE_PUBLISHED:
        return EDIT_PUBLISHED;
    }
    return EDIT_DRAFT;
}

/* The page around these values; its preview is `fields`. */
static struct edit_page make_page(struct request *rq,
                                  const struct article *article,
                                  const struct article_values *values,
                                  const struct article_fields *fields)
{
    struct edit_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Edit the article")),
        .id = article->id.n,
        .href = story_href(rq->arena, article->id, article->slug),
        .state = state_of(article->state),
        .version = article->version,
        .once = random_token(rq->arena, ONCE_BYTES),
        .preview = article_preview(rq, article->id, fields),
    };
    if (page.state == EDIT_SCHEDULED)
        page.due =
            dates_print(rq->arena, rq->site->dates[rq->language], article->shared, DATE_FULL);
    if (article->state != ARTICLE_PUBLISHED)
        ignore_outcome(known_first(rq, article->id, &page.known)); /* a hint, no more */
    if (article->cut_after.len > 0 &&
        str_eq(article_ending(rq->arena, fields->body), article->cut_after))
        page.cut_after = article->cut_after; /* until somebody adds the rest */
    article_form_fill(rq, values, &page);
    return page;
}

static void show(struct request *rq, struct response *rs, int status, const struct edit_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_edit_page(response_page(rs, status), &cx, page);
}

static struct form_notice make_notice(const struct request *rq)
{
    enum language language = rq->language;
    struct form_notice notice =
        fields_notice(rq, "kept", tr(language, "Kept as a draft. It also stands under Drafts."));
    if (notice.text.len == 0)
        notice = fields_notice(rq, "scheduled", tr(language, "It will appear at its time."));
    if (notice.text.len == 0)
        notice = fields_notice(rq, "saved", tr(language, "Your changes are saved."));
    return notice;
}

enum outcome page_edit(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = load(rq, rs, &article);
    if (outcome != OK)
        return outcome;
    struct article_values values = article_values_of(rq, &article.fields);
    if (article.state == ARTICLE_SCHEDULED)
        values.time = article_time_print(rq, article.shared);
    struct edit_page page = make_page(rq, &article, &values, &article.fields);
    page.notice = make_notice(rq);
    show(rq, rs, 200, &page);
    return OK;
}

/* Which button was pressed; none (a program, the Enter key) saves. */
enum action { ACTION_SAVE, ACTION_PREVIEW, ACTION_KEEP, ACTION_PUBLISH, ACTION_SCHEDULE };

static enum action find_action(const struct request *rq)
{
    static const char *const names[] = {
        [ACTION_SAVE] = "save",       [ACTION_PREVIEW] = "preview",   [ACTION_KEEP] = "keep",
        [ACTION_PUBLISH] = "publish", [ACTION_SCHEDULE] = "schedule",
    };
    struct str said = form_text(rq, "do");
    for (int i = 0; i < (int)(N_OF(names)); i++) {
        if (str_eq(said, str_from_c(names[i])))
            return (enum action)i;
    }
    return ACTION_SAVE;
}

struct editing {
    struct request *rq;
    struct article article; /* as it stands in the store */
    struct article_values values;
    struct article_fields fields;
    struct article_checked checked;
    enum action action;
    int64_t version; /* that the form was made from */
    int64_t due;
};

/* The form again with what is wrong beside its field. */
static enum outcome
refuse_fields(struct editing *e, struct response *rs, const struct problem *problem)
{
    struct edit_page page = make_page(e->rq, &e->article, &e->values, &e->fields);
    page.version = e->version;
    page.errors = article_form_tell(e->rq, problem, &page);
    show(e->rq, rs, 422, &page);
    return INVALID;
}

static enum outcome refuse_time(struct editing *e, struct response *rs, enum wrong wrong)
{
    struct edit_page page = make_page(e->rq, &e->article, &e->values, &e->fields);
    const struct problem problem = {FIELD_TIME, wrong, 0};
    page.version = e->version;
    page.errors = fields_say(e->rq, "time", &page.time.error,
                             problem_words(e->rq->arena, e->rq->language, &problem));
    show(e->rq, rs, 422, &page);
    return INVALID;
}

/* Who changed it last; empty when nobody has yet. */
static enum outcome find_last_editor(struct request *rq, struct article_id id, struct str *ret_name)
{
    const struct revision *revisions;
    size_t n;
    enum outcome outcome = revision_list(rq->arena, rq->db, id, &revisions, &n);
    if (outcome == OK)
        *ret_name = n > 0 ? revisions[0].editor_name : STR("");
    return outcome;
}

/* Somebody was quicker: what differs, and the typed text with the new version,
 * so that saving once more replaces theirs knowingly. */
static enum outcome show_conflict(struct editing *e, struct response *rs)
{
    struct request *rq = e->rq;
    struct str editor;
    enum outcome outcome = article_find(rq->arena, rq->db, e->article.id, &e->article);
    if (outcome == OK)
        outcome = takedown_refuse_hidden(rq, rs, &e->article);
    if (outcome == OK)
        outcome = find_last_editor(rq, e->article.id, &editor);
    if (outcome != OK)
        return outcome;
    struct edit_page page = make_page(rq, &e->article, &e->values, &e->checked.fields);
    page.other_editor = editor.len > 0 ? editor : e->article.sharer_name;
    page.changes = changes_between(rq, &e->article.fields, &e->checked.fields);
    show(rq, rs, 409, &page);
    return CONFLICT;
}

struct edit_write {
    struct arena *arena;
    const struct editing *editing;
    struct member_id editor;
    struct str once;
    struct str location;
    int64_t now;
    int64_t day;
    struct problem problem;
};

static enum outcome write_action(struct db *db, struct edit_write *w)
{
    const struct editing *e = w->editing;
    switch (e->action) {
    case ACTION_SAVE:
    case ACTION_PREVIEW:
        break;
    case ACTION_KEEP:
        return e->article.state == ARTICLE_SCHEDULED ? article_unschedule(db, e->article.id) : OK;
    case ACTION_PUBLISH:
        return article_publish(db, e->article.id, w->now, w->day);
    case ACTION_SCHEDULE:
        return article_schedule(db, e->article.id, e->due, w->now, &w->problem);
    }
    return OK;
}

static struct str location_after(struct arena *arena, const struct editing *e)
{
    int64_t id = e->article.id.n;
    switch (e->action) {
    case ACTION_PREVIEW:
    case ACTION_PUBLISH:
        break;
    case ACTION_SAVE:
        if (e->article.state == ARTICLE_PUBLISHED)
            break;
        return str_print(arena, "/a/%lld/edit?said=saved", (long long)id);
    case ACTION_KEEP:
        return str_print(arena, "/a/%lld/edit?said=kept", (long long)id);
    case ACTION_SCHEDULE:
        return str_print(arena, "/a/%lld/edit?said=scheduled", (long long)id);
    }
    return story_href(arena, e->article.id, e->checked.slug);
}

static enum outcome write_edit(struct db *db, void *context)
{
    struct edit_write *w = context;
    const struct editing *e = w->editing;
    enum outcome outcome = once_find(w->arena, db, w->editor, w->once, &w->location);
    if (outcome != NOT_FOUND)
        return outcome;
    outcome = article_edit(w->arena, db, e->article.id, e->version, w->editor, &e->checked, w->now);
    if (outcome == OK)
        outcome = write_action(db, w);
    if (outcome != OK)
        return outcome;
    w->location = location_after(w->arena, e);
    return once_keep(db, w->editor, w->once, w->location, w->now);
}

static enum outcome store(struct editing *e, struct response *rs)
{
    struct request *rq = e->rq;
    const struct dates *dates = rq->site->dates[rq->language];
    struct edit_write w = {
        .arena = rq->arena,
        .editing = e,
        .editor = rq->viewer.member,
        .once = form_text(rq, "once"),
        .now = rq->now,
        .day = day_number(dates_day_of(dates, rq->now)),
    };
    enum outcome outcome = db_writer_run(rq->app->writer, write_edit, &w);
    if (outcome == CONFLICT)
        return show_conflict(e, rs);
    if (outcome == INVALID)
        return refuse_time(e, rs, w.problem.wrong);
    if (outcome != OK)
        return outcome;
    jobs_wake(rq->app->jobs); /* for its time, or a new picture */
    response_redirect(rs, w.location);
    return OK;
}

/* The time of a schedule: given, understood. Whether it lies ahead is for the rules. */
static enum outcome read_due(struct editing *e, struct response *rs)
{
    if (e->action != ACTION_SCHEDULE)
        return OK;
    if (e->values.time.len == 0)
        return refuse_time(e, rs, WRONG_MISSING);
    if (article_time_read(e->rq, e->values.time, &e->due) != OK)
        return refuse_time(e, rs, WRONG_FORM);
    return OK;
}

enum outcome page_edit_send(struct request *rq, struct response *rs)
{
    struct editing e = {.rq = rq, .values = article_values_sent(rq), .action = find_action(rq)};
    struct problem problem = {0};

    enum outcome outcome = load(rq, rs, &e.article);
    if (outcome == OK)
        outcome = form_number(rq, "version", INT64_MAX, &e.version);
    if (outcome != OK)
        return outcome;
    outcome = article_values_read(rq, &e.values, &e.fields, &problem);
    if (outcome == OK && e.action == ACTION_PREVIEW) {
        struct edit_page page = make_page(rq, &e.article, &e.values, &e.fields);
        page.version = e.version;
        show(rq, rs, 200, &page);
        return OK;
    }
    if (outcome == OK)
        outcome = article_check(rq->arena, &e.fields, &e.checked, &problem);
    if (outcome == INVALID)
        return refuse_fields(&e, rs, &problem);
    if (outcome == OK)
        outcome = read_due(&e, rs);
    return outcome == OK ? store(&e, rs) : outcome;
}

enum outcome page_delete(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = load(rq, rs, &article);
    if (outcome != OK)
        return outcome;
    struct delete_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Delete this article?")),
        .id = article.id.n,
        .title = article.fields.title,
        .href = story_href(rq->arena, article.id, article.slug),
        .n_comments = article.n_comments,
    };
    struct view_context cx = context_make(rq, rs);
    view_delete_page(response_page(rs, 200), &cx, &page);
    return OK;
}

enum outcome page_delete_send(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = load(rq, rs, &article);
    if (outcome == OK)
        outcome = article_delete(rq->db, article.id, rq->now);
    if (outcome == OK)
        response_redirect(rs, str_join(rq->arena, STR("/b/"), article.blog_slug));
    return outcome;
}
