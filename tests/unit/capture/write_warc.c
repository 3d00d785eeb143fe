/* Fetches one address and writes the exchange as WARC to standard output: what
 * tests/browser/warc.test.mjs has another program read. */

#include "capture/fetch.h"
#include "capture/warc.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 8);
    struct fetch_answer answer = {0};
    struct str warc = {0};
    const char *why = NULL;
    if (argc != 3) {
        (void)fprintf(stderr, "usage: write_warc URL HOST:PORT\n");
        return 2;
    }
    const struct str allow = str_from_c(argv[2]);
    const struct fetch_request request = {.url = str_from_c(argv[1]),
                                          .accept = STR("*/*"),
                                          .max_bytes = LIMIT_FETCH_BYTES,
                                          .allow = {&allow, 1}};
    bool is_done = fetch_get(&arena, &request, &answer).trouble == CAPTURE_NO_TROUBLE &&
                   warc_write(&arena, &answer.exchange, &warc) == OK &&
                   file_write_all(STDOUT_FILENO, warc, &why) == OK;
    return is_done ? 0 : 1;
}
