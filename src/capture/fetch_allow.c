#include "capture/fetch_allow.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum { ADDRESS_BYTES = 16 };

bool fetch_allows_host(struct str_list allow, struct str host, int port)
{
    for (size_t i = 0; i < allow.n; i++) {
        struct str entry = allow.items[i];
        size_t colon = entry.len;
        int64_t number = 0;
        while (colon > 0 && entry.ptr[colon - 1] != ':')
            colon--;
        if (colon > 0 && str_to_number(str_skip(entry, colon), 65535, &number) == OK &&
            number == port && str_eq_folded(str_first(entry, colon - 1), host))
            return true;
    }
    return false;
}

/* The address's bytes in network order; 0 for other families. */
static size_t bytes_of(const struct sockaddr *address, unsigned char ret_bytes[ADDRESS_BYTES])
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        memcpy(ret_bytes, &in.sin_addr, 4);
        return 4;
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, address, sizeof in);
        memcpy(ret_bytes, &in.sin6_addr, 16);
        return 16;
    }
    return 0;
}

static bool holds(struct str entry, int family, const unsigned char *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(scratch, 4096);
    unsigned char range[ADDRESS_BYTES] = {0};
    struct str base = {0};
    const char *text = NULL;
    int64_t n_bits = 0;
    if (!str_cut(&entry, '/', &base) || str_to_number(entry, (int64_t)n_bytes * 8, &n_bits) != OK ||
        str_c(&scratch, base, &text) != OK || inet_pton(family, text, range) != 1)
        return false;
    for (int64_t i = 0; i < n_bits; i++) {
        unsigned mask = 0x80u >> (i % 8);
        if ((range[i / 8] & mask) != (bytes[i / 8] & mask))
            return false;
    }
    return true;
}

bool fetch_allows_address(struct str_list allow, const struct sockaddr *address)
{
    unsigned char bytes[ADDRESS_BYTES] = {0};
    size_t n_bytes = bytes_of(address, bytes);
    for (size_t i = 0; n_bytes > 0 && i < allow.n; i++) {
        if (holds(allow.items[i], address->sa_family, bytes, n_bytes))
            return true;
    }
    return false;
}
