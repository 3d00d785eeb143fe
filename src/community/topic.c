#include "community/topic.h"

#include <stddef.h>

enum {
    TOPIC_NOBODY = -1, /* what readers never see, or see in another row too */
    TOPIC_SITE = 0,
    TOPIC_ARTICLE,
    TOPIC_BLOG,
    TOPIC_MEMBER,
    TOPIC_LISTS, /* shown by pages that name no topics */
};

const struct db_topic topic_site = {TOPIC_SITE, 0};

struct db_topic topic_article(struct article_id article)
{
    return (struct db_topic){TOPIC_ARTICLE, article.n};
}

struct db_topic topic_blog(struct blog_id blog)
{
    return (struct db_topic){TOPIC_BLOG, blog.n};
}

struct db_topic topic_member(struct member_id member)
{
    return (struct db_topic){TOPIC_MEMBER, member.n};
}

/* clang-format off */
const struct db_rule topic_rules[] = {
    {"address_rules",     TOPIC_NOBODY,  NULL,      NULL},
    {"article",           TOPIC_ARTICLE, "id",      NULL},
    {"article",           TOPIC_BLOG,    "blog",    "n_likes n_comments"},
    {"article_address",   TOPIC_ARTICLE, "article", NULL},
    {"article_body",      TOPIC_ARTICLE, "article", NULL},
    {"article_like",      TOPIC_ARTICLE, "article", NULL},
    {"article_picture",   TOPIC_ARTICLE, "article", NULL},
    {"article_revision",  TOPIC_ARTICLE, "article", NULL},
    {"article_tag",       TOPIC_ARTICLE, "article", NULL},
    {"body_dictionary",   TOPIC_NOBODY,  NULL,      NULL},
    {"blog",              TOPIC_BLOG,    "id",      NULL},
    {"blog_day",          TOPIC_LISTS,   NULL,      NULL},
    {"comment",           TOPIC_ARTICLE, "article", NULL},
    {"comment_like",      TOPIC_NOBODY,  NULL,      NULL},
    {"comment_source",    TOPIC_NOBODY,  NULL,      NULL},
    {"follow",            TOPIC_NOBODY,  NULL,      NULL},
    {"import_file",       TOPIC_NOBODY,  NULL,      NULL},
    {"import_record",     TOPIC_NOBODY,  NULL,      NULL},
    {"invite",            TOPIC_NOBODY,  NULL,      NULL},
    {"job",               TOPIC_NOBODY,  NULL,      NULL},
    {"member",            TOPIC_SITE,    NULL,      "password lang"},
    {"member",            TOPIC_MEMBER,  "id",      "password"},
    {"moderation",        TOPIC_SITE,    NULL,      NULL}, /* what is shown again may be the first share of another */
    {"old_address",       TOPIC_NOBODY,  NULL,      NULL},
    {"once",              TOPIC_NOBODY,  NULL,      NULL},
    {"search_*",          TOPIC_NOBODY,  NULL,      NULL},
    {"session",           TOPIC_MEMBER,  "member",  NULL},
    {"snapshot",          TOPIC_ARTICLE, "article", NULL},
    {"source",            TOPIC_SITE,    NULL,      "n_articles"},
    {"source_revision",   TOPIC_ARTICLE, "article", NULL},
    {"source_watch",      TOPIC_ARTICLE, "article", NULL},
    {"subscription",      TOPIC_NOBODY,  NULL,      NULL},
    {"subscription_item", TOPIC_NOBODY,  NULL,      NULL},
    {"tag",               TOPIC_SITE,    NULL,      "n_articles"},
    {NULL,                0,             NULL,      NULL},
};
/* clang-format on */
