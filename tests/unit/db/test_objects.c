#include "db/objects.h"

#include "../unit.h"

#include "../folder.h"
#include "base/cleanup.h"
#include "base/clock.h"
#include "base/file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const struct objects *open_objects(struct arena *arena, void **state)
{
    const struct objects *objects = NULL;
    const char *why = NULL;
    assert_int_equal(objects_open(arena, *state, &objects, &why), OK);
    return objects;
}

static enum outcome count(void *data, struct str hash, const char *path)
{
    (void)hash;
    (void)path;
    ++*(int *)data;
    return OK;
}

static int count_objects(const struct objects *objects)
{
    int n = 0;
    const struct objects_visit visit = {count, &n};
    assert_int_equal(objects_walk(objects, &visit), OK);
    return n;
}

static void gives_back_what_was_put_under_its_sha256(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    struct str hash;
    struct str bytes;
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_str(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(objects_get(&arena, objects, hash, 3, &bytes), OK);
    assert_str(bytes, "abc");
    assert_int_equal(objects_get(&arena, objects, hash, 2, &bytes), TOO_LARGE);
}

static void keeps_the_same_bytes_once(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    struct str hash;
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_int_equal(objects_put(&arena, objects, STR(""), &hash), OK);
    assert_int_equal(count_objects(objects), 2);
}

static void says_when_there_is_none(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    struct str hash = object_hash(&arena, STR("never put"));
    struct str bytes;
    int fd = -1;
    int64_t size_bytes = 0;
    assert_int_equal(objects_get(&arena, objects, hash, 10, &bytes), NOT_FOUND);
    assert_int_equal(objects_open_file(objects, hash, &fd, &size_bytes), NOT_FOUND);
    assert_int_equal(count_objects(objects), 0);
}

static void opens_the_file_for_sending(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    struct str hash;
    struct str bytes;
    const char *why = NULL;
    CLEANUP(file_close) int fd = -1;
    int64_t size_bytes = 0;
    assert_int_equal(objects_put(&arena, objects, STR("picture"), &hash), OK);
    assert_int_equal(objects_open_file(objects, hash, &fd, &size_bytes), OK);
    assert_int_equal(size_bytes, 7);
    assert_int_equal(file_read_all(&arena, fd, 10, &bytes, &why), OK);
    assert_str(bytes, "picture");
}

static void a_name_is_64_lower_case_digits_and_no_path(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_true(object_hash_is_valid(object_hash(&arena, STR("x"))));
    assert_false(object_hash_is_valid(STR("../../etc/passwd")));
    assert_false(object_hash_is_valid(
        STR("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")));
    assert_false(object_hash_is_valid(
        STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")));
}

static enum outcome remove_old(void *data, struct str hash, const char *path)
{
    (void)hash;
    return objects_remove(data, path, clock_now() - 60);
}

static enum outcome make_old(void *data, struct str hash, const char *path)
{
    const struct timespec hour_ago = {.tv_sec = clock_now() - 3600};
    const struct timespec times[] = {hour_ago, hour_ago};
    (void)data;
    (void)hash;
    return utimensat(AT_FDCWD, path, times, 0) == 0 ? OK : FAULT;
}

static void removes_what_is_old_unless_it_is_put_again(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    const struct objects_visit age = {make_old, NULL};
    const struct objects_visit removal = {remove_old, (void *)(uintptr_t)objects};
    struct str hash;
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_int_equal(objects_walk(objects, &removal), CONFLICT);
    assert_int_equal(objects_walk(objects, &age), OK);
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_int_equal(objects_walk(objects, &removal), CONFLICT);
    assert_int_equal(count_objects(objects), 1);
    assert_int_equal(objects_walk(objects, &age), OK);
    assert_int_equal(objects_walk(objects, &removal), OK);
    assert_int_equal(count_objects(objects), 0);
    assert_int_equal(objects_put(&arena, objects, STR("abc"), &hash), OK);
    assert_int_equal(count_objects(objects), 1);
}

static void holders_share_and_who_removes_is_alone(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    CLEANUP(file_close) int first = -1;
    CLEANUP(file_close) int second = -1;
    CLEANUP(file_close) int alone = -1;
    assert_int_equal(objects_hold(objects, &first), OK);
    assert_int_equal(objects_hold(objects, &second), OK);
    assert_int_equal(objects_hold_alone(objects, &alone), CONFLICT);
    file_close(&first);
    file_close(&second);
    assert_int_equal(objects_hold_alone(objects, &alone), OK);
}

static void a_write_that_fails_leaves_nothing(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    const struct objects *objects = open_objects(&arena, state);
    struct rlimit before;
    struct str hash;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit small = {.rlim_cur = 2, .rlim_max = before.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum outcome outcome = objects_put(&arena, objects, STR("longer than the disk"), &hash);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(outcome, FAULT);
    assert_int_equal(count_objects(objects), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(gives_back_what_was_put_under_its_sha256),
        folder_test(keeps_the_same_bytes_once),
        folder_test(says_when_there_is_none),
        folder_test(opens_the_file_for_sending),
        cmocka_unit_test(a_name_is_64_lower_case_digits_and_no_path),
        folder_test(removes_what_is_old_unless_it_is_put_again),
        folder_test(holders_share_and_who_removes_is_alone),
        folder_test(a_write_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
