#include "transfer/pieces.h"

#include "base/cleanup.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READ_BYTES = 1 << 20,
    ROOM_BYTES = LIMIT_RECORD_BYTES + READ_BYTES,
    TOLD_BYTES = 16 << 10, /* by which a kind is told */
    TAR_MAGIC_AT = 257,
};

struct pieces {
    struct arena arena;
    int fd;
    enum pieces_kind kind;
    int64_t size_bytes;
    struct str beginning;
    struct str head;
    bool is_whole; /* one piece */
    char *buffer;
    size_t start; /* of what was not given yet */
    size_t end;
    size_t looked;  /* behind `start`, without an end of a piece in it */
    int64_t offset; /* of `start` in the file */
    int64_t line;
    bool is_end;      /* of the file */
    bool is_skipping; /* what is too long */
};

/* --- reading ------------------------------------------------------------------ */

static const char *reason_of(int error)
{
    const char *text = strerrordesc_np(error);
    return text ? text : "unknown error";
}

static struct str left(const struct pieces *pieces)
{
    return (struct str){pieces->buffer + pieces->start, pieces->end - pieces->start};
}

/* Reads on; there is room since no piece is longer than LIMIT_RECORD_BYTES. */
static enum outcome fill(struct pieces *pieces, struct str *ret_why)
{
    if (pieces->start > 0 && pieces->end + READ_BYTES > ROOM_BYTES) {
        memmove(pieces->buffer, pieces->buffer + pieces->start, pieces->end - pieces->start);
        pieces->end -= pieces->start;
        pieces->start = 0;
    }
    size_t room = ROOM_BYTES - pieces->end < READ_BYTES ? ROOM_BYTES - pieces->end : READ_BYTES;
    CHECK(room > 0);
    ssize_t n;
    do {
        n = read(pieces->fd, pieces->buffer + pieces->end, room);
    } while (n < 0 && errno == EINTR);
    if (n < 0) {
        *ret_why = str_from_c(reason_of(errno));
        return FAULT;
    }
    pieces->end += (size_t)n;
    pieces->is_end = n == 0;
    return OK;
}

/* Moves on over n bytes and counts their lines. */
static void pass(struct pieces *pieces, size_t n)
{
    struct str passed = str_first(left(pieces), n);
    size_t at = 0;
    while (str_find_char(passed, '\n', &at)) {
        pieces->line++;
        passed = str_skip(passed, at + 1);
    }
    pieces->start += n;
    pieces->offset += (int64_t)n;
    pieces->looked = 0;
}

/* --- what it is ----------------------------------------------------------------- */

static bool is_tar(struct str bytes)
{
    return str_starts_with(str_skip(bytes, TAR_MAGIC_AT), STR("ustar"));
}

static struct str without_mark(struct str bytes)
{
    return str_starts_with(bytes, STR("\xEF\xBB\xBF")) ? str_skip(bytes, 3) : bytes;
}

static bool is_wide(struct str bytes)
{
    return str_starts_with(bytes, STR("\xFF\xFE")) || str_starts_with(bytes, STR("\xFE\xFF")) ||
           (bytes.len > 1 && (bytes.ptr[0] == '\0' || bytes.ptr[1] == '\0'));
}

static enum outcome tell_xml(struct pieces *pieces, struct str text, struct str *ret_why)
{
    static const struct str feeds[] = {STR_INIT("<rss"), STR_INIT("<feed"), STR_INIT("<rdf:RDF"),
                                       STR_INIT(":feed"), STR_INIT("<channel")};
    if (str_contains(text, STR("<opml")) || str_contains(text, STR("<OPML"))) {
        pieces->kind = PIECES_OPML;
        pieces->is_whole = true;
        return OK;
    }
    pieces->kind =
        str_contains(text, STR("://wordpress.org/export/")) ? PIECES_WORDPRESS : PIECES_FEED;
    for (size_t i = 0; i < N_OF(feeds); i++) {
        if (str_contains(text, feeds[i]))
            return OK;
    }
    *ret_why = STR("it is XML, but neither a feed, nor a WordPress export, nor OPML");
    return INVALID;
}

