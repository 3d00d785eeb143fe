#include "web/pages/trouble.h"

static const struct str words[] = {
    [CAPTURE_NO_TROUBLE] = STR_INIT(""),
    [CAPTURE_EMPTY] =
        MESSAGE("There is nothing in it. Paste the article's text, or choose its file."),
    [CAPTURE_NO_ARTICLE] = MESSAGE(
        "No article was found on this page. Copy its text and paste it into the third field."),
    [CAPTURE_BINARY] =
        MESSAGE("This file is neither text nor a web page. Save the article as HTML or as text."),
    [CAPTURE_INPUT_TOO_LARGE] = MESSAGE("This is too large. Keep only the article itself."),
    [CAPTURE_BAD_ADDRESS] = MESSAGE(
        "This is not a web address that can be fetched. It starts with https:// or http://."),
    [CAPTURE_BAD_PORT] = MESSAGE(
        "This address has an unusual port, which is not fetched. Paste the article instead."),
    [CAPTURE_PRIVATE_ADDRESS] = MESSAGE("This address leads into a private network, which is never "
                                        "fetched. Paste the article instead."),
    [CAPTURE_NAME_UNKNOWN] =
        MESSAGE("There is no site of that name. Check the address for a typing error."),
    [CAPTURE_UNREACHABLE] =
        MESSAGE("The site cannot be reached at present. Try again later, or paste the article."),
    [CAPTURE_TLS] = MESSAGE("The site's certificate is not valid, so what it sends cannot be "
                            "trusted. Open it yourself and paste the article."),
    [CAPTURE_TOO_SLOW] =
        MESSAGE("The site took too long to answer. Try again later, or paste the article."),
    [CAPTURE_TOO_LARGE] = MESSAGE(
        "The page is too large. Copy the article's text and paste it into the third field."),
    [CAPTURE_TOO_MANY_REDIRECTS] =
        MESSAGE("The site sends us in circles. Open the page yourself and paste the article."),
    [CAPTURE_NOT_A_PAGE] = MESSAGE(
        "This address is not a web page ({detail}). Give the address of the article itself."),
    [CAPTURE_MISSING] =
        MESSAGE("The site says that there is no such page. Check the address for a typing error."),
    [CAPTURE_GONE] = MESSAGE("The site says that this page was taken down."),
    [CAPTURE_FORBIDDEN] = MESSAGE("The site does not let programs read this page, or asks for a "
                                  "subscription. Open it yourself and paste the article."),
    [CAPTURE_BUSY] =
        MESSAGE("The site is too busy to answer. Try again later, or paste the article."),
    [CAPTURE_SERVER_TROUBLE] = MESSAGE(
        "The site answered with an error ({detail}). Try again later, or paste the article."),
    [CAPTURE_BROKEN_ANSWER] =
        MESSAGE("What the site sent is damaged. Try again later, or paste the article."),
    [CAPTURE_NOT_A_FEED] = MESSAGE("This is no feed ({detail})."),
    [CAPTURE_NOT_A_PICTURE] =
        MESSAGE("This is not a picture of a kind that is kept (JPEG, PNG, GIF, WebP or AVIF)."),
    [CAPTURE_PICTURE_TOO_LARGE] = MESSAGE("The picture is too large to be kept."),
    [CAPTURE_BROKEN_PICTURE] = MESSAGE("The picture is broken or cut short."),
    [CAPTURE_TOO_COMPLEX] = MESSAGE("This page is built in such a tangled way that it could not be "
                                    "read. Copy the article's text and paste it."),
    [CAPTURE_CRASHED] =
        MESSAGE("Reading this page failed on our side. Copy the article's text and paste it."),
    [CAPTURE_NOT_MODIFIED] = MESSAGE("This page has not changed since it was captured."),
    [CAPTURE_ROBOTS] = MESSAGE("The site asks programs not to fetch this page. Open it in your "
                               "browser and use the sharing bookmark, or paste the article."),
    [CAPTURE_BOT_WALL] =
        MESSAGE("The site checks that a person is reading. Open the page in your browser and use "
                "the sharing bookmark, or paste the article."),
    [CAPTURE_PAYWALL] =
        MESSAGE("This article is for subscribers. If you are one, open it in your browser and use "
                "the sharing bookmark, or paste the article."),
    [CAPTURE_SIGN_IN_PAGE] =
        MESSAGE("The site asks you to sign in first. Open the page in your browser and use the "
                "sharing bookmark, or paste the article."),
    [CAPTURE_CONSENT_WALL] =
        MESSAGE("The site asks for consent before it shows the page. Open it in your browser and "
                "use the sharing bookmark, or paste the article."),
    [CAPTURE_SCRIPT_ONLY] =
        MESSAGE("The text of this page comes by script only. Open it in your browser and use the "
                "sharing bookmark, or paste the article."),
    [CAPTURE_PDF] = MESSAGE("This is a PDF, which is not read here. Open it and paste its text."),
};

struct str trouble_words(struct arena *arena, enum language language, struct capture_reason why)
{
    struct str text = tr_str(language, words[why.trouble]);
    struct str detail = why.detail.len > 0 ? why.detail : STR("?");
    return tr_fill(arena, text, HOLES({STR("detail"), detail}));
}
