#include "capture/http_hints.h"

#include "../unit.h"

#include "base/clock.h"
#include "text/dates.h"

static void reads_how_long_an_answer_is_good(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct {
        const char *head;
        int64_t seconds;
    } cases[] = {
        {"HTTP/1.1 200 OK\r\nCache-Control: public, max-age=300\r\n\r\n", 300},
        {"HTTP/1.1 200 OK\r\nCache-Control: public\r\nCache-Control: MAX-AGE=60\r\n\r\n", 60},
        {"HTTP/1.1 200 OK\r\nCache-Control: s-maxage=300\r\n\r\n", 0},
        {"HTTP/1.1 200 OK\r\nCache-Control: max-age=soon\r\n\r\n", 0},
        {"HTTP/1.1 200 OK\r\nCache-Control: max-age=99999999999999999999\r\n\r\n", 0},
        {"HTTP/1.1 200 OK\r\n\r\n", 0},
        {"", 0},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_int_equal(http_hints_max_age(&arena, str_from_c(cases[i].head)), cases[i].seconds);
}

static void reads_when_to_come_back(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str later = dates_print_http(&arena, clock_now() + 3600);
    struct str head =
        str_print(&arena, "HTTP/1.1 503 Busy\r\nRetry-After: %.*s\r\n\r\n", STR_ARG(later));
    int64_t seconds = http_hints_retry_after(head);
    assert_true(seconds > 3590 && seconds <= 3600);
    assert_int_equal(http_hints_retry_after(STR("HTTP/1.1 429 Busy\r\nRetry-After: 120\r\n\r\n")),
                     120);
    assert_int_equal(http_hints_retry_after(STR("HTTP/1.1 429 Busy\r\nRetry-After: Mon, 21 Oct "
                                                "2024 09:44:00 GMT\r\n\r\n")),
                     0);
    assert_int_equal(http_hints_retry_after(STR("HTTP/1.1 429 Busy\r\nRetry-After: later\r\n\r\n")),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_how_long_an_answer_is_good),
        cmocka_unit_test(reads_when_to_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
