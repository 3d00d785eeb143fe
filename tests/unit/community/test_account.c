#include "store.h"

#include "community/account.h"
#include "community/invite.h"
#include "community/rights.h"
#include "community/session.h"
#include "community/token.h"

static const int64_t day = 24 * 60 * 60;

static void member_is_found_by_name_and_by_handle(void **state)
{
    struct store *store = *state;
    const char *names[] = {"Tan KW", "tan-kw", "TAN kw", " Tan KW "};
    for (size_t i = 0; i < N_OF(names); i++) {
        struct member member;
        assert_int_equal(
            account_find_named(&store->arena, store->db, str_from_c(names[i]), &member), OK);
        assert_int_equal(member.id.n, store->tan.n);
        assert_str(member.handle, "tan-kw");
        assert_str(member.name, "Tan KW");
    }
    struct member member;
    assert_int_equal(account_find_named(&store->arena, store->db, STR("nobody"), &member),
                     NOT_FOUND);
}

static enum outcome make(struct store *store, const char *name, struct problem *ret_problem)
{
    struct account_new account = {.name = str_from_c(name), .role = ROLE_MEMBER, .now = 1};
    struct member_id id;
    return account_make(&store->arena, store->db, &account, &id, ret_problem);
}

static void names_that_look_alike_are_taken(void **state)
{
    struct store *store = *state;
    struct problem problem;
    const char *names[] = {"Tan KW", "tan kw", "TAN-KW", "\xEF\xBC\xB4\xEF\xBD\x81\xEF\xBD\x8E KW"};
    for (size_t i = 0; i < N_OF(names); i++) {
        assert_int_equal(make(store, names[i], &problem), CONFLICT);
        assert_int_equal(problem.field, FIELD_NAME);
        assert_int_equal(problem.wrong, WRONG_TAKEN);
    }
}

static void names_that_mislead_are_refused(void **state)
{
    struct store *store = *state;
    struct problem problem;
    assert_int_equal(make(store, "", &problem), INVALID);
    assert_int_equal(problem.wrong, WRONG_MISSING);
    assert_int_equal(make(store,
                          "Tan\xE2\x80\xAE"
                          "WK",
                          &problem),
                     INVALID);
    assert_int_equal(problem.wrong, WRONG_CHARACTERS);
    assert_int_equal(make(store, "Tan\xFF", &problem), INVALID);
    assert_int_equal(problem.wrong, WRONG_CHARACTERS);
}

static void name_may_be_as_long_as_the_limit(void **state)
{
    struct store *store = *state;
    struct problem problem;
    char name[LIMIT_NAME_CHARACTERS + 2];
    memset(name, 'x', sizeof(name));
    name[LIMIT_NAME_CHARACTERS + 1] = '\0';
    assert_int_equal(make(store, name, &problem), INVALID);
    assert_int_equal(problem.wrong, WRONG_TOO_LONG);
    assert_int_equal(problem.limit, LIMIT_NAME_CHARACTERS);
    name[LIMIT_NAME_CHARACTERS] = '\0';
    assert_int_equal(make(store, name, &problem), OK);
}

static void password_is_between_its_limits(void **state)
{
    (void)state;
    struct problem problem;
    char password[LIMIT_PASSWORD_BYTES + 1];
    memset(password, 'x', sizeof(password));
    struct str text = {password, LIMIT_PASSWORD_MIN_CHARACTERS};
    assert_int_equal(account_check_password(text, &problem), OK);
    text.len--;
    assert_int_equal(account_check_password(text, &problem), INVALID);
    assert_int_equal(problem.wrong, WRONG_TOO_SHORT);
    text.len = LIMIT_PASSWORD_BYTES;
    assert_int_equal(account_check_password(text, &problem), OK);
    text.len++;
    assert_int_equal(account_check_password(text, &problem), INVALID);
    assert_int_equal(problem.wrong, WRONG_TOO_LONG);
}

static void only_the_right_password_is_verified(void **state)
{
    struct store *store = *state;
    struct str hash;
    assert_int_equal(account_hash_password(&store->arena, STR("correct horse"), &hash), OK);
    assert_true(str_starts_with(hash, STR("$argon2id$")));
    assert_int_equal(account_verify_password(hash, STR("correct horse")), OK);
    assert_int_equal(account_verify_password(hash, STR("correct horsf")), DENIED);
    assert_int_equal(account_verify_password(STR(""), STR("")), DENIED);
    assert_int_equal(account_verify_password(STR("nonsense"), STR("correct horse")), DENIED);

    assert_int_equal(account_set_password(store->db, store->tan, hash), OK);
    struct str stored;
    assert_int_equal(account_password_hash(&store->arena, store->db, store->tan, &stored), OK);
    assert_true(str_eq(stored, hash));
}

