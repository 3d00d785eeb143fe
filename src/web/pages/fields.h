#ifndef WEB_PAGES_FIELDS_H
#define WEB_PAGES_FIELDS_H

/* Between the rules and the forms: fields with their labels, choices in the
 * reader's language, and what is wrong put into words beside its field. */

#include "community/problem.h"
#include "community/rights.h"
#include "community/setting.h"
#include "views/form.h"
#include "views/messages.h"
#include "web/request.h"

/* `id` is a literal: the field's id and the name under which it is sent. */
struct form_field field_line(const char *id, struct str label, struct str value);
struct form_field field_area(const char *id, struct str label, struct str value, int64_t n_rows);

/* A whole number; 0 is shown as an empty field. */
struct form_field field_number(struct request *rq, const char *id, struct str label, int64_t value);

/* `autocomplete` is "current-password" or "new-password"; never filled in again. */
struct form_field field_password(const char *id, struct str label, struct str autocomplete);
struct form_field field_new_password(enum language language, const char *id, struct str label);

/* The site's choices. What is chosen may be none of them. */
struct form_select
select_language(struct request *rq, struct str label, struct str empty_label, struct str chosen);
struct form_select select_registration(struct request *rq, enum registration chosen);

/* From member up to `highest`. */
struct form_select select_role(struct request *rq, enum role highest, enum role chosen);

/* "Owner", "Moderator", "Member". */
struct str role_words(enum language language, enum role role);

/* "Only a link" and so on; of the stored kinds. */
struct str policy_words(enum language language, enum policy_kind kind);

/* From `lowest` on: POLICY_DEFAULT for a source, POLICY_LINK for the site. */
struct form_select
select_policy(struct request *rq, enum policy_kind lowest, enum policy_kind chosen);

/* `policy`, `words` (none: 0) and `licence` of a posted form. INVALID with the problem. */
MUST_CHECK enum outcome
read_policy(const struct request *rq, struct policy *ret_policy, struct problem *ret_problem);

/* What was chosen in a posted form. INVALID: none of the choices. */
MUST_CHECK enum outcome read_registration(const struct request *rq, enum registration *ret_value);
MUST_CHECK enum outcome read_role(const struct request *rq, enum role *ret_role);

/* What is wrong and how to mend it, in one sentence. */
struct str
problem_words(struct arena *arena, enum language language, const struct problem *problem);

/* Where on a page the words about a field stand. */
struct field_place {
    enum field field;
    const char *id;
    struct str *error;
};

/* Puts the words beside their field and gives the summary for the page's top. */
struct form_errors fields_tell(struct request *rq,
                               const struct problem *problem,
                               const struct field_place *places,
                               size_t n_places);

/* The same for words of the page's own; `error` may be NULL, then `id` is "". */
struct form_errors
fields_say(struct request *rq, const char *id, struct str *error, struct str words);

/* A notice, when the address asks for it: "?said=saved". */
struct form_notice fields_notice(const struct request *rq, const char *said, struct str words);

#endif
