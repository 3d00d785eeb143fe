#ifndef CAPTURE_FETCHER_H
#define CAPTURE_FETCHER_H

/* A child that fetches many addresses in its life, several at once, and
 * understands none of them: what it gets goes to another child to be read. For
 * feeds, most of which have nothing new: such a check costs a request and no
 * process. Belongs to one thread. */

#include "capture/fetch.h"

#include <sys/types.h>

/* How many fetches it has under way at most. */
enum { FETCHER_AT_ONCE = 16 };

struct fetcher {
    pid_t pid; /* 0: none runs */
    int fd;
    size_t n_asked; /* of this child */
    size_t n_under_way;
    int64_t deadline_ms; /* when one of those under way is overdue */
};

enum fetcher_event {
    FETCHER_NOTHING,  /* its time was over, or another descriptor became readable */
    FETCHER_ANSWERED, /* `*ret_answer` was written */
    FETCHER_LOST,     /* the child is gone, and with it all that was under way */
};

/* What is worth telling of an answer; texts are empty when it does not have them. */
struct fetched {
    struct str url;   /* after redirects */
    struct str moved; /* where it is for good; empty: where it was asked for */
    struct str content_type;
    struct str content_coding; /* still to be undone: content_coding.h */
    struct str etag;
    struct str last_modified;
    struct str links;    /* values of Link headers (RFC 8288) */
    int64_t max_age;     /* of Cache-Control, in seconds; 0: not said */
    int64_t retry_after; /* in seconds; 0: not said */
    struct str bytes;    /* as they came */
};

/* `number` is the caller's, told again with the answer. */
struct fetcher_answer {
    uint64_t number;
    struct capture_reason why;
    struct fetched page; /* with a trouble too, as far as the publisher answered */
};

/* Asks for one more; of the request only address, validators, form, site and what
 * is allowed count. False: not now, because enough are under way, because the
 * child has served its time and finishes, or because none could be started (logged). */
bool fetcher_ask(struct fetcher *fetcher, uint64_t number, const struct fetch_request *request);

/* Waits for an answer, at most `timeout_ms`, or until one of `fds` is readable. */
enum fetcher_event fetcher_wait(struct arena *arena,
                                struct fetcher *fetcher,
                                const int fds[2],
                                int timeout_ms,
                                struct fetcher_answer *ret_answer);

/* Ends the child, whatever it does. The next fetcher_ask starts another. */
void fetcher_stop(struct fetcher *fetcher);

/* The child's side: started as `passalong capture-fetcher`, like child.h. */
#define FETCHER_CHILD_ARGUMENT "capture-fetcher"
int fetcher_child_main(void);

#endif
