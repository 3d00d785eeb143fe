#include "capture/drawing.h"

#include "base/cleanup.h"
#include "base/limits.h"
#include "base/log.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <vips/vips.h>
/* after it */
#include <vips/vector.h>

/* What is called of libvips and of the GLib under it, each found by its name. */
#define FUNCTIONS(X)                                                                               \
    X(vips_init)                                                                                   \
    X(vips_operation_block_set)                                                                    \
    X(vips_concurrency_set)                                                                        \
    X(vips_cache_set_max)                                                                          \
    X(vips_vector_set_enabled)                                                                     \
    X(vips_foreign_find_load_buffer)                                                               \
    X(vips_image_new_from_buffer)                                                                  \
    X(vips_image_get_width)                                                                        \
    X(vips_image_get_height)                                                                       \
    X(vips_image_get_orientation_swap)                                                             \
    X(vips_image_hasalpha)                                                                         \
    X(vips_image_copy_memory)                                                                      \
    X(vips_image_get_fields)                                                                       \
    X(vips_image_remove)                                                                           \
    X(vips_copy)                                                                                   \
    X(vips_thumbnail_buffer)                                                                       \
    X(vips_webpsave_buffer)                                                                        \
    X(vips_jpegsave_buffer)                                                                        \
    X(vips_pngsave_buffer)                                                                         \
    X(g_object_unref)                                                                              \
    X(g_strfreev)                                                                                  \
    X(g_free)

static struct {
#define FUNCTION_POINTER(name) __typeof__(name) *name;
    FUNCTIONS(FUNCTION_POINTER)
#undef FUNCTION_POINTER
} lib;

static bool find_functions(void *library)
{
    bool is_whole = true;
    void *found = NULL;
#define FIND_FUNCTION(name)                                                                        \
    found = dlsym(library, #name);                                                                 \
    is_whole = is_whole && found != NULL;                                                          \
    memcpy(&lib.name, &found, sizeof found);
    FUNCTIONS(FIND_FUNCTION)
#undef FIND_FUNCTION
    return is_whole;
}

/* The kinds of picture that pages have, by how their bytes begin. */
static const struct known {
    size_t at;
    struct str begins;
    const char *readers; /* libvips' name of all that read the kind */
    const char *reader;  /* and of the one that reads it from memory */
} known[] = {
    {0, STR_INIT("\xFF\xD8\xFF"), "VipsForeignLoadJpeg", "VipsForeignLoadJpegBuffer"},
    {0, STR_INIT("\x89PNG\r\n\x1A\n"), "VipsForeignLoadPng", "VipsForeignLoadPngBuffer"},
    {0, STR_INIT("GIF8"), "VipsForeignLoadNsgif", "VipsForeignLoadNsgifBuffer"},
    {8, STR_INIT("WEBP"), "VipsForeignLoadWebp", "VipsForeignLoadWebpBuffer"},
    {4, STR_INIT("ftyp"), "VipsForeignLoadHeif", "VipsForeignLoadHeifBuffer"},
};
enum { N_KNOWN = N_OF(known) };

/* Every reader is shut, then those opened that are wanted. */
static void choose_readers(void)
{
    lib.vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < N_KNOWN; i++)
        lib.vips_operation_block_set(known[i].readers, FALSE);
}

bool drawing_open(void)
{
    (void)setenv("VIPS_WARNING", "0", 1); /* broken pictures are no news for the operator */
    void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL || !find_functions(library) || lib.vips_init("passalong") != 0) {
        log_error("capture: libvips (libvips42) cannot be opened: no pictures are kept");
        return false;
    }
    choose_readers();
    lib.vips_concurrency_set(1);
    lib.vips_cache_set_max(0);
    lib.vips_vector_set_enabled(FALSE); /* it would write code and run it */
    return true;
}

static void image_close(VipsImage **image)
{
    if (*image)
        lib.g_object_unref(*image);
}

/* Asked before libvips is, whose readers look deeper into what they are offered; and it must
 * then choose the same one, for not all of them heed the block. */
static bool is_of_a_kind(struct str bytes)
{
    for (size_t i = 0; i < N_KNOWN; i++) {
        if (!str_starts_with(str_skip(bytes, known[i].at), known[i].begins))
            continue;
        const char *reader = lib.vips_foreign_find_load_buffer(bytes.ptr, bytes.len);
        return reader != NULL && strcmp(reader, known[i].reader) == 0;
    }
    return false;
}

/* Reads the head only: nothing as large as the pixels is made before this has said yes.
 * The width is that of the picture held upright. */
static enum capture_trouble look(struct str bytes, int64_t *ret_width)
{
    if (!is_of_a_kind(bytes))
        return CAPTURE_NOT_A_PICTURE;
    CLEANUP(image_close)
    VipsImage *image = lib.vips_image_new_from_buffer(bytes.ptr, bytes.len, "", "access",
                                                      VIPS_ACCESS_SEQUENTIAL, NULL);
    if (image == NULL)
        return CAPTURE_BROKEN_PICTURE;
    int64_t width = lib.vips_image_get_width(image);
    int64_t height = lib.vips_image_get_height(image);
    if (width > LIMIT_PICTURE_SIDE || height > LIMIT_PICTURE_SIDE ||
        width * height > LIMIT_PICTURE_PIXELS)
        return CAPTURE_PICTURE_TOO_LARGE;
    *ret_width = lib.vips_image_get_orientation_swap(image) ? height : width;
    return CAPTURE_NO_TROUBLE;
}

/* All that is said about the picture, so that no writer reads it (that of 8.14 reads EXIF after
 * it was freed). */
