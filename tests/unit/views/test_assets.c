#include "views/assets.c"

#include "../unit.h"

static void finds_each_asset_by_name_and_by_address(void **state)
{
    const struct asset *found = NULL;

    (void)state;
    for (size_t i = 0; i < n_assets; i++) {
        assert_int_equal(asset_named(assets[i].name, &found), OK);
        assert_ptr_equal(found, &assets[i]);
        assert_int_equal(asset_find(asset_url(i), &found), OK);
        assert_ptr_equal(found, &assets[i]);
    }
}

static void knows_no_other_address(void **state)
{
    const struct asset *found = NULL;

    (void)state;
    assert_int_equal(asset_find(STR("/assets/style.css"), &found), NOT_FOUND);
    assert_int_equal(asset_find(STR("/assets/style-000000000000.css"), &found), NOT_FOUND);
    assert_int_equal(asset_find(STR(""), &found), NOT_FOUND);
    assert_int_equal(asset_named(STR("../style.css"), &found), NOT_FOUND);
    assert_null(found);
}

static void tells_its_two_forms_apart(void **state)
{
    const struct asset *sheet = NULL;

    (void)state;
    assert_int_equal(asset_named(STR("style.css"), &sheet), OK);
    assert_str(sheet->type, "text/css; charset=utf-8");
    assert_true(sheet->gzip.len > 2 && sheet->gzip.len < sheet->bytes.len);
    assert_memory_equal(sheet->gzip.ptr, "\x1f\x8b", 2);
    assert_false(str_eq(sheet->etag, sheet->gzip_etag));
    assert_true(str_starts_with(sheet->etag, STR("\"")) && str_ends_with(sheet->etag, STR("\"")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_asset_by_name_and_by_address),
        cmocka_unit_test(knows_no_other_address),
        cmocka_unit_test(tells_its_two_forms_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