static void last_owner_stays(void **state)
{
    struct store *store = *state;
    assert_int_equal(account_set_role(store->db, store->tan, ROLE_OWNER), OK);
    assert_int_equal(account_set_role(store->db, store->tan, ROLE_MEMBER), CONFLICT);
    assert_int_equal(account_end(store->db, store->tan, 2000), CONFLICT);
    assert_int_equal(account_set_role(store->db, store->lim, ROLE_OWNER), OK);
    assert_int_equal(account_end(store->db, store->tan, 2000), OK);
    struct member_id owner;
    assert_int_equal(account_owner(store->db, &owner), OK);
    assert_int_equal(owner.n, store->lim.n);
}

static struct str sign_in(struct store *store, struct member_id member, int64_t now)
{
    struct str token = session_token_new(&store->arena);
    struct session_id id;
    assert_int_equal(session_make(store->db, member, token, STR("Browser"), now, &id), OK);
    return token;
}

static enum outcome find_session(struct store *store,
                                 struct str token,
                                 int64_t now,
                                 struct session_id *ret_id,
                                 bool *ret_is_stale)
{
    struct visitor visitor = {0};
    enum outcome outcome =
        session_find(&store->arena, store->db, token_hash(&store->arena, token), now, &visitor);
    *ret_id = visitor.session;
    *ret_is_stale = now >= visitor.touch_due;
    return outcome;
}

static void session_ends_after_days_without_a_visit(void **state)
{
    struct store *store = *state;
    struct str token = sign_in(store, store->tan, 1000);
    int64_t last = 1000 + LIMIT_SESSION_DAYS * day;
    struct session_id id;
    bool is_stale;
    assert_int_equal(find_session(store, token, last, &id, &is_stale), NOT_FOUND);
    assert_int_equal(find_session(store, token, last - 1, &id, &is_stale), OK);
    assert_true(is_stale);
    assert_int_equal(session_touch(store->db, id, last - 1), OK);
    assert_int_equal(find_session(store, token, last, &id, &is_stale), OK);
    assert_false(is_stale);
    assert_int_equal(find_session(store, STR("0000"), last, &id, &is_stale), NOT_FOUND);
}

static void token_is_not_in_the_store(void **state)
{
    struct store *store = *state;
    struct str token = sign_in(store, store->tan, 1000);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(store->db, "select token_hash from session");
    assert_int_equal(db_step(stmt), OK);
    struct str stored = db_text(&store->arena, stmt, 0);
    assert_int_equal(stored.len, 64);
    assert_false(str_eq(stored, token));
}

static void ending_the_others_keeps_this_session(void **state)
{
    struct store *store = *state;
    struct str kept = sign_in(store, store->tan, 1000);
    struct str other = sign_in(store, store->tan, 1001);
    struct str foreign = sign_in(store, store->lim, 1002);
    struct session_id id;
    struct session_id foreign_id;
    bool is_stale;
    assert_int_equal(find_session(store, kept, 2000, &id, &is_stale), OK);
    assert_int_equal(find_session(store, foreign, 2000, &foreign_id, &is_stale), OK);
    assert_int_equal(session_end(store->db, store->tan, foreign_id), NOT_FOUND);

    const struct session *sessions;
    size_t n;
    assert_int_equal(session_list(&store->arena, store->db, store->tan, 2000, &sessions, &n), OK);
    assert_int_equal(n, 2);
    assert_int_equal(sessions[0].seen, 1001);
    assert_str(sessions[0].label, "Browser");

    assert_int_equal(session_end_others(store->db, store->tan, id), OK);
    assert_int_equal(find_session(store, kept, 2000, &id, &is_stale), OK);
    assert_int_equal(find_session(store, other, 2000, &id, &is_stale), NOT_FOUND);
    assert_int_equal(find_session(store, foreign, 2000, &id, &is_stale), OK);
}

static void ended_member_is_signed_out(void **state)
{
    struct store *store = *state;
    struct str token = sign_in(store, store->lim, 1000);
    assert_int_equal(account_end(store->db, store->lim, 2000), OK);
    struct session_id id;
    bool is_stale;
    assert_int_equal(find_session(store, token, 2000, &id, &is_stale), NOT_FOUND);
    struct str hash;
    assert_int_equal(account_password_hash(&store->arena, store->db, store->lim, &hash), OK);
    assert_str(hash, "");
}

static void form_token_fits_its_secret_alone(void **state)
{
    struct store *store = *state;
    struct str secret = session_token_new(&store->arena);
    struct str token = session_form_token(&store->arena, secret);
    assert_true(session_form_token_matches(secret, token));
    assert_false(session_form_token_matches(session_token_new(&store->arena), token));
    assert_false(session_form_token_matches(secret, str_first(token, token.len - 1)));
    assert_false(session_form_token_matches(secret, STR("")));
    assert_false(session_form_token_matches(STR(""), session_form_token(&store->arena, STR(""))));
}

