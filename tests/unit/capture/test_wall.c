/* What stands in an article's place, and what a page says beside its article. */

#include "capture/understand.h"

#include "capture/page_signs.h"
#include "capture/wall.h"

#include "../unit.h"

#include "base/limits.h"

#define SENTENCES                                                                                  \
    "<p>The baker lets the dough rest overnight in a cool room before anybody touches it, and "    \
    "nobody in the village would dare to wake it earlier than that.</p><p>Then it is baked in a "  \
    "slow oven until the crust sings to the baker who waits for it, and the street knows by the "  \
    "smell of it what time it is, for no clock there was ever as regular as the bread.</p>"

static enum capture_trouble
read_page(struct arena *arena, const char *html, const char *url, struct finding *ret_finding)
{
    const struct material material = {.kind = CAPTURE_LINK,
                                      .bytes = str_from_c(html),
                                      .content_type = STR("text/html; charset=utf-8"),
                                      .url = str_from_c(url)};
    return understand(arena, &material, ret_finding);
}

static void names_what_stands_in_the_way(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *url;
        enum capture_trouble trouble;
    } cases[] = {
        {"<title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue"
         "</noscript><script>window._cf_chl_opt={}</script>",
         "https://a.example/story", CAPTURE_BOT_WALL},
        {"<title>Robot or human?</title><p>Press and hold.</p><div id=px-captcha></div>"
         "<script src=x.js></script>",
         "https://a.example/story", CAPTURE_BOT_WALL},
        {"<title>a.example</title><form><div class=h-captcha data-sitekey=1></div></form>",
         "https://a.example/story", CAPTURE_BOT_WALL},
        {"<title>Log in - The Daily</title><h1>Log in</h1><form><input name=u><input "
         "type=password name=p><button>Log in</button></form><p>Forgot your password?</p>",
         "https://a.example/login?next=/story", CAPTURE_SIGN_IN_PAGE},
        {"<title>登录</title><form><input type=password></form><p>请输入密码</p>",
         "https://a.example/login", CAPTURE_SIGN_IN_PAGE},
        {"<title>Before you continue</title><p>We use cookies and data to deliver and maintain our "
         "services.</p><form action=/save><button>Reject all</button><button>Accept all</button>"
         "</form>",
         "https://consent.a.example/m?continue=/story", CAPTURE_CONSENT_WALL},
        {"<title>Your privacy</title><p>We and our partners store cookies.</p><form><input "
         "type=submit value='Accept all'></form>",
         "https://a.example/collectConsent?sessionId=1", CAPTURE_CONSENT_WALL},
        {"<title>App</title><noscript>You need to enable JavaScript to run this app.</noscript>"
         "<div id=root></div><script src=main.js></script>",
         "https://a.example/story", CAPTURE_SCRIPT_ONLY},
        {"<title>App</title><div id=root></div><script src=main.js></script>",
         "https://a.example/story", CAPTURE_SCRIPT_ONLY},
        {"<title>A story of bread</title><script type=application/ld+json>"
         "{\"@type\":\"NewsArticle\", \"isAccessibleForFree\" : \"False\"}</script>"
         "<article><h1>A story of bread</h1><p>Subscribe.</p></article>",
         "https://a.example/story", CAPTURE_PAYWALL},
        {"<title>Nothing</title><img src=a.png>", "https://a.example/story", CAPTURE_NO_ARTICLE},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
        struct finding finding = {0};
        print_message("%s\n", cases[i].html);
        assert_int_equal(read_page(&arena, cases[i].html, cases[i].url, &finding),
                         cases[i].trouble);
    }
}

/* An article stays one, whatever stands around it. */
static void leaves_articles_alone(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<title>Just a moment: why bread waits</title><article>" SENTENCES "</article>",
        "<title>How to log in to a bakery</title><article>" SENTENCES
        "</article><form><input type=password></form>",
        "<title>Captcha, a history</title><article>" SENTENCES
        "</article><div class=g-recaptcha></div><script src=x.js></script>",
        "<title>Bread</title><noscript>Please enable JavaScript</noscript><article>" SENTENCES
        "</article><script src=x.js></script><button>Accept all</button>",
        "<title>Consent</title><article>" SENTENCES "</article><button>Accept all</button>",
        "<title>Flash</title><article><h1>Flash</h1><p>The bridge is closed until noon.</p>"
        "</article><script src=x.js></script>",
    };
    for (size_t i = 0; i < N_OF(pages); i++) {
        SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
        struct finding finding = {0};
        print_message("%s\n", pages[i]);
        assert_int_equal(
            read_page(&arena, pages[i], "https://a.example/consent-of-bakers", &finding),
            CAPTURE_NO_TROUBLE);
        assert_false(finding.is_cut);
    }
}

static void notes_that_only_the_opening_is_shown(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct finding finding = {0};
    static const char paid[] =
        "<title>Bread</title><script type=application/ld+json>{\"@type\":\"NewsArticle\","
        "\"isAccessibleForFree\":false}</script><article>" SENTENCES "</article>";
    static const char whole[] =
        "<title>Bread</title><script type=application/ld+json>{\"@type\":\"NewsArticle\","
        "\"wordCount\":80,\"isAccessibleForFree\":false}</script><article>" SENTENCES "</article>";
    static const char phrase[] =
        "<title>Bread</title><article>" SENTENCES
        "</article><div class=paywall-box>Already a subscriber? Sign in</div>";
    assert_int_equal(read_page(&arena, paid, "https://a.example/", &finding), CAPTURE_NO_TROUBLE);
    assert_true(finding.is_cut);
    assert_int_equal(read_page(&arena, whole, "https://a.example/", &finding), CAPTURE_NO_TROUBLE);
    assert_false(finding.is_cut);
    assert_int_equal(read_page(&arena, phrase, "https://a.example/", &finding), CAPTURE_NO_TROUBLE);
    assert_true(finding.is_cut);
}

