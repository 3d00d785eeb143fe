/* WordPress's export (WXR 1.0 to 1.2): RSS with elements of its own. Read by our reader of
 * tags alone, since plugins write what is not well-formed. */
#include "transfer/record.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "capture/xml.h"
#include "text/html.h"

enum {
    MAX_DEPTH = 16,
    MAX_TAGS = 4 * LIMIT_TAGS,
    MAX_AUTHORS = 1000,
    TEXT_BYTES = LIMIT_RECORD_BYTES,
};

struct author {
    struct str login;
    struct str name;
};

struct post {
    struct str title;
    struct str link;
    struct str guid;
    struct str creator;
    struct str content;
    struct str excerpt;
    struct str date_gmt;
    struct str date;
    struct str status;
    struct str type;
    struct str password;
};

/* A comment as it is written. */
struct remark {
    struct record_comment comment;
    struct str date_gmt;
    struct str approved;
    struct str type;
    struct str user;
};

struct reader {
    struct arena *arena;
    struct post post;
    struct remark remark;
    struct author author;
    struct author authors[MAX_AUTHORS];
    size_t n_authors;
    struct str *tags;
    size_t n_tags;
    struct record_comment *comments;
    size_t n_comments;
    size_t room;
    struct str *places[MAX_DEPTH]; /* where the text of each open element goes; NULL: nowhere */
    enum { IN_NOTHING, IN_POST, IN_COMMENT, IN_AUTHOR } inside[MAX_DEPTH];
    bool is_tag[MAX_DEPTH];
    size_t depth;
    struct buf text;
    struct str tag; /* the text of a category */
};

/* --- elements -------------------------------------------------------------------- */

struct element {
    struct str prefix;
    struct str name;
    size_t offset;
};

static const struct element post_elements[] = {
    {STR_INIT(""), STR_INIT("title"), offsetof(struct post, title)},
    {STR_INIT(""), STR_INIT("link"), offsetof(struct post, link)},
    {STR_INIT(""), STR_INIT("guid"), offsetof(struct post, guid)},
    {STR_INIT("dc"), STR_INIT("creator"), offsetof(struct post, creator)},
    {STR_INIT("content"), STR_INIT("encoded"), offsetof(struct post, content)},
    {STR_INIT("excerpt"), STR_INIT("encoded"), offsetof(struct post, excerpt)},
    {STR_INIT("wp"), STR_INIT("post_date_gmt"), offsetof(struct post, date_gmt)},
    {STR_INIT("wp"), STR_INIT("post_date"), offsetof(struct post, date)},
    {STR_INIT("wp"), STR_INIT("status"), offsetof(struct post, status)},
    {STR_INIT("wp"), STR_INIT("post_type"), offsetof(struct post, type)},
    {STR_INIT("wp"), STR_INIT("post_password"), offsetof(struct post, password)},
};

static const struct element comment_elements[] = {
    {STR_INIT("wp"), STR_INIT("comment_id"), offsetof(struct remark, comment.id)},
    {STR_INIT("wp"), STR_INIT("comment_parent"), offsetof(struct remark, comment.parent)},
    {STR_INIT("wp"), STR_INIT("comment_author"), offsetof(struct remark, comment.author)},
    {STR_INIT("wp"), STR_INIT("comment_content"), offsetof(struct remark, comment.html)},
    {STR_INIT("wp"), STR_INIT("comment_date"), offsetof(struct remark, comment.created)},
    {STR_INIT("wp"), STR_INIT("comment_date_gmt"), offsetof(struct remark, date_gmt)},
    {STR_INIT("wp"), STR_INIT("comment_approved"), offsetof(struct remark, approved)},
    {STR_INIT("wp"), STR_INIT("comment_type"), offsetof(struct remark, type)},
    {STR_INIT("wp"), STR_INIT("comment_user_id"), offsetof(struct remark, user)},
};

static const struct element author_elements[] = {
    {STR_INIT("wp"), STR_INIT("author_login"), offsetof(struct author, login)},
    {STR_INIT("wp"), STR_INIT("author_display_name"), offsetof(struct author, name)},
};

static struct str *
find_place(const struct xml_tag *tag, const struct element *elements, size_t n, void *whole)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(tag->name, elements[i].name) && str_eq(tag->prefix, elements[i].prefix))
            return (struct str *)(void *)((char *)whole + elements[i].offset);
    }
    return NULL;
}

static bool is_named(const struct xml_tag *tag, struct str prefix, struct str name)
{
    return str_eq(tag->prefix, prefix) && str_eq(tag->name, name);
}