static enum outcome accept(struct store *store, struct str token, const char *name, int64_t now)
{
    struct account_new account = {.name = str_from_c(name), .role = ROLE_OWNER, .now = now};
    struct member_id id;
    struct problem problem;
    return invite_accept(&store->arena, store->db, token, &account, &id, &problem);
}

static void invitation_works_once_and_gives_its_own_role(void **state)
{
    struct store *store = *state;
    struct str token = invite_token_new(&store->arena);
    assert_int_equal(invite_make(store->db, token, ROLE_MEMBER, store->tan, 1000), OK);
    assert_int_equal(accept(store, token, "Lim", 1001), CONFLICT); /* the name is taken */
    assert_int_equal(accept(store, token, "Aminah", 1001), OK);
    assert_int_equal(accept(store, token, "Siti", 1001), NOT_FOUND);
    struct member member;
    assert_int_equal(account_find_named(&store->arena, store->db, STR("aminah"), &member), OK);
    assert_int_equal(member.role, ROLE_MEMBER);

    const struct invite *invites;
    size_t n;
    assert_int_equal(invite_list(&store->arena, store->db, store->tan, &invites, &n), OK);
    assert_int_equal(n, 1);
    assert_str(invites[0].used_by, "Aminah");
    assert_int_equal(invite_withdraw(store->db, store->tan, invites[0].id), NOT_FOUND);
}

static void invitation_runs_out(void **state)
{
    struct store *store = *state;
    struct str token = invite_token_new(&store->arena);
    enum role role;
    assert_int_equal(invite_make(store->db, token, ROLE_MODERATOR, store->tan, 1000), OK);
    assert_int_equal(invite_find(store->db, token, 1000 + LIMIT_INVITE_DAYS * day - 1, &role), OK);
    assert_int_equal(role, ROLE_MODERATOR);
    assert_int_equal(invite_find(store->db, token, 1000 + LIMIT_INVITE_DAYS * day, &role),
                     NOT_FOUND);
}

static void newer_set_up_link_replaces_the_older(void **state)
{
    struct store *store = *state;
    struct member_id nobody = {0};
    struct str first = invite_token_new(&store->arena);
    struct str second = invite_token_new(&store->arena);
    enum role role;
    assert_int_equal(invite_make(store->db, first, ROLE_OWNER, nobody, 1000), OK);
    assert_int_equal(invite_make(store->db, second, ROLE_OWNER, nobody, 1001), OK);
    assert_int_equal(invite_find(store->db, first, 1002, &role), NOT_FOUND);
    assert_int_equal(accept(store, second, "Aminah", 1002), OK);
    struct member_id owner;
    assert_int_equal(account_owner(store->db, &owner), OK);
}

static void rights_follow_role_and_ownership(void **state)
{
    (void)state;
    const struct member_id me = {1};
    const struct member_id other = {2};
    const struct viewer stranger = {{0}, ROLE_STRANGER};
    const struct viewer member = {me, ROLE_MEMBER};
    const struct viewer moderator = {me, ROLE_MODERATOR};
    assert_false(rights_may_edit_article(stranger, (struct member_id){0}, (struct member_id){0}));
    assert_true(rights_may_edit_article(member, me, other));
    assert_true(rights_may_edit_article(member, other, me));
    assert_false(rights_may_edit_article(member, other, other));
    assert_true(rights_may_edit_article(moderator, other, other));
    assert_false(rights_may_edit_comment(moderator, other));
    assert_true(rights_may_delete_comment(moderator, other));
    assert_false(rights_may_delete_comment(member, other));
    assert_false(rights_may_share(moderator, other));
    assert_true(rights_may_share(member, me));
    assert_false(rights_may_run_site(moderator));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(member_is_found_by_name_and_by_handle),
        store_test(names_that_look_alike_are_taken),
        store_test(names_that_mislead_are_refused),
        store_test(name_may_be_as_long_as_the_limit),
        cmocka_unit_test(password_is_between_its_limits),
        store_test(only_the_right_password_is_verified),
        store_test(last_owner_stays),
        store_test(session_ends_after_days_without_a_visit),
        store_test(token_is_not_in_the_store),
        store_test(ending_the_others_keeps_this_session),
        store_test(ended_member_is_signed_out),
        store_test(form_token_fits_its_secret_alone),
        store_test(invitation_works_once_and_gives_its_own_role),
        store_test(invitation_runs_out),
        store_test(newer_set_up_link_replaces_the_older),
        cmocka_unit_test(rights_follow_role_and_ownership),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
