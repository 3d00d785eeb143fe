#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Every limit of the program, once: name, value, and what it bounds. Each has
 * a test at the limit and one past it. To change one, change it here. */

/* clang-format off */
#define LIMITS(X)                                                                                  \
    /* one request */                                                                              \
    X(REQUEST_ARENA_BYTES,     32 << 20, "memory that one request may ask for")                    \
    X(REQUEST_HEADER_BYTES,    16 << 10, "request line and header fields")                         \
    X(REQUEST_SMALL_BYTES,     16 << 10, "body of a form with a few short fields")                 \
    X(REQUEST_COMMENT_BYTES,  256 << 10, "body of a form with a comment in it, percent-encoded")   \
    X(REQUEST_ARTICLE_BYTES,   12 << 20, "body of a form with an article or a file in it")         \
    X(REQUEST_PARKED_BYTES,     4 << 20, "a page that a browser sends here from where it stands")  \
    X(REQUEST_DROPPED_BYTES,   64 << 20, "body that is read only to be able to say that it is too large") \
    X(REQUEST_FIELDS,                64, "fields in one form")                                     \
    X(URL_BYTES,                   2048, "an address, of ours or of others")                       \
    X(RESPONSE_BYTES,          16 << 20, "a page that we send")                                    \
    X(REFUSAL_BYTES,            1 << 20, "memory to say that a request took too much of it")       \
    /* the server */                                                                               \
    X(CONNECTIONS,                12288, "connections at once, where the system allows as many open files") \
    X(ANSWERS_TAKEN,               2048, "answers that wait for slow readers")                     \
    X(OTHER_FILES,                  256, "open files that are no connections")                     \
    X(CONNECTION_IDLE_SECONDS,       30, "a connection without traffic")                           \
    X(POOL_QUEUE,                   128, "requests that wait for slow work")                       \
    X(KEPT_BYTES,              32 << 20, "pages that are kept for those who ask next")             \
    X(KEPT_PAGES,                  8192, "how many")                                               \
    X(KNOWN_VISITORS,              4096, "sessions that are known without asking the store")       \
    X(WRITER_QUEUE,                4096, "writes that wait for the writer")                        \
    X(WRITER_BATCH,                 512, "writes that share one commit")                           \
    X(WRITER_GATHER_US,            5000, "microseconds that a batch waits for those answered last") \
    X(SIGN_IN_TRIES,                 10, "sign-ins tried in a quarter of an hour, per name")       \
    X(SIGN_IN_TRIES_ADDRESS,         50, "the same, per address")                                  \
    X(REGISTRATIONS_HOUR,            30, "accounts made in an hour, per address")                  \
    X(COMMENTS_MINUTE,               20, "comments in a minute, per member")                       \
    X(SHARES_MINUTE,                 30, "articles captured in a minute, per member")              \
    X(PARKED_MINUTE,                 10, "pages sent by browsers in a minute, per address")        \
    X(PARKED_PAGES,                  64, "such pages that wait for their member")                  \
    X(PARKED_BYTES,            32 << 20, "all of them together")                                   \
    X(PARKED_SECONDS,               900, "how long one waits")                                     \
    X(THROTTLE_BUCKETS,           16384, "who is counted for these")                               \
    X(FORM_SECONDS,                7200, "a stranger's form between its page and its sending")     \
    X(STOP_SECONDS,                  10, "running requests when the server is told to stop")       \
    /* what members type */                                                                        \
    X(NAME_CHARACTERS,               40, "a member's name")                                        \
    X(PASSWORD_MIN_CHARACTERS,       10, "a password at least")                                    \
    X(PASSWORD_BYTES,              1024, "a password at most")                                     \
    X(BLOG_TITLE_CHARACTERS,        100, "a blog's title")                                         \
    X(BLOG_DESCRIPTION_CHARACTERS, 1000, "a blog's description")                                   \
    X(SLUG_BYTES,                    80, "the readable part of an address")                        \
    X(HANDLE_BYTES,                  40, "a member's handle in addresses")                         \
    X(TITLE_CHARACTERS,             300, "an article's title")                                     \
    X(ENDING_BYTES,                 120, "the last words of a text, to know it again by")          \
    X(BYLINE_CHARACTERS,            300, "an article's byline")                                    \
    X(SOURCE_CHARACTERS,            120, "a source's name")                                        \
    X(DATELINE_CHARACTERS,          100, "a dateline")                                             \
    X(STANDFIRST_CHARACTERS,       1000, "a standfirst")                                           \
    X(EXCERPT_CHARACTERS,           400, "an excerpt")                                             \
    X(OPENING_CHARACTERS,           200, "the beginning of a text in lists: two lines")            \
    X(EXCERPT_WORDS,               1000, "words of a source's articles that an excerpt may have")  \
    X(EXCERPT_WORD_BYTES,            64, "text looked at for each word of an excerpt")             \
    X(LICENCE_CHARACTERS,           300, "a note on the licence of a source")                      \
    X(CLAIMANT_CHARACTERS,          120, "who asks for an article to be taken down")               \
    X(REASON_CHARACTERS,           1000, "why a moderator acted, as everybody may read it")        \
    X(NOTE_CHARACTERS,             2000, "what moderators note for themselves")                    \
    X(TAGS,                          12, "tags of one article")                                    \
    X(TAG_CHARACTERS,                40, "one tag")                                                \
    X(ARTICLE_BYTES,            2 << 20, "an article's clean HTML")                                \
    X(COMMENT_CHARACTERS,         20000, "a comment's Markdown")                                   \
    X(COMMENT_DEPTH,                 50, "levels of replies; deeper ones stay on the last")        \
    X(BLOGS_OF_MEMBER,               50, "blogs of one member")                                    \
    X(SESSION_DAYS,                  90, "a session without a visit")                              \
    X(INVITE_DAYS,                   14, "an invitation or set-up link")                           \
    /* pages */                                                                                    \
    X(LIST_ITEMS,                    20, "articles on a page of a list")                           \
    X(SOURCE_ITEMS,                  50, "sources on a page of their list")                        \
    X(MODERATION_ITEMS,              30, "entries on a page of the moderation log")                \
    X(TAKEDOWNS_TOLD,                10, "takedowns told to a sharer at once")                     \
    X(THREAD_ITEMS,                  50, "comments on a page of a thread")                         \
    X(DAY_ITEMS,                      3, "articles of each year on the page of a day of the year") \
    X(DAY_YEARS,                      5, "years on it that have articles of that day")             \
    X(DAY_YEARS_SOUGHT,             100, "years looked through for them")                          \
    X(DISCUSSED_AMONG,              500, "among how many of the newest the most discussed are")    \
    X(LIKERS_NAMED,                   5, "members named beside a like count")                      \
    /* untrusted documents */                                                                      \
    X(HTML_BYTES,              10 << 20, "HTML handed to the parser")                              \
    X(HTML_DEPTH,                   200, "nesting of elements that is kept")                       \
    X(HTML_NODES,                200000, "nodes of a parsed document")                             \
    X(HTML_TREE_BYTES,        128 << 20, "memory of a parsed document")                            \
    X(HTML_ATTRIBUTES,               64, "attributes of one element that are kept")                \
    X(JSON_DEPTH,                   100, "nesting of a record that is passed over")                \
    X(LANGUAGE_BYTES,          64 << 10, "text looked at to tell its language")                    \
    X(DIFF_EDITS,                  2000, "changed words until a difference is shown coarsely")     \
    X(FETCH_BYTES,             10 << 20, "a fetched document, as it comes and after decompression") \
    X(FETCH_HEAD_BYTES,        64 << 10, "the head of a request of ours or of its response")       \
    X(FETCH_REFUSAL_BYTES,    256 << 10, "what is kept of a page that came with a refusal")        \
    X(FETCH_REFRESH_SECONDS,          5, "the delay of a page that sends its reader elsewhere")    \
    X(FETCH_CODINGS,                  2, "content codings laid over each other")                   \
    X(ROBOTS_BYTES,           512 << 10, "a robots.txt; what follows is not read (RFC 9309, 2.5)") \
    X(TDMREP_BYTES,            64 << 10, "a /.well-known/tdmrep.json")                             \
    X(FETCH_REDIRECTS,                5, "redirects that a fetch follows")                         \
    X(FETCH_SECONDS,                 20, "a whole fetch")                                          \
    X(FETCH_CONNECT_SECONDS,          8, "the connection of a fetch")                              \
    X(CAPTURE_SECONDS,               40, "the life of a capture child")                            \
    X(CAPTURE_MEMORY_BYTES,   512 << 20, "the address space of a capture child's heap")            \
    X(CAPTURE_REQUEST_BYTES,   12 << 20, "what a capture child is asked: an article or a file")    \
    X(CAPTURE_ANSWER_BYTES,    16 << 20, "what a capture child hands back")                        \
    X(TERM_CHARACTERS,              300, "a validator, or what a page tells robots")               \
    X(CAPTURE_LINES,             100000, "lines of a pasted text that are not empty")              \
    X(PICTURE_BYTES,            8 << 20, "a fetched picture")                                      \
    X(PICTURE_PIXELS,          50 << 20, "a picture before it is made smaller")                    \
    X(PICTURE_SIDE,               16383, "its width and its height, as WebP has them at most")     \
    X(PICTURES,                      12, "pictures of one article that are kept")                  \
    /* objects */                                                                                  \
    X(OBJECT_IDLE_SECONDS,        86400, "an object that no row names goes when it is older")      \
    X(PICTURE_ARTICLES,             100, "articles asked whether a picture may be seen")           \
    X(PICTURES_LEFT,                 12, "articles whose left pictures one step asks for")         \
    X(PICTURES_LEFT_SECONDS,          5, "between two of them")                                    \
    X(PICTURE_BATCH,               1000, "pictures looked through in one write")                   \
    X(OBJECT_BYTES,            32 << 20, "one snapshot or picture as it is kept")                  \
    /* feeds */                                                                                    \
    X(FEED_BYTES,              10 << 20, "a feed handed to the reader")                            \
    X(FEED_ITEMS,                  5000, "items of a feed that are kept")                          \
    X(FEED_DEPTH,                   100, "nesting of elements that a feed's reader follows")       \
    X(FEED_ENTRY_BYTES,        64 << 10, "an article's text in a feed of ours; longer ones have their summary alone") \
    X(FEED_TEXT_BYTES,          2 << 20, "one text of a feed")                                     \
    X(FEED_VALUES,                  500, "values of one kind in one item: links, tags, people")    \
    X(OPML_FEEDS,                  5000, "feeds of a list that is read")                           \
    X(XML_ATTRIBUTES,              5000, "equals signs of one tag that is handed to libxml2")      \
    X(FEED_SECONDS,                  10, "the life of a child that reads a feed")                  \
    X(FEED_ARENA_BYTES,        96 << 20, "memory for one feed on our side")                        \
    /* what blogs are fed from */                                                                  \
    X(SUBSCRIPTIONS_OF_MEMBER,     2000, "feeds that one member's blogs are fed from")             \
    X(FOLDER_CHARACTERS,            120, "the folder of a feed")                                   \
    X(FILTER_CHARACTERS,           1000, "the words that a feed is filtered by")                   \
    X(ITEMS_A_DAY,                 1000, "what a feed may be told to share a day at most")         \
    X(ITEMS_AT_ONCE,                100, "new items of a feed taken at one check, the newest")     \
    X(ITEM_KEY_BYTES,              1024, "what an item of a feed is known by")                     \
    X(CHECK_SECONDS_MIN,            900, "between two checks of one feed at least")                \
    X(CHECK_SECONDS_MAX,          86400, "between two checks of one feed at most")                 \
    X(HUB_BYTES,                1 << 20, "what a hub sends at once")                               \
    X(HUB_CALLS_MINUTE,              20, "calls of a hub in a minute, per feed")                   \
    X(FETCHER_REQUESTS,             500, "fetches of one fetcher before another takes over")       \
    X(RETRY_AFTER_SECONDS,       604800, "that a publisher may ask us to stay away")               \
    /* import and export */                                                                        \
    X(RECORD_BYTES,             8 << 20, "one record of a file that is imported: a line, an item") \
    X(RECORD_COMMENTS,            20000, "comments of one record")                                 \
    /* jobs */                                                                                     \
    X(JOB_TRIES,                      4, "tries of a job before it is set aside")                  \
    X(JOB_LEASE_SECONDS,            120, "a job's lease")                                          \
    /* what was captured, and looking at it again */                                               \
    X(ADDRESS_BATCH,                200, "articles that get their address keys in one write")      \
    X(OPENING_BATCH,                200, "articles that get their opening in one write")           \
    X(RECHECKS,                      12, "times at which a shared link is looked at again")        \
    X(RECHECK_DAYS,                 365, "the last of these times")                                \
    X(RECHECK_HOST_SECONDS,          10, "between two articles of one host")                       \
    X(RECHECK_CONFIRM_SECONDS,      300, "until a change is looked at a second time")              \
    X(RECHECK_SUSPICIONS,             3, "changes in a row, each another, until a page is left alone") \
    X(SOURCE_REVISIONS,             100, "versions of a source's text that are kept")              \
    /* search */                                                                                   \
    X(SEARCH_WORD_BYTES,             48, "a word as the index has it; longer ones are cut")        \
    X(SEARCH_QUERY_BYTES,          1500, "what is sought; what follows is not read")               \
    X(SEARCH_QUERY_WORDS,            32, "words of what is sought")                                \
    X(SEARCH_LIST_BYTES,       12 << 20, "of the index that one search reads, the newest first")   \
    X(SEARCH_RANKED,                400, "best results that can be paged through")                 \
    X(SEARCH_TEXTS,                 150, "texts that one search reads to find a phrase")           \
    X(SEARCH_SIMILAR,                 6, "words that a misspelt one may have been meant for")      \
    X(SEARCH_SUGGESTIONS,             8, "words suggested while one is typed")                     \
    X(SEARCH_RECENT,               2048, "documents of a kind that wait for a segment")            \
    X(SEARCH_RECENT_BYTES,    512 << 10, "their words")                                            \
    X(SEARCH_BATCH,                 200, "articles of a store from before that are indexed in one write") \
    X(SEARCH_BULK_BYTES,        8 << 20, "words of articles that are gathered before they are written")
/* clang-format on */

enum limit {
#define LIMIT_ENUMERATOR(name, value, what) LIMIT_##name = (value),
    LIMITS(LIMIT_ENUMERATOR)
#undef LIMIT_ENUMERATOR
};

#endif
