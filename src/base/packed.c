#include "base/packed.h"

#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

enum {
    LEVEL = 12,      /* pages shrink to a fifth; higher levels win little more */
    QUICK_LEVEL = 3, /* 23 us for an article; level 9 takes 108 us and wins a tenth */
    DICTIONARY_BYTES = 256 << 10,
};

struct str packed(struct arena *arena, struct str bytes)
{
    size_t room = ZSTD_compressBound(bytes.len);
    char *out = arena_alloc_raw(arena, room);
    size_t n = ZSTD_compress(out, room, bytes.ptr, bytes.len, LEVEL);
    CHECK(!ZSTD_isError(n)); /* the room suffices, and out of memory aborts here as everywhere */
    return (struct str){out, n};
}

/* How many bytes it says that it holds, and room for them. */
static enum outcome
make_room(struct arena *arena, struct str bytes, size_t max_bytes, char **ret_out, size_t *ret_n)
{
    unsigned long long told = ZSTD_getFrameContentSize(bytes.ptr, bytes.len);
    if (told == ZSTD_CONTENTSIZE_ERROR || told == ZSTD_CONTENTSIZE_UNKNOWN)
        return INVALID;
    if (told > max_bytes)
        return TOO_LARGE;
    *ret_out = arena_alloc_raw(arena, (size_t)told + 1);
    *ret_n = (size_t)told;
    return OK;
}

enum outcome
unpacked(struct arena *arena, struct str bytes, size_t max_bytes, struct str *ret_bytes)
{
    char *out = NULL;
    size_t told = 0;
    enum outcome done = make_room(arena, bytes, max_bytes, &out, &told);
    if (done != OK)
        return done;
    size_t n = ZSTD_decompress(out, told, bytes.ptr, bytes.len);
    if (ZSTD_isError(n) || n != told)
        return INVALID;
    *ret_bytes = (struct str){out, n};
    return OK;
}

enum outcome packed_train(struct arena *arena,
                          struct str all,
                          const size_t *sample_bytes,
                          size_t n_samples,
                          struct str *ret_dictionary)
{
    char *out = arena_alloc_raw(arena, DICTIONARY_BYTES);
    size_t n =
        ZDICT_trainFromBuffer(out, DICTIONARY_BYTES, all.ptr, sample_bytes, (unsigned)n_samples);
    if (ZDICT_isError(n))
        return INVALID;
    *ret_dictionary = (struct str){out, n};
    return OK;
}

struct pack_dictionary {
    ZSTD_CDict *writing; /* NULL: for reading only */
    ZSTD_DDict *reading;
};

struct pack_dictionary *pack_dictionary_new(struct str bytes, enum pack_use use)
{
    struct pack_dictionary *dictionary = calloc(1, sizeof *dictionary);
    CHECK(dictionary != NULL);
    dictionary->reading = ZSTD_createDDict(bytes.ptr, bytes.len);
    CHECK(dictionary->reading != NULL);
    if (use == PACK_READS_AND_WRITES) {
        dictionary->writing = ZSTD_createCDict(bytes.ptr, bytes.len, QUICK_LEVEL);
        CHECK(dictionary->writing != NULL);
    }
    return dictionary;
}

void pack_dictionary_free(struct pack_dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    ZSTD_freeCDict(dictionary->writing);
    ZSTD_freeDDict(dictionary->reading);
    free(dictionary);
}

struct packer {
    ZSTD_CCtx *writing; /* made when it is first needed */
    ZSTD_DCtx *reading;
};

struct packer *packer_new(void)
{
    struct packer *packer = calloc(1, sizeof *packer);
    CHECK(packer != NULL);
    packer->reading = ZSTD_createDCtx();
    CHECK(packer->reading != NULL);
    return packer;
}

void packer_free(struct packer *packer)
{
    if (packer == NULL)
        return;
    ZSTD_freeCCtx(packer->writing);
    ZSTD_freeDCtx(packer->reading);
    free(packer);
}

/* Who packed it stands beside it, so the frame need not say by which dictionary. */
static ZSTD_CCtx *writing(struct packer *packer)
{
    if (packer->writing == NULL) {
        packer->writing = ZSTD_createCCtx();
        CHECK(packer->writing != NULL);
        CHECK(!ZSTD_isError(ZSTD_CCtx_setParameter(packer->writing, ZSTD_c_dictIDFlag, 0)));
    }
    return packer->writing;
}

struct str packer_pack(struct arena *arena,
                       struct packer *packer,
                       const struct pack_dictionary *dictionary,
                       struct str bytes)
{
    CHECK(dictionary->writing != NULL);
    ZSTD_CCtx *context = writing(packer);
    size_t room = ZSTD_compressBound(bytes.len);
    char *out = arena_alloc_raw(arena, room);
    CHECK(!ZSTD_isError(ZSTD_CCtx_refCDict(context, dictionary->writing)));
    size_t n = ZSTD_compress2(context, out, room, bytes.ptr, bytes.len);
    CHECK(!ZSTD_isError(n));
    return (struct str){out, n};
}

enum outcome packer_unpack(struct arena *arena,
                           struct packer *packer,
                           const struct pack_dictionary *dictionary,
                           struct str bytes,
                           size_t max_bytes,
                           struct str *ret_bytes)
{
    char *out = NULL;
    size_t told = 0;
    enum outcome done = make_room(arena, bytes, max_bytes, &out, &told);
    if (done != OK)
        return done;
    size_t n = ZSTD_decompress_usingDDict(packer->reading, out, told, bytes.ptr, bytes.len,
                                          dictionary->reading);
    if (ZSTD_isError(n) || n != told)
        return INVALID;
    *ret_bytes = (struct str){out, n};
    return OK;
}
