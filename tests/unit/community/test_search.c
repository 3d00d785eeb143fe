#include "community/search.h"

#include "store.h"

#include "base/buf.h"
#include "community/intake.h"
#include "community/search_index.h"
#include "community/search_row.h"
#include "community/search_segment.h"
#include "community/search_shelf.h"
#include "community/search_spelling.h"

static const struct dates *utc(struct arena *arena)
{
    const struct dates *dates = NULL;
    assert_int_equal(dates_open(arena, STR("en"), STR("UTC"), &dates), OK);
    return dates;
}

static struct search_result seek_from(struct store *store, const char *line, const char *from)
{
    const struct search_request request = {
        .line = str_from_c(line),
        .dates = utc(&store->arena),
        .order = SEARCH_NEWEST,
        .from = str_from_c(from),
    };
    struct search_result result;
    assert_int_equal(search(&store->arena, store->db, &request, &result), OK);
    return result;
}

static struct search_result seek(struct store *store, const char *line)
{
    return seek_from(store, line, "");
}

/* The analysis of a text without any store. */
static struct search_article article_of(struct store *store, int64_t id, const char *text)
{
    struct article_fields fields = {
        .title = str_from_c(text),
        .body = html_from_store(STR("<p>Body of it</p>\n")),
    };
    return (struct search_article){
        .id = {id},
        .blog = store->blog,
        .sharer = store->tan,
        .shared = 1000 + id,
        .words = search_analyse(&store->arena, &fields),
    };
}

static size_t count_segments(struct store *store, enum search_kind kind)
{
    struct segment *segments = NULL;
    size_t n = 0;
    assert_int_equal(segment_list(&store->arena, store->db, kind, &segments, &n), OK);
    return n;
}

static void reads_every_line_as_a_question(void **state)
{
    struct store *store = *state;
    struct arena *arena = &store->arena;
    struct search_query query =
        search_query_read(arena, utc(arena), STR("night \"late boat\" -crew source:afp x:y"));
    assert_int_equal(query.n_parts, 5);
    assert_true(query.parts[1].is_phrase && query.parts[1].n_words == 2);
    assert_true(query.parts[2].is_excluded && !query.parts[2].is_phrase);
    assert_int_equal(query.parts[3].field, QUERY_SOURCE);
    assert_str(query.parts[3].text, "afp");
    assert_int_equal(query.parts[4].n_words, 2);
    assert_str(search_query_without(arena, &query, query.parts[2].written),
               "night \"late boat\" source:afp x:y");
    query = search_query_read(arena, utc(arena), STR("after:1970-01-02 before:1971 in:comments"));
    assert_true(query.has_after && query.after == 86400 && query.in_comments);
    assert_true(query.has_before && query.before == (int64_t)365 * 86400);
    assert_int_equal(query.n_parts, 0);
    assert_str(search_query_read(arena, utc(arena), STR("after:soon")).wrong_day, "soon");
}

/* A line as its parts: phrases in brackets, what a filter names behind its number. */
static struct str parts_of(struct store *store, const char *line)
{
    struct arena *arena = &store->arena;
    struct search_query query = search_query_read(arena, utc(arena), str_from_c(line));
    struct buf out;
    buf_init(&out, arena, 1 << 12);
    for (size_t i = 0; i < query.n_parts; i++) {
        const struct query_part *part = &query.parts[i];
        buf_print(&out, "%s%s", i > 0 ? " " : "", part->is_excluded ? "-" : "");
        if (part->field != QUERY_WORDS)
            buf_print(&out, "%d:%.*s", (int)part->field, STR_ARG(part->text));
        for (size_t j = 0; j < part->n_words; j++)
            buf_print(&out, "%s%.*s",
                      j > 0             ? "+"
                      : part->is_phrase ? "["
                                        : "",
                      STR_ARG(part->words[j]));
        buf_print(&out, "%s", part->is_phrase ? "]" : "");
    }
    return buf_text(&out);
}

