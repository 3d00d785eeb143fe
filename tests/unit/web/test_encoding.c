#include "web/encoding.h"

#include "../unit.h"

static void the_best_that_is_allowed_is_chosen(void **state)
{
    static const struct {
        struct str accept;
        enum encoding encoding;
    } cases[] = {
        {STR_INIT(""), ENCODING_NONE},
        {STR_INIT("gzip, deflate, br"), ENCODING_BROTLI},
        {STR_INIT("br;q=1.0, gzip;q=0.8"), ENCODING_BROTLI},
        {STR_INIT("GZIP"), ENCODING_GZIP},
        {STR_INIT("x-gzip"), ENCODING_GZIP},
        {STR_INIT("gzip;q=0"), ENCODING_NONE},
        {STR_INIT("br; q=0.000, gzip"), ENCODING_GZIP},
        {STR_INIT("gzip;q=0.001"), ENCODING_GZIP},
        {STR_INIT("deflate, identity, zstd"), ENCODING_NONE},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_int_equal(encoding_choose(cases[i].accept), cases[i].encoding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_that_is_allowed_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
