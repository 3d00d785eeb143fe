#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

/* A data folder for one test: cmocka's set-up and tear-down functions. */

#include <dirent.h>
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

static inline int folder_tear_down(void **state)
{
    const char *folder = *state;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return 1;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        (void)unlinkat(dirfd(dir), entry->d_name, 0);
    (void)closedir(dir);
    return rmdir(folder);
}

#define folder_test(function)                                                                      \
    cmocka_unit_test_setup_teardown((function), folder_set_up, folder_tear_down)

#endif