static void a_quote_that_opens_or_closes_nothing_is_no_sign(void **state)
{
    static const char *const cases[][2] = {
        {"\"Publishing data: Powered", "publishing data powered"},
        {"late \"night boat\" crew", "late [night+boat] crew"},
        {"\"night boat\" \"late crew", "[night+boat] late crew"},
        {"a 5\"x7\" photo", "a 5+x7 photo"},
        {"5\" by 7\" photo", "5 by 7 photo"},
        {"\"a 5\"x7 photo\"", "[a+5+x7+photo]"},
        {"boat-\"night crew\"", "boat [night+crew]"},
        {"-\"night boat", "-night boat"},
        {"by:\"Tan KW\"", "3:Tan KW"},
        {"by:\"Tan boat", "3:Tan boat"},
        {"“night boat” „late", "[night+boat] late"},
        {"café\"s night\"", "cafe+s night"},
        {"中国\"一带一路\"倡议", "中国 [一带+带一+一路] 倡议"},
        {"「北京", "北京"},
        {"\"", ""},
        {"by:\"", "by"},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(parts_of(*state, cases[i][0]), cases[i][1]);
}

static void holds_a_question_to_its_limits(void **state)
{
    struct store *store = *state;
    struct arena *arena = &store->arena;
    struct buf line;
    buf_init(&line, arena, 1 << 16);
    for (int i = 0; i < LIMIT_SEARCH_QUERY_WORDS; i++)
        buf_print(&line, "w%d ", i);
    assert_false(search_query_read(arena, utc(arena), buf_text(&line)).is_cut);
    BUF_ADD(&line, "more");
    struct search_query query = search_query_read(arena, utc(arena), buf_text(&line));
    assert_true(query.is_cut);
    assert_int_equal(query.n_parts, LIMIT_SEARCH_QUERY_WORDS);

    buf_init(&line, arena, 1 << 16);
    for (int i = 0; i < LIMIT_SEARCH_QUERY_BYTES; i++)
        buf_add_char(&line, 'x');
    assert_false(search_query_read(arena, utc(arena), buf_text(&line)).is_cut);
    buf_add_char(&line, 'x');
    assert_true(search_query_read(arena, utc(arena), buf_text(&line)).is_cut);
}

static void postings_are_read_as_they_were_written(void **state)
{
    (void)state;
    static const struct posting written[] = {{0, 7}, {1, 0}, {130, 3}, {2000000000, 4}};
    unsigned char bytes[N_OF(written) * POSTING_MAX_BYTES];
    size_t n = 0;
    uint32_t next = 0;
    for (size_t i = 0; i < N_OF(written); i++)
        n += posting_write(bytes + n, &next, written[i]);
    struct postings postings = postings_of((struct str){(const char *)bytes, n});
    struct posting posting;
    for (size_t i = 0; i < N_OF(written); i++) {
        assert_true(postings_next(&postings, &posting));
        assert_int_equal(posting.document, written[i].document);
        assert_int_equal(posting.weight, written[i].weight);
    }
    assert_false(postings_next(&postings, &posting));
}

static void what_is_published_is_found_and_what_is_not_is_not(void **state)
{
    struct store *store = *state;
    store_article(store, store->blog, "A numbat at noon", 2000);
    struct article_id draft = store_draft(store, store->blog, "A numbat in hiding");
    assert_int_equal(seek(store, "numbats").count, 1);
    assert_int_equal(article_publish(store->db, draft, 3000, 0), OK);
    struct search_result both = seek(store, "numbat");
    assert_int_equal(both.count, 2);
    assert_int_equal(both.ids[0], draft.n);
    assert_int_equal(article_delete(store->db, draft, 4000), OK);
    assert_int_equal(seek(store, "numbat").count, 1);
    store_check(store);
}

/* One more than what may wait becomes a segment, with the words of each in it. */
static void recent_documents_become_a_segment(void **state)
{
    struct store *store = *state;
    assert_int_equal(db_begin(store->db), OK);
    for (int64_t id = 1; id < LIMIT_SEARCH_RECENT; id++) {
        const struct search_comment comment = {
            .id = {id},
            .blog = store->blog,
            .member = store->tan,
            .created = id,
            .words = search_analyse_comment(&store->arena, html_from_store(STR("<p>quokka</p>"))),
        };
        assert_int_equal(search_index_add_comment(store->db, &comment), OK);
    }
    assert_int_equal(count_segments(store, SEARCH_COMMENTS), 0);
    const struct search_comment last = {
        .id = {LIMIT_SEARCH_RECENT},
        .blog = store->blog,
        .member = store->lim,
        .created = LIMIT_SEARCH_RECENT,
        .words = search_analyse_comment(&store->arena, html_from_store(STR("<p>wombat</p>"))),
    };
    assert_int_equal(search_index_add_comment(store->db, &last), OK);
    assert_int_equal(count_segments(store, SEARCH_COMMENTS), 1);
    assert_int_equal(search_index_drop(store->db, SEARCH_COMMENTS, 5), OK);
    assert_int_equal(db_commit(store->db), OK);
    assert_int_equal(seek(store, "quokka in:comments").count, LIMIT_SEARCH_RECENT - 2);
    assert_int_equal(seek(store, "wombat in:comments").ids[0], LIMIT_SEARCH_RECENT);
}

/* One number again and again, so many bytes as the index packs it; spelling learns none. */
static struct str packed_bytes(struct store *store, size_t n_bytes)
{
    enum { ENTRY = 6 };
    struct buf packed;
    buf_init(&packed, &store->arena, n_bytes);
    while (packed.len < n_bytes) {
        size_t rest = n_bytes - packed.len;
        size_t n = rest < 2 * ENTRY ? rest : ENTRY; /* the last one takes what is left */
        buf_add_char(&packed, (char)(n - 2));
        buf_add(&packed, str_first(STR("424242424242"), n - 2));
        buf_add_char(&packed, 0);
    }
    return buf_text(&packed);
}

static void so_many_bytes_of_recent_documents_become_a_segment(void **state)
{
    struct store *store = *state;
    struct str below = packed_bytes(store, LIMIT_SEARCH_RECENT_BYTES - 1);
    struct str at = packed_bytes(store, LIMIT_SEARCH_RECENT_BYTES);
    assert_int_equal(shelf_put(store->db, SEARCH_COMMENTS, (struct search_document){1, 1}, below),
                     OK);
    assert_int_equal(count_segments(store, SEARCH_COMMENTS), 0);
    assert_int_equal(shelf_put(store->db, SEARCH_ARTICLES, (struct search_document){1, 1}, at), OK);
    assert_int_equal(count_segments(store, SEARCH_ARTICLES), 1);
}

/* Words that are all different, and take so many bytes of a bulk: each its letters and a
 * posting of one byte. */
static struct search_words words_of_bytes(struct store *store, size_t n_bytes)
{
    enum { LONGEST = 40 };
    struct buf packed;
    buf_init(&packed, &store->arena, 2 * n_bytes);
    for (size_t i = 0; n_bytes > 0; i++) {
        size_t n = n_bytes > 2 * LONGEST ? LONGEST : n_bytes > LONGEST ? LONGEST / 2 : n_bytes;
        buf_add_char(&packed, (char)(n - 1));
        buf_print(&packed, "%0*zu", (int)(n - 1), i);
        buf_add_char(&packed, 0);
        n_bytes -= n;
    }
    return (struct search_words){buf_text(&packed)};
}

/* What an article of no words takes: those of our own. */
static size_t bytes_without_words(struct store *store)
{
    struct search_bulk *bulk = search_bulk_new();
    struct search_article article = article_of(store, 1, "");
    article.words.packed.len = 0;
    search_bulk_add(bulk, &article);
    size_t n = search_bulk_bytes(bulk);
    search_bulk_free(bulk);
    return n;
}

static bool are_words_written(struct store *store, size_t n_bytes)
{
    struct article_fields fields = store_fields("Numbat");
    fields.source = STR("");
    fields.tags.n = 0;
    struct article_checked checked = store_checked(store, &fields);
    const struct intake_article article = {
        .checked = &checked,
        .body = {0, checked.fields.body.text},
        .shared = 1000,
        .words = words_of_bytes(store, n_bytes - bytes_without_words(store)),
    };
    CLEANUP(intake_free_at)
    struct intake *intake = intake_new(store->db, store->blog, store->tan, 1000);
    struct article_id id;
    assert_int_equal(db_begin(store->db), OK);
    assert_int_equal(intake_begin(intake), OK);
    assert_int_equal(intake_add(intake, &article, &id), OK);
    bool is_written = count_segments(store, SEARCH_ARTICLES) > 0;
    db_rollback(store->db);
    return is_written;
}

static void an_import_writes_when_so_many_bytes_are_gathered(void **state)
{
    assert_false(are_words_written(*state, LIMIT_SEARCH_BULK_BYTES - 1));
    assert_true(are_words_written(*state, LIMIT_SEARCH_BULK_BYTES));
}

/* Two segments of one comment each; the list of the newer one is so long, as no posting of
 * its later bytes is of a document that there is. */
static struct matches match_with_list(struct store *store, size_t n_bytes)
{
    static const char first[] = {0};
    char *bytes = arena_alloc(&store->arena, n_bytes);
    memset(bytes, 0x7F, n_bytes);
    bytes[0] = 0;
    const struct str word = STR("quokka");
    const struct inverted lists[] = {
        {.word = word, .n_documents = 1, .list = {first, sizeof(first)}},
        {.word = word, .n_documents = 1, .list = {bytes, n_bytes}},
    };
    for (int i = 0; i < 2; i++) {
        const struct search_document document = {i + 1, i + 1};
        struct db_stmt *place =
            db_query(store->db, "insert into search_place (kind, id, number) values (1, $1, $2)"
                                " on conflict do nothing");
        db_bind_int(place, 1, i + 1);
        db_bind_int(place, 2, i);
        assert_int_equal(db_run(place), OK);
        assert_int_equal(documents_append(store->db, SEARCH_COMMENTS, i, &document, 1), OK);
        assert_int_equal(segment_write(store->db, SEARCH_COMMENTS, i, 1, &lists[i], 1), OK);
    }
    struct search_query query =
        search_query_read(&store->arena, utc(&store->arena), STR("\"quokka\" in:comments"));
    struct plan plan;
    struct matches matches;
    assert_int_equal(
        search_plan(&store->arena, store->db, &query, (struct blog_id){0}, PLAN_LITERAL, &plan),
        OK);
    assert_int_equal(search_match(&store->arena, store->db, &plan, SEARCH_NEWEST,
                                  (struct match_after){.is_set = false}, 2, &matches),
                     OK);
    return matches;
}

static void a_search_below_its_bytes_reads_all(void **state)
{
    struct matches matches = match_with_list(*state, LIMIT_SEARCH_LIST_BYTES - 1);
    assert_true(matches.count == 2 && matches.is_exact);
}

static void a_search_at_its_bytes_leaves_out_the_oldest(void **state)
{
    struct matches matches = match_with_list(*state, LIMIT_SEARCH_LIST_BYTES);
    assert_true(matches.count == 1 && !matches.is_exact);
    assert_int_equal(matches.items[0].id, 2);
}

/* Enough bulks for several merges: nothing is lost, dropped ones stay away. */
static void segments_merge_and_keep_what_they_have(void **state)
{
    enum { BULKS = 20, OF_EACH = 5 };
    struct store *store = *state;
    struct search_bulk *bulk = search_bulk_new();
    for (int64_t i = 0; i < BULKS; i++) {
        for (int64_t k = 0; k < OF_EACH; k++) {
            int64_t id = 1 + i * OF_EACH + k;
            struct str text = str_print(&store->arena, "numbat word%lld", (long long)id);
            const struct search_article article = article_of(store, id, text.ptr);
            search_bulk_add(bulk, &article);
        }
        assert_true(search_bulk_bytes(bulk) > 0);
        assert_int_equal(db_begin(store->db), OK);
        assert_int_equal(search_bulk_write(store->db, bulk), OK);
        assert_int_equal(db_commit(store->db), OK);
        assert_int_equal(search_bulk_bytes(bulk), 0);
        assert_int_equal(search_index_drop(store->db, SEARCH_ARTICLES, 1 + i * OF_EACH), OK);
    }
    search_bulk_free(bulk);
    assert_true(count_segments(store, SEARCH_ARTICLES) < 8);
    assert_int_equal(seek(store, "numbat").count, BULKS * (OF_EACH - 1));
    assert_int_equal(seek(store, "word17").ids[0], 17);
    assert_int_equal(seek(store, "word16").count, 0);
    assert_int_equal(seek(store, "numbat -word17").count, BULKS * (OF_EACH - 1) - 1);
}

/* More documents than a chunk of times holds, the newest of which came first, each a day
 * before the one before; every tenth is gone. */
static void finds_the_newest_in_whatever_order_they_came(void **state)
{
    enum { N = 5000, DAY = 86400 };
    struct store *store = *state;
    struct search_bulk *bulk = search_bulk_new();
    for (int64_t id = 1; id <= N; id++) {
        struct search_article article = article_of(store, id, "numbat");
        article.shared = (N - id) * DAY;
        search_bulk_add(bulk, &article);
    }
    assert_int_equal(search_bulk_write(store->db, bulk), OK);
    search_bulk_free(bulk);
    for (int64_t id = 10; id <= N; id += 10)
        assert_int_equal(search_index_drop(store->db, SEARCH_ARTICLES, id), OK);

    struct search_result found = seek(store, "numbat");
    assert_int_equal(found.count, N - N / 10);
    assert_true(found.ids[0] == 1 && found.ids[9] == 11);
    found = seek_from(store, "numbat", found.next.ptr);
    assert_int_equal(found.ids[0], 1 + LIMIT_LIST_ITEMS + (LIMIT_LIST_ITEMS + 1) / 10);
    found = seek(store, "numbat after:1972 before:1973"); /* days 730 to 1095 */
    assert_int_equal(found.count, 366 - 37);
    assert_int_equal(found.ids[0], N - 1095);
}

static void a_bulk_that_is_undone_leaves_nothing(void **state)
{
    struct store *store = *state;
    struct search_bulk *bulk = search_bulk_new();
    const struct search_article article = article_of(store, 7, "numbat");
    search_bulk_add(bulk, &article);
    assert_int_equal(db_begin(store->db), OK);
    assert_int_equal(search_bulk_write(store->db, bulk), OK);
    db_rollback(store->db);
    assert_int_equal(seek(store, "numbat").count, 0);
    search_bulk_free(bulk);
}

static void pages_follow_each_other(void **state)
{
    struct store *store = *state;
    for (int i = 0; i < LIMIT_LIST_ITEMS + 1; i++)
        store_article(store, store->blog, "A numbat again", 1000 - i);
    struct search_result first = seek(store, "numbat");
    assert_int_equal(first.n, LIMIT_LIST_ITEMS);
    struct search_result second = seek_from(store, "numbat", first.next.ptr);
    assert_int_equal(second.n, 1);
    assert_int_equal(second.next.len, 0);
    assert_int_equal(second.count, LIMIT_LIST_ITEMS + 1);
}

static void the_best_can_be_paged_through_to_a_limit(void **state)
{
    struct store *store = *state;
    struct search_request request = {
        .line = STR("numbat"),
        .dates = utc(&store->arena),
        .order = SEARCH_BEST,
    };
    struct search_result result;
    request.from = str_print(&store->arena, "b%d", LIMIT_SEARCH_RANKED);
    assert_int_equal(search(&store->arena, store->db, &request, &result), OK);
    request.from = str_print(&store->arena, "b%d", LIMIT_SEARCH_RANKED + 1);
    assert_int_equal(search(&store->arena, store->db, &request, &result), NOT_FOUND);
}

/* The last text that is read has the phrase; then it is the first that is not. */
static void a_phrase_is_looked_for_in_so_many_texts_at_once(void **state)
{
    struct store *store = *state;
    store_article(store, store->blog, "The night boat", 1000);
    for (int i = 1; i < LIMIT_SEARCH_TEXTS; i++)
        store_article(store, store->blog, "A boat at night", 1000 + i);
    struct search_result found = seek(store, "\"night boat\"");
    assert_true(found.n == 1 && found.count == 1 && found.is_exact && found.next.len == 0);
    store_article(store, store->blog, "A boat at night", 1000 + LIMIT_SEARCH_TEXTS);
    found = seek(store, "\"night boat\"");
    assert_true(found.n == 0 && !found.is_exact && found.next.len > 0);
    assert_int_equal(seek_from(store, "\"night boat\"", found.next.ptr).n, 1);
}

static void knows_words_that_are_nearly_the_same(void **state)
{
    struct store *store = *state;
    struct known_word *words = NULL;
    size_t n = 0;
    store_article(store, store->blog, "Zelensky and Zinoviev", 1000);
    static const char *const misspelt[] = {"zelenskiy", "zelenksy", "selensky", "zelenky"};
    for (size_t i = 0; i < N_OF(misspelt); i++) {
        assert_int_equal(
            spelling_similar(&store->arena, store->db, str_from_c(misspelt[i]), &words, &n), OK);
        assert_int_equal(n, 1);
        assert_str(words[0].word, "zelensky");
    }
    assert_int_equal(spelling_complete(&store->arena, store->db, STR("zin"), &words, &n), OK);
    assert_true(n == 1 && str_eq(words[0].word, STR("zinoviev")));
    assert_int_equal(spelling_complete(&store->arena, store->db, STR("z"), &words, &n), OK);
    assert_int_equal(n, 0);
}

static void suggests_no_more_than_its_limits(void **state)
{
    struct store *store = *state;
    struct known_word *words = NULL;
    size_t n = 0;
    struct buf title;
    buf_init(&title, &store->arena, 300);
    for (char c = 'a'; c < 'a' + LIMIT_SEARCH_SUGGESTIONS + 1; c++)
        buf_print(&title, "quokk%c ", c);
    store_article(store, store->blog, str_copy(&store->arena, buf_text(&title)).ptr, 1000);
    assert_int_equal(spelling_complete(&store->arena, store->db, STR("quok"), &words, &n), OK);
    assert_int_equal(n, LIMIT_SEARCH_SUGGESTIONS);
    assert_int_equal(spelling_similar(&store->arena, store->db, STR("quokkz"), &words, &n), OK);
    assert_int_equal(n, LIMIT_SEARCH_SIMILAR);
}

static void a_store_from_before_is_brought_up_in_batches(void **state)
{
    struct store *store = *state;
    bool has_more = false;
    int64_t n_missing = 0;
    for (int i = 0; i < LIMIT_SEARCH_BATCH + 1; i++)
        store_article(store, store->blog, "A numbat again", 1000 - i);
    assert_int_equal(db_run(db_query(store->db, "delete from search_place")), OK);
    assert_int_equal(db_run(db_query(store->db, "delete from search_recent")), OK);
    assert_int_equal(search_row_missing(store->db, &n_missing), OK);
    assert_int_equal(n_missing, LIMIT_SEARCH_BATCH + 1);
    assert_int_equal(seek(store, "numbat").count, 0);
    assert_int_equal(search_row_catch_up(store->db, &has_more), OK);
    assert_true(has_more);
    assert_int_equal(seek(store, "numbat").count, LIMIT_SEARCH_BATCH);
    assert_int_equal(search_row_catch_up(store->db, &has_more), OK);
    assert_false(has_more);
    assert_int_equal(seek(store, "numbat").count, LIMIT_SEARCH_BATCH + 1);
    store_check(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(reads_every_line_as_a_question),
        store_test(a_quote_that_opens_or_closes_nothing_is_no_sign),
        store_test(holds_a_question_to_its_limits),
        cmocka_unit_test(postings_are_read_as_they_were_written),
        store_test(what_is_published_is_found_and_what_is_not_is_not),
        store_test(recent_documents_become_a_segment),
        store_test(so_many_bytes_of_recent_documents_become_a_segment),
        store_test(a_search_below_its_bytes_reads_all),
        store_test(a_search_at_its_bytes_leaves_out_the_oldest),
        store_test(an_import_writes_when_so_many_bytes_are_gathered),
        store_test(segments_merge_and_keep_what_they_have),
        store_test(finds_the_newest_in_whatever_order_they_came),
        store_test(a_bulk_that_is_undone_leaves_nothing),
        store_test(pages_follow_each_other),
        store_test(the_best_can_be_paged_through_to_a_limit),
        store_test(a_phrase_is_looked_for_in_so_many_texts_at_once),
        store_test(knows_words_that_are_nearly_the_same),
        store_test(suggests_no_more_than_its_limits),
        store_test(a_store_from_before_is_brought_up_in_batches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
