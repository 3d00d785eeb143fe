#include "text/address.c"

#include "../unit.h"

static bool is_public(const char *text)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
        return address_is_public((const struct sockaddr *)&in);
    assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    return address_is_public((const struct sockaddr *)&in6);
}

static void lets_public_addresses_pass(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "1.1.1.1",        "8.8.8.8",         "9.255.255.255",    "11.0.0.0",
        "100.63.255.255", "100.128.0.0",     "126.255.255.255",  "128.0.0.0",
        "168.63.129.15",  "172.15.255.255",  "172.32.0.0",       "192.167.255.255",
        "192.169.0.0",    "223.255.255.255", "2606:4700::1111",  "2001:4860:4860::8888",
        "2a00::1",        "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8", "2002:808:808::1",
        "2001:200::1",
    };
    for (size_t i = 0; i < N_OF(addresses); i++)
        assert_true(is_public(addresses[i]));
}

static void refuses_all_others(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "168.63.129.16",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:2::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:a00:1::",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "3ffe::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "2620:4f:8000::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "2002:a9fe:a9fe::1",
    };
    for (size_t i = 0; i < N_OF(addresses); i++) {
        if (is_public(addresses[i]))
            fail_msg("%s", addresses[i]);
    }
}

static void refuses_other_families(void **state)
{
    (void)state;
    struct sockaddr local = {.sa_family = AF_UNIX};
    assert_false(address_is_public(&local));
}

static void prints_both_families(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xCB007107)};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    assert_str(address_print(&arena, (const struct sockaddr *)&in), "203.0.113.7");
    assert_str(address_print(&arena, (const struct sockaddr *)&in6), "::1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lets_public_addresses_pass),
        cmocka_unit_test(refuses_all_others),
        cmocka_unit_test(refuses_other_families),
        cmocka_unit_test(prints_both_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
