/* Gives every file of a folder to a fuzz target, in the order of their names:
 * what was found once stays mended, under any compiler. */
#include "base/file.h"
#include "base/outcome.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_INPUT_BYTES = 16 << 20, SKIPPED = 77 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void replay(const char *folder, const char *name)
{
    SCRATCH_ARENA(arena, 2u * MAX_INPUT_BYTES);
    const char *why = "";
    struct str path = str_print(&arena, "%s/%s", folder, name);
    struct str text;
    if (file_read(&arena, path.ptr, MAX_INPUT_BYTES, &text, &why) != OK) {
        (void)fprintf(stderr, "%s: %s\n", path.ptr, why);
        exit(EXIT_FAILURE);
    }
    (void)fprintf(stderr, "%s\n", name); /* the last one named is the one that failed */
    (void)LLVMFuzzerTestOneInput((const uint8_t *)text.ptr, text.len);
}

int main(int n_args, char **args)
{
    struct dirent **entries = NULL;
    int n = n_args == 2 ? scandir(args[1], &entries, is_shown, alphasort) : -1;
    if (n <= 0) {
        (void)printf("no corpus: skipped\n");
        return SKIPPED;
    }
    for (int i = 0; i < n; i++) {
        replay(args[1], entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    (void)printf("%d inputs\n", n);
    return 0;
}
