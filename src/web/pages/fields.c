#include "web/pages/fields.h"

#include "base/limits.h"

struct form_field field_line(const char *id, struct str label, struct str value)
{
    return (struct form_field){
        .id = str_from_c(id),
        .label = label,
        .value = value,
        .kind = STR("text"),
        .is_required = true,
    };
}

struct form_field field_area(const char *id, struct str label, struct str value, int64_t n_rows)
{
    struct form_field field = field_line(id, label, value);
    field.n_rows = n_rows;
    field.is_required = false;
    return field;
}

struct form_field field_number(struct request *rq, const char *id, struct str label, int64_t value)
{
    struct str text = value > 0 ? str_print(rq->arena, "%lld", (long long)value) : STR("");
    struct form_field field = field_line(id, label, text);
    field.kind = STR("number");
    return field;
}

struct form_field field_password(const char *id, struct str label, struct str autocomplete)
{
    struct form_field field = field_line(id, label, STR(""));
    field.kind = STR("password");
    field.autocomplete = autocomplete;
    return field;
}

struct form_field field_new_password(enum language language, const char *id, struct str label)
{
    struct form_field field = field_password(id, label, STR("new-password"));
    field.hint = tr(language, "At least 10 characters. Several words are easy to remember.");
    return field;
}

struct form_select
select_language(struct request *rq, struct str label, struct str empty_label, struct str chosen)
{
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, N_LANGUAGES + 1);
    size_t n = 0;
    if (empty_label.len > 0)
        choices[n++] = (struct form_choice){STR(""), empty_label, chosen.len == 0};
    for (int i = 0; i < N_LANGUAGES; i++) {
        struct str tag = language_tag((enum language)i);
        choices[n++] =
            (struct form_choice){tag, language_name((enum language)i), str_eq(tag, chosen)};
    }
    return (struct form_select){.id = STR("lang"), .label = label, .choices = {choices, n}};
}

static const struct {
    struct str value;
    struct str label;
} registrations[] = {
    [REGISTRATION_OPEN] = {STR_INIT("open"), MESSAGE("Anyone may register")},
    [REGISTRATION_INVITATION] = {STR_INIT("invitation"), MESSAGE("By invitation only")},
    [REGISTRATION_CLOSED] = {STR_INIT("closed"), MESSAGE("Nobody may register")},
};
enum { N_REGISTRATIONS = N_OF(registrations) };

struct form_select select_registration(struct request *rq, enum registration chosen)
{
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, N_REGISTRATIONS);
    for (int i = 0; i < N_REGISTRATIONS; i++)
        choices[i] = (struct form_choice){
            registrations[i].value, tr_str(rq->language, registrations[i].label), i == (int)chosen};
    return (struct form_select){.id = STR("registration"),
                                .label = tr(rq->language, "New members"),
                                .choices = {choices, N_REGISTRATIONS}};
}

enum outcome read_registration(const struct request *rq, enum registration *ret_value)
{
    struct str value = form_text(rq, "registration");
    for (int i = 0; i < N_REGISTRATIONS; i++) {
        if (str_eq(value, registrations[i].value)) {
            *ret_value = (enum registration)i;
            return OK;
        }
    }
    return INVALID;
}

static const struct str policies[] = {
    [POLICY_DEFAULT] = MESSAGE("As the site says"),
    [POLICY_LINK] = MESSAGE("Only a link"),
    [POLICY_EXCERPT] = MESSAGE("An excerpt"),
    [POLICY_FULL] = MESSAGE("The full text"),
};

struct str policy_words(enum language language, enum policy_kind kind)
{
    return tr_str(language, policies[kind]);
}

struct form_select
select_policy(struct request *rq, enum policy_kind lowest, enum policy_kind chosen)
{
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, POLICY_FULL + 1);
    size_t n = 0;
    for (int i = (int)lowest; i <= POLICY_FULL; i++) {
        enum policy_kind kind = (enum policy_kind)i;
        choices[n++] = (struct form_choice){policy_name(kind), policy_words(rq->language, kind),
                                            kind == chosen};
    }
    return (struct form_select){.id = STR("policy"),
                                .label = tr(rq->language, "What readers see of an article"),
                                .choices = {choices, n}};
}

