#include "text/url_key.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/url_clean.h"
#include "text/url_parameter.h"

#include <stdlib.h>

enum { MAX_KEY_BYTES = 3 * LIMIT_URL_BYTES + 64 };

/* Mostly of that kind too, or another form of the same page (printed, AMP, a
 * gift), so that the address is opened with them but compared without. A number
 * may be the article's own: "?cid=4711" counts. */
static const struct str weak_trackers[] = {
    STR_INIT("ref"),
    STR_INIT("referrer"),
    STR_INIT("referer"),
    STR_INIT("ref_source"),
    STR_INIT("refsrc"),
    STR_INIT("reflink"),
    STR_INIT("sref"),
    STR_INIT("via"),
    STR_INIT("source"),
    STR_INIT("src"),
    STR_INIT("from"),
    STR_INIT("feature"),
    STR_INIT("share"),
    STR_INIT("shared"),
    STR_INIT("share_id"),
    STR_INIT("shareid"),
    STR_INIT("sharetoken"),
    STR_INIT("share_token"),
    STR_INIT("cmp"),
    STR_INIT("campaign"),
    STR_INIT("campaign_id"),
    STR_INIT("campaignid"),
    STR_INIT("partner"),
    STR_INIT("mod"),
    STR_INIT("ito"),
    STR_INIT("spm"),
    STR_INIT("scm"),
    STR_INIT("cid"),
    STR_INIT("emci"),
    STR_INIT("emdi"),
    STR_INIT("ceid"),
    STR_INIT("emailid"),
    STR_INIT("bxid"),
    STR_INIT("cndid"),
    STR_INIT("esrc"),
    STR_INIT("nlid"),
    STR_INIT("newsletter"),
    STR_INIT("newsletter_id"),
    STR_INIT("rss"),
    STR_INIT("feed"),
    STR_INIT("traffic_source"),
    STR_INIT("origin"),
    STR_INIT("sh"),
    STR_INIT("st"),
    STR_INIT("taid"),
    STR_INIT("at_*"),
    STR_INIT("sc_*"),
    STR_INIT("ns_*"),
    STR_INIT("gift"),
    STR_INIT("giftcopy"),
    STR_INIT("unlocked_article_code"),
    STR_INIT("accesstoken"),
    STR_INIT("replytocom"),
    STR_INIT("showcomment"),
    STR_INIT("comments"),
    STR_INIT("amp"),
    STR_INIT("amp_*"),
    STR_INIT("_amp"),
    STR_INIT("mobile"),
    STR_INIT("is_mobile"),
    STR_INIT("nomobile"),
    STR_INIT("print"),
    STR_INIT("printable"),
    STR_INIT("singlepage"),
};

/* Of that kind with these values only. */
static const struct {
    struct str name;
    struct str value;
} tracking_values[] = {
    {STR_INIT("output"), STR_INIT("amp")},  {STR_INIT("outputtype"), STR_INIT("amp")},
    {STR_INIT("mode"), STR_INIT("amp")},    {STR_INIT("view"), STR_INIT("amp")},
    {STR_INIT("type"), STR_INIT("amp")},    {STR_INIT("format"), STR_INIT("amp")},
    {STR_INIT("view"), STR_INIT("mobile")}, {STR_INIT("amp"), STR_INIT("1")},
    {STR_INIT("mobile"), STR_INIT("1")},    {STR_INIT("print"), STR_INIT("1")},
    {STR_INIT("m"), STR_INIT("0")},         {STR_INIT("m"), STR_INIT("1")},
};

static bool is_number(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!char_is_digit(text.ptr[i]))
            return false;
    }
    return text.len > 0;
}

static bool is_beside_the_point(struct str parameter)
{
    struct str name = url_parameter_name(parameter);
    struct str value = url_parameter_value(parameter);
    if (parameter.len == 0)
        return true;
    for (size_t i = 0; i < N_OF(tracking_values); i++) {
        if (str_eq_folded(name, tracking_values[i].name) &&
            str_eq_folded(value, tracking_values[i].value))
            return true;
    }
    return !is_number(value) && url_parameter_is_among(weak_trackers, N_OF(weak_trackers), name);
}

/* "co" of "co.uk", "com" of "com.my": under a country's letters these belong to nobody. */
static bool is_registry(struct str label)
{
    static const struct str labels[] = {
        STR_INIT("co"),  STR_INIT("com"), STR_INIT("org"), STR_INIT("net"), STR_INIT("edu"),
        STR_INIT("gov"), STR_INIT("ac"),  STR_INIT("or"),  STR_INIT("ne"),  STR_INIT("go"),
    };
    return url_parameter_is_among(labels, N_OF(labels), label);
}

/* How many labels at a host's end are its owner's name and above. */
static size_t n_own_labels(const struct str *labels, size_t n)
{
    bool is_country = n > 0 && labels[n - 1].len == 2;
    return is_country && n > 1 && is_registry(labels[n - 2]) ? 3 : 2;
}

