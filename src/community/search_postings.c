#include "community/search_postings.h"

/* A block: for each word how many bytes it shares with the word before, how many follow,
 * these; how many documents, how many bytes of list, the list. */

enum { BLOCK_BYTES_MAX = INT32_MAX };

static size_t write_number(unsigned char *out, uint64_t number)
{
    size_t n = 0;
    for (; number >= 0x80; number >>= 7)
        out[n++] = (unsigned char)(number | 0x80);
    out[n++] = (unsigned char)number;
    return n;
}

static bool read_number(struct str *rest, uint64_t *ret_number)
{
    uint64_t number = 0;
    for (unsigned shift = 0; rest->len > 0 && shift < 35; shift += 7) {
        unsigned char byte = (unsigned char)rest->ptr[0];
        *rest = str_skip(*rest, 1);
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *ret_number = number;
            return true;
        }
    }
    return false;
}

static bool take(struct str *rest, uint64_t n, struct str *ret_bytes)
{
    if (n > rest->len)
        return false;
    *ret_bytes = str_first(*rest, n);
    *rest = str_skip(*rest, n);
    return true;
}

size_t posting_write(unsigned char *out, uint32_t *next_document, struct posting posting)
{
    CHECK(posting.document >= *next_document); /* in order, each once */
    uint64_t gap = posting.document - *next_document;
    *next_document = posting.document + 1;
    return write_number(out, gap << 3 | posting.weight);
}

void block_writer_init(struct block_writer *writer, struct arena *arena)
{
    *writer = (struct block_writer){.last_len = 0};
    buf_init(&writer->data, arena, BLOCK_BYTES_MAX);
}

void block_write(struct block_writer *writer,
                 struct str word,
                 uint32_t n_documents,
                 struct str list)
{
    enum { MAX_NUMBER_BYTES = 10 };
    unsigned char head[2 + 2 * MAX_NUMBER_BYTES];
    size_t shared = 0;
    CHECK(word.len <= SEARCH_TERM_BYTES);
    while (shared < writer->last_len && shared < word.len &&
           writer->last[shared] == word.ptr[shared])
        shared++;
    head[0] = (unsigned char)shared;
    head[1] = (unsigned char)(word.len - shared);
    buf_add(&writer->data, (struct str){(const char *)head, 2});
    buf_add(&writer->data, str_skip(word, shared));
    size_t n = write_number(head, n_documents);
    n += write_number(head + n, list.len);
    buf_add(&writer->data, (struct str){(const char *)head, n});
    buf_add(&writer->data, list);
    memcpy(writer->last, word.ptr, word.len);
    writer->last_len = word.len;
}

void block_reader_init(struct block_reader *reader, struct str data)
{
    *reader = (struct block_reader){.rest = data};
}

/* A word as a block has it. */
struct entry {
    size_t shared; /* letters of the word before that it begins with */
    struct str letters;
    uint32_t n_documents;
    struct str list;
};

/* False at the end, and where a damaged block breaks off. */
static bool take_entry(struct str *rest, struct entry *ret_entry)
{
    if (rest->len < 2)
        return false;
    size_t n = (unsigned char)rest->ptr[1];
    uint64_t n_documents = 0;
    uint64_t n_bytes = 0;
    ret_entry->shared = (unsigned char)rest->ptr[0];
    *rest = str_skip(*rest, 2);
    if (!take(rest, n, &ret_entry->letters) || !read_number(rest, &n_documents) ||
        !read_number(rest, &n_bytes) || !take(rest, n_bytes, &ret_entry->list))
        return false;
    ret_entry->n_documents = (uint32_t)n_documents;
    return true;
}

bool block_reader_next(struct block_reader *reader)
{
    struct entry entry;
    if (!take_entry(&reader->rest, &entry) || entry.shared > reader->word.len ||
        entry.shared + entry.letters.len > SEARCH_TERM_BYTES)
        return false;
    if (entry.letters.len > 0)
        memcpy(reader->room + entry.shared, entry.letters.ptr, entry.letters.len);
    reader->word = (struct str){reader->room, entry.shared + entry.letters.len};
    reader->n_documents = entry.n_documents;
    reader->list = entry.list;
    return true;
}

/* Compares letters only where they decide: a word that shares more with the word before than
 * that had of the sought one is as much too early as that was. */
bool block_find(struct str data, struct str word, uint32_t *ret_n_documents, struct str *ret_list)
{
    struct entry entry;
    size_t n_same = 0; /* letters at the beginning of the word before, which is too early */
    while (take_entry(&data, &entry) && entry.shared >= n_same) {
        if (entry.shared > n_same)
            continue;
        struct str sought = str_skip(word, n_same);
        size_t n = 0;
        while (n < sought.len && n < entry.letters.len && sought.ptr[n] == entry.letters.ptr[n])
            n++;
        n_same += n;
        bool is_late =
            n < entry.letters.len &&
            (n == sought.len || (unsigned char)entry.letters.ptr[n] > (unsigned char)sought.ptr[n]);
        if (is_late)
            return false;
        if (n == sought.len) {
            *ret_n_documents = entry.n_documents;
            *ret_list = entry.list;
            return true;
        }
    }
    return false;
}
