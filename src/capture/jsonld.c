#include "capture/jsonld.h"

#include "capture/entities.h"
#include "capture/json_mend.h"
#include "capture/json_value.h"
#include "capture/letters.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/limits.h"

/* How many objects of one script are looked at, authors named, scripts' roots read. */
enum { MAX_OBJECTS = 200, MAX_AUTHORS = 12, MAX_ROOTS = 20, MAX_TAGS = 20, MAX_TAGS_BYTES = 4000 };

/* The objects of one script, in the order in which they are met. */
struct objects {
    const json_t *items[MAX_OBJECTS];
    size_t n;
};

static struct str text_of(struct arena *arena, const json_t *value)
{
    if (!json_is_string(value))
        return (struct str){0};
    struct str text = {json_string_value(value), json_string_length(value)};
    return letters_fold_space(arena, entities_decode(arena, text));
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
           str_starts_with_folded(text, STR("https://")) || str_starts_with(text, STR("#"));
}

/* --- finding the article ---------------------------------------------------- */

static bool is_in(const struct str *names, size_t n, struct str name)
{
    size_t at = 0;
    while (str_find_char(name, '/', &at) || str_find_char(name, ':', &at))
        name = str_skip(name, at + 1); /* "http://schema.org/Article", "schema:Article" */
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(names[i], name))
            return true;
    }
    return false;
}

static bool has_type(struct arena *arena, const json_t *object, const struct str *names, size_t n)
{
    const json_t *type = json_object_get(object, "@type");
    if (!json_is_array(type))
        return is_in(names, n, text_of(arena, type));
    for (size_t i = 0; i < json_array_size(type) && i < 8; i++) {
        if (is_in(names, n, text_of(arena, json_array_get(type, i))))
            return true;
    }
    return false;
}

static bool is_article(struct arena *arena, const json_t *object)
{
    static const struct str types[] = {
        STR_INIT("Article"),
        STR_INIT("NewsArticle"),
        STR_INIT("BlogPosting"),
        STR_INIT("Report"),
        STR_INIT("ReportageNewsArticle"),
        STR_INIT("AnalysisNewsArticle"),
        STR_INIT("AskPublicNewsArticle"),
        STR_INIT("OpinionNewsArticle"),
        STR_INIT("ScholarlyArticle"),
        STR_INIT("TechArticle"),
        STR_INIT("SocialMediaPosting"),
        STR_INIT("DiscussionForumPosting"),
        STR_INIT("LiveBlogPosting"),
        STR_INIT("ReviewNewsArticle"),
        STR_INIT("BackgroundNewsArticle"),
        STR_INIT("MedicalScholarlyArticle"),
        STR_INIT("SatiricalArticle"),
        STR_INIT("AdvertiserContentArticle"),
    };
    return has_type(arena, object, types, N_OF(types));
}

/* What is read when no object of the page is an article. */
static bool is_like_article(struct arena *arena, const json_t *object)
{
    static const struct str types[] = {
        STR_INIT("WebPage"),        STR_INIT("ItemPage"), STR_INIT("Review"),
        STR_INIT("CriticReview"),   STR_INIT("Recipe"),   STR_INIT("CreativeWork"),
        STR_INIT("VideoObject"),    STR_INIT("HowTo"),    STR_INIT("MedicalWebPage"),
        STR_INIT("PodcastEpisode"),
    };
    return has_type(arena, object, types, N_OF(types));
}

static void objects_add_one(struct objects *objects, const json_t *value)
{
    if (json_is_object(value) && objects->n < MAX_OBJECTS)
        objects->items[objects->n++] = value;
}

static void objects_add(struct objects *objects, const json_t *value)
{
    objects_add_one(objects, value);
    for (size_t i = 0; i < json_array_size(value) && i < MAX_OBJECTS; i++)
        objects_add_one(objects, json_array_get(value, i));
}

/* The object and those that are nested where an article may be. */
static void objects_collect(struct objects *objects, const json_t *root)
{
    static const char *const keys[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart",
                                       "itemReviewed"};
    size_t at = objects->n;
    objects_add(objects, root);
    for (; at < objects->n; at++) {
        for (size_t i = 0; i < N_OF(keys); i++)
            objects_add(objects, json_object_get(objects->items[at], keys[i]));
    }
}

static const json_t *find_first(struct arena *arena,
                                const struct objects *objects,
                                bool (*is_wanted)(struct arena *, const json_t *))
{
    for (size_t i = 0; i < objects->n; i++) {
        if (is_wanted(arena, objects->items[i]))
            return objects->items[i];
    }
    return NULL;
}

/* --- its fields -------------------------------------------------------------- */

/* What an object that only refers to another by "@id" stands for. */
static const json_t *resolved(const struct objects *objects, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));
    if (!id || json_object_get(value, "name"))
        return value;
    for (size_t i = 0; i < objects->n; i++) {
        const char *other = json_string_value(json_object_get(objects->items[i], "@id"));
        if (other && strcmp(id, other) == 0 && json_object_get(objects->items[i], "name"))
            return objects->items[i];
    }
    return value;
}

static struct str name_of(struct arena *arena, const struct objects *objects, const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    struct str name = text_under(arena, resolved(objects, value), "name");
    return is_web_address(name) ? (struct str){0} : name;
}

