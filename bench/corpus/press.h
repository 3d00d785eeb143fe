#ifndef CORPUS_PRESS_H
#define CORPUS_PRESS_H

/* Who writes and publishes: sources, writers, and the tags that posts carry. */

#include "language.h"

struct press {
    struct str *sources; /* "Stanbrai Times" */
    struct str *domains; /* "stanbraitimes.example" */
    struct str *writers;
    struct str *tags;
    struct zipf source, writer, tag; /* how often each */
};

void press_init(struct press *press,
                struct arena *arena,
                const struct language languages[N_LANGUAGES],
                uint64_t seed);

#endif
