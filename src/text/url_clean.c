#include "text/url_clean.h"

#include "base/buf.h"
#include "text/url_parameter.h"

enum { MAX_UNWRAPS = 3 };

/* Parameters that tell where a reader came from, who passed it on or which visit
 * it is, never what is read. A name ending in "*" stands for all that begin so. */
static const struct str trackers[] = {
    STR_INIT("utm_*"),
    STR_INIT("utm"),
    STR_INIT("mtm_*"),
    STR_INIT("pk_*"),
    STR_INIT("piwik_*"),
    STR_INIT("matomo_*"),
    STR_INIT("hsa_*"),
    STR_INIT("at_medium"),
    STR_INIT("at_campaign"),
    STR_INIT("at_custom*"),
    STR_INIT("at_link_*"),
    STR_INIT("at_format"),
    STR_INIT("at_ptr_*"),
    STR_INIT("itm_*"),
    STR_INIT("stm_*"),
    STR_INIT("wt_mc"),
    STR_INIT("wt_zmc"),
    STR_INIT("xtor"),
    STR_INIT("cmpid"),
    STR_INIT("ocid"),
    STR_INIT("icid"),
    STR_INIT("ncid"),
    STR_INIT("smid"),
    STR_INIT("smtyp"),
    STR_INIT("mkt_tok"),
    STR_INIT("trk"),
    STR_INIT("trkcampaign"),
    STR_INIT("sr_share"),
    STR_INIT("fbclid"),
    STR_INIT("gclid"),
    STR_INIT("gclsrc"),
    STR_INIT("gbraid"),
    STR_INIT("wbraid"),
    STR_INIT("dclid"),
    STR_INIT("msclkid"),
    STR_INIT("yclid"),
    STR_INIT("ysclid"),
    STR_INIT("twclid"),
    STR_INIT("ttclid"),
    STR_INIT("li_fat_id"),
    STR_INIT("igshid"),
    STR_INIT("igsh"),
    STR_INIT("epik"),
    STR_INIT("irclickid"),
    STR_INIT("rb_clickid"),
    STR_INIT("wickedid"),
    STR_INIT("_openstat"),
    STR_INIT("s_kwcid"),
    STR_INIT("ef_id"),
    STR_INIT("srsltid"),
    STR_INIT("sfnsn"),
    STR_INIT("mibextid"),
    STR_INIT("fb_action_*"),
    STR_INIT("fb_source"),
    STR_INIT("fb_ref"),
    STR_INIT("action_object_map"),
    STR_INIT("action_type_map"),
    STR_INIT("action_ref_map"),
    STR_INIT("__tn__"),
    STR_INIT("__twitter_impression"),
    STR_INIT("guccounter"),
    STR_INIT("guce_*"),
    STR_INIT("_ga"),
    STR_INIT("_gl"),
    STR_INIT("mc_cid"),
    STR_INIT("mc_eid"),
    STR_INIT("mc_tc"),
    STR_INIT("ml_subscriber*"),
    STR_INIT("_hsenc"),
    STR_INIT("_hsmi"),
    STR_INIT("__hs*"),
    STR_INIT("hsctatracking"),
    STR_INIT("vero_*"),
    STR_INIT("oly_*"),
    STR_INIT("ck_subscriber_id"),
    STR_INIT("_bta_*"),
    STR_INIT("ref_src"),
    STR_INIT("ref_url"),
    STR_INIT("soc_src"),
    STR_INIT("soc_trk"),
    STR_INIT("usqp"),
    STR_INIT("aoh"),
    STR_INIT("amp_gsa"),
    STR_INIT("amp_js_v"),
    STR_INIT("amp_ct"),
    STR_INIT("amp_lite"),
    STR_INIT("phpsessid"),
    STR_INIT("jsessionid"),
    STR_INIT("aspsessionid*"),
    STR_INIT("zenid"),
    STR_INIT("cfid"),
    STR_INIT("cftoken"),
    STR_INIT("sessionid"),
    STR_INIT("session_id"),
};

/* Pages that lead on to the address in a parameter. An empty path is any. */
static const struct {
    struct str host; /* or the end of it, after a dot */
    struct str path;
    struct str name;
} wrappers[] = {
    {STR_INIT("google.com"), STR_INIT("/url"), STR_INIT("url")},
    {STR_INIT("google.com"), STR_INIT("/url"), STR_INIT("q")},
    {STR_INIT("facebook.com"), STR_INIT("/l.php"), STR_INIT("u")},
    {STR_INIT("l.instagram.com"), STR_INIT("/"), STR_INIT("u")},
    {STR_INIT("safelinks.protection.outlook.com"), STR_INIT("/"), STR_INIT("url")},
};

