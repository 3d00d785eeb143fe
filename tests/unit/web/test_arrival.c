#include "../../../src/web/pages/arrival.c"

#include "../unit.h"

static void sessions_are_labelled_by_browser_and_system(void **state)
{
    static const struct {
        const char *header;
        const char *label;
    } headers[] = {
        {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
         "Firefox, Linux"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/124.0 Safari/537.36 Edg/124.0",
         "Edge, Windows"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
         "like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
         "Safari, iPhone"},
        {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 "
         "Mobile Safari/537.36",
         "Chrome, Android"},
        {"curl/8.5.0", "curl/8.5.0"},
        {"", ""},
    };
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    for (size_t i = 0; i < N_OF(headers); i++) {
        struct request rq = {.arena = &arena, .headers.user_agent = str_from_c(headers[i].header)};
        assert_str(browser_label(&rq), headers[i].label);
    }
}

static void a_strange_browsers_name_is_cut_and_mended(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    struct request rq = {.arena = &arena,
                         .headers.user_agent = STR("bad\xff"
                                                   "bytes and more")};
    assert_str(browser_label(&rq), "bad\xef\xbf\xbd"
                                   "bytes");
    char many[500];
    memset(many, 'x', sizeof(many));
    rq.headers.user_agent = (struct str){many, sizeof(many)};
    assert_int_equal(browser_label(&rq).len, LABEL_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_are_labelled_by_browser_and_system),
        cmocka_unit_test(a_strange_browsers_name_is_cut_and_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
