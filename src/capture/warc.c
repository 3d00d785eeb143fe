#include "capture/warc.h"

#include "capture/http_head.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/dates.h"

#include <sodium.h>

/* Room for the heads of three records and what they hold beside the exchange. */
enum { WARC_HEADS_BYTES = 4096, UUID_BYTES = 16 };

struct record {
    struct str type;
    struct str content_type;
    struct str head;    /* of the block, with its empty line */
    struct str payload; /* the rest of the block */
    struct str concurrent_to;
};

struct digest {
    unsigned char bytes[crypto_hash_sha256_BYTES];
};

static struct digest digest_of(struct str head, struct str payload)
{
    struct digest digest;
    crypto_hash_sha256_state state;
    (void)crypto_hash_sha256_init(&state);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)head.ptr, head.len);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)payload.ptr, payload.len);
    (void)crypto_hash_sha256_final(&state, digest.bytes);
    return digest;
}

static void add_hex(struct buf *buf, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        buf_add_char(buf, digits[bytes[i] >> 4]);
        buf_add_char(buf, digits[bytes[i] & 15]);
    }
}

static void add_field(struct buf *out, const char *name, struct str value)
{
    buf_print(out, "%s: ", name);
    buf_add(out, value);
    BUF_ADD(out, "\r\n");
}

static void add_digest(struct buf *out, const char *name, struct digest digest)
{
    buf_print(out, "%s: sha256:", name);
    add_hex(out, digest.bytes, sizeof digest.bytes);
    BUF_ADD(out, "\r\n");
}

/* An id that another record of the same bytes, time and address would have too. */
static struct str record_id(struct arena *arena,
                            const struct record *record,
                            const struct capture_exchange *exchange,
                            struct digest block)
{
    struct buf id;
    struct str name = str_print(arena, "%.*s %lld %.*s ", STR_ARG(record->type),
                                (long long)exchange->time, STR_ARG(exchange->url));
    struct digest digest =
        digest_of(name, (struct str){(const char *)block.bytes, sizeof block.bytes});
    digest.bytes[6] = (unsigned char)((digest.bytes[6] & 0x0F) | 0x80); /* version 8 */
    digest.bytes[8] = (unsigned char)((digest.bytes[8] & 0x3F) | 0x80); /* RFC 9562's variant */
    buf_init(&id, arena, 64);
    BUF_ADD(&id, "<urn:uuid:");
    for (size_t i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            BUF_ADD(&id, "-");
        add_hex(&id, digest.bytes + i, 1);
    }
    BUF_ADD(&id, ">");
    return buf_text(&id);
}

/* The record's own id, for those that refer to it. */
static struct str
add_record(struct buf *out, const struct record *record, const struct capture_exchange *exchange)
{
    struct digest block = digest_of(record->head, record->payload);
    struct str id = record_id(out->arena, record, exchange, block);
    bool is_http = !str_eq(record->type, STR("warcinfo"));
    BUF_ADD(out, "WARC/1.1\r\n");
    add_field(out, "WARC-Type", record->type);
    add_field(out, "WARC-Record-ID", id);
    add_field(out, "WARC-Date", dates_print_iso(out->arena, exchange->time));
    if (is_http) {
        add_field(out, "WARC-Target-URI", exchange->url);
        add_field(out, "WARC-IP-Address", exchange->address);
        add_field(out, "WARC-Protocol", exchange->protocol);
        add_digest(out, "WARC-Payload-Digest", digest_of(record->payload, (struct str){0}));
    }
    if (record->concurrent_to.len > 0)
        add_field(out, "WARC-Concurrent-To", record->concurrent_to);
    add_digest(out, "WARC-Block-Digest", block);
    add_field(out, "Content-Type", record->content_type);
    buf_print(out, "Content-Length: %zu\r\n\r\n", record->head.len + record->payload.len);
    buf_add(out, record->head);
    buf_add(out, record->payload);
    BUF_ADD(out, "\r\n\r\n");
    return id;
}

/* "HTTP/2 200" is no line of HTTP/1.1, whose form the records have. */
static void
add_first_line(struct buf *head, struct str line, const struct capture_exchange *exchange)
{
    size_t at = 0;
    if (str_starts_with(line, STR("HTTP/2"))) {
        buf_print(head, "HTTP/1.1 %lld %s\r\n", (long long)exchange->status,
                  exchange->status == 200 ? "OK" : "");
    } else if (str_find(line, STR(" HTTP/2"), &at)) {
        buf_add(head, str_first(line, at));
        BUF_ADD(head, " HTTP/1.1\r\n");
    } else {
        buf_add(head, line);
        BUF_ADD(head, "\r\n");
    }
}

/* A head as it stands in a record: as it was, but for what is undone. */
static struct str
head_of(struct arena *arena, struct str told, const struct capture_exchange *exchange)
{
    struct buf head;
    struct str line = {0};
    buf_init(&head, arena, told.len + 64);
    add_first_line(&head, http_head_first_line(&told), exchange);
    while (str_cut(&told, '\n', &line)) {
        if (str_starts_with_folded(line, STR("transfer-encoding:")))
            continue;
        buf_add(&head, line);
        BUF_ADD(&head, "\n");
    }
    return buf_text(&head);
}

enum outcome
warc_write(struct arena *arena, const struct capture_exchange *exchange, struct str *ret_warc)
{
    struct buf out;
    struct record record = {
        .type = STR("warcinfo"),
        .content_type = STR("application/warc-fields"),
        .head = STR("software: Passalong\r\nformat: WARC File Format 1.1\r\n"
                    "conformsTo: http://iipc.github.io/warc-specifications/specifications/"
                    "warc-format/warc-1.1/\r\n"),
    };
    buf_init(&out, arena, LIMIT_OBJECT_BYTES);
    buf_reserve(&out, exchange->body.len + exchange->request_head.len +
                          exchange->response_head.len + WARC_HEADS_BYTES);
    (void)add_record(&out, &record, exchange);
    record = (struct record){
        .type = STR("response"),
        .content_type = STR("application/http;msgtype=response"),
        .head = head_of(arena, exchange->response_head, exchange),
        .payload = exchange->body,
    };
    record.concurrent_to = add_record(&out, &record, exchange);
    record.type = STR("request");
    record.content_type = STR("application/http;msgtype=request");
    record.head = head_of(arena, exchange->request_head, exchange);
    record.payload = (struct str){0};
    (void)add_record(&out, &record, exchange);
    return buf_finish(&out, ret_warc);
}
