#include "web/routes.h"

#include "base/limits.h"
#include "web/pages/admin.h"
#include "web/pages/archive.h"
#include "web/pages/article.h"
#include "web/pages/asset.h"
#include "web/pages/atom.h"
#include "web/pages/blog.h"
#include "web/pages/comment.h"
#include "web/pages/drafts.h"
#include "web/pages/edit.h"
#include "web/pages/feeds.h"
#include "web/pages/follow.h"
#include "web/pages/from_browser.h"
#include "web/pages/front.h"
#include "web/pages/history.h"
#include "web/pages/hub.h"
#include "web/pages/keys.h"
#include "web/pages/language.h"
#include "web/pages/like.h"
#include "web/pages/listing.h"
#include "web/pages/moderation.h"
#include "web/pages/moved.h"
#include "web/pages/on_this_day.h"
#include "web/pages/own_blogs.h"
#include "web/pages/own_export.h"
#include "web/pages/picture.h"
#include "web/pages/register.h"
#include "web/pages/search.h"
#include "web/pages/settings.h"
#include "web/pages/share.h"
#include "web/pages/share_job.h"
#include "web/pages/signin.h"
#include "web/pages/source.h"
#include "web/pages/sources.h"
#include "web/pages/takedown.h"
#include "web/pages/tools.h"