static void on_start(void *data, const struct xml_tag *tag)
{
    struct reader *reader = data;
    size_t at = reader->depth++;
    reader->text.len = 0;
    if (at >= MAX_DEPTH)
        return;
    reader->inside[at] = at > 0 ? reader->inside[at - 1] : IN_NOTHING;
    reader->places[at] = NULL;
    reader->is_tag[at] = false;
    if (is_named(tag, STR(""), STR("item"))) {
        reader->inside[at] = IN_POST;
    } else if (is_named(tag, STR("wp"), STR("comment"))) {
        reader->inside[at] = IN_COMMENT;
        reader->remark = (struct remark){0};
    } else if (is_named(tag, STR("wp"), STR("author"))) {
        reader->inside[at] = IN_AUTHOR;
        reader->author = (struct author){0};
    } else if (reader->inside[at] == IN_COMMENT) {
        reader->places[at] =
            find_place(tag, comment_elements, N_OF(comment_elements), &reader->remark);
    } else if (reader->inside[at] == IN_AUTHOR) {
        reader->places[at] =
            find_place(tag, author_elements, N_OF(author_elements), &reader->author);
    } else if (reader->inside[at] == IN_POST) {
        reader->places[at] = find_place(tag, post_elements, N_OF(post_elements), &reader->post);
        reader->is_tag[at] = is_named(tag, STR(""), STR("category"));
    }
}

static void on_text(void *data, struct str text)
{
    struct reader *reader = data;
    size_t at = reader->depth - 1;
    if (reader->depth > 0 && at < MAX_DEPTH && (reader->places[at] != NULL || reader->is_tag[at]))
        buf_add(&reader->text, text);
}

/* --- comments, tags, authors -------------------------------------------------------- */

/* WordPress writes 0000-00-00 for a time that was never set. */
static bool is_set(struct str date)
{
    return date.len > 0 && !str_starts_with(date, STR("0000"));
}

static struct str time_of(struct arena *arena, struct str gmt, struct str local)
{
    return is_set(gmt) ? str_join(arena, gmt, STR("Z")) : is_set(local) ? local : STR("");
}

/* Approved ones only: no spam, no pings. */
static void keep_comment(struct reader *reader)
{
    struct remark *remark = &reader->remark;
    bool is_comment = str_eq(remark->approved, STR("1")) &&
                      (remark->type.len == 0 || str_eq(remark->type, STR("comment")));
    if (!is_comment || reader->n_comments == LIMIT_RECORD_COMMENTS)
        return;
    if (reader->n_comments == reader->room) {
        size_t room = reader->room > 0 ? 2 * reader->room : 16;
        struct record_comment *comments = arena_array(reader->arena, struct record_comment, room);
        if (reader->n_comments > 0)
            memcpy(comments, reader->comments, reader->n_comments * sizeof *comments);
        reader->comments = comments;
        reader->room = room;
    }
    struct record_comment comment = remark->comment;
    comment.created = time_of(reader->arena, remark->date_gmt, comment.created);
    comment.is_by_member = remark->user.len > 0 && !str_eq(remark->user, STR("0"));
    if (str_eq(comment.parent, STR("0")))
        comment.parent = STR("");
    reader->comments[reader->n_comments++] = comment;
}

static void keep_tag(struct reader *reader, struct str tag)
{
    if (reader->n_tags < MAX_TAGS && !str_eq(tag, STR("Uncategorized")))
        reader->tags[reader->n_tags++] = tag;
}

static void keep_author(struct reader *reader)
{
    if (reader->n_authors < MAX_AUTHORS && reader->author.login.len > 0)
        reader->authors[reader->n_authors++] = reader->author;
}

static void on_end(void *data)
{
    struct reader *reader = data;
    size_t at = --reader->depth;
    if (at >= MAX_DEPTH)
        return;
    if (reader->places[at] != NULL)
        *reader->places[at] = str_copy(reader->arena, str_trim(buf_text(&reader->text)));
    else if (reader->is_tag[at])
        keep_tag(reader, str_copy(reader->arena, str_trim(buf_text(&reader->text))));
    bool is_outermost = at == 0 || reader->inside[at - 1] != reader->inside[at];
    if (is_outermost && reader->inside[at] == IN_COMMENT)
        keep_comment(reader);
    else if (is_outermost && reader->inside[at] == IN_AUTHOR)
        keep_author(reader);
    reader->text.len = 0;
}

/* --- text as WordPress shows it ------------------------------------------------------ */