static enum outcome tell_kind(struct pieces *pieces, struct str *ret_why)
{
    struct str bytes = without_mark(str_first(left(pieces), TOLD_BYTES));
    struct str text = str_trim(bytes);
    if (is_tar(left(pieces))) {
        pieces->kind = PIECES_EXPORT;
        return OK;
    }
    if (is_wide(bytes) || str_contains(text, STR("//jsonfeed.org/version/"))) {
        pieces->kind = PIECES_FEED;
        pieces->is_whole = true;
        return OK;
    }
    if (str_starts_with(text, STR("<")))
        return tell_xml(pieces, text, ret_why);
    if (str_starts_with(text, STR("{"))) {
        pieces->kind = PIECES_JSON;
        return OK;
    }
    *ret_why = text.len == 0 ? STR("there is nothing in it")
                             : STR("it is neither JSON Lines, nor a feed, nor a WordPress export, "
                                   "nor OPML, nor an export of this program");
    return INVALID;
}

/* --- lines ---------------------------------------------------------------------- */

static struct piece piece_of(struct arena *arena, struct pieces *pieces, size_t n, size_t n_passed)
{
    struct piece piece = {
        .bytes = str_copy(arena, str_first(left(pieces), n)),
        .line = pieces->line,
    };
    pass(pieces, n_passed);
    piece.offset = pieces->offset;
    piece.next_line = pieces->line;
    return piece;
}

/* What is longer than a record may be: dropped up to where it ends. */
static struct piece drop(struct pieces *pieces, size_t n)
{
    struct piece piece = {.line = pieces->line, .fault = "it is longer than a record may be"};
    pass(pieces, n);
    piece.offset = pieces->offset;
    piece.next_line = pieces->line;
    return piece;
}

static enum outcome
next_line(struct arena *arena, struct pieces *pieces, struct piece *ret_piece, struct str *ret_why)
{
    for (;;) {
        struct str rest = left(pieces);
        size_t at = 0;
        bool has_end = str_find_char(str_skip(rest, pieces->looked), '\n', &at);
        size_t n = has_end ? pieces->looked + at : rest.len;
        if (has_end || (pieces->is_end && rest.len > 0)) {
            size_t n_passed = n + (has_end ? 1 : 0);
            if (pieces->is_skipping) {
                pieces->is_skipping = false;
                pass(pieces, n_passed);
                continue;
            }
            struct str line = str_trim(str_first(rest, n));
            *ret_piece = n > LIMIT_RECORD_BYTES ? drop(pieces, n_passed)
                                                : piece_of(arena, pieces, n, n_passed);
            if (line.len == 0)
                continue;
            return OK;
        }
        if (pieces->is_end)
            return NOT_FOUND;
        if (rest.len > LIMIT_RECORD_BYTES) {
            bool is_new = !pieces->is_skipping;
            struct piece dropped = drop(pieces, rest.len);
            pieces->is_skipping = true;
            if (is_new) {
                *ret_piece = dropped;
                return OK;
            }
        }
        pieces->looked = left(pieces).len;
        enum outcome filled = fill(pieces, ret_why);
        if (filled != OK)
            return filled;
    }
}

/* --- items ---------------------------------------------------------------------- */

enum found { FOUND, NEED_MORE, NO_MORE };

static bool ends_name(struct str rest, size_t at)
{
    return at < rest.len &&
           (char_is_space(rest.ptr[at]) || rest.ptr[at] == '>' || rest.ptr[at] == '/');
}

/* The length of "<item" or "<entry" that stands here; 0: another tag. */
static size_t item_start(struct str rest)
{
    static const struct str starts[] = {STR_INIT("<item"), STR_INIT("<entry")};
    for (size_t i = 0; i < N_OF(starts); i++) {
        if (str_starts_with(rest, starts[i]) && ends_name(rest, starts[i].len))
            return starts[i].len;
    }
    return 0;
}

