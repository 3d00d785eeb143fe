#include "web/pages/tools.h"

#include "base/limits.h"
#include "text/url.h"
#include "views/assets.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"

enum { CODE_BYTES = 16 * 1024 };

/* Without a slash at its end; empty when it is not known. */
static struct str site_address(struct request *rq)
{
    struct url url;
    if (url_parse(rq->arena, layout_address(rq, STR("")), &url) != OK || !url_is_web(&url))
        return STR("");
    struct str address = url_print(rq->arena, &url);
    return str_ends_with(address, STR("/")) ? str_first(address, address.len - 1) : address;
}

/* It stands inside a quoted text of a script: what could end that is not said. */
static bool is_quotable(struct str address)
{
    return address.len > 0 && !str_contains(address, STR("'")) && !str_contains(address, STR("\\"));
}

/* What came before `name`, and its value, so that the rest is left in `*code`. */
static void fill(struct buf *out, struct str *code, struct str name, struct str value)
{
    size_t at = 0;
    CHECK(str_find(*code, name, &at));
    buf_add(out, str_first(*code, at));
    buf_add(out, value);
    *code = str_skip(*code, at + name.len);
}

/* One line, as an address must be, without the comment at its head. */
static struct str bookmarklet(struct request *rq, struct str address)
{
    const struct asset *asset = NULL;
    size_t begin = 0;
    struct buf script;
    struct buf line;
    buf_init(&script, rq->arena, CODE_BYTES);
    buf_init(&line, rq->arena, CODE_BYTES);
    CHECK(asset_named(STR("bookmarklet.js"), &asset) == OK);
    struct str code = asset->bytes;
    CHECK(str_find(code, STR("(() =>"), &begin));
    code = str_skip(code, begin);
    fill(&script, &code, STR("{site}"), address);
    fill(&script, &code, STR("{most}"), str_print(rq->arena, "%d", LIMIT_REQUEST_PARKED_BYTES / 2));
    buf_add(&script, code);
    struct str rest = buf_text(&script);
    for (struct str one; str_cut(&rest, '\n', &one);) {
        buf_add(&line, line.len > 0 ? STR(" ") : STR(""));
        buf_add(&line, str_trim(one));
    }
    CHECK(!line.is_over);
    return str_trim(buf_text(&line));
}

enum outcome page_tools(struct request *rq, struct response *rs)
{
    struct str address = site_address(rq);
    struct tools_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Tools")),
        .tab = {FORM_TAB_TOOLS},
        .address = address,
    };
    if (is_quotable(address))
        page.code = bookmarklet(rq, address);
    struct view_context cx = context_make(rq, rs);
    view_tools_page(response_page(rs, 200), &cx, &page);
    return OK;
}
