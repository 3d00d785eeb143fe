#include "store.h"

#include "community/like.h"
#include "community/thread.h"

#include <stdlib.h>

/* The thread as it should be, by walking the tree: what pages must add up to. */
struct node {
    struct comment_id id;
    struct comment_id parent;
    int64_t n_likes;
};

struct expected {
    const struct node *nodes;
    size_t n_nodes;
    struct comment_id *ids;
    size_t n;
};

/* A child comes after its parent in `nodes`, which are in order of id. */
static void add_below(struct expected *expected, size_t at)
{
    expected->ids[expected->n++] = expected->nodes[at].id;
    for (size_t i = at + 1; i < expected->n_nodes; i++) {
        if (expected->nodes[i].parent.n == expected->nodes[at].id.n)
            add_below(expected, i);
    }
}

static enum thread_order sorting;

static int compare_roots(const void *left, const void *right)
{
    const struct node *a = left;
    const struct node *b = right;
    if (sorting == THREAD_LIKED && a->n_likes != b->n_likes)
        return a->n_likes > b->n_likes ? -1 : 1;
    int by_id = a->id.n < b->id.n ? -1 : 1;
    return sorting == THREAD_OLDEST ? by_id : -by_id;
}

static struct expected
expect(struct arena *arena, const struct node *nodes, size_t n_nodes, enum thread_order order)
{
    struct node *roots = arena_array(arena, struct node, n_nodes);
    size_t n_roots = 0;
    for (size_t i = 0; i < n_nodes; i++) {
        if (nodes[i].parent.n == 0)
            roots[n_roots++] = nodes[i];
    }
    sorting = order;
    qsort(roots, n_roots, sizeof(*roots), compare_roots);
    struct expected expected = {nodes, n_nodes, arena_array(arena, struct comment_id, n_nodes), 0};
    for (size_t i = 0; i < n_roots; i++)
        add_below(&expected, (size_t)(roots[i].id.n - nodes[0].id.n));
    return expected;
}

static void assert_pages(struct store *store,
                         struct article_id article,
                         const struct expected *expected,
                         enum thread_order order)
{
    struct thread_request request = {.article = article, .order = order};
    struct thread_page page;
    size_t at = 0;
    do { /* forward to the end */
        assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
        assert_int_equal(page.has_previous, at > 0);
        for (size_t i = 0; i < page.n; i++)
            assert_int_equal(page.rows[i].id.n, expected->ids[at++].n);
        request.from = thread_page_next(&page);
        struct thread_from parsed;
        struct str text = thread_from_print(&store->arena, request.from);
        assert_int_equal(thread_from_parse(text, &parsed), OK);
        request.from = parsed;
    } while (page.has_next);
    assert_int_equal(at, expected->n);

    at -= page.n;
    while (page.has_previous) { /* and back to the start */
        request.from = thread_page_previous(&page);
        assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
        assert_true(page.has_next);
        at -= page.n;
        for (size_t i = 0; i < page.n; i++)
            assert_int_equal(page.rows[i].id.n, expected->ids[at + i].n);
    }
    assert_int_equal(at, 0);
}

/* A tenth are roots; replies answer one of the latest; every seventh is liked. */
static struct node *fill(struct store *store, struct article_id article, size_t n)
{
    struct node *nodes = arena_array(&store->arena, struct node, n);
    srand(7);
    assert_int_equal(db_begin(store->db), OK);
    for (size_t i = 0; i < n; i++) {
        size_t reach = i < 40 ? i : 40;
        bool is_root = i == 0 || rand() % 10 == 0;
        if (!is_root)
            nodes[i].parent = nodes[i - 1 - (size_t)rand() % reach].id;
        nodes[i].id = store_comment(store, article, nodes[i].parent);
        if (i % 7 == 0) {
            int64_t count;
            assert_int_equal(like_comment(store->db, nodes[i].id, store->tan, 1, &nodes[i].n_likes),
                             OK);
            if (i % 14 == 0)
                assert_int_equal(like_comment(store->db, nodes[i].id, store->lim, 1, &count), OK);
            nodes[i].n_likes = i % 14 == 0 ? 2 : 1;
        }
    }
    assert_int_equal(db_commit(store->db), OK);
    return nodes;
}

static void pages_add_up_to_the_thread_in_each_order(void **state)
{
    enum { N_COMMENTS = 10000 };
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Much discussed", 5000);
    const struct node *nodes = fill(store, article, N_COMMENTS);
    for (enum thread_order order = THREAD_OLDEST; order <= THREAD_LIKED; order++) {
        struct expected expected = expect(&store->arena, nodes, N_COMMENTS, order);
        assert_int_equal(expected.n, N_COMMENTS);
        assert_pages(store, article, &expected, order);
    }
    store_check(store);
}

