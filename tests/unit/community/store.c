#include "store.h"

#include "community/account.h"

int store_set_up(void **state)
{
    static struct store store;
    store = (struct store){.tan = {0}};
    if (folder_set_up(&store.folder) != 0)
        return 1;
    arena_init(&store.arena, 512 << 20);
    struct str why = STR("");
    if (db_open(&store.arena, store.folder, DB_WRITE, &store.db, &why) != OK) {
        print_error("%.*s\n", STR_ARG(why));
        return 1;
    }
    store.tan = store_member(&store, "Tan KW");
    store.lim = store_member(&store, "Lim");
    store.blog = store_blog(&store, "Good Articles");
    *state = &store;
    return 0;
}

int store_tear_down(void **state)
{
    struct store *store = *state;
    db_close(store->db);
    arena_done(&store->arena);
    return folder_tear_down(&store->folder);
}

struct member_id store_member(struct store *store, const char *name)
{
    struct account_new account = {.name = str_from_c(name), .role = ROLE_MEMBER, .now = 1000};
    struct member_id id = {0};
    struct problem problem;
    assert_int_equal(account_make(&store->arena, store->db, &account, &id, &problem), OK);
    return id;
}

struct blog_id store_blog(struct store *store, const char *title)
{
    struct blog_fields fields = {.title = str_from_c(title)};
    struct blog_id id = {0};
    struct problem problem;
    assert_int_equal(blog_make(&store->arena, store->db, store->tan, &fields, 1000, &id, &problem),
                     OK);
    return id;
}

struct article_fields store_fields(const char *title)
{
    return (struct article_fields){
        .title = str_from_c(title),
        .source = STR("AFP"),
        .url = STR("https://example.com/story"),
        .lang = STR("en"),
        .body = html_from_store(STR("<p>One two three.</p>")),
    };
}

struct article_checked store_checked(struct store *store, const struct article_fields *fields)
{
    struct article_checked checked = {.words = 0};
    struct problem problem = {FIELD_NONE, WRONG_NOTHING, 0};
    assert_int_equal(article_check(&store->arena, fields, &checked, &problem), OK);
    return checked;
}

struct article_id store_draft(struct store *store, struct blog_id blog, const char *title)
{
    struct article_fields fields = store_fields(title);
    struct article_checked checked = store_checked(store, &fields);
    struct article_new article = {blog, store->tan, &checked, 1000, NULL};
    struct article_id id = {0};
    assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    return id;
}

struct article_id
store_article(struct store *store, struct blog_id blog, const char *title, int64_t shared)
{
    struct article_id id = store_draft(store, blog, title);
    assert_int_equal(article_publish(store->db, id, shared, shared / 86400), OK);
    return id;
}

struct comment_id
store_comment(struct store *store, struct article_id article, struct comment_id parent)
{
    struct comment_new comment = {
        .article = article,
        .parent = parent,
        .member = store->lim,
        .markdown = STR("Good."),
        .html = html_from_store(STR("<p>Good.</p>")),
        .now = 2000,
    };
    struct comment_id id = {0};
    struct problem problem;
    assert_int_equal(comment_add(&store->arena, store->db, &comment, &id, &problem), OK);
    return id;
}

struct article store_find(struct store *store, struct article_id id)
{
    struct article article = {.version = 0};
    assert_int_equal(article_find(&store->arena, store->db, id, &article), OK);
    return article;
}

static void print_difference(void *context, struct str line)
{
    (void)context;
    print_error("%.*s\n", STR_ARG(line));
}

void store_check(struct store *store)
{
    struct check_request request = {.report = print_difference};
    int64_t n = -1;
    assert_int_equal(check_store(store->db, &request, &n), OK);
    assert_int_equal(n, 0);
}
