#include "web/pages/feed_form.h"

#include "base/limits.h"
#include "jobs/jobs.h"
#include "text/url.h"
#include "web/pages/feed_trouble.h"
#include "web/site.h"

enum outcome feed_load_blog(struct request *rq, struct blog *ret_blog)
{
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], ret_blog);
    if (outcome == OK && !rights_may_share(rq->viewer, ret_blog->owner))
        return DENIED;
    return outcome;
}

enum outcome
feed_load(struct request *rq, struct blog *ret_blog, struct subscription *ret_subscription)
{
    struct subscription_id id;
    enum outcome outcome = feed_load_blog(rq, ret_blog);
    if (outcome == OK)
        outcome = request_part_number(rq, 1, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = subscription_find(rq->arena, rq->db, id, ret_subscription);
    if (outcome == OK && ret_subscription->blog.n != ret_blog->id.n)
        return NOT_FOUND;
    return outcome;
}

static const struct {
    struct str value;
    struct str label; /* as a choice */
    struct str words; /* beside a feed */
} modes[] = {
    [SUBSCRIPTION_DRAFTS] = {STR_INIT("drafts"), MESSAGE("Keep as drafts to choose from"),
                             MESSAGE("To choose from")},
    [SUBSCRIPTION_AT_ONCE] = {STR_INIT("at-once"), MESSAGE("Share at once"),
                              MESSAGE("Shared at once")},
};
enum { N_MODES = N_OF(modes) };

struct feed_values feed_values_sent(const struct request *rq)
{
    return (struct feed_values){
        .mode = form_text(rq, "mode"),
        .wanted = form_text(rq, "wanted"),
        .unwanted = form_text(rq, "unwanted"),
        .a_day = str_trim(form_text(rq, "a_day")),
        .folder = str_trim(form_text(rq, "folder")),
    };
}

struct feed_values feed_values_of(struct arena *arena, const struct subscription_rules *rules)
{
    return (struct feed_values){
        .mode = modes[rules->mode].value,
        .wanted = rules->wanted,
        .unwanted = rules->unwanted,
        .a_day = rules->a_day == 0 ? STR("") : str_print(arena, "%lld", (long long)rules->a_day),
        .folder = rules->folder,
    };
}

enum outcome feed_values_read(const struct feed_values *values,
                              struct subscription_rules *ret_rules,
                              struct problem *ret_problem)
{
    struct subscription_rules rules = {
        .wanted = values->wanted, .unwanted = values->unwanted, .folder = values->folder};
    if (str_eq(values->mode, modes[SUBSCRIPTION_AT_ONCE].value))
        rules.mode = SUBSCRIPTION_AT_ONCE;
    if (values->a_day.len > 0 && str_to_number(values->a_day, INT64_MAX, &rules.a_day) != OK) {
        *ret_problem = (struct problem){FIELD_A_DAY, WRONG_FORM, 0};
        return INVALID;
    }
    enum outcome good = subscription_check_rules(&rules, ret_problem);
    if (good == OK)
        *ret_rules = rules;
    return good;
}

static struct form_field optional_line(const char *id, struct str label, struct str value)
{
    struct form_field field = field_line(id, label, value);
    field.is_required = false;
    return field;
}

struct feed_rules feed_rules_fields(struct request *rq, const struct feed_values *values)
{
    enum language language = rq->language;
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, N_MODES);
    for (int i = 0; i < N_MODES; i++)
        choices[i] = (struct form_choice){modes[i].value, tr_str(language, modes[i].label),
                                          str_eq(values->mode, modes[i].value)};
    struct feed_rules rules = {
        .mode = {.id = STR("mode"),
                 .label = tr(language, "What comes from it"),
                 .choices = {choices, N_MODES}},
        .wanted =
            optional_line("wanted", tr(language, "Only with one of these words"), values->wanted),
        .unwanted =
            optional_line("unwanted", tr(language, "With none of these words"), values->unwanted),
        .a_day = optional_line("a_day", tr(language, "At most so many a day"), values->a_day),
        .folder = optional_line("folder", tr(language, "Folder"), values->folder),
    };
    rules.wanted.hint = tr(language, "With commas between them. They are looked for in the title, "
                                     "the tags and the text as the feed gives them.");
    rules.a_day.hint = tr(language, "What comes beyond that is passed over. Empty: everything.");
    rules.folder.hint = tr(language, "Under which heading it stands in the list. Empty: none.");
    return rules;
}

struct form_errors feed_rules_tell(struct request *rq,
                                   const struct problem *problem,
                                   struct feed_rules *rules,
                                   struct form_field *url)
{
    const struct field_place places[] = {
        {FIELD_WANTED, "wanted", &rules->wanted.error},
        {FIELD_UNWANTED, "unwanted", &rules->unwanted.error},
        {FIELD_A_DAY, "a_day", &rules->a_day.error},
        {FIELD_FOLDER, "folder", &rules->folder.error},
        {FIELD_URL, "url", url != NULL ? &url->error : NULL},
    };
    if (problem->field == FIELD_URL && problem->wrong == WRONG_TAKEN && url != NULL)
        return fields_say(rq, "url", &url->error,
                          tr(rq->language, "This blog is fed from there already."));
    return fields_tell(rq, problem, places, url != NULL ? 5 : 4);
}

struct feeds_head feed_head(const struct blog *blog)
{
    return (struct feeds_head){.blog_slug = blog->slug, .blog_title = blog->title};
}

struct feed_row feed_row(struct request *rq, const struct subscription *subscription)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct arena *arena = rq->arena;
    struct capture_reason why = jobs_feed_reason(subscription);
    struct feed_row row = {
        .id = subscription->id.n,
        .title = subscription->title.len > 0 ? subscription->title : subscription->url,
        .url = subscription->url,
        .mode = tr_str(rq->language, modes[subscription->rules.mode].words),
        .n_taken = subscription->n_taken,
        .is_paused = subscription->state == SUBSCRIPTION_PAUSED,
        .is_ended = subscription->state == SUBSCRIPTION_ENDED,
        .has_hub = subscription->hub.lease_ends > rq->now,
    };
    if (why.trouble != CAPTURE_NO_TROUBLE)
        row.trouble = feed_trouble_words(arena, rq->language, why);
    if (subscription->checked > 0) {
        row.checked = dates_print(arena, dates, subscription->checked, DATE_FULL);
        row.checked_iso = dates_print_iso(arena, subscription->checked);
    }
    if (subscription->checked > 0 && subscription->state == SUBSCRIPTION_ACTIVE) {
        row.next = dates_print(arena, dates, subscription->next_check, DATE_FULL);
        row.next_iso = dates_print_iso(arena, subscription->next_check);
    }
    return row;
}

struct str feed_path(struct arena *arena, const struct blog *blog, const char *rest)
{
    return str_print(arena, "/b/%.*s/feeds%s", STR_ARG(blog->slug), rest);
}