enum outcome
read_policy(const struct request *rq, struct policy *ret_policy, struct problem *ret_problem)
{
    struct policy policy = {.licence = form_text(rq, "licence")};
    if (policy_named(form_text(rq, "policy"), &policy.kind) != OK) {
        *ret_problem = (struct problem){FIELD_POLICY, WRONG_FORM, 0};
        return INVALID;
    }
    bool is_said = str_trim(form_text(rq, "words")).len > 0;
    if (is_said && form_number(rq, "words", LIMIT_EXCERPT_WORDS, &policy.words) != OK) {
        *ret_problem = (struct problem){FIELD_WORDS, WRONG_RANGE, LIMIT_EXCERPT_WORDS};
        return INVALID;
    }
    *ret_policy = policy;
    return OK;
}

static const struct {
    struct str value;
    struct str label;
} roles[] = {
    [ROLE_STRANGER] = {STR_INIT(""), STR_INIT("")},
    [ROLE_MEMBER] = {STR_INIT("member"), MESSAGE("Member")},
    [ROLE_MODERATOR] = {STR_INIT("moderator"), MESSAGE("Moderator")},
    [ROLE_OWNER] = {STR_INIT("owner"), MESSAGE("Owner")},
};

struct str role_words(enum language language, enum role role)
{
    return tr_str(language, roles[role].label);
}

struct form_select select_role(struct request *rq, enum role highest, enum role chosen)
{
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, ROLE_OWNER);
    size_t n = 0;
    for (int i = ROLE_MEMBER; i <= (int)highest; i++)
        choices[n++] = (struct form_choice){roles[i].value, role_words(rq->language, (enum role)i),
                                            i == (int)chosen};
    return (struct form_select){
        .id = STR("role"), .label = tr(rq->language, "Role"), .choices = {choices, n}};
}

enum outcome read_role(const struct request *rq, enum role *ret_role)
{
    struct str value = form_text(rq, "role");
    for (int i = ROLE_MEMBER; i <= ROLE_OWNER; i++) {
        if (str_eq(value, roles[i].value)) {
            *ret_role = (enum role)i;
            return OK;
        }
    }
    return INVALID;
}

/* What to say when the field is empty though it may not be. */
static struct str missing_words(enum language language, enum field field)
{
    switch (field) {
    case FIELD_NAME:
        return tr(language, "Write a name.");
    case FIELD_PASSWORD:
        return tr(language, "Write a password.");
    case FIELD_TITLE:
        return tr(language, "Write a title.");
    case FIELD_BODY:
        return tr(language, "The article has no text yet.");
    case FIELD_BLOG:
        return tr(language, "Choose a blog.");
    case FIELD_COMMENT:
        return tr(language, "The comment is empty.");
    case FIELD_SITE_NAME:
        return tr(language, "Give the site a name.");
    case FIELD_TIME:
        return tr(language, "Choose a date and time.");
    case FIELD_NONE:
    case FIELD_LANG:
    case FIELD_SLUG:
    case FIELD_DESCRIPTION:
    case FIELD_BYLINE:
    case FIELD_SOURCE:
    case FIELD_URL:
    case FIELD_DATELINE:
    case FIELD_STANDFIRST:
    case FIELD_EXCERPT:
    case FIELD_CREDIT:
    case FIELD_TAGS:
    case FIELD_TAGLINE:
    case FIELD_ZONE:
    case FIELD_LOCALE:
    case FIELD_REGISTRATION:
    case FIELD_WANTED:
    case FIELD_UNWANTED:
    case FIELD_A_DAY:
    case FIELD_FOLDER:
    case FIELD_RECHECK:
    case FIELD_POLICY:
    case FIELD_WORDS:
    case FIELD_LICENCE:
    case FIELD_NOTE:
        break;
    case FIELD_CLAIMANT:
        return tr(language, "Write who asks for it.");
    case FIELD_REASON:
        return tr(language, "Write why: readers are told.");
    }
    return tr(language, "This is needed.");
}

