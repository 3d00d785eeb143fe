/* What curl asks before it connects: the check that no name can talk its way around. */

#include "capture/fetch_hop.c"

#include "../unit.h"

#include <arpa/inet.h>

static struct str host_of_hop = STR_INIT("rebinding.example");

static struct fetch_hop hop_of(const struct fetch_request *request)
{
    return (struct fetch_hop){
        .request = request,
        .url = {.host = host_of_hop, .port = -1, .scheme = STR("https"), .has_host = true}};
}

/* Whether a connection to this address is let happen. */
static bool may_connect(struct fetch_hop *hop, const char *text, curlsocktype purpose)
{
    struct curl_sockaddr address = {.family = AF_INET, .socktype = SOCK_STREAM};
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
        memcpy(&address.addr, &in, sizeof in);
    } else {
        assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
        address.family = AF_INET6;
        memcpy(&address.addr, &in6, sizeof address.addr); /* as much as curl's own struct shows */
    }
    curl_socket_t made = open_socket(hop, purpose, &address);
    if (made != CURL_SOCKET_BAD)
        (void)close(made);
    return made != CURL_SOCKET_BAD;
}

/* A name that answers with a public address first and a private one at the next connection. */
static void checks_every_connection_of_a_name(void **state)
{
    (void)state;
    const struct fetch_request request = {.url = STR("https://rebinding.example/")};
    struct fetch_hop hop = hop_of(&request);
    assert_true(may_connect(&hop, "93.184.216.34", CURLSOCKTYPE_IPCXN));
    assert_int_equal(hop.why.trouble, CAPTURE_NO_TROUBLE);
    assert_false(may_connect(&hop, "127.0.0.1", CURLSOCKTYPE_IPCXN));
    assert_int_equal(hop.why.trouble, CAPTURE_PRIVATE_ADDRESS);
    assert_str(hop.why.detail, "rebinding.example");
    assert_false(may_connect(&hop, "169.254.169.254", CURLSOCKTYPE_IPCXN));
    assert_true(may_connect(&hop, "93.184.216.34", CURLSOCKTYPE_IPCXN));
    assert_int_equal(hop.why.trouble, CAPTURE_NO_TROUBLE);
}

static void lets_nobody_connect_to_us(void **state)
{
    (void)state;
    const struct fetch_request request = {.url = STR("https://rebinding.example/")};
    struct fetch_hop hop = hop_of(&request);
    assert_false(may_connect(&hop, "93.184.216.34", CURLSOCKTYPE_ACCEPT));
}

static void opens_a_range_for_all_names_and_a_name_for_itself(void **state)
{
    (void)state;
    const struct str range = STR("10.1.0.0/16");
    const struct str name = STR("rebinding.example:443");
    const struct str other = STR("other.example:443");
    struct fetch_request request = {.allow = {&range, 1}};
    struct fetch_hop hop = hop_of(&request);
    assert_true(may_connect(&hop, "10.1.2.3", CURLSOCKTYPE_IPCXN));
    assert_false(may_connect(&hop, "10.2.0.1", CURLSOCKTYPE_IPCXN));
    request.allow.items = &name;
    assert_true(may_connect(&hop, "10.2.0.1", CURLSOCKTYPE_IPCXN));
    request.allow.items = &other;
    assert_false(may_connect(&hop, "10.2.0.1", CURLSOCKTYPE_IPCXN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_every_connection_of_a_name),
        cmocka_unit_test(lets_nobody_connect_to_us),
        cmocka_unit_test(opens_a_range_for_all_names_and_a_name_for_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