static struct str names_of(struct arena *arena, const struct objects *objects, const json_t *author)
{
    struct buf buf;
    if (json_is_object(author) && json_is_array(json_object_get(author, "name")))
        author = json_object_get(author, "name");
    if (!json_is_array(author))
        return name_of(arena, objects, author);
    buf_init(&buf, arena, (size_t)LIMIT_BYLINE_CHARACTERS * 4);
    for (size_t i = 0; i < json_array_size(author) && i < MAX_AUTHORS; i++) {
        struct str name = name_of(arena, objects, json_array_get(author, i));
        if (name.len == 0 || str_contains(buf_text(&buf), name))
            continue;
        if (buf.len > 0)
            BUF_ADD(&buf, ", ");
        buf_add(&buf, name);
    }
    return buf_text(&buf);
}

static struct str tags_of(struct arena *arena, const json_t *keywords)
{
    struct buf buf;
    if (!json_is_array(keywords))
        return text_under(arena, keywords, "name");
    buf_init(&buf, arena, MAX_TAGS_BYTES);
    for (size_t i = 0; i < json_array_size(keywords) && i < MAX_TAGS; i++) {
        buf_add(&buf, text_under(arena, json_array_get(keywords, i), "name"));
        BUF_ADD(&buf, ",");
    }
    return buf_text(&buf);
}

static struct str image_of(struct arena *arena, const struct objects *objects, const json_t *image)
{
    if (json_is_array(image))
        image = json_array_get(image, 0);
    for (size_t i = 0; json_is_object(image) && !json_object_get(image, "url") && i < objects->n;
         i++) {
        const char *id = json_string_value(json_object_get(image, "@id"));
        const char *other = json_string_value(json_object_get(objects->items[i], "@id"));
        if (id && other && strcmp(id, other) == 0)
            image = objects->items[i];
    }
    struct str url = text_under(arena, image, "url");
    return url.len > 0 ? url : text_under(arena, image, "contentUrl");
}

static void fill(struct str *field, struct str value)
{
    if (field->len == 0)
        *field = value;
}

static void read_article(struct arena *arena,
                         const struct objects *objects,
                         const json_t *article,
                         struct jsonld *jsonld)
{
    const json_t *publisher = json_object_get(article, "publisher");
    const json_t *author = json_object_get(article, "author");
    if (!author)
        author = json_object_get(article, "creator");
    fill(&jsonld->title, text_of(arena, json_object_get(article, "headline")));
    fill(&jsonld->name, text_of(arena, json_object_get(article, "name")));
    fill(&jsonld->standfirst, text_of(arena, json_object_get(article, "alternativeHeadline")));
    fill(&jsonld->byline, names_of(arena, objects, author));
    fill(&jsonld->source, name_of(arena, objects, publisher));
    fill(&jsonld->logo, image_of(arena, objects, json_object_get(publisher, "logo")));
    fill(&jsonld->published, text_of(arena, json_object_get(article, "datePublished")));
    fill(&jsonld->published, text_of(arena, json_object_get(article, "uploadDate")));
    fill(&jsonld->published, text_of(arena, json_object_get(article, "dateCreated")));
    fill(&jsonld->modified, text_of(arena, json_object_get(article, "dateModified")));
    fill(&jsonld->lang, text_under(arena, json_object_get(article, "inLanguage"), "alternateName"));
    fill(&jsonld->description, text_of(arena, json_object_get(article, "description")));
    fill(&jsonld->image, image_of(arena, objects, json_object_get(article, "image")));
    fill(&jsonld->image, text_under(arena, json_object_get(article, "thumbnailUrl"), "url"));
    fill(&jsonld->url, text_under(arena, json_object_get(article, "mainEntityOfPage"), "@id"));
    fill(&jsonld->url, text_under(arena, json_object_get(article, "url"), "@id"));
    fill(&jsonld->tags, tags_of(arena, json_object_get(article, "keywords")));
}

/* An article proper drives out what was read from something like it. */
static bool read_objects(struct arena *arena, const struct objects *objects, struct jsonld *jsonld)
{
    const json_t *article = find_first(arena, objects, is_article);
    if (article && !jsonld->is_article)
        *jsonld = (struct jsonld){.is_article = true};
    else if (!article && !jsonld->is_article)
        article = find_first(arena, objects, is_like_article);
    if (article)
        read_article(arena, objects, article, jsonld);
    return article != NULL;
}

bool jsonld_read(struct arena *arena, struct str json, struct jsonld *jsonld)
{
    bool has_article = false;
    json = json_mend(arena, json);
    for (size_t i = 0; i < MAX_ROOTS && json.len > 0; i++) {
        struct objects *objects = arena_new(arena, struct objects);
        json_error_t error;
        CLEANUP(json_close)
        json_t *root =
            json_loadb(json.ptr, json.len, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &error);
        if (!root)
            break;
        objects_collect(objects, root);
        has_article = read_objects(arena, objects, jsonld) || has_article;
        json = str_skip(json, (size_t)error.position);
        while (json.len > 0 && json.ptr[0] != '{' && json.ptr[0] != '[')
            json = str_skip(json, 1);
    }
    return has_article;
}