/* What to say when the field is not in the form that it must have. */
static struct str form_words(enum language language, enum field field)
{
    switch (field) {
    case FIELD_URL:
        return tr(language, "This is not a web address. It starts with https:// or http://.");
    case FIELD_SLUG:
        return tr(language, "Use small letters, digits and single hyphens, as in good-articles.");
    case FIELD_LANG:
    case FIELD_LOCALE:
        return tr(language, "This is not a language tag, such as en, ms or zh-Hans.");
    case FIELD_ZONE:
        return tr(language, "There is no such time zone. Write it as in Asia/Kuala_Lumpur.");
    case FIELD_TIME:
        return tr(language, "This is not a date and time, as in 2024-10-21 17:44.");
    case FIELD_NAME:
        return tr(language, "The name needs at least one letter or digit.");
    case FIELD_A_DAY:
        return tr(language, "Write a whole number, or leave it empty.");
    case FIELD_RECHECK:
        return tr(language, "Write growing times with h, d or w, as in 1h 6h 1d 7d 30d.");
    case FIELD_NONE:
    case FIELD_FOLDER:
    case FIELD_PASSWORD:
    case FIELD_TITLE:
    case FIELD_DESCRIPTION:
    case FIELD_BYLINE:
    case FIELD_SOURCE:
    case FIELD_DATELINE:
    case FIELD_STANDFIRST:
    case FIELD_EXCERPT:
    case FIELD_CREDIT:
    case FIELD_TAGS:
    case FIELD_BODY:
    case FIELD_BLOG:
    case FIELD_COMMENT:
    case FIELD_SITE_NAME:
    case FIELD_TAGLINE:
    case FIELD_REGISTRATION:
    case FIELD_WANTED:
    case FIELD_UNWANTED:
    case FIELD_POLICY:
    case FIELD_WORDS:
    case FIELD_LICENCE:
    case FIELD_CLAIMANT:
    case FIELD_REASON:
    case FIELD_NOTE:
        break;
    }
    return tr(language, "This is not understood. Please check it.");
}

static struct str taken_words(enum language language, enum field field)
{
    if (field == FIELD_NAME)
        return tr(language,
                  "This name is taken, or too much like another's. Choose a different one.");
    if (field == FIELD_SLUG)
        return tr(language, "This address is taken. Choose a different one.");
    return tr(language, "This is taken. Choose a different one.");
}

static struct str
limit_words(struct arena *arena, enum language language, const struct problem *problem)
{
    int64_t n = problem->limit;
    struct str text =
        problem->wrong == WRONG_TOO_SHORT
            ? tr_n(language, n, "This is too short: it needs at least {n} character.",
                   "This is too short: it needs at least {n} characters.")
        : problem->wrong == WRONG_TOO_MANY
            ? tr_n(language, n, "These are too many: at most {n} is possible.",
                   "These are too many: at most {n} are possible.")
        : problem->field == FIELD_BODY || problem->field == FIELD_PASSWORD
            ? tr_n(language, n, "This is too long: at most {n} byte is possible.",
                   "This is too long: at most {n} bytes are possible.")
            : tr_n(language, n, "This is too long: at most {n} character is possible.",
                   "This is too long: at most {n} characters are possible.");
    return tr_fill(arena, text, HOLES({STR("n"), tr_number(arena, language, n)}));
}

struct str problem_words(struct arena *arena, enum language language, const struct problem *problem)
{
    switch (problem->wrong) {
    case WRONG_MISSING:
        return missing_words(language, problem->field);
    case WRONG_TOO_SHORT:
    case WRONG_TOO_LONG:
    case WRONG_TOO_MANY:
        return limit_words(arena, language, problem);
    case WRONG_CHARACTERS:
        return tr(language,
                  "There are characters in it that cannot be shown or that turn the direction of "
                  "the text. Remove them, or type it anew.");
    case WRONG_FORM:
        return form_words(language, problem->field);
    case WRONG_TAKEN:
        return taken_words(language, problem->field);
    case WRONG_PAST:
        return tr(language, "This time is over. Choose a later one, or publish now.");
    case WRONG_RANGE:
        return tr_fill(arena, tr(language, "Write a whole number from 1 to {n}."),
                       HOLES({STR("n"), tr_number(arena, language, problem->limit)}));
    case WRONG_NOTHING:
        break;
    }
    return tr(language, "This is not understood. Please check it.");
}

struct form_errors
fields_say(struct request *rq, const char *id, struct str *error, struct str words)
{
    struct form_error *item = arena_new(rq->arena, struct form_error);
    *item = (struct form_error){str_from_c(id), words};
    if (error != NULL)
        *error = words;
    return (struct form_errors){item, 1};
}

struct form_errors fields_tell(struct request *rq,
                               const struct problem *problem,
                               const struct field_place *places,
                               size_t n_places)
{
    struct str words = problem_words(rq->arena, rq->language, problem);
    for (size_t i = 0; i < n_places; i++) {
        if (places[i].field == problem->field)
            return fields_say(rq, places[i].id, places[i].error, words);
    }
    return fields_say(rq, "", NULL, words);
}

struct form_notice fields_notice(const struct request *rq, const char *said, struct str words)
{
    bool is_asked = str_eq(request_query(rq, "said"), str_from_c(said));
    return (struct form_notice){is_asked ? words : STR("")};
}
