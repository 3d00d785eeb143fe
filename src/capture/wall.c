#include "capture/wall.h"

#include "capture/http_head.h"
#include "capture/letters.h"

/* How much text, in columns of letters_width, is too little for each to be an
 * article, and how much in bytes a page may show that is only a wall. */
enum {
    LITTLE_TEXT = 250,        /* the text found is no article */
    OPENING_TEXT = 1500,      /* of an article that is paid for, its opening at most */
    WALL_BYTES = 3000,        /* a challenge, a sign-in form, with its page's furniture */
    CONSENT_BYTES = 12000,    /* they are wordy */
    EMPTY_BYTES = 400,        /* a page before its script has run */
    SEARCHED_BYTES = 1 << 20, /* of a page's source, for marks */
};

/* Titles and marks of those who guard sites for others; none is of one site. */
static const struct str challenge_titles[] = {
    STR_INIT("just a moment"),
    STR_INIT("one moment, please"),
    STR_INIT("attention required!"),
    STR_INIT("checking your browser"),
    STR_INIT("please wait..."),
    STR_INIT("ddos-guard"),
    STR_INIT("verify you are human"),
    STR_INIT("verifying you are human"),
    STR_INIT("are you a robot"),
    STR_INIT("robot or human"),
    STR_INIT("human verification"),
    STR_INIT("security check"),
    STR_INIT("security verification"),
    STR_INIT("bot verification"),
    STR_INIT("pardon our interruption"),
    STR_INIT("access to this page has been denied"),
    STR_INIT("captcha"),
    STR_INIT("client challenge"),
    STR_INIT("请稍候"),
    STR_INIT("安全验证"),
    STR_INIT("人机验证"),
};

static const struct str challenge_marks[] = {
    STR_INIT("_cf_chl_opt"),
    STR_INIT("cf-challenge"),
    STR_INIT("cf-turnstile"),
    STR_INIT("challenges.cloudflare.com"),
    STR_INIT("captcha-delivery.com"),
    STR_INIT("px-captcha"),
    STR_INIT("_Incapsula_Resource"),
    STR_INIT("sucuri_cloudproxy_js"),
    STR_INIT("awsWafCookieDomainList"),
    STR_INIT("AwsWafIntegration"),
    STR_INIT("g-recaptcha"),
    STR_INIT("h-captcha"),
    STR_INIT("hcaptcha.com"),
    STR_INIT("friendlycaptcha"),
    STR_INIT("ddos-guard"),
    STR_INIT("/TSPD/"),
    STR_INIT("data-sitekey"),
    STR_INIT("anubis_challenge"),
};

static const struct str sign_in_titles[] = {
    STR_INIT("sign in"),      STR_INIT("log in"),         STR_INIT("login"),
    STR_INIT("log masuk"),    STR_INIT("登录"),           STR_INIT("登入"),
    STR_INIT("ログイン"),     STR_INIT("anmelden"),       STR_INIT("connexion"),
    STR_INIT("se connecter"), STR_INIT("iniciar sesión"), STR_INIT("accedi"),
    STR_INIT("inloggen"),     STR_INIT("로그인"),
};

/* What stands where a paid text is cut off. */
static const struct str paid_phrases[] = {
    STR_INIT("subscribe to continue"),
    STR_INIT("subscribe to read"),
    STR_INIT("to continue reading"),
    STR_INIT("to read the full"),
    STR_INIT("to keep reading"),
    STR_INIT("already a subscriber"),
    STR_INIT("for subscribers only"),
    STR_INIT("only for subscribers"),
    STR_INIT("exclusive to subscribers"),
    STR_INIT("this article is for subscribers"),
    STR_INIT("this content is for subscribers"),
    STR_INIT("reserved for subscribers"),
    STR_INIT("langgan untuk"),
    STR_INIT("untuk pelanggan sahaja"),
    STR_INIT("订阅后"),
    STR_INIT("仅限订阅"),
    STR_INIT("訂閱後"),
    STR_INIT("付费阅读"),
    STR_INIT("会員限定"),
    STR_INIT("réservé aux abonnés"),
    STR_INIT("solo para suscriptores"),
    STR_INIT("jetzt weiterlesen"),
};

static bool begins_with_any(struct str text, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_starts_with_folded(text, words[i]))
            return true;
    }
    return false;
}

/* Whether one of the words stands in the text, as far as it is looked at. */
static bool has_any(struct str text, const struct str *words, size_t n)
{
    bool may_begin[256] = {false};
    for (size_t i = 0; i < n; i++)
        may_begin[(unsigned char)char_lower(words[i].ptr[0])] = true;
    for (text = str_first(text, SEARCHED_BYTES); text.len > 0; text = str_skip(text, 1)) {
        if (may_begin[(unsigned char)char_lower(text.ptr[0])] && begins_with_any(text, words, n))
            return true;
    }
    return false;
}

