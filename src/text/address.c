/* The special-purpose registries of IANA (RFC 6890 and what came after it), as of
 * what is *not* public. */
#include "text/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

struct range4 {
    uint32_t network;
    int bits;
};

static const struct range4 PRIVATE4[] = {
    {0x00000000, 8},  /* 0.0.0.0/8, this network */
    {0x0A000000, 8},  /* 10.0.0.0/8, private */
    {0x64400000, 10}, /* 100.64.0.0/10, shared by carriers */
    {0x7F000000, 8},  /* 127.0.0.0/8, loopback */
    {0xA83F8110, 32}, /* 168.63.129.16/32, in no registry: metadata of a large cloud */
    {0xA9FE0000, 16}, /* 169.254.0.0/16, link-local and cloud metadata */
    {0xAC100000, 12}, /* 172.16.0.0/12, private */
    {0xC0000000, 24}, /* 192.0.0.0/24, protocol assignments */
    {0xC0000200, 24}, /* 192.0.2.0/24, documentation */
    {0xC01FC400, 24}, /* 192.31.196.0/24, AS112 */
    {0xC034C100, 24}, /* 192.52.193.0/24, AMT */
    {0xC0586300, 24}, /* 192.88.99.0/24, 6to4 relays */
    {0xC0A80000, 16}, /* 192.168.0.0/16, private */
    {0xC0AF3000, 24}, /* 192.175.48.0/24, AS112 */
    {0xC6120000, 15}, /* 198.18.0.0/15, benchmarks */
    {0xC6336400, 24}, /* 198.51.100.0/24, documentation */
    {0xCB007100, 24}, /* 203.0.113.0/24, documentation */
    {0xE0000000, 4},  /* 224.0.0.0/4, multicast */
    {0xF0000000, 4},  /* 240.0.0.0/4, reserved and broadcast */
};

static bool is_public4(uint32_t address)
{
    for (size_t i = 0; i < N_OF(PRIVATE4); i++) {
        uint32_t mask = UINT32_MAX << (32 - PRIVATE4[i].bits);
        if ((address & mask) == PRIVATE4[i].network)
            return false;
    }
    return true;
}

struct range6 {
    unsigned char prefix[16];
    int bits;
};

/* Within 2000::/3, the only part of IPv6 that is given out. */
static const struct range6 PRIVATE6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},       /* protocol assignments: Teredo, benchmarks, ORCHID */
    {{0x20, 0x01, 0x0D, 0xB8}, 32},       /* documentation */
    {{0x3F, 0xFE}, 16},                   /* 6bone, returned */
    {{0x3F, 0xFF, 0x00}, 20},             /* documentation */
    {{0x26, 0x20, 0x00, 0x4F, 0x80}, 48}, /* AS112 */
};

static bool has_prefix(const unsigned char *address, const unsigned char *prefix, int bits)
{
    int n_bytes = bits / 8;
    if (memcmp(address, prefix, (size_t)n_bytes) != 0)
        return false;
    int rest = bits % 8;
    return rest == 0 || ((address[n_bytes] ^ prefix[n_bytes]) >> (8 - rest)) == 0;
}

static uint32_t ipv4_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_public6(const unsigned char *a)
{
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    static const unsigned char nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (memcmp(a, mapped, sizeof(mapped)) == 0 || memcmp(a, nat64, sizeof(nat64)) == 0)
        return is_public4(ipv4_at(a + 12));
    if ((a[0] & 0xE0) != 0x20)
        return false;
    if (a[0] == 0x20 && a[1] == 0x02)
        return is_public4(ipv4_at(a + 2)); /* 6to4 */
    for (size_t i = 0; i < N_OF(PRIVATE6); i++) {
        if (has_prefix(a, PRIVATE6[i].prefix, PRIVATE6[i].bits))
            return false;
    }
    return true;
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof(in));
        return is_public4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, address, sizeof(in6));
        return is_public6(in6.sin6_addr.s6_addr);
    }
    return false;
}

struct str address_print(struct arena *arena, const struct sockaddr *address)
{
    char text[INET6_ADDRSTRLEN] = "";
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof(in));
        inet_ntop(AF_INET, &in.sin_addr, text, sizeof(text));
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, address, sizeof(in6));
        inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof(text));
    }
    return str_copy(arena, str_from_c(text));
}