static size_t item_end(struct str rest)
{
    static const struct str ends[] = {STR_INIT("</item>"), STR_INIT("</entry>")};
    for (size_t i = 0; i < N_OF(ends); i++) {
        if (str_starts_with(rest, ends[i]))
            return ends[i].len;
    }
    return 0;
}

/* How much a CDATA section or a comment takes that begins here: markup in it is none.
 * 0: here begins none; SIZE_MAX: it does not end yet. */
static size_t opaque_length(struct str rest)
{
    static const struct {
        struct str start;
        struct str end;
    } kinds[] = {
        {STR_INIT("<![CDATA["), STR_INIT("]]>")},
        {STR_INIT("<!--"), STR_INIT("-->")},
    };
    for (size_t i = 0; i < N_OF(kinds); i++) {
        size_t at = 0;
        if (!str_starts_with(rest, kinds[i].start))
            continue;
        struct str inside = str_skip(rest, kinds[i].start.len);
        if (!str_find(inside, kinds[i].end, &at))
            return SIZE_MAX;
        return kinds[i].start.len + at + kinds[i].end.len;
    }
    return 0;
}

/* The first item of the text, from *ret_start to *ret_end. */
static enum found find_item(struct str text, size_t *ret_start, size_t *ret_end)
{
    enum { LONGEST_MARK = 9 }; /* "<![CDATA[" */
    size_t at = 0;
    size_t step = 0;
    bool is_inside = false;
    while (str_find_char(str_skip(text, at), '<', &step)) {
        at += step;
        struct str rest = str_skip(text, at);
        if (rest.len < LONGEST_MARK)
            return NEED_MORE;
        size_t opaque = opaque_length(rest);
        if (opaque == SIZE_MAX)
            return NEED_MORE;
        size_t end = is_inside ? item_end(rest) : 0;
        if (end > 0) {
            *ret_end = at + end;
            return FOUND;
        }
        if (!is_inside && item_start(rest) > 0) {
            is_inside = true;
            *ret_start = at;
        }
        at += opaque > 0 ? opaque : 1;
    }
    return is_inside ? NEED_MORE : NO_MORE;
}

static enum outcome
next_item(struct arena *arena, struct pieces *pieces, struct piece *ret_piece, struct str *ret_why)
{
    for (;;) {
        size_t start = 0;
        size_t end = 0;
        enum found found = find_item(left(pieces), &start, &end);
        if (found == FOUND) {
            pass(pieces, start);
            *ret_piece = piece_of(arena, pieces, end - start, end - start);
            return OK;
        }
        if (pieces->is_end) {
            if (start == 0 || found == NO_MORE)
                return NOT_FOUND;
            pass(pieces, start);
            *ret_piece = drop(pieces, left(pieces).len);
            ret_piece->fault = "the file ends in the middle of it";
            return OK;
        }
        if (left(pieces).len > LIMIT_RECORD_BYTES) { /* its beginning goes, so no end fits it */
            pass(pieces, start);
            *ret_piece = drop(pieces, left(pieces).len);
            return OK;
        }
        enum outcome filled = fill(pieces, ret_why);
        if (filled != OK)
            return filled;
    }
}

/* What stands before the first item. A feed may have none. */
static enum outcome read_head(struct pieces *pieces, struct str *ret_why)
{
    size_t start = 0;
    size_t end = 0;
    while (find_item(str_first(left(pieces), PIECES_HEAD_BYTES), &start, &end) == NO_MORE &&
           !pieces->is_end && left(pieces).len <= PIECES_HEAD_BYTES) {
        enum outcome filled = fill(pieces, ret_why);
        if (filled != OK)
            return filled;
    }
    struct str head = left(pieces);
    pieces->head = str_copy(&pieces->arena, start > 0 ? str_first(head, start) : STR(""));
    return OK;
}

/* --- the whole -------------------------------------------------------------------- */

