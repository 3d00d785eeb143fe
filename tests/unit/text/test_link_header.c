#include "text/link_header.h"

#include "../unit.h"

static void finds_the_first_of_a_relation(void **state)
{
    (void)state;
    static const struct {
        const char *value, *hub;
    } cases[] = {
        {"<https://hub.example/>; rel=\"hub\"", "https://hub.example/"},
        {"<https://hub.example/>;rel=hub", "https://hub.example/"},
        {"<https://hub.example/> ; REL = \"self HUB\"", "https://hub.example/"},
        {"<a>; rel=self, <b?x=1,2>; title=\"a, <c>; rel=hub\"; rel=hub, <d>; rel=hub", "b?x=1,2"},
        {"<a>; rel=self", ""},
        {"<a>; rel=hubs", ""},
        {"<a>; title=hub", ""},
        {"<a>", ""},
        {"<a; rel=hub", ""},
        {"a>; rel=hub", ""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(link_header_find(str_from_c(cases[i].value), STR("hub")), cases[i].hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first_of_a_relation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