static void forget_metadata(VipsImage *image)
{
    char **fields = lib.vips_image_get_fields(image);
    for (size_t i = 0; fields != NULL && fields[i] != NULL; i++)
        (void)lib.vips_image_remove(image, fields[i]);
    lib.g_strfreev(fields);
}

/* Upright, in sRGB, of that width at most, in memory. NULL when it cannot be decoded. */
static VipsImage *shrink(struct str bytes, int64_t width)
{
    CLEANUP(image_close) VipsImage *made = NULL;
    CLEANUP(image_close) VipsImage *image = NULL;
    void *borrowed = (void *)(uintptr_t)bytes.ptr; /* not written to, whatever its type says */
    if (lib.vips_thumbnail_buffer(borrowed, bytes.len, &made, (int)width, "height",
                                  LIMIT_PICTURE_SIDE, "size", VIPS_SIZE_DOWN, "export_profile",
                                  "srgb", "option_string", "fail_on=truncated", NULL) != 0 ||
        lib.vips_copy(made, &image, NULL) != 0)
        return NULL;
    forget_metadata(image);
    return lib.vips_image_copy_memory(image);
}

static bool save(VipsImage *image, enum drawn_kind kind, void **ret_bytes, size_t *ret_n)
{
    enum { WEBP_QUALITY = 78, JPEG_QUALITY = 80 };
    switch (kind) {
    case DRAWN_WEBP:
        return lib.vips_webpsave_buffer(image, ret_bytes, ret_n, "Q", WEBP_QUALITY, "strip", TRUE,
                                        NULL) == 0;
    case DRAWN_JPEG:
        return lib.vips_jpegsave_buffer(image, ret_bytes, ret_n, "Q", JPEG_QUALITY, "strip", TRUE,
                                        "optimize_coding", TRUE, NULL) == 0;
    case DRAWN_PNG:
        break;
    }
    return lib.vips_pngsave_buffer(image, ret_bytes, ret_n, "strip", TRUE, NULL) == 0;
}

static size_t read_length(struct str chunk)
{
    const unsigned char *p = (const unsigned char *)chunk.ptr;
    return (size_t)p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24;
}

static void write_length(char *chunk, size_t n)
{
    for (size_t i = 0; i < 4; i++)
        chunk[4 + i] = (char)(n >> (8 * i) & 0xFF);
}

/* Only the chunks that hold pixels (RFC 9649, 2.7): libvips 8.14 adds EXIF of its own to every
 * WebP, "strip" or not. Empty when it is no WebP. */
static struct str only_pixels(struct arena *arena, struct str webp)
{
    enum { RIFF_HEAD = 12, CHUNK_HEAD = 8, FLAGS_AT = 8, ALPHA_FLAG = 0x10 };
    char *out = arena_alloc_raw(arena, webp.len);
    size_t n_out = RIFF_HEAD;
    struct str rest = str_skip(webp, RIFF_HEAD);
    if (webp.len <= RIFF_HEAD)
        return STR("");
    memcpy(out, webp.ptr, RIFF_HEAD);
    while (rest.len > CHUNK_HEAD) {
        size_t n = CHUNK_HEAD + read_length(rest);
        n += n % 2;
        if (n > rest.len)
            return STR("");
        struct str name = str_first(rest, 4);
        bool has_flags = str_eq(name, STR("VP8X"));
        if (has_flags || str_eq(name, STR("ALPH")) || str_starts_with(name, STR("VP8"))) {
            memcpy(out + n_out, rest.ptr, n);
            if (has_flags)
                out[n_out + FLAGS_AT] &= ALPHA_FLAG;
            n_out += n;
        }
        rest = str_skip(rest, n);
    }
    write_length(out, n_out - CHUNK_HEAD);
    return (struct str){out, n_out};
}

static bool
add_file(struct arena *arena, VipsImage *image, enum drawn_kind kind, struct drawn *picture)
{
    void *bytes = NULL;
    size_t n = 0;
    if (!save(image, kind, &bytes, &n))
        return false;
    struct str file = {bytes, n};
    picture->files[picture->n_files++] = (struct drawn_file){
        .kind = kind,
        .width = lib.vips_image_get_width(image),
        .height = lib.vips_image_get_height(image),
        .bytes = kind == DRAWN_WEBP ? only_pixels(arena, file) : str_copy(arena, file),
    };
    lib.g_free(bytes);
    return true;
}

/* A width as WebP; that of the reading column also for browsers without. */
static bool add_width(
    struct arena *arena, struct str bytes, int64_t width, bool is_for_all, struct drawn *picture)
{
    CLEANUP(image_close) VipsImage *image = shrink(bytes, width);
    if (image == NULL || !add_file(arena, image, DRAWN_WEBP, picture))
        return false;
    enum drawn_kind other = lib.vips_image_hasalpha(image) ? DRAWN_PNG : DRAWN_JPEG;
    return !is_for_all || add_file(arena, image, other, picture);
}

enum capture_trouble drawing_make(struct arena *arena, struct str bytes, struct drawn *ret_drawn)
{
    static const int64_t widths[] = {480, 960, 1600};
    enum { N_WIDTHS = N_OF(widths), COLUMN = 1 };
    struct drawn picture = {0};
    int64_t original = 0;
    enum capture_trouble trouble = look(bytes, &original);
    bool is_last = false;
    for (int i = 0; trouble == CAPTURE_NO_TROUBLE && i < N_WIDTHS && !is_last; i++) {
        is_last = i + 1 == N_WIDTHS || original <= widths[i];
        bool is_for_all = i == COLUMN || (i < COLUMN && is_last);
        if (!add_width(arena, bytes, widths[i], is_for_all, &picture))
            trouble = CAPTURE_BROKEN_PICTURE;
    }
    if (trouble == CAPTURE_NO_TROUBLE)
        *ret_drawn = picture;
    return trouble;
}