/* Without "www", "m", "mobile", "amp" before the owner's name. */
static void add_host(struct buf *out, struct arena *arena, struct str host)
{
    static const struct str forms[] = {STR_INIT("www"), STR_INIT("m"), STR_INIT("mobile"),
                                       STR_INIT("amp")};
    struct str *labels = arena_array(arena, struct str, host.len + 1);
    size_t n = 0;
    while (str_cut(&host, '.', &labels[n]))
        n++;
    size_t n_own = n_own_labels(labels, n);
    bool is_first = true;
    for (size_t i = 0; i < n; i++) {
        if (i + n_own < n && url_parameter_is_among(forms, N_OF(forms), labels[i]))
            continue;
        if (!is_first)
            BUF_ADD(out, ".");
        buf_add(out, labels[i]);
        is_first = false;
    }
}

static struct str without_ending(struct str segment)
{
    static const struct str endings[] = {STR_INIT(".html"), STR_INIT(".htm"), STR_INIT(".shtml"),
                                         STR_INIT(".xhtml"), STR_INIT(".amp")};
    for (size_t i = 0; i < N_OF(endings); i++) {
        if (segment.len > endings[i].len && str_ends_with(segment, endings[i]))
            segment.len -= endings[i].len;
    }
    return str_ends_with(segment, STR(".amp")) ? str_first(segment, segment.len - 4) : segment;
}

static bool is_index(struct str segment)
{
    static const struct str names[] = {
        STR_INIT("index.html"), STR_INIT("index.htm"),   STR_INIT("index.shtml"),
        STR_INIT("index.php"),  STR_INIT("default.htm"), STR_INIT("default.html"),
        STR_INIT("index.asp"),  STR_INIT("index.aspx"),  STR_INIT("default.aspx"),
        STR_INIT("index.jsp"),  STR_INIT("default.asp"),
    };
    return url_parameter_is_among(names, N_OF(names), segment);
}

/* "/story;jsessionid=1": a session, for servers that distrust cookies. */
static struct str without_session(struct str segment)
{
    struct str rest = segment;
    struct str name;
    (void)str_cut(&rest, ';', &name);
    return str_starts_with_folded(rest, STR("jsessionid=")) ? name : segment;
}

/* Segment i of n leaves the article what it is. */
static bool is_form_of_page(struct str segment, size_t i, size_t n)
{
    static const struct str anywhere[] = {STR_INIT("amp"), STR_INIT("amphtml"),
                                          STR_INIT("amp.html")};
    static const struct str in_front[] = {STR_INIT("m"), STR_INIT("mobile")};
    if (segment.len == 0 || (i + 1 == n && is_index(segment)))
        return true;
    if (n > 1 && url_parameter_is_among(anywhere, N_OF(anywhere), segment))
        return true;
    return i == 0 && n > 2 && url_parameter_is_among(in_front, N_OF(in_front), segment);
}

static void add_path(struct buf *out, struct arena *arena, struct str path)
{
    struct str *segments = arena_array(arena, struct str, path.len + 1);
    size_t n = 0;
    while (str_ends_with(path, STR("/")))
        path.len--;
    path = str_skip(path, 1);
    while (str_cut(&path, '/', &segments[n]))
        n++;
    for (size_t i = 0; i < n; i++) {
        struct str segment = without_session(segments[i]);
        if (is_form_of_page(segment, i, n))
            continue;
        BUF_ADD(out, "/");
        buf_add(out, i + 1 == n ? without_ending(segment) : segment);
    }
}

static int compare_parameters(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void add_query(struct buf *out, struct arena *arena, struct str query)
{
    struct str *parameters = arena_array(arena, struct str, query.len + 1);
    struct str parameter;
    size_t n = 0;
    while (str_cut(&query, '&', &parameter)) {
        if (!is_beside_the_point(parameter))
            parameters[n++] = parameter;
    }
    if (n > 0)
        qsort(parameters, n, sizeof(parameters[0]), compare_parameters);
    for (size_t i = 0; i < n; i++) {
        buf_add(out, i == 0 ? STR("?") : STR("&"));
        buf_add(out, parameters[i]);
    }
}

/* %XX in one form: read where it can be, so that "%7E" is "~" and "é" is "%C3%A9". */
static struct str decoded(struct arena *arena, struct str text)
{
    struct str plain;
    return url_decode(arena, text, false, &plain) == OK ? plain : text;
}

struct str url_key(struct arena *arena, const struct url *url)
{
    struct buf out;
    if (!url_is_web(url))
        return STR("");
    struct url clean = url_clean(arena, url);
    buf_init(&out, arena, MAX_KEY_BYTES);
    add_host(&out, arena, clean.host);
    if (clean.port >= 0)
        buf_print(&out, ":%d", clean.port);
    add_path(&out, arena, decoded(arena, clean.path));
    add_query(&out, arena, decoded(arena, clean.query));
    if (clean.has_fragment) {
        BUF_ADD(&out, "#");
        buf_add(&out, clean.fragment);
    }
    return buf_text(&out);
}