static void tells_refusals_apart(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct material material = {.kind = CAPTURE_LINK,
                                .bytes = STR("<title>Access denied</title><p>No."),
                                .head = STR("HTTP/1.1 403 Forbidden\r\n\r\n")};
    assert_int_equal(understand_refusal(&arena, &material, CAPTURE_FORBIDDEN), CAPTURE_FORBIDDEN);
    material.head = STR("HTTP/2 403\r\nCF-Mitigated: challenge\r\n\r\n");
    assert_int_equal(understand_refusal(&arena, &material, CAPTURE_FORBIDDEN), CAPTURE_BOT_WALL);
    material.head = STR("HTTP/1.1 503 Busy\r\n\r\n");
    material.bytes = STR("<title>Checking your browser</title><script src=c.js></script>");
    assert_int_equal(understand_refusal(&arena, &material, CAPTURE_BUSY), CAPTURE_BOT_WALL);
    material.bytes = STR("<title>Sign in</title><form><input type=password></form>");
    assert_int_equal(understand_refusal(&arena, &material, CAPTURE_FORBIDDEN),
                     CAPTURE_SIGN_IN_PAGE);
}

static void reads_a_refresh(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0; url=/x", "/x"},
        {"0;URL='/x?a=1;b'", "/x?a=1;b"},
        {"3, https://a.example/", "https://a.example/"},
        {" 1.5 ;\turl = \"/x\" y", "/x"},
        {"5; /x", "/x"},
        {"6; url=/x", ""},
        {"300", ""},
        {"0", ""},
        {"0;", ""},
        {"url=/x", ""},
        {"0x/x", ""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        print_message("%s\n", cases[i][0]);
        assert_str(page_refresh_address(str_from_c(cases[i][0])), cases[i][1]);
    }
    assert_int_equal(LIMIT_FETCH_REFRESH_SECONDS, 5);
}

static void follows_no_refresh_to_itself_or_in_noscript(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct finding finding = {0};
    assert_int_equal(read_page(&arena, "<meta http-equiv=refresh content='0; url=b#c'>" SENTENCES,
                               "https://a.example/a", &finding),
                     CAPTURE_NO_TROUBLE);
    assert_str(finding.refresh, "https://a.example/b");
    assert_int_equal(read_page(&arena, "<meta http-equiv=refresh content='0; url=a#c'>" SENTENCES,
                               "https://a.example/a", &finding),
                     CAPTURE_NO_TROUBLE);
    assert_str(finding.refresh, "");
    assert_int_equal(
        read_page(&arena,
                  "<noscript><meta http-equiv=refresh content='0; url=b'></noscript>" SENTENCES,
                  "https://a.example/a", &finding),
        CAPTURE_NO_TROUBLE);
    assert_str(finding.refresh, "");
}

static void tells_the_publishers_terms(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct finding finding = {0};
    struct material material = {
        .kind = CAPTURE_LINK,
        .bytes = STR("<meta name=robots content='NoIndex, nofollow'><meta name=googlebot "
                     "content=nosnippet>" SENTENCES),
        .content_type = STR("text/html"),
        .url = STR("https://a.example/news/bread"),
        .head = STR("HTTP/1.1 200 OK\r\nX-Robots-Tag: noarchive\r\nX-Robots-Tag: otherbot: none\r\n"
                    "X-Robots-Tag: Passalong: max-snippet: 20\r\n\r\n"),
        .tdmrep =
            STR("[{\"location\":\"/sport/*\",\"tdm-reservation\":0},{\"location\":\"/news/*\","
                "\"tdm-reservation\":1,\"tdm-policy\":\"/tdm.json\"}]"),
    };
    assert_int_equal(understand(&arena, &material, &finding), CAPTURE_NO_TROUBLE);
    assert_str(finding.robots, "noindex, nofollow, noarchive, max-snippet: 20");
    assert_true(finding.is_tdm_reserved);
    assert_str(finding.tdm_policy, "https://a.example/tdm.json");
    material.bytes = STR("<meta name=tdm-reservation content=0>" SENTENCES);
    assert_int_equal(understand(&arena, &material, &finding), CAPTURE_NO_TROUBLE);
    assert_false(finding.is_tdm_reserved);
    material.bytes = STR(SENTENCES);
    material.head = STR("HTTP/1.1 200 OK\r\nTDM-Reservation: 1\r\n\r\n");
    material.tdmrep = STR("no json");
    assert_int_equal(understand(&arena, &material, &finding), CAPTURE_NO_TROUBLE);
    assert_true(finding.is_tdm_reserved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_stands_in_the_way),
        cmocka_unit_test(leaves_articles_alone),
        cmocka_unit_test(notes_that_only_the_opening_is_shown),
        cmocka_unit_test(tells_refusals_apart),
        cmocka_unit_test(reads_a_refresh),
        cmocka_unit_test(follows_no_refresh_to_itself_or_in_noscript),
        cmocka_unit_test(tells_the_publishers_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