static enum outcome
whole(struct arena *arena, struct pieces *pieces, struct piece *ret_piece, struct str *ret_why)
{
    while (!pieces->is_end && left(pieces).len <= LIMIT_RECORD_BYTES) {
        enum outcome filled = fill(pieces, ret_why);
        if (filled != OK)
            return filled;
    }
    size_t n = left(pieces).len;
    if (n == 0)
        return NOT_FOUND;
    bool is_long = n > LIMIT_RECORD_BYTES;
    *ret_piece = is_long ? drop(pieces, n) : piece_of(arena, pieces, n, n);
    if (is_long)
        (void)lseek(pieces->fd, 0, SEEK_END); /* the rest of it */
    return OK;
}

/* --- the file ---------------------------------------------------------------------- */

void pieces_close(struct pieces *pieces)
{
    if (pieces == NULL)
        return;
    file_close(&pieces->fd);
    struct arena arena = pieces->arena;
    arena_done(&arena);
}

void pieces_close_at(struct pieces **pieces)
{
    pieces_close(*pieces);
    *pieces = NULL;
}

static enum outcome open_file(struct pieces *pieces, const char *path, struct str *ret_why)
{
    struct stat about;
    pieces->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (pieces->fd < 0 || fstat(pieces->fd, &about) != 0) {
        *ret_why = str_from_c(reason_of(errno));
        return INVALID;
    }
    if (S_ISREG(about.st_mode))
        pieces->size_bytes = about.st_size;
    if (S_ISDIR(about.st_mode)) {
        *ret_why = STR("it is a folder; name the files in it");
        return INVALID;
    }
    return OK;
}

static enum outcome begin(struct pieces *pieces, struct str *ret_why)
{
    enum outcome done = OK;
    while (done == OK && !pieces->is_end && left(pieces).len < PIECES_HEAD_BYTES)
        done = fill(pieces, ret_why);
    if (done == OK)
        done = tell_kind(pieces, ret_why);
    if (done != OK)
        return INVALID;
    pieces->beginning = str_copy(&pieces->arena, str_first(left(pieces), PIECES_HEAD_BYTES));
    bool has_items = pieces->kind == PIECES_WORDPRESS || pieces->kind == PIECES_FEED;
    return has_items && !pieces->is_whole ? read_head(pieces, ret_why) : OK;
}

enum outcome
pieces_open(struct arena *arena, const char *path, struct pieces **ret_pieces, struct str *ret_why)
{
    struct arena own = {.limit_bytes = SIZE_MAX};
    CLEANUP(pieces_close_at) struct pieces *pieces = arena_new(&own, struct pieces);
    struct str why = {0};
    pieces->arena = own;
    pieces->fd = -1;
    pieces->line = 1;
    pieces->buffer = arena_alloc_raw(&pieces->arena, ROOM_BYTES);
    enum outcome done = open_file(pieces, path, &why);
    if (done == OK)
        done = begin(pieces, &why);
    if (done != OK) {
        *ret_why = str_copy(arena, why);
        return INVALID;
    }
    *ret_pieces = pieces;
    pieces = NULL;
    return OK;
}

enum pieces_kind pieces_kind(const struct pieces *pieces)
{
    return pieces->kind;
}

int64_t pieces_size(const struct pieces *pieces)
{
    return pieces->size_bytes;
}

struct str pieces_beginning(const struct pieces *pieces)
{
    return pieces->beginning;
}

struct str pieces_head(const struct pieces *pieces)
{
    return pieces->head;
}

enum outcome pieces_seek(struct pieces *pieces, int64_t offset, int64_t line)
{
    if (lseek(pieces->fd, offset, SEEK_SET) != offset)
        return FAULT;
    pieces->start = pieces->end = pieces->looked = 0;
    pieces->is_end = false;
    pieces->offset = offset;
    pieces->line = line;
    return OK;
}

enum outcome pieces_next(struct arena *arena,
                         struct pieces *pieces,
                         struct piece *ret_piece,
                         struct str *ret_why)
{
    if (pieces->is_whole)
        return whole(arena, pieces, ret_piece, ret_why);
    if (pieces->kind == PIECES_JSON)
        return next_line(arena, pieces, ret_piece, ret_why);
    return next_item(arena, pieces, ret_piece, ret_why);
}
