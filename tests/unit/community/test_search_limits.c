#include "community/search.h"

#include "store.h"

#include "base/buf.h"
#include "base/limits.h"
#include "community/intake.h"
#include "community/search_index.h"
#include "community/search_segment.h"
#include "community/search_shelf.h"

/* How much is held in memory, or read, before something else is done. */

/* Words that are so many bytes together, if each has so many beside its letters. */
static struct search_words words_of(struct arena *arena, size_t n_bytes, size_t n_beside_letters)
{
    enum { OF_EACH = 40 };
    struct buf out;
    size_t n = n_bytes / OF_EACH;
    buf_init(&out, arena, n_bytes + n);
    for (size_t i = 0; i < n; i++) {
        int len = (int)(n_bytes / n + (i < n_bytes % n) - n_beside_letters);
        buf_add_char(&out, (char)len);
        buf_print(&out, "%0*zu", len, i);
        buf_add_char(&out, 0); /* the weight */
    }
    return (struct search_words){buf_text(&out)};
}

static size_t count_segments(struct store *store, enum search_kind kind)
{
    struct segment *segments = NULL;
    size_t n = 0;
    assert_int_equal(segment_list(&store->arena, store->db, kind, &segments, &n), OK);
    return n;
}

/* As they wait each word has its length and its weight beside it. */
static void put_recent(struct store *store, enum search_kind kind, size_t n_bytes)
{
    struct str packed = words_of(&store->arena, n_bytes, 2).packed;
    assert_int_equal(packed.len, n_bytes);
    assert_int_equal(shelf_put(store->db, kind, (struct search_document){1, 1000}, packed), OK);
}

static void so_many_bytes_of_words_become_a_segment(void **state)
{
    struct store *store = *state;
    put_recent(store, SEARCH_COMMENTS, LIMIT_SEARCH_RECENT_BYTES - 1);
    assert_int_equal(count_segments(store, SEARCH_COMMENTS), 0);
    put_recent(store, SEARCH_ARTICLES, LIMIT_SEARCH_RECENT_BYTES);
    assert_int_equal(count_segments(store, SEARCH_ARTICLES), 1);
}

/* A comment that is a segment, in which the list of a word has so many bytes. */
static void write_comment(struct store *store, int64_t number, size_t n_bytes)
{
    struct search_document document = {number + 1, 1000 + number};
    struct inverted word = {
        .word = STR("numbat"),
        .n_documents = 1,
        .list = {arena_array(&store->arena, char, n_bytes), n_bytes},
    };
    assert_int_equal(documents_append(store->db, SEARCH_COMMENTS, number, &document, 1), OK);
    assert_int_equal(segment_write(store->db, SEARCH_COMMENTS, number, 1, &word, 1), OK);
    struct db_stmt *place =
        db_query(store->db, "insert into search_place (kind, id, number) values (1, $1, $2)");
    db_bind_int(place, 1, document.id);
    db_bind_int(place, 2, number);
    assert_int_equal(db_run(place), OK);
}

static struct search_result seek_comments(struct store *store)
{
    const struct dates *dates = NULL;
    struct search_request request = {.line = STR("numbat in:comments"), .order = SEARCH_NEWEST};
    struct search_result result;
    assert_int_equal(dates_open(&store->arena, STR("en"), STR("UTC"), &dates), OK);
    request.dates = dates;
    assert_int_equal(search(&store->arena, store->db, &request, &result), OK);
    return result;
}

static void a_search_reads_lists_until_they_are_so_many_bytes(void **state)
{
    struct store *store = *state;
    write_comment(store, 0, 1);
    write_comment(store, 1, LIMIT_SEARCH_LIST_BYTES - 1);
    struct search_result found = seek_comments(store);
    assert_true(found.count == 2 && found.is_exact);
    write_comment(store, 2, 1);
    found = seek_comments(store);
    assert_true(found.count == 2 && !found.is_exact);
    assert_int_equal(found.ids[0], 3);
    assert_int_equal(found.ids[1], 2);
}

/* What the index adds to an article's own words. */
static size_t bytes_of_terms(struct store *store)
{
    struct search_bulk *bulk = search_bulk_new();
    const struct search_article article = {
        .id = {1}, .blog = store->blog, .sharer = store->tan, .shared = 1000};
    search_bulk_add(bulk, &article);
    size_t n = search_bulk_bytes(bulk);
    search_bulk_free(bulk);
    return n;
}

/* Gathered, the word of one document has one byte beside it. */
static bool is_full_with(struct store *store, size_t n_bytes)
{
    struct article_fields fields = store_fields("Numbat");
    fields.source = STR("");
    struct article_checked checked = store_checked(store, &fields);
    const struct intake_article article = {
        .checked = &checked,
        .body = {0, STR("<p>Numbat</p>")},
        .shared = 1000,
        .words = words_of(&store->arena, n_bytes - bytes_of_terms(store), 1),
    };
    CLEANUP(intake_free_at)
    struct intake *intake = intake_new(store->db, store->blog, store->tan, 2000);
    struct article_id id;
    assert_int_equal(db_begin(store->db), OK);
    assert_int_equal(intake_begin(intake), OK);
    assert_int_equal(intake_add(intake, &article, &id), OK);
    db_rollback(store->db);
    return intake_is_full(intake);
}

static void an_import_gathers_so_many_bytes_of_words(void **state)
{
    assert_false(is_full_with(*state, LIMIT_SEARCH_BULK_BYTES - 1));
    assert_true(is_full_with(*state, LIMIT_SEARCH_BULK_BYTES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(so_many_bytes_of_words_become_a_segment),
        store_test(a_search_reads_lists_until_they_are_so_many_bytes),
        store_test(an_import_gathers_so_many_bytes_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
