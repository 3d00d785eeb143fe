#include "web/pages/feed_trouble.h"

#include "web/pages/trouble.h"

/* Where an article's words would mislead. */
static const struct str words[] = {
    [CAPTURE_NO_TROUBLE] = STR_INIT(""),
    [CAPTURE_EMPTY] = MESSAGE("The feed is empty."),
    [CAPTURE_NO_ARTICLE] = MESSAGE("There is nothing in the feed."),
    [CAPTURE_BINARY] = MESSAGE("This is no feed but some other kind of file."),
    [CAPTURE_INPUT_TOO_LARGE] = MESSAGE("The feed is too large to be read."),
    [CAPTURE_BAD_ADDRESS] = MESSAGE(
        "This is not a web address that can be fetched. It starts with https:// or http://."),
    [CAPTURE_BAD_PORT] = MESSAGE("This address has an unusual port, which is not fetched."),
    [CAPTURE_PRIVATE_ADDRESS] =
        MESSAGE("This address leads into a private network, which is never fetched."),
    [CAPTURE_NAME_UNKNOWN] =
        MESSAGE("There is no site of that name. Check the address for a typing error."),
    [CAPTURE_UNREACHABLE] = MESSAGE("The site cannot be reached at present. It is tried again."),
    [CAPTURE_TLS] = MESSAGE("The site's certificate is not valid, so what it sends cannot be "
                            "trusted. It is tried again."),
    [CAPTURE_TOO_SLOW] = MESSAGE("The site took too long to answer. It is tried again."),
    [CAPTURE_TOO_LARGE] = MESSAGE("The feed is too large to be read."),
    [CAPTURE_TOO_MANY_REDIRECTS] =
        MESSAGE("The site sends us in circles. Check the address in a browser."),
    [CAPTURE_NOT_A_PAGE] = MESSAGE("This address is no feed ({detail})."),
    [CAPTURE_MISSING] =
        MESSAGE("The site says that there is nothing at this address. It is tried again."),
    [CAPTURE_GONE] = MESSAGE("The site says that this feed is gone for good. It is not looked at "
                             "any more."),
    [CAPTURE_FORBIDDEN] =
        MESSAGE("The site does not let programs read this feed. It is tried again."),
    [CAPTURE_BUSY] =
        MESSAGE("The site asks us to come less often, or is too busy. It is tried again later."),
    [CAPTURE_SERVER_TROUBLE] =
        MESSAGE("The site answered with an error ({detail}). It is tried again."),
    [CAPTURE_BROKEN_ANSWER] = MESSAGE("What the site sent is damaged. It is tried again."),
    [CAPTURE_NOT_A_FEED] = MESSAGE("This is no feed, nor a page that names one ({detail}). Look "
                                   "for a link to its RSS or Atom feed."),
    [CAPTURE_TOO_COMPLEX] =
        MESSAGE("The feed is built in such a tangled way that it could not be read."),
    [CAPTURE_CRASHED] = MESSAGE("Reading this feed failed on our side. It is tried again."),
};

struct str
feed_trouble_words(struct arena *arena, enum language language, struct capture_reason why)
{
    bool is_of_feeds = (size_t)why.trouble < N_OF(words) && words[why.trouble].len > 0;
    if (!is_of_feeds)
        return trouble_words(arena, language, why);
    struct str detail = why.detail.len > 0 ? why.detail : STR("?");
    return tr_fill(arena, tr_str(language, words[why.trouble]), HOLES({STR("detail"), detail}));
}
