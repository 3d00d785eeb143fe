#include "web/site.h"

#include "../unit.h"

#include "../folder.h"
#include "community/topic.h"
#include "db/pool.h"
#include "db/writer.h"

struct store {
    struct db_writer *writer;
    struct db_pool *pool;
    struct db *db;
};

static struct store open_store(struct arena *arena, const char *folder)
{
    struct store store = {0};
    struct str why = STR("");
    assert_int_equal(db_writer_open(arena, folder, topic_rules, &store.writer, &why), OK);
    assert_int_equal(db_pool_open(arena, folder, 1, &store.pool, &why), OK);
    store.db = db_pool_take(store.pool);
    return store;
}

static void close_store(struct store *store)
{
    db_pool_give(store->pool, store->db);
    db_pool_close(store->pool);
    db_writer_close(store->writer);
}

static enum outcome save(struct db *db, void *context)
{
    struct problem problem;
    return setting_save(db, context, &problem);
}

static enum outcome
take(struct site_cache *cache, const struct store *store, struct site **ret_site)
{
    return site_take(cache, store->db, db_changes_now(db_writer_changes(store->writer)), ret_site);
}

static void lends_the_same_settings_until_they_change(void **state)
{
    SCRATCH_ARENA(arena, 4 << 20);
    struct store store = open_store(&arena, *state);
    struct site_cache *cache = site_cache_new(&arena, db_writer_changes(store.writer));
    struct site *first = NULL;
    struct site *again = NULL;
    struct site *changed = NULL;
    assert_int_equal(take(cache, &store, &first), OK);
    assert_int_equal(take(cache, &store, &again), OK);
    assert_ptr_equal(first, again);

    struct site_settings settings = first->settings;
    settings.name = STR("Another name");
    settings.locale = STR("ms");
    assert_int_equal(db_writer_run(store.writer, save, &settings), OK);
    assert_int_equal(take(cache, &store, &changed), OK);
    assert_str(changed->settings.name, "Another name");
    assert_int_equal(changed->language, LANGUAGE_MS);
    /* who began with the old ones keeps them */
    assert_string_not_equal(first->settings.name.ptr, changed->settings.name.ptr);
    assert_non_null(first->dates[LANGUAGE_EN]);

    site_give(cache, first);
    site_give(cache, again);
    site_give(cache, changed);
    site_cache_done(cache);
    close_store(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(lends_the_same_settings_until_they_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
