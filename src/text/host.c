#include "text/host.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/url.h"

#include <arpa/inet.h>
#include <unicode/uidna.h>

enum { MAX_HOST_BYTES = 253 };

static enum outcome parse_ipv6(struct arena *arena, struct str text, struct str *ret_host)
{
    struct in6_addr address;
    char printed[INET6_ADDRSTRLEN];
    const char *c = NULL;
    struct str inner = str_first(str_skip(text, 1), text.len - 2);
    if (str_c(arena, inner, &c) != OK || inet_pton(AF_INET6, c, &address) != 1)
        return INVALID;
    if (inet_ntop(AF_INET6, &address, printed, sizeof(printed)) == NULL)
        return INVALID;
    *ret_host = str_print(arena, "[%s]", printed);
    return OK;
}

/* A number as the standard's IPv4 parser takes it: decimal, octal after 0, hexadecimal after 0x. */
static bool take_ipv4_part(struct str text, uint64_t *ret_number)
{
    unsigned base = 10;
    if (str_starts_with_folded(text, STR("0x"))) {
        base = 16;
        text = str_skip(text, 2);
    } else if (text.len > 1 && text.ptr[0] == '0') {
        base = 8;
        text = str_skip(text, 1);
    }
    uint64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = char_lower(text.ptr[i]);
        unsigned digit = char_is_digit(c)       ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                                                : 99;
        if (digit >= base)
            return false;
        number = number * base + digit;
        if (number > UINT32_MAX)
            number = (uint64_t)UINT32_MAX + 1; /* too large stays too large */
    }
    *ret_number = number;
    return true;
}

/* The last label decides whether a host is to be read as IPv4. */
static bool ends_in_number(struct str host)
{
    if (str_ends_with(host, STR(".")))
        host.len--;
    size_t start = host.len;
    while (start > 0 && host.ptr[start - 1] != '.')
        start--;
    struct str label = str_skip(host, start);
    uint64_t number = 0;
    bool is_digits = label.len > 0;
    for (size_t i = 0; i < label.len; i++)
        is_digits = is_digits && char_is_digit(label.ptr[i]);
    return is_digits ||
           (str_starts_with_folded(label, STR("0x")) && take_ipv4_part(label, &number));
}

static enum outcome parse_ipv4(struct arena *arena, struct str text, struct str *ret_host)
{
    uint64_t parts[4];
    size_t n = 0;
    struct str part;
    while (str_cut(&text, '.', &part)) {
        if (n == 4 || part.len == 0 || !take_ipv4_part(part, &parts[n++]))
            return INVALID;
    }
    uint64_t address = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (parts[i] > 255)
            return INVALID;
        address |= parts[i] << (24 - 8 * i);
    }
    if (n == 0 || parts[n - 1] >= (uint64_t)1 << (8 * (5 - n)))
        return INVALID;
    address |= parts[n - 1];
    *ret_host = str_print(arena, "%u.%u.%u.%u", (unsigned)(address >> 24 & 255),
                          (unsigned)(address >> 16 & 255), (unsigned)(address >> 8 & 255),
                          (unsigned)(address & 255));
    return OK;
}

/* Punycode by UTS 46, as browsers do it. */
static enum outcome to_ascii(struct arena *arena, struct str text, struct str *ret_host)
{
    char out[MAX_HOST_BYTES + 1];
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    uint32_t options = UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ;
    UIDNA *idna = uidna_openUTS46(options, &status);
    int32_t n = uidna_nameToASCII_UTF8(idna, text.ptr, (int32_t)text.len, out, (int32_t)sizeof(out),
                                       &info, &status);
    uidna_close(idna);
    uint32_t tolerated = UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
                         UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_EMPTY_LABEL;
    if (U_FAILURE(status) || (info.errors & ~tolerated) != 0 || n > MAX_HOST_BYTES)
        return INVALID;
    *ret_host = str_copy(arena, (struct str){out, (size_t)n});
    return OK;
}

enum outcome host_parse(struct arena *arena, struct str text, struct str *ret_host)
{
    struct str host;
    if (str_starts_with(text, STR("[")))
        return text.len > 2 ? parse_ipv6(arena, text, ret_host) : INVALID;
    if (url_decode(arena, text, false, &host) != OK || host.len == 0 ||
        host.len > MAX_HOST_BYTES * 4)
        return INVALID;
    if (!str_is_ascii(host) && to_ascii(arena, host, &host) != OK)
        return INVALID;
    if (host.len == 0 || host.len > MAX_HOST_BYTES || host.ptr[0] == '.')
        return INVALID;
    host = str_lower(arena, host);
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (!char_is_alpha(c) && !char_is_digit(c) && strchr("-._~!$&()*+,;=", c) == NULL)
            return INVALID;
    }
    if (ends_in_number(host)) {
        if (str_ends_with(host, STR(".")))
            host.len--;
        return parse_ipv4(arena, host, ret_host);
    }
    *ret_host = host;
    return OK;
}

bool host_is_address(struct str host)
{
    return str_starts_with(host, STR("[")) || ends_in_number(host);
}
