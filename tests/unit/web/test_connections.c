#include "web/connections.h"

#include "../unit.h"

#include <sys/socket.h>
#include <unistd.h>

enum { MAX = 3, MAX_TAKING = 2 };

struct client {
    int theirs;
    int ours;
    struct connection *connection;
};

static struct client arrive(struct connections *connections)
{
    int pair[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    return (struct client){pair[0], pair[1], connection_open(connections, pair[1])};
}

static void go(struct connections *connections, struct client *client)
{
    connection_close(connections, client->connection);
    close(client->ours);
    close(client->theirs);
}

static bool is_hung_up(const struct client *client)
{
    char byte;
    return recv(client->theirs, &byte, 1, MSG_DONTWAIT) == 0;
}

static void who_waited_longest_makes_room(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct connections *connections = connections_new(&arena, MAX, MAX_TAKING);
    struct client clients[MAX + 2];
    for (int i = 0; i < MAX; i++)
        clients[i] = arrive(connections);
    for (int i = 0; i < MAX; i++)
        assert_false(is_hung_up(&clients[i]));
    connection_begin(connections, clients[0].connection, CONNECTION_ASKING); /* says something */
    clients[MAX] = arrive(connections);
    assert_false(is_hung_up(&clients[0]));
    assert_true(is_hung_up(&clients[1]));
    clients[MAX + 1] = arrive(connections);
    assert_true(is_hung_up(&clients[2]));
    /* What comes late of one that was hung up on changes nothing. */
    connection_begin(connections, clients[1].connection, CONNECTION_TAKING);
    for (int i = 0; i < MAX + 2; i++)
        go(connections, &clients[i]);
    connections_done(connections);
}

static void so_many_answers_wait_to_be_taken(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct connections *connections = connections_new(&arena, MAX, MAX_TAKING);
    struct client clients[MAX];
    for (int i = 0; i < MAX; i++)
        clients[i] = arrive(connections);
    for (int i = 0; i < MAX_TAKING; i++)
        connection_begin(connections, clients[i].connection, CONNECTION_TAKING);
    assert_false(is_hung_up(&clients[0]));
    connection_begin(connections, clients[MAX_TAKING].connection, CONNECTION_TAKING);
    assert_true(is_hung_up(&clients[0]));
    assert_false(is_hung_up(&clients[1]));
    for (int i = 0; i < MAX; i++)
        go(connections, &clients[i]);
    connections_done(connections);
}

static void nobody_whose_answer_is_being_made_is_hung_up_on(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct connections *connections = connections_new(&arena, MAX, MAX_TAKING);
    struct client clients[MAX + 1];
    for (int i = 0; i < MAX; i++) {
        clients[i] = arrive(connections);
        connection_begin(connections, clients[i].connection, CONNECTION_WAITING);
    }
    clients[MAX] = arrive(connections);
    for (int i = 0; i <= MAX; i++)
        assert_false(is_hung_up(&clients[i]));
    for (int i = 0; i <= MAX; i++)
        go(connections, &clients[i]);
    connections_done(connections);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_waited_longest_makes_room),
        cmocka_unit_test(so_many_answers_wait_to_be_taken),
        cmocka_unit_test(nobody_whose_answer_is_being_made_is_hung_up_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