static bool is_block(struct str paragraph)
{
    static const struct str starts[] = {
        STR_INIT("<p"),      STR_INIT("<h"),   STR_INIT("<ul"),   STR_INIT("<ol"),
        STR_INIT("<table"),  STR_INIT("<blo"), STR_INIT("<pre"),  STR_INIT("<div"),
        STR_INIT("<figure"), STR_INIT("<dl"),  STR_INIT("<sect"), STR_INIT("<!--"),
    };
    for (size_t i = 0; i < N_OF(starts); i++) {
        if (str_starts_with_folded(paragraph, starts[i]))
            return true;
    }
    return false;
}

/* The next paragraph: up to an empty line. */
static bool cut_paragraph(struct str *text, struct str *ret_paragraph)
{
    struct str rest = str_trim(*text);
    size_t n = 0;
    size_t at = 0;
    if (rest.len == 0)
        return false;
    bool is_end = false;
    while (!is_end) {
        struct str line = str_skip(rest, n);
        is_end = !str_find_char(line, '\n', &at);
        line = is_end ? line : str_first(line, at);
        if (str_trim(line).len == 0)
            break;
        n += line.len + (is_end ? 0 : 1);
    }
    *ret_paragraph = str_trim(str_first(rest, n));
    *text = str_skip(rest, n);
    return true;
}

static void add_lines(struct buf *out, struct str paragraph)
{
    struct str line;
    bool is_first = true;
    while (str_cut(&paragraph, '\n', &line)) {
        if (!is_first)
            BUF_ADD(out, "<br>");
        buf_add(out, line);
        is_first = false;
    }
}

/* WordPress stores the text without paragraphs and makes them when it shows it: an empty
 * line parts them, a line break is one. Its newer editor writes them itself. */
static struct str with_paragraphs(struct arena *arena, struct str text)
{
    struct buf out;
    struct str paragraph;
    struct str made = text;
    if (str_contains(text, STR("<p>")) || str_contains(text, STR("<!-- wp:")))
        return text;
    buf_init(&out, arena, 2 * (size_t)TEXT_BYTES);
    while (cut_paragraph(&text, &paragraph)) {
        bool is_plain = !is_block(paragraph);
        if (is_plain)
            BUF_ADD(&out, "<p>");
        if (is_plain)
            add_lines(&out, paragraph);
        else
            buf_add(&out, paragraph);
        if (is_plain)
            BUF_ADD(&out, "</p>");
        BUF_ADD(&out, "\n");
    }
    return buf_finish(&out, &made) == OK ? made : text;
}

/* --- the record ------------------------------------------------------------------------ */

static struct str name_of(const struct reader *reader, struct str login)
{
    for (size_t i = 0; i < reader->n_authors; i++) {
        if (str_eq(reader->authors[i].login, login) && reader->authors[i].name.len > 0)
            return reader->authors[i].name;
    }
    return login;
}

static struct str why_left_out(const struct post *post)
{
    if (post->type.len > 0 && !str_eq(post->type, STR("post")))
        return STR("it is no post");
    if (!str_eq(post->status, STR("publish")))
        return STR("it is not published");
    return post->password.len > 0 ? STR("it has a password") : STR("");
}

static struct record record_of(struct reader *reader)
{
    struct arena *arena = reader->arena;
    const struct post *post = &reader->post;
    for (size_t i = 0; i < reader->n_comments; i++)
        reader->comments[i].html = with_paragraphs(arena, reader->comments[i].html);
    return (struct record){
        .id = post->guid,
        .page = post->link,
        .title = post->title,
        .byline = name_of(reader, post->creator),
        .shared = time_of(arena, post->date_gmt, post->date),
        .excerpt = post->excerpt,
        .html = with_paragraphs(arena, post->content),
        .tags = {reader->tags, reader->n_tags},
        .comments = reader->comments,
        .n_comments = reader->n_comments,
        .left_out = why_left_out(post),
    };
}

enum outcome record_read_wordpress(struct arena *arena,
                                   struct str head,
                                   struct str piece,
                                   struct records *ret_records,
                                   struct str *ret_why)
{
    struct str document = str_join(arena, head, piece);
    struct str plain;
    if (xml_plain(arena, utf8_repair(arena, document), &plain) != OK) {
        *ret_why = STR("its entities make it too large");
        return INVALID;
    }
    struct reader *reader = arena_new(arena, struct reader);
    struct record *record = arena_new(arena, struct record);
    reader->arena = arena;
    reader->tags = arena_array(arena, struct str, MAX_TAGS);
    buf_init(&reader->text, arena, TEXT_BYTES);
    struct xml_listener listener = {
        .on_start = on_start, .on_text = on_text, .on_end = on_end, .data = reader};
    xml_read_soup(arena, plain, &listener);
    *record = record_of(reader);
    *ret_records = (struct records){record, 1};
    return OK;
}
