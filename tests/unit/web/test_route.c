#include "web/route.h"

#include "../unit.h"

#include "web/routes.h"

static const struct route table[] = {
    {.method = ROUTE_GET, .pattern = STR_INIT("/")},
    {.method = ROUTE_GET, .pattern = STR_INIT("/b/{slug}/edit")},
    {.method = ROUTE_GET, .pattern = STR_INIT("/b/{slug}/{year}")},
    {.method = ROUTE_GET, .pattern = STR_INIT("/b/{slug}/{year}/{month}")},
    {.method = ROUTE_POST, .pattern = STR_INIT("/b/{slug}/follow")},
    {.method = ROUTE_CALL, .pattern = STR_INIT("/call/{name}")},
    {.method = ROUTE_GET, .pattern = STR_INIT("/@{handle}")},
};

enum { N_ROWS = N_OF(table) };

static void finds_the_row_and_what_its_pattern_catches(void **state)
{
    static const struct {
        enum route_method method;
        const char *path;
        enum outcome outcome;
        const char *pattern;
        const char *parts[2];
    } paths[] = {
        {ROUTE_GET, "/", OK, "/", {"", ""}},
        {ROUTE_GET, "/b/x/edit", OK, "/b/{slug}/edit", {"x", ""}},
        {ROUTE_GET, "/b/x/2024", OK, "/b/{slug}/{year}", {"x", "2024"}},
        {ROUTE_GET, "/@tan-kw", OK, "/@{handle}", {"tan-kw", ""}},
        {ROUTE_POST, "/b/\xe5\xa5\xbd/follow", OK, "/b/{slug}/follow", {"\xe5\xa5\xbd", ""}},
        {ROUTE_POST, "/call/x", OK, "/call/{name}", {"x", ""}},
        {ROUTE_GET, "/call/x", DENIED, "/call/{name}", {NULL, NULL}},
        {ROUTE_POST, "/", DENIED, "/", {"", ""}},
        {ROUTE_POST, "/b/x/2024/10", DENIED, "/b/{slug}/{year}/{month}", {NULL, NULL}},
        {ROUTE_GET, "", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "/b", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "/b/x/2024/", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "/b//2024", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "/b/x/2024/10/21", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "/@", NOT_FOUND, NULL, {NULL, NULL}},
        {ROUTE_GET, "//", NOT_FOUND, NULL, {NULL, NULL}},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(paths); i++) {
        struct str parts[REQUEST_PARTS] = {{0}};
        const struct route *row = NULL;
        struct str path = str_from_c(paths[i].path);
        enum outcome outcome = route_find(table, N_ROWS, paths[i].method, path, parts, &row);
        assert_int_equal(outcome, paths[i].outcome);
        if (paths[i].pattern != NULL)
            assert_str(row->pattern, paths[i].pattern);
        else
            assert_null(row);
        for (size_t k = 0; k < 2; k++)
            if (paths[i].parts[k] != NULL)
                assert_str(parts[k], paths[i].parts[k]);
    }
}

static void every_row_of_the_site_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_routes; i++) {
        assert_non_null(routes[i].handler);
        assert_true(str_starts_with(routes[i].pattern, STR("/")));
        if (routes[i].method != ROUTE_GET)
            assert_true(routes[i].body_bytes > 0);
        else if (!str_eq(routes[i].pattern, STR("/hub/{callback}"))) /* as WebSub has it */
            assert_int_not_equal(routes[i].run, RUN_WRITER);         /* a GET changes nothing */
    }
}

static void no_row_of_the_site_hides_a_later_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_routes; i++) {
        struct str parts[REQUEST_PARTS];
        const struct route *row = NULL;
        assert_int_equal(
            route_find(routes, n_routes, routes[i].method, routes[i].pattern, parts, &row), OK);
        assert_str(row->pattern, routes[i].pattern.ptr);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_row_and_what_its_pattern_catches),
        cmocka_unit_test(every_row_of_the_site_is_whole),
        cmocka_unit_test(no_row_of_the_site_hides_a_later_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
