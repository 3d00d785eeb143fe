/* An address that parses prints to one that parses to the same again, and no
 * host that reads as a private address is taken for a public one. */
#include "text/address.h"
#include "text/host.h"
#include "text/url.h"

#include <arpa/inet.h>
#include <netinet/in.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

/* As the C library reads it, which is what a connection would go to. */
static void check_host(struct arena *arena, const struct url *url)
{
    const char *host = NULL;
    struct in_addr address;
    if (url->host.len == 0 || url->host.ptr[0] == '[')
        return;
    CHECK(str_c(arena, url->host, &host) == OK);
    if (url_is_web(url) && inet_aton(host, &address) != 0) {
        struct in_addr strict;
        CHECK(host_is_address(url->host));
        CHECK(inet_pton(AF_INET, host, &strict) == 1 && strict.s_addr == address.s_addr);
    }
}

static void check_round_trip(struct arena *arena, struct str input)
{
    struct url url;
    struct url again;
    if (url_parse(arena, input, &url) != OK)
        return;
    struct str printed = url_print(arena, &url);
    for (size_t i = 0; i < printed.len; i++)
        CHECK((unsigned char)printed.ptr[i] > ' ' && (unsigned char)printed.ptr[i] < 0x7F &&
              strchr("\"'<>\\^`{|}", printed.ptr[i]) == NULL);
    if (printed.len > 2048)
        return; /* encoding may lengthen it past the limit */
    CHECK(url_parse(arena, printed, &again) == OK);
    CHECK(str_eq(url_print(arena, &again), printed));
    CHECK(str_eq(url.host, again.host) && url.port == again.port);
    check_host(arena, &url);
}

static void check_references(struct arena *arena, struct str input)
{
    struct url base;
    struct url url;
    struct str relative;
    struct str again;
    CHECK(url_parse(arena, STR("https://a.example/b/c?d#e"), &base) == OK);
    if (url_resolve(arena, &base, input, &url) == OK && url_is_web(&url))
        check_round_trip(arena, url_print(arena, &url));
    if (url_clean_relative(arena, input, &relative) != OK)
        return;
    if (str_starts_with(relative, STR("https://"))) {
        check_round_trip(arena, relative); /* it was "//host/..." */
    } else {
        CHECK(url_clean_relative(arena, relative, &again) == OK);
        CHECK(str_eq(again, relative));
    }
}

/* The first bytes as an IPv4 address, plain and within an IPv6 one. */
static void check_address(const uint8_t *bytes, size_t n_bytes)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 mapped = {.sin6_family = AF_INET6};
    if (n_bytes < 4)
        return;
    memcpy(&in.sin_addr, bytes, 4);
    mapped.sin6_addr.s6_addr[10] = 0xFF;
    mapped.sin6_addr.s6_addr[11] = 0xFF;
    memcpy(mapped.sin6_addr.s6_addr + 12, bytes, 4);
    bool is_public = address_is_public((const struct sockaddr *)&in);
    CHECK(address_is_public((const struct sockaddr *)&mapped) == is_public);
    bool is_private = bytes[0] == 0 || bytes[0] == 10 || bytes[0] == 127 || bytes[0] >= 224 ||
                      (bytes[0] == 192 && bytes[1] == 168) ||
                      (bytes[0] == 172 && bytes[1] >= 16 && bytes[1] < 32) ||
                      (bytes[0] == 169 && bytes[1] == 254);
    CHECK(!(is_public && is_private));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 16 << 20);
    struct str input = {(const char *)bytes, n_bytes};
    struct str decoded;
    struct str back;
    check_round_trip(&arena, input);
    check_references(&arena, input);
    check_address(bytes, n_bytes);
    if (url_decode(&arena, input, false, &decoded) == OK) {
        CHECK(url_decode(&arena, url_encode(&arena, decoded), false, &back) == OK);
        CHECK(str_eq(back, decoded));
    }
    return 0;
}
