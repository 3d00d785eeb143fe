#include "capture/terms.h"

#include "capture/fetch.h"
#include "capture/http_head.h"
#include "capture/json_value.h"
#include "capture/robots_txt.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/limits.h"
#include "text/url.h"

/* Directives whose value stands behind a colon; any other name there is a robot's. */
static bool is_directive(struct str name)
{
    static const struct str names[] = {STR_INIT("unavailable_after"), STR_INIT("max-snippet"),
                                       STR_INIT("max-image-preview"),
                                       STR_INIT("max-video-preview")};
    for (size_t i = 0; i < N_OF(names); i++) {
        if (str_eq_folded(name, names[i]))
            return true;
    }
    return false;
}

/* The fields of X-Robots-Tag that speak to everybody or to us. */
static void add_header_robots(struct buf *robots, struct arena *arena, struct str head)
{
    struct http_field field;
    (void)http_head_first_line(&head);
    while (http_head_take(&head, &field)) {
        size_t colon = 0;
        struct str value = field.value;
        if (!str_eq_folded(field.name, STR("X-Robots-Tag")))
            continue;
        struct str name = str_find_char(value, ':', &colon) ? str_first(value, colon) : STR("");
        size_t comma = 0;
        bool is_named = name.len > 0 && !str_find_char(name, ',', &comma) && !is_directive(name);
        if (is_named && !str_eq_folded(str_trim(name), STR(FETCH_AGENT)))
            continue;
        if (is_named)
            value = str_trim(str_skip(value, colon + 1));
        if (robots->len > 0)
            BUF_ADD(robots, ", ");
        buf_add(robots, str_lower(arena, value));
    }
}

struct tdm {
    struct str reservation;
    struct str policy;
};

/* The first rule of the file that is for this path. */
static struct tdm find_rule(struct arena *arena, struct str json, struct str path)
{
    json_error_t error;
    struct tdm tdm = {0};
    CLEANUP(json_close) json_t *rules = json_loadb(json.ptr, json.len, 0, &error);
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i);
        struct str location = json_value_text(arena, json_object_get(rule, "location"));
        if (location.len == 0 || !robots_txt_matches(location, path))
            continue;
        tdm.reservation = json_value_text(arena, json_object_get(rule, "tdm-reservation"));
        tdm.policy = json_value_text(arena, json_object_get(rule, "tdm-policy"));
        break;
    }
    return tdm;
}

static struct tdm read_tdm(struct arena *arena, const struct terms_told *told)
{
    struct url url;
    struct tdm tdm = {told->signs->tdm_reservation, told->signs->tdm_policy};
    if (tdm.reservation.len == 0) {
        tdm.reservation = http_head_value(told->head, STR("tdm-reservation"));
        tdm.policy = http_head_value(told->head, STR("tdm-policy"));
    }
    if (tdm.reservation.len == 0 && told->tdmrep.len > 0 && url_parse(arena, told->url, &url) == OK)
        tdm = find_rule(arena, told->tdmrep, url.path);
    return tdm;
}

void terms_read(struct arena *arena, const struct terms_told *told, struct finding *finding)
{
    struct url page;
    struct url policy;
    struct buf robots;
    struct tdm tdm = read_tdm(arena, told);
    buf_init(&robots, arena, LIMIT_TERM_CHARACTERS * 8);
    buf_add(&robots, told->signs->robots);
    add_header_robots(&robots, arena, told->head);
    finding->robots = buf_text(&robots);
    finding->is_tdm_reserved = str_eq(tdm.reservation, STR("1"));
    if (tdm.policy.len > 0 && url_parse(arena, told->url, &page) == OK &&
        url_resolve(arena, &page, tdm.policy, &policy) == OK)
        finding->tdm_policy = url_print(arena, &policy);
}
