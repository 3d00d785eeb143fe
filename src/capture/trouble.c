/* The reasons in English, each with the way to mend it. */

#include "capture/capture.h"

static const struct str sentences[] = {
    [CAPTURE_NO_TROUBLE] = STR_INIT("Nothing is wrong."),
    [CAPTURE_EMPTY] = STR_INIT("There is no text in it; paste or choose something to share."),
    [CAPTURE_NO_ARTICLE] = STR_INIT("No article was found on the page; paste its text instead."),
    [CAPTURE_BINARY] =
        STR_INIT("This is not text or HTML; save the article as a web page or paste its text."),
    [CAPTURE_INPUT_TOO_LARGE] = STR_INIT("This is too long for one article; share a part of it."),
    [CAPTURE_BAD_ADDRESS] =
        STR_INIT("This is no web address; it must start with http:// or https:// and hold no "
                 "name or password."),
    [CAPTURE_BAD_PORT] =
        STR_INIT("Pages are fetched from ports 80 and 443 only; paste the text instead."),
    [CAPTURE_PRIVATE_ADDRESS] =
        STR_INIT("The address leads into a private network, which this site does not fetch from; "
                 "paste the text instead."),
    [CAPTURE_NAME_UNKNOWN] = STR_INIT("There is no site of that name; check the address."),
    [CAPTURE_UNREACHABLE] = STR_INIT("The site did not accept the connection; try again later."),
    [CAPTURE_TLS] =
        STR_INIT("The site's certificate or encryption cannot be trusted; check the address or "
                 "paste the text instead."),
    [CAPTURE_TOO_SLOW] =
        STR_INIT("The site took too long to answer; try again later or paste the text."),
    [CAPTURE_TOO_LARGE] = STR_INIT("The page is too large; paste the article's text instead."),
    [CAPTURE_TOO_MANY_REDIRECTS] =
        STR_INIT("The address leads from one to another without end; open it in a browser and "
                 "copy the last one."),
    [CAPTURE_NOT_A_PAGE] =
        STR_INIT("The address is not a web page; link to the article's page or paste its text."),
    [CAPTURE_MISSING] = STR_INIT("The site says that there is no such page; check the address."),
    [CAPTURE_GONE] =
        STR_INIT("The site says that the page was removed; paste the text if you have it."),
    [CAPTURE_FORBIDDEN] =
        STR_INIT("The site shows this page to its own readers only; paste the text instead."),
    [CAPTURE_BUSY] = STR_INIT("The site is busy or limits how often it is asked; try again later."),
    [CAPTURE_SERVER_TROUBLE] =
        STR_INIT("The site answered with an error; try again later or paste the text."),
    [CAPTURE_BROKEN_ANSWER] =
        STR_INIT("The site's answer was cut short or garbled; try again or paste the text."),
    [CAPTURE_TOO_COMPLEX] =
        STR_INIT("The page is too complex to read; paste the article's text instead."),
    [CAPTURE_CRASHED] =
        STR_INIT("The page could not be read because of a fault of this site; paste the text "
                 "instead and tell the operator."),
    [CAPTURE_NOT_MODIFIED] = STR_INIT("The page has not changed since it was captured."),
    [CAPTURE_ROBOTS] =
        STR_INIT("The site asks programs not to fetch this page; open it in your browser and "
                 "use the sharing bookmark, or paste the text."),
    [CAPTURE_BOT_WALL] =
        STR_INIT("The site checks that a person is reading; open the page in your browser and "
                 "use the sharing bookmark, or paste the text."),
    [CAPTURE_PAYWALL] =
        STR_INIT("The article is for subscribers; if you are one, open it in your browser and "
                 "use the sharing bookmark, or paste the text."),
    [CAPTURE_SIGN_IN_PAGE] =
        STR_INIT("The site asks to sign in first; open the page in your browser and use the "
                 "sharing bookmark, or paste the text."),
    [CAPTURE_CONSENT_WALL] =
        STR_INIT("The site asks for consent before it shows the page; open it in your browser "
                 "and use the sharing bookmark, or paste the text."),
    [CAPTURE_SCRIPT_ONLY] =
        STR_INIT("The page's text comes by script only; open it in your browser and use the "
                 "sharing bookmark, or paste the text."),
    [CAPTURE_NOT_A_FEED] =
        STR_INIT("This is no feed; look for a link to the site's RSS or Atom feed."),
    [CAPTURE_PDF] = STR_INIT("This is a PDF, which is not read here; open it and paste its text."),
    [CAPTURE_NOT_A_PICTURE] = STR_INIT(
        "The address is not a picture of a kind that is kept: JPEG, PNG, GIF, WebP, AVIF."),
    [CAPTURE_PICTURE_TOO_LARGE] = STR_INIT("The picture is too large to be kept."),
    [CAPTURE_BROKEN_PICTURE] = STR_INIT("The picture is broken or cut short."),
};

struct str capture_trouble_text(enum capture_trouble trouble)
{
    return sentences[trouble];
}

struct str capture_reason_text(struct arena *arena, struct capture_reason why)
{
    struct str text = capture_trouble_text(why.trouble);
    if (why.detail.len == 0)
        return text;
    return str_print(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(str_first(why.detail, 300)));
}
