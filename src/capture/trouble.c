/* The reasons in English, each with the way to mend it. */

#include "capture/capture.h"

struct str capture_trouble_text(enum capture_trouble trouble)
{
    switch (trouble) {
    case CAPTURE_NO_TROUBLE:
        return STR("Nothing is wrong.");
    case CAPTURE_EMPTY:
        return STR("There is no text in it; paste or choose something to share.");
    case CAPTURE_NO_ARTICLE:
        return STR("No article was found on the page; paste its text instead.");
    case CAPTURE_BINARY:
        return STR("This is not text or HTML; save the article as a web page or paste its text.");
    case CAPTURE_INPUT_TOO_LARGE:
        return STR("This is too long for one article; share a part of it.");
    case CAPTURE_BAD_ADDRESS:
        return STR("This is no web address; it must start with http:// or https:// and hold no "
                   "name or password.");
    case CAPTURE_BAD_PORT:
        return STR("Pages are fetched from ports 80 and 443 only; paste the text instead.");
    case CAPTURE_PRIVATE_ADDRESS:
        return STR("The address leads into a private network, which this site does not fetch from; "
                   "paste the text instead.");
    case CAPTURE_NAME_UNKNOWN:
        return STR("There is no site of that name; check the address.");
    case CAPTURE_UNREACHABLE:
        return STR("The site did not accept the connection; try again later.");
    case CAPTURE_TLS:
        return STR("The site's certificate or encryption cannot be trusted; check the address or "
                   "paste the text instead.");
    case CAPTURE_TOO_SLOW:
        return STR("The site took too long to answer; try again later or paste the text.");
    case CAPTURE_TOO_LARGE:
        return STR("The page is too large; paste the article's text instead.");
    case CAPTURE_TOO_MANY_REDIRECTS:
        return STR("The address leads from one to another without end; open it in a browser and "
                   "copy the last one.");
    case CAPTURE_NOT_A_PAGE:
        return STR("The address is not a web page; link to the article's page or paste its text.");
    case CAPTURE_MISSING:
        return STR("The site says that there is no such page; check the address.");
    case CAPTURE_GONE:
        return STR("The site says that the page was removed; paste the text if you have it.");
    case CAPTURE_FORBIDDEN:
        return STR("The site shows this page to its own readers only; paste the text instead.");
    case CAPTURE_BUSY:
        return STR("The site is busy or limits how often it is asked; try again later.");
    case CAPTURE_SERVER_TROUBLE:
        return STR("The site answered with an error; try again later or paste the text.");
    case CAPTURE_BROKEN_ANSWER:
        return STR("The site's answer was cut short or garbled; try again or paste the text.");
    case CAPTURE_NOT_A_PICTURE:
        return STR("The address is not a picture of a kind that is kept: JPEG, PNG, GIF, WebP or "
                   "AVIF.");
    case CAPTURE_PICTURE_TOO_LARGE:
        return STR("The picture has too many pixels to be kept.");
    case CAPTURE_BROKEN_PICTURE:
        return STR("The picture is broken or cut short.");
    case CAPTURE_TOO_COMPLEX:
        return STR("The page is too complex to read; paste the article's text instead.");
    case CAPTURE_CRASHED:
        return STR("The page could not be read because of a fault of this site; paste the text "
                   "instead and tell the operator.");
    }
    check_failed("every trouble has words", __FILE__, __LINE__);
}

struct str capture_reason_text(struct arena *arena, struct capture_reason why)
{
    struct str text = capture_trouble_text(why.trouble);
    if (why.detail.len == 0)
        return text;
    return str_print(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(str_first(why.detail, 300)));
}
