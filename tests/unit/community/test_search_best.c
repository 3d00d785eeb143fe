#include "community/search.h"

#include "store.h"

#include "community/search_index.h"

/* Which articles come first when the best are sought. */

static struct search_result seek_best(struct store *store, const char *line)
{
    const struct dates *dates = NULL;
    struct search_request request = {.line = str_from_c(line), .order = SEARCH_BEST};
    struct search_result result;
    assert_int_equal(dates_open(&store->arena, STR("en"), STR("UTC"), &dates), OK);
    request.dates = dates;
    assert_int_equal(search(&store->arena, store->db, &request, &result), OK);
    return result;
}

/* What waits becomes a segment, before that of an article of a bulk. */
static void settle(struct store *store)
{
    struct search_bulk *bulk = search_bulk_new();
    const struct article_fields fields = {.title = STR("Elsewhere")};
    const struct search_article article = {
        .id = {1 << 30},
        .blog = store->blog,
        .sharer = store->tan,
        .shared = 1,
        .words = search_analyse(&store->arena, &fields),
    };
    search_bulk_add(bulk, &article);
    assert_int_equal(db_begin(store->db), OK);
    assert_int_equal(search_bulk_write(store->db, bulk), OK);
    assert_int_equal(db_commit(store->db), OK);
    search_bulk_free(bulk);
}

/* The texts have the third word too, and there are more of them than are looked at twice. */
static void a_title_with_every_word_stands_before_those_that_lack_one(void **state)
{
    struct store *store = *state;
    struct article_id wanted = store_article(
        store, store->blog,
        "A report of a year: the results of all who were asked how they like the three "
        "of them",
        1000);
    for (int i = 0; i < LIMIT_SEARCH_RANKED; i++)
        store_article(store, store->blog, "Report, results", 2000 + i);
    assert_int_equal(seek_best(store, "results report three").ids[0], wanted.n);
    settle(store);
    struct search_result found = seek_best(store, "results report three");
    assert_int_equal(found.ids[0], wanted.n);
    assert_int_equal(found.count, LIMIT_SEARCH_RANKED + 1);
}

/* Another form in the title is as good, though the text has the very word. */
static void any_form_of_a_word_makes_a_title_whole(void **state)
{
    struct store *store = *state;
    struct article_id wanted =
        store_article(store, store->blog,
                      "Of all that was told us that year two of the threes were ferries", 1000);
    store_article(store, store->blog, "A ferry", 2000);
    store_article(store, store->blog, "Two", 2001);
    assert_int_equal(seek_best(store, "ferry three").ids[0], wanted.n);
    settle(store);
    assert_int_equal(seek_best(store, "ferry three").ids[0], wanted.n);
    assert_int_equal(seek_best(store, "ferry three -boat source:AFP").ids[0], wanted.n);
}

static void a_word_weighs_more_than_another_form_of_it(void **state)
{
    struct store *store = *state;
    struct article_id wanted =
        store_article(store, store->blog,
                      "A ferry that goes from one shore to the other in less than an hour", 1000);
    store_article(store, store->blog, "Ferries", 2000);
    assert_int_equal(seek_best(store, "ferry").ids[0], wanted.n);
    assert_int_equal(seek_best(store, "ferry").n, 2);
    settle(store);
    assert_int_equal(seek_best(store, "ferry").ids[0], wanted.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(a_title_with_every_word_stands_before_those_that_lack_one),
        store_test(any_form_of_a_word_makes_a_title_whole),
        store_test(a_word_weighs_more_than_another_form_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