/* No column takes more than four bytes. */
static bool is_below(struct str text, size_t n_columns)
{
    return letters_width(str_first(text, n_columns * 4)) < n_columns;
}

static bool is_challenge(const struct page_signs *signs)
{
    bool has_title = begins_with_any(signs->title, challenge_titles, N_OF(challenge_titles));
    bool has_mark = has_any(signs->source, challenge_marks, N_OF(challenge_marks));
    bool is_empty = signs->n_text_bytes < EMPTY_BYTES;
    return signs->n_text_bytes < WALL_BYTES &&
           ((has_title && signs->n_scripts > 0) || (has_mark && (has_title || is_empty)));
}

static bool is_sign_in(const struct page_signs *signs)
{
    bool has_title = has_any(signs->title, sign_in_titles, N_OF(sign_in_titles));
    return signs->has_password_field && has_title && signs->n_text_bytes < WALL_BYTES;
}

/* The path has a part of that name. */
static bool has_part(struct str url, struct str name)
{
    size_t at = 0;
    while (str_find_char(url, '/', &at)) {
        url = str_skip(url, at + 1);
        struct str behind = str_skip(url, name.len);
        if (str_starts_with_folded(url, name) &&
            (behind.len == 0 || behind.ptr[0] == '/' || behind.ptr[0] == '?'))
            return true;
    }
    return false;
}

/* Consent has its own host, or its own part of the path, on the way to the page. */
static bool is_consent(const struct wall_view *view)
{
    static const struct str parts[] = {STR_INIT("consent"), STR_INIT("collectConsent"),
                                       STR_INIT("cookie-consent"), STR_INIT("cookiewall"),
                                       STR_INIT("privacy-gate")};
    const struct page_signs *signs = view->signs;
    bool is_named = str_contains(view->url, STR("://consent.")) ||
                    str_starts_with_folded(signs->title, STR("before you continue to "));
    for (size_t i = 0; i < N_OF(parts); i++)
        is_named = is_named || has_part(view->url, parts[i]);
    return is_named && signs->has_accept_button && signs->n_text_bytes < CONSENT_BYTES;
}

static bool needs_script(const struct page_signs *signs)
{
    return signs->n_scripts > 0 && signs->n_text_bytes < EMPTY_BYTES &&
           (signs->wants_script || signs->n_text_bytes == 0);
}

static bool is_paid(const struct page_signs *signs)
{
    return signs->is_paid_for ||
           (signs->has_paywall_mark && has_any(signs->source, paid_phrases, N_OF(paid_phrases)));
}

enum capture_trouble wall_in_the_way(const struct wall_view *view, enum capture_trouble trouble)
{
    const struct page_signs *signs = view->signs;
    if (trouble != CAPTURE_NO_TROUBLE && trouble != CAPTURE_NO_ARTICLE && trouble != CAPTURE_EMPTY)
        return trouble;
    if (is_consent(view))
        return CAPTURE_CONSENT_WALL;
    if (!is_below(view->text, LITTLE_TEXT))
        return trouble;
    if (is_challenge(signs))
        return CAPTURE_BOT_WALL;
    if (is_paid(signs))
        return CAPTURE_PAYWALL;
    if (is_sign_in(signs))
        return CAPTURE_SIGN_IN_PAGE;
    return needs_script(signs) ? CAPTURE_SCRIPT_ONLY : trouble;
}

bool wall_has_cut(const struct wall_view *view)
{
    const struct page_signs *signs = view->signs;
    if (!is_paid(signs))
        return false;
    return signs->n_words_told > 0 ? letters_words(view->text) < signs->n_words_told / 2
                                   : is_below(view->text, OPENING_TEXT);
}

enum capture_trouble
wall_of_refusal(struct str head, const struct page_signs *signs, enum capture_trouble trouble)
{
    static const struct str marks[] = {STR_INIT("cf-mitigated"), STR_INIT("x-datadome"),
                                       STR_INIT("x-amzn-waf-action")};
    for (size_t i = 0; i < N_OF(marks); i++) {
        if (http_head_value(head, marks[i]).len > 0)
            return CAPTURE_BOT_WALL;
    }
    if (is_challenge(signs))
        return CAPTURE_BOT_WALL;
    return is_sign_in(signs) ? CAPTURE_SIGN_IN_PAGE : trouble;
}
