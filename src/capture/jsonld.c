#include "capture/jsonld.h"

#include "capture/letters.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/limits.h"

#include <jansson.h>

/* How many objects of one script are looked at, and how many authors are named. */
enum { MAX_OBJECTS = 200, MAX_AUTHORS = 8 };

static void json_close(json_t **json)
{
    json_decref(*json);
}

static struct str text_of(struct arena *arena, const json_t *value)
{
    if (!json_is_string(value))
        return (struct str){0};
    struct str text = {json_string_value(value), json_string_length(value)};
    return letters_fold_space(arena, text);
}

/* A text, or the one under `key` of an object, or of the first in an array. */
static struct str text_under(struct arena *arena, const json_t *value, const char *key)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, key);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return text_of(arena, value);
}

static bool is_web_address(struct str text)
{
    return str_starts_with_folded(text, STR("http://")) ||
           str_starts_with_folded(text, STR("https://"));
}

static struct str authors_of(struct arena *arena, const json_t *author)
{
    if (!json_is_array(author)) {
        struct str name = text_under(arena, author, "name");
        return is_web_address(name) ? (struct str){0} : name;
    }
    struct buf buf;
    buf_init(&buf, arena, LIMIT_BYLINE_CHARACTERS * 4);
    for (size_t i = 0; i < json_array_size(author) && i < MAX_AUTHORS; i++) {
        struct str name = text_under(arena, json_array_get(author, i), "name");
        if (name.len == 0 || is_web_address(name))
            continue;
        if (buf.len > 0)
            BUF_ADD(&buf, ", ");
        buf_add(&buf, name);
    }
    return buf_text(&buf);
}

static bool type_is_article(struct str type)
{
    static const struct str types[] = {
        STR_INIT("Article"),
        STR_INIT("NewsArticle"),
        STR_INIT("BlogPosting"),
        STR_INIT("Report"),
        STR_INIT("ReportageNewsArticle"),
        STR_INIT("AnalysisNewsArticle"),
        STR_INIT("OpinionNewsArticle"),
        STR_INIT("ScholarlyArticle"),
        STR_INIT("TechArticle"),
        STR_INIT("SocialMediaPosting"),
        STR_INIT("LiveBlogPosting"),
        STR_INIT("ReviewNewsArticle"),
        STR_INIT("BackgroundNewsArticle"),
        STR_INIT("MedicalScholarlyArticle"),
        STR_INIT("SatiricalArticle"),
        STR_INIT("AdvertiserContentArticle"),
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_eq(type, types[i]))
            return true;
    }
    return false;
}

static bool is_article(struct arena *arena, const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    if (!json_is_array(type))
        return type_is_article(text_of(arena, type));
    for (size_t i = 0; i < json_array_size(type) && i < 8; i++) {
        if (type_is_article(text_of(arena, json_array_get(type, i))))
            return true;
    }
    return false;
}

/* The first article among the object, an array's items, and those of @graph. */
static const json_t *find_article(struct arena *arena, const json_t *root)
{
    if (json_is_object(root) && is_article(arena, root))
        return root;
    const json_t *items = json_is_array(root) ? root : json_object_get(root, "@graph");
    for (size_t i = 0; i < json_array_size(items) && i < MAX_OBJECTS; i++) {
        const json_t *item = json_array_get(items, i);
        if (json_is_object(item) && is_article(arena, item))
            return item;
    }
    return NULL;
}

static void fill(struct str *field, struct str value)
{
    if (field->len == 0)
        *field = value;
}

/* XHTML pages hide a script's text from XML parsers. */
static struct str cut_cdata(struct str json)
{
    size_t at = 0;
    if (str_find(str_first(json, 40), STR("<![CDATA["), &at))
        json = str_skip(json, at + STR("<![CDATA[").len);
    json = str_trim(json);
    if (str_ends_with(json, STR("]]>")))
        json.len -= STR("]]>").len;
    json = str_trim(json);
    return str_ends_with(json, STR("//")) ? str_first(json, json.len - 2) : json;
}

bool jsonld_read(struct arena *arena, struct str json, struct jsonld *jsonld)
{
    json = cut_cdata(json);
    CLEANUP(json_close) json_t *root = json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, NULL);
    const json_t *article = root ? find_article(arena, root) : NULL;
    if (!article)
        return false;
    fill(&jsonld->title, text_of(arena, json_object_get(article, "headline")));
    fill(&jsonld->name, text_of(arena, json_object_get(article, "name")));
    fill(&jsonld->byline, authors_of(arena, json_object_get(article, "author")));
    fill(&jsonld->source, text_under(arena, json_object_get(article, "publisher"), "name"));
    fill(&jsonld->published, text_of(arena, json_object_get(article, "datePublished")));
    fill(&jsonld->lang, text_under(arena, json_object_get(article, "inLanguage"), "alternateName"));
    fill(&jsonld->description, text_of(arena, json_object_get(article, "description")));
    fill(&jsonld->image, text_under(arena, json_object_get(article, "image"), "url"));
    fill(&jsonld->url, text_under(arena, json_object_get(article, "mainEntityOfPage"), "@id"));
    return true;
}
