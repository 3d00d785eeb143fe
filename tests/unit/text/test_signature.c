#include "text/signature.h"

#include "../unit.h"

/* RFC 2202 and RFC 4231, test case 2. */
static const struct str secret = STR_INIT("Jefe");
static const struct str bytes = STR_INIT("what do ya want for nothing?");

static void knows_all_four_methods(void **state)
{
    (void)state;
    static const struct str right[] = {
        STR_INIT("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        STR_INIT("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        STR_INIT("sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                 "8e2240ca5e69e2c78b3239ecfab21649"),
        STR_INIT("sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                 "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"),
        STR_INIT(" SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79 "),
    };
    for (size_t i = 0; i < N_OF(right); i++)
        assert_true(signature_is_right(right[i], secret, bytes));
}

static void refuses_everything_else(void **state)
{
    (void)state;
    static const struct str wrong[] = {
        STR_INIT(""),
        STR_INIT("sha1"),
        STR_INIT("sha1="),
        STR_INIT("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c7"),
        STR_INIT("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c78"),
        STR_INIT("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79 00"),
        STR_INIT("sha1=gffcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        STR_INIT("sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        STR_INIT("md5=750c783e6ab0b503eaa86e310a5db738"),
        STR_INIT("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
    };
    for (size_t i = 0; i < N_OF(wrong); i++)
        assert_false(signature_is_right(wrong[i], secret, bytes));
    struct str right = STR("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    assert_false(signature_is_right(right, STR("Jeff"), bytes));
    assert_false(signature_is_right(right, STR(""), bytes)); /* no secret proves nothing */
    assert_false(signature_is_right(right, secret, STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_all_four_methods),
        cmocka_unit_test(refuses_everything_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