static void permalink_page_shows_its_comment(void **state)
{
    enum { N_COMMENTS = 700 };
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Much discussed", 5000);
    const struct node *nodes = fill(store, article, N_COMMENTS);
    for (size_t i = 0; i < N_COMMENTS; i++) {
        struct thread_request request = {.article = article, .order = (enum thread_order)(i % 3)};
        assert_int_equal(thread_from_comment(store->db, article, nodes[i].id, &request.from), OK);
        struct thread_page page;
        assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
        bool is_there = false;
        for (size_t j = 0; j < page.n; j++)
            is_there = is_there || page.rows[j].id.n == nodes[i].id.n;
        assert_true(is_there);
    }
    struct thread_from from;
    struct article_id other = store_article(store, store->blog, "Quiet", 6000);
    assert_int_equal(thread_from_comment(store->db, other, nodes[0].id, &from), NOT_FOUND);
}

static void replies_past_the_last_level_stay_on_it(void **state)
{
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Deep", 5000);
    struct comment_id last = {0};
    for (int i = 0; i < LIMIT_COMMENT_DEPTH + 5; i++)
        last = store_comment(store, article, last);
    struct thread_request request = {.article = article, .from = {.direction = THREAD_FROM_START}};
    struct thread_page page;
    assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
    request.from = thread_page_next(&page);
    assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
    assert_int_equal(page.n, LIMIT_COMMENT_DEPTH + 5 - LIMIT_THREAD_ITEMS);
    assert_int_equal(page.rows[page.n - 1].id.n, last.n);
    assert_int_equal(page.rows[page.n - 1].depth, LIMIT_COMMENT_DEPTH);
    assert_int_equal(page.rows[page.n - 1].parent.n, last.n - 1);
    store_check(store);
}

static void rows_say_who_is_answered(void **state)
{
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Discussed", 5000);
    struct comment_id root = store_comment(store, article, (struct comment_id){0});
    struct comment_id reply = store_comment(store, article, root);
    int64_t n;
    assert_int_equal(like_comment(store->db, reply, store->tan, 1, &n), OK);
    assert_int_equal(like_comment(store->db, reply, store->tan, 2, &n), OK);
    assert_int_equal(n, 1);

    struct thread_request request = {.article = article};
    struct thread_page page;
    assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
    assert_int_equal(page.n, 2);
    assert_str(page.rows[0].member_name, "Lim");
    assert_str(page.rows[0].parent_name, "");
    assert_str(page.rows[1].parent_name, "Lim");
    assert_int_equal(page.rows[1].n_likes, 1);
    assert_int_equal(unlike_comment(store->db, reply, store->tan, &n), OK);
    assert_int_equal(n, 0);
}

static void deleted_comment_keeps_its_place(void **state)
{
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Discussed", 5000);
    struct comment_id root = store_comment(store, article, (struct comment_id){0});
    (void)store_comment(store, article, root);
    assert_int_equal(comment_delete(store->db, root), OK);
    assert_int_equal(comment_delete(store->db, root), NOT_FOUND);

    struct thread_request request = {.article = article};
    struct thread_page page;
    assert_int_equal(thread_load(&store->arena, store->db, &request, &page), OK);
    assert_int_equal(page.n, 2);
    assert_int_equal(page.n_shown, 1);
    assert_true(page.rows[0].is_deleted);
    assert_str(page.rows[0].html.text, "");
    assert_int_equal(store_find(store, article).n_comments, 1);
    int64_t n;
    assert_int_equal(like_comment(store->db, root, store->tan, 1, &n), NOT_FOUND);
    (void)store_comment(store, article, root);
    store_check(store);
}

static void refuses_places_that_are_none(void **state)
{
    struct thread_from from;
    (void)state;
    const char *bad[] = {
        "x1-2-3", "a1-2", "a1-2-", "a1-2-3-4", "a-1-2-3", "a", "a1-2-99999999999999999999"};
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_int_equal(thread_from_parse(str_from_c(bad[i]), &from), INVALID);
    assert_int_equal(thread_from_parse(STR(""), &from), OK);
    assert_int_equal(from.direction, THREAD_FROM_START);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(pages_add_up_to_the_thread_in_each_order),
        store_test(permalink_page_shows_its_comment),
        store_test(replies_past_the_last_level_stay_on_it),
        store_test(rows_say_who_is_answered),
        store_test(deleted_comment_keeps_its_place),
        cmocka_unit_test(refuses_places_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