/* Where two patterns fit one path the first row wins: literal ones before {parts}. */
/* clang-format off */
const struct route routes[] = {
    /* method     pattern                                handler           who             runs on       body */
    {ROUTE_GET,   STR_INIT("/assets/{file}"),            page_asset,       ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/assets/{folder}/{file}"),   page_asset,       ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/o/{file}"),                 page_picture,     ROLE_STRANGER,  RUN_LOOP,     0},
    {ROUTE_GET,   STR_INIT("/favicon.ico"),              page_favicon,     ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/robots.txt"),               page_robots,      ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/healthz"),                  page_healthz,     ROLE_STRANGER,  RUN_LOOP,     0},

    /* signing in, becoming a member */
    {ROUTE_GET,   STR_INIT("/signin"),                          page_signin,               ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/signin"),                          page_signin_send,          ROLE_STRANGER,   RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_POST,  STR_INIT("/signout"),                         page_signout,              ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/register"),                        page_register,             ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/register"),                        page_register_send,        ROLE_STRANGER,   RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/setup/{token}"),                   page_setup,                ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/setup/{token}"),                   page_setup_send,           ROLE_STRANGER,   RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},

    /* what members decide for themselves */
    {ROUTE_GET,   STR_INIT("/settings"),                        page_settings,             ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/settings"),                        page_settings_send,        ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/settings/password"),               page_password_send,        ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/settings/export"),                 page_own_export,           ROLE_MEMBER,     RUN_POOL,    0},
    {ROUTE_GET,   STR_INIT("/settings/sessions"),               page_sessions,             ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/settings/sessions/end-others"),    page_sessions_end_others,  ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/settings/sessions/{id}/end"),      page_session_end,          ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/settings/tools"),                  page_tools,                ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/settings/blogs"),                  page_own_blogs,            ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/settings/blogs/new"),              page_blog_new,             ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/settings/blogs/new"),              page_blog_new_send,        ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/b/{slug}/edit"),                   page_blog_edit,            ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/edit"),                   page_blog_edit_send,       ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},

    /* the feeds that a blog is fed from */
    {ROUTE_GET,   STR_INIT("/b/{slug}/feeds"),                  page_feeds,                ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds"),                  page_feeds_add,            ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/b/{slug}/feeds/drafts"),           page_feed_drafts,          ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/drafts"),           page_feed_drafts_send,     ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/b/{slug}/feeds/opml"),             page_feeds_opml,           ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/opml"),             page_feeds_opml_send,      ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/import"),           page_feeds_import,         ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/b/{slug}/feeds/{id}"),             page_feed,                 ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/{id}"),             page_feed_send,            ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/{id}/check"),       page_feed_check,           ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/{id}/pause"),       page_feed_pause,           ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/b/{slug}/feeds/{id}/remove"),      page_feed_remove,          ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/hub/{callback}"),                  page_hub,                  ROLE_STRANGER,   RUN_WRITER,  0},
    {ROUTE_CALL,  STR_INIT("/hub/{callback}"),                  page_hub_call,             ROLE_STRANGER,   RUN_POOL,    LIMIT_HUB_BYTES},

    /* sharing and correcting */
    {ROUTE_GET,   STR_INIT("/keys"),                            page_keys,                 ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/share"),                           page_share,                ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/share"),                           page_share_send,           ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_OPEN_POST, STR_INIT("/share/from-browser"),          page_from_browser,         ROLE_STRANGER,   RUN_LOOP,    LIMIT_REQUEST_PARKED_BYTES},
    {ROUTE_GET,   STR_INIT("/share/jobs/{id}"),                 page_share_job,            ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/drafts"),                          page_drafts,               ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/preview"),                         page_preview,              ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/edit"),                     page_edit,                 ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/a/{id}/source/changes"),           page_source_changes,       ROLE_STRANGER,   RUN_POOL,    0},
    {ROUTE_POST,  STR_INIT("/a/{id}/source/check"),             page_source_check,         ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/source/{version}"),         page_source_archive,       ROLE_MEMBER,     RUN_POOL,    0},
    {ROUTE_POST,  STR_INIT("/a/{id}/edit"),                     page_edit_send,            ROLE_MEMBER,     RUN_POOL,    LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/delete"),                   page_delete,               ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/a/{id}/delete"),                   page_delete_send,          ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/history"),                  page_history,              ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/a/{id}/history/{version}"),        page_revision,             ROLE_MEMBER,     RUN_LOOP,    0},

    /* what moderators do */
    {ROUTE_GET,   STR_INIT("/admin/sources"),                   page_sources,              ROLE_MODERATOR,  RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/admin/sources/new"),               page_source_new,           ROLE_MODERATOR,  RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/admin/sources/new"),               page_source_new_send,      ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/admin/sources/{slug}/edit"),       page_source_edit,          ROLE_MODERATOR,  RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/admin/sources/{slug}/edit"),       page_source_edit_send,     ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/takedown"),                 page_takedown,             ROLE_MODERATOR,  RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/a/{id}/takedown"),                 page_takedown_send,        ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_COMMENT_BYTES},
    {ROUTE_POST,  STR_INIT("/a/{id}/restore"),                  page_restore_send,         ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_COMMENT_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}/whole"),                    page_whole,                ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/moderation"),                      page_moderation,           ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_POST,  STR_INIT("/moderation/{id}/dismiss"),         page_moderation_dismiss,   ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},

    /* what the owner decides for the site */
    {ROUTE_GET,   STR_INIT("/admin"),                           page_admin,                ROLE_OWNER,      RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/admin"),                           page_admin_send,           ROLE_OWNER,      RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/admin/members"),                   page_members,              ROLE_OWNER,      RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/admin/members/{handle}/role"),     page_member_role_send,     ROLE_OWNER,      RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/admin/invitations"),               page_invitations,          ROLE_MODERATOR,  RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/admin/invitations"),               page_invitation_make,      ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/admin/invitations/{id}/withdraw"), page_invitation_withdraw,  ROLE_MODERATOR,  RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},

    /* reading */
    {ROUTE_GET,   STR_INIT("/"),                                page_front,                ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/feed.atom"),                       page_atom_site,           ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/discussed"),                       page_discussed,            ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/following"),                       page_following,            ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/feed.atom"),              page_atom_blog,           ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}"),                        page_blog,                 ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_POST,  STR_INIT("/b/{slug}/follow"),                 page_follow,               ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/b/{slug}/unfollow"),               page_unfollow,             ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/b/{slug}/on-this-day"),            page_on_this_day_now,      ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/on-this-day/{month}/{day}"), page_on_this_day,       ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/search"),                          page_search,               ROLE_STRANGER,   RUN_POOL,    0},
    {ROUTE_GET,   STR_INIT("/search/words"),                    page_search_words,         ROLE_STRANGER,   RUN_POOL,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/search"),                 page_blog_search,          ROLE_STRANGER,   RUN_POOL,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/{year}"),                 page_archive_year,         ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/{year}/{month}"),         page_archive_month,        ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/b/{slug}/{year}/{month}/{day}"),   page_archive_day,          ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/source/{slug}"),                   page_source,               ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/tag/{slug}"),                      page_tag,                  ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/m/{handle}"),                      page_member,               ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/by/{name}"),                       page_byline,               ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_POST,  STR_INIT("/a/{id}/like"),                     page_like_article,         ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/a/{id}/unlike"),                   page_unlike_article,       ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/a/{id}/comments"),                 page_comment_add,          ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/a/{id}"),                          page_article,              ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/a/{id}/{slug}"),                   page_article,              ROLE_STRANGER,   RUN_KEPT,    0},
    {ROUTE_GET,   STR_INIT("/c/{id}"),                          page_comment,              ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_GET,   STR_INIT("/c/{id}/reply"),                    page_comment_reply_form,   ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/c/{id}/reply"),                    page_comment_reply,        ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/c/{id}/edit"),                     page_comment_edit_form,    ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/c/{id}/edit"),                     page_comment_edit,         ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_GET,   STR_INIT("/c/{id}/delete"),                   page_comment_delete_form,  ROLE_MEMBER,     RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/c/{id}/delete"),                   page_comment_delete,       ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/c/{id}/like"),                     page_like_comment,         ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST,  STR_INIT("/c/{id}/unlike"),                   page_unlike_comment,       ROLE_MEMBER,     RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET,   STR_INIT("/language"),                        page_language,             ROLE_STRANGER,   RUN_LOOP,    0},
    {ROUTE_POST,  STR_INIT("/language"),                        page_language_send,        ROLE_STRANGER,   RUN_WRITER,  LIMIT_REQUEST_SMALL_BYTES},

    /* what is none of ours, but may have been another site's */
    {ROUTE_GET,   STR_INIT("/{path...}"),                       page_moved,                ROLE_STRANGER,   RUN_LOOP,    0},
};
/* clang-format on */

const size_t n_routes = N_OF(routes);
