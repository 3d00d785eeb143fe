#include "web/pages/layout.h"

#include "base/utf8.h"
#include "text/url.h"
#include "web/app.h"

/* The first letter of a word; leading quotes and the like are passed over only
 * when they are ASCII. */
static struct str first_letter(struct str word)
{
    while (word.len > 1 && !char_is_alpha(*word.ptr) && !char_is_digit(*word.ptr) &&
           (unsigned char)*word.ptr < 0x80)
        word = str_skip(word, 1);
    return utf8_first(word, 1);
}

struct str layout_initials(struct arena *arena, struct str name)
{
    struct str rest = str_trim(name);
    struct str first = {0};
    struct str last = {0};
    size_t n_words = 0;
    for (struct str word; str_cut(&rest, ' ', &word);) {
        if (word.len == 0)
            continue;
        if (n_words++ == 0)
            first = first_letter(word);
        else
            last = first_letter(word);
    }
    return str_join(arena, first, last);
}

struct str layout_sign_in(const struct request *rq, struct str then)
{
    return str_join(rq->arena, STR("/signin?then="), url_encode(rq->arena, then));
}

static bool is_plain_host(struct str host)
{
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (!char_is_alpha(c) && !char_is_digit(c) && c != '.' && c != '-' && c != ':' &&
            c != '[' && c != ']')
            return false;
    }
    return host.len > 0;
}

struct str layout_address(const struct request *rq, struct str path)
{
    struct str site = rq->app->url;
    if (site.len == 0 && is_plain_host(rq->headers.host))
        site = str_join(rq->arena, STR("http://"), rq->headers.host);
    return str_join(rq->arena, site, path);
}

struct page layout_form_page(const struct request *rq, struct str title)
{
    (void)rq;
    return (struct page){.title = title, .is_unlisted = true};
}

struct page layout_page(const struct request *rq, struct str title)
{
    struct page page = layout_form_page(rq, title);
    page.canonical = layout_address(rq, rq->path);
    page.og_type = STR("website");
    page.is_unlisted = false;
    return page;
}
