#include "web/pages/layout.h"

#include "../unit.h"

#include "web/app.h"

static struct arena arena;

static void a_name_is_shortened_to_the_letters_of_its_first_and_last_word(void **state)
{
    static const struct {
        const char *name;
        const char *initials;
    } names[] = {
        {"Tan KW", "TK"},
        {"Aminah", "A"},
        {"Tan Mei Ling", "TL"},
        {"  Jo   Farrow ", "JF"},
        {"\"Quill\" O'Shea", "QO"},
        {"\xe6\x9d\x8e \xe5\xa8\x9c", "\xe6\x9d\x8e\xe5\xa8\x9c"},
        {"", ""},
        {"-", "-"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(names); i++)
        assert_str(layout_initials(&arena, str_from_c(names[i].name)), names[i].initials);
}

static void a_path_becomes_a_whole_address(void **state)
{
    (void)state;
    struct app told = {.url = STR("https://example.org")};
    struct app untold = {0};
    struct request rq = {.arena = &arena, .app = &told, .headers.host = STR("other.example")};
    assert_str(layout_address(&rq, STR("/a/1/x")), "https://example.org/a/1/x");
    rq.app = &untold;
    assert_str(layout_address(&rq, STR("/a/1/x")), "http://other.example/a/1/x");
    rq.headers.host = STR("127.0.0.1:8080");
    assert_str(layout_address(&rq, STR("/")), "http://127.0.0.1:8080/");
}

static void a_strange_host_makes_no_address(void **state)
{
    static const char *const hosts[] = {"", "a b", "a/b", "a\"b", "<x>", "user@a", "a?b"};
    (void)state;
    struct app app = {0};
    for (size_t i = 0; i < N_OF(hosts); i++) {
        struct request rq = {.arena = &arena, .app = &app, .headers.host = str_from_c(hosts[i])};
        assert_str(layout_address(&rq, STR("/x")), "/x");
    }
}

static void signing_in_leads_back(void **state)
{
    (void)state;
    struct request rq = {.arena = &arena};
    assert_str(layout_sign_in(&rq, STR("/a/1/x#discussion")),
               "/signin?then=%2Fa%2F1%2Fx%23discussion");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_shortened_to_the_letters_of_its_first_and_last_word),
        cmocka_unit_test(a_path_becomes_a_whole_address),
        cmocka_unit_test(a_strange_host_makes_no_address),
        cmocka_unit_test(signing_in_leads_back),
    };
    arena_init(&arena, 1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
