#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

/* A data folder for one test: cmocka's set-up and tear-down functions. */

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline int folder_set_up(void **state)
{
    static char folder[64];
    (void)snprintf(folder, sizeof(folder), "/tmp/passalong-unit-XXXXXX");
    *state = mkdtemp(folder);
    return *state == NULL;
}

static inline int
folder_remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static inline int folder_tear_down(void **state)
{
    return nftw(*state, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#define folder_test(function)                                                                      \
    cmocka_unit_test_setup_teardown((function), folder_set_up, folder_tear_down)

#endif
