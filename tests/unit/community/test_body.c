/* A body reads the same however it was stored. */
#include "base/buf.h"
#include "community/body.h"
#include "store.h"

#include "base/limits.h"

static struct article_id make(struct store *store, const char *title, struct str body)
{
    struct article_fields fields = store_fields(title);
    fields.body = html_from_store(body);
    fields.url = STR("");
    struct article_checked checked = store_checked(store, &fields);
    struct article_new new_article = {store->blog, store->tan, &checked, 1000, NULL};
    struct article_id id = {0};
    assert_int_equal(article_make(&store->arena, store->db, &new_article, &id), OK);
    return id;
}

static void fill(struct store *store, size_t n)
{
    static const char *const words[] = {"troops", "bridge", "market", "river", "said", "on"};
    unsigned seed = 1;
    for (size_t i = 0; i < n; i++) {
        struct buf body;
        buf_init(&body, &store->arena, 1024);
        BUF_ADD(&body, "<p>");
        for (int w = 0; w < 40; w++) {
            seed = seed * 1103515245 + 12345;
            buf_print(&body, "%s ", words[(seed >> 16) % N_OF(words)]);
        }
        BUF_ADD(&body, "end.</p>");
        (void)make(store, "Filler", buf_text(&body));
    }
}

static int64_t number(struct db_stmt *stmt)
{
    assert_int_equal(db_step(stmt), OK);
    int64_t n = db_int(stmt, 0);
    db_done(&stmt);
    return n;
}

static void train(struct store *store)
{
    struct str bytes = {0};
    assert_int_equal(body_dictionary_train(&store->arena, store->db, &bytes), OK);
    assert_int_equal(body_dictionary_add(store->db, bytes), OK);
    assert_int_equal(body_dictionary_train(&store->arena, store->db, &bytes), NOT_FOUND);
}

static void pack_all(struct store *store)
{
    struct article_id last = {0};
    do {
        assert_int_equal(body_catch_up(store->db, last, &last), OK);
    } while (last.n != 0);
}

static void bodies_stand_as_they_are_until_there_are_enough(void **state)
{
    struct store *store = *state;
    struct str bytes;
    struct safe_html body = {0};
    fill(store, BODY_SAMPLES - 1);
    assert_int_equal(body_dictionary_train(&store->arena, store->db, &bytes), NOT_FOUND);
    struct article_id first = make(store, "First", STR("<p>The bridge, on Monday.</p>"));
    assert_int_equal(number(db_query(store->db, "select count(*) from article_body"
                                                " where dictionary <> 0")),
                     0);
    train(store);
    assert_int_equal(body_get(&store->arena, store->db, first, &body), OK);
    assert_str(body.text, "<p>The bridge, on Monday.</p>");

    pack_all(store);
    assert_int_equal(number(db_query(store->db, "select count(*) from article_body"
                                                " where dictionary = 0")),
                     0);
    assert_int_equal(body_get(&store->arena, store->db, first, &body), OK);
    assert_str(body.text, "<p>The bridge, on Monday.</p>");

    struct article_id second = make(store, "Second", STR("<p>New &amp; packed.</p>"));
    assert_str(store_find(store, second).fields.body.text, "<p>New &amp; packed.</p>");
}

static int64_t count_plain(struct store *store)
{
    return number(db_query(store->db, "select count(*) from article_body where dictionary = 0"));
}

/* As many as a batch has are packed at once; one more waits for the next. */
static void so_many_bodies_are_packed_in_one_write(void **state)
{
    struct store *store = *state;
    struct article_id last = {0};
    fill(store, BODY_SAMPLES);
    train(store);
    struct db_stmt *others = db_query(store->db, "delete from article_body where article <="
                                                 " (select max(id) from article) - $1");
    db_bind_int(others, 1, BODY_BATCH + 1);
    assert_int_equal(db_run(others), OK);
    assert_int_equal(count_plain(store), BODY_BATCH + 1);
    assert_int_equal(body_catch_up(store->db, last, &last), OK);
    assert_int_equal(count_plain(store), 1);
    assert_int_equal(body_catch_up(store->db, last, &last), OK);
    assert_int_equal(count_plain(store), 0);
    assert_int_equal(body_catch_up(store->db, last, &last), OK);
    assert_int_equal(last.n, 0);
}

static void a_damaged_body_is_a_fault_and_never_wrong_text(void **state)
{
    struct store *store = *state;
    struct safe_html body = {0};
    struct article_id id = make(store, "One", STR("<p>Text.</p>"));
    const struct body_packed unknown = {99, STR("bytes")};
    assert_int_equal(body_put_packed(store->db, id, &unknown), OK);
    assert_int_equal(body_get(&store->arena, store->db, id, &body), FAULT);
    assert_int_equal(body_get(&store->arena, store->db, (struct article_id){id.n + 1}, &body),
                     NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(bodies_stand_as_they_are_until_there_are_enough),
        store_test(so_many_bodies_are_packed_in_one_write),
        store_test(a_damaged_body_is_a_fault_and_never_wrong_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