static bool is_tracker(struct str parameter)
{
    return url_parameter_is_among(trackers, N_OF(trackers), url_parameter_name(parameter));
}

/* The query without the parameters that `is_out` names. */
static struct str
kept_query(struct arena *arena, struct str query, bool (*is_out)(struct str parameter))
{
    struct buf out;
    struct str parameter;
    buf_init(&out, arena, query.len);
    while (str_cut(&query, '&', &parameter)) {
        if (is_out(parameter))
            continue;
        if (out.len > 0)
            BUF_ADD(&out, "&");
        buf_add(&out, parameter);
    }
    return buf_text(&out);
}

static bool is_host_or_below(struct str host, struct str name)
{
    if (!str_ends_with(host, name))
        return false;
    return host.len == name.len || host.ptr[host.len - name.len - 1] == '.';
}

/* "google.de", "google.com.my": a word that owns the same name everywhere. */
static bool is_google(struct str host)
{
    if (str_starts_with(host, STR("www.")))
        host = str_skip(host, 4);
    return str_starts_with(host, STR("google."));
}

static bool is_amp_cache(struct str host)
{
    return is_host_or_below(host, STR("cdn.ampproject.org")) ||
           is_host_or_below(host, STR("bing-amp.com"));
}

/* "/c/s/example.org/story" of a cache, "/amp/s/example.org/story" of Google:
 * what was cached, https where an "s" says so. Empty when it is none. */
static struct str cached_address(struct arena *arena, const struct url *url)
{
    struct str rest = str_skip(url->path, 1);
    struct str kind;
    if (!str_cut(&rest, '/', &kind))
        return STR("");
    bool is_amp = is_google(url->host) && str_eq(kind, STR("amp"));
    if (!is_amp && !is_amp_cache(url->host))
        return STR("");
    bool is_secure = str_starts_with(rest, STR("s/"));
    if (is_secure)
        rest = str_skip(rest, 2);
    return str_print(arena, "%s%.*s%s%.*s", is_secure ? "https://" : "http://", STR_ARG(rest),
                     url->has_query ? "?" : "", STR_ARG(url->query));
}

static struct str parameter_named(struct arena *arena, struct str query, struct str name)
{
    struct str parameter;
    struct str value;
    while (str_cut(&query, '&', &parameter)) {
        if (str_eq(url_parameter_name(parameter), name) &&
            url_decode(arena, url_parameter_value(parameter), true, &value) == OK)
            return value;
    }
    return STR("");
}

static struct str wrapped_address(struct arena *arena, const struct url *url)
{
    for (size_t i = 0; i < N_OF(wrappers); i++) {
        bool is_there =
            is_host_or_below(url->host, wrappers[i].host) && str_eq(url->path, wrappers[i].path);
        struct str address =
            is_there ? parameter_named(arena, url->query, wrappers[i].name) : STR("");
        if (address.len > 0)
            return address;
    }
    return cached_address(arena, url);
}

static struct url unwrapped(struct arena *arena, const struct url *url)
{
    struct url found = *url;
    for (int i = 0; i < MAX_UNWRAPS; i++) {
        struct url inner;
        struct str address = wrapped_address(arena, &found);
        if (address.len == 0 || url_parse(arena, address, &inner) != OK || !url_is_web(&inner))
            break;
        found = inner;
    }
    return found;
}

static bool names_a_page(struct str fragment)
{
    return str_starts_with(fragment, STR("!")) || str_starts_with(fragment, STR("/"));
}

struct url url_clean(struct arena *arena, const struct url *url)
{
    if (!url_is_web(url))
        return *url;
    struct url clean = unwrapped(arena, url);
    clean.query = kept_query(arena, clean.query, is_tracker);
    clean.has_query = clean.query.len > 0;
    if (!names_a_page(clean.fragment)) {
        clean.fragment = STR("");
        clean.has_fragment = false;
    }
    return clean;
}

bool url_is_home(const struct url *url)
{
    return url_is_web(url) && url->path.len <= 1 && !url->has_query && !names_a_page(url->fragment);
}
