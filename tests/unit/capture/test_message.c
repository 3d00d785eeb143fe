#include "capture/message.h"

#include "../unit.h"

#include "base/buf.h"
#include "base/limits.h"

static struct str request_bytes(struct arena *arena)
{
    static const struct str allow[] = {STR_INIT("a.example:81"), STR_INIT("10.0.0.0/8")};
    const struct capture_request request = {.kind = CAPTURE_RICH,
                                            .bytes = STR("any\0bytes\xFF"),
                                            .zone = STR("Asia/Kuala_Lumpur"),
                                            .n_redirects = 3,
                                            .is_automatic = true,
                                            .allow = {allow, 2}};
    struct buf buf;
    buf_init(&buf, arena, LIMIT_CAPTURE_REQUEST_BYTES);
    message_add_request(&buf, &request);
    return buf_text(&buf);
}

static void hands_over_a_request(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct capture_request request;
    assert_int_equal(message_read_request(&arena, request_bytes(&arena), &request), OK);
    assert_int_equal(request.kind, CAPTURE_RICH);
    assert_true(str_eq(request.bytes, STR("any\0bytes\xFF")));
    assert_str(request.zone, "Asia/Kuala_Lumpur");
    assert_str(request.url, "");
    assert_int_equal(request.n_redirects, 3);
    assert_true(request.is_automatic);
    assert_int_equal(request.allow.n, 2);
    assert_str(request.allow.items[1], "10.0.0.0/8");
}

static void refuses_every_cut_of_a_request(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct capture_request request;
    struct str bytes = request_bytes(&arena);
    for (size_t n = 0; n < bytes.len; n++)
        assert_int_equal(message_read_request(&arena, str_first(bytes, n), &request), INVALID);
    struct str longer = str_join(&arena, bytes, STR("x"));
    assert_int_equal(message_read_request(&arena, longer, &request), INVALID);
}

static void hands_back_steps_and_a_finding(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    static const struct str tags[] = {STR_INIT("one"), STR_INIT("two")};
    const struct finding finding = {.title = STR("A title"),
                                    .html = STR("<p>x"),
                                    .tags = {tags, 2},
                                    .exchange = {.body = STR("\x1F\0wire"), .status = 200},
                                    .published = -1,
                                    .has_published = true,
                                    .modified = 86400,
                                    .has_modified = true,
                                    .has_modified_time = true,
                                    .is_tdm_reserved = true};
    struct buf buf;
    buf_init(&buf, &arena, 4096);
    message_add_step(&buf, CAPTURE_CONNECTING);
    message_add_step(&buf, CAPTURE_UNDERSTANDING);
    message_add_finding(&buf, &finding);
    struct str bytes = buf_text(&buf);
    enum capture_step step = CAPTURE_READING;
    assert_true(message_take_step(&bytes, &step));
    assert_int_equal(step, CAPTURE_CONNECTING);
    assert_true(message_take_step(&bytes, &step));
    assert_int_equal(step, CAPTURE_UNDERSTANDING);
    assert_false(message_take_step(&bytes, &step));
    struct finding got;
    struct capture_reason why = {0};
    assert_int_equal(message_read_answer(&arena, bytes, &got, &why), OK);
    assert_int_equal(why.trouble, CAPTURE_NO_TROUBLE);
    assert_str(got.title, "A title");
    assert_str(got.html, "<p>x");
    assert_int_equal(got.tags.n, 2);
    assert_int_equal(got.published, -1);
    assert_true(got.has_published && !got.has_time);
    assert_int_equal(got.modified, 86400);
    assert_true(got.has_modified && got.has_modified_time);
    assert_true(got.is_tdm_reserved && !got.is_cut);
    assert_true(str_eq(got.exchange.body, STR("\x1F\0wire")));
    assert_int_equal(got.exchange.status, 200);
}

static void hands_back_a_reason(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct buf buf;
    struct finding got;
    struct capture_reason why = {0};
    buf_init(&buf, &arena, 4096);
    message_add_reason(&buf, (struct capture_reason){CAPTURE_MISSING, STR("404")});
    assert_int_equal(message_read_answer(&arena, buf_text(&buf), &got, &why), OK);
    assert_int_equal(why.trouble, CAPTURE_MISSING);
    assert_str(why.detail, "404");
}

static void takes_nothing_on_trust(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    static const struct str lies[] = {
        STR_INIT(""),
        STR_INIT("."),
        STR_INIT("T\xFF\xFF\xFF\xFF"),
        STR_INIT("T\x01\0\0\0x"),
        STR_INIT("2\x08\0\0\0\xFF\0\0\0\0\0\0\0.\0\0\0\0"),
        STR_INIT("2\x08\0\0\0\0\0\0\0\0\0\0\0.\0\0\0\0"),
        STR_INIT("?\0\0\0\0.\0\0\0\0"),
    };
    for (size_t i = 0; i < N_OF(lies); i++) {
        struct finding got;
        struct capture_reason why = {0};
        assert_int_equal(message_read_answer(&arena, lies[i], &got, &why), INVALID);
    }
}

static struct str picture_bytes(struct arena *arena)
{
    const struct drawn drawn = {
        .files = {{DRAWN_WEBP, 480, 240, STR("RIFF....WEBP")},
                  {DRAWN_PNG, LIMIT_PICTURE_SIDE, 1, STR("\x89PNG\0x")}},
        .n_files = 2,
    };
    struct buf buf;
    buf_init(&buf, arena, 4096);
    message_add_step(&buf, CAPTURE_CONNECTING);
    message_add_picture(&buf, &drawn);
    struct str bytes = buf_text(&buf);
    enum capture_step step;
    assert_true(message_take_step(&bytes, &step));
    return bytes;
}

static void hands_back_a_picture(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct drawn drawn;
    struct capture_reason why;
    assert_int_equal(message_read_picture(picture_bytes(&arena), &drawn, &why), OK);
    assert_int_equal(why.trouble, CAPTURE_NO_TROUBLE);
    assert_int_equal(drawn.n_files, 2);
    assert_int_equal(drawn.files[0].width, 480);
    assert_int_equal(drawn.files[1].kind, DRAWN_PNG);
    assert_int_equal(drawn.files[1].width, LIMIT_PICTURE_SIDE);
    assert_true(str_eq(drawn.files[1].bytes, STR("\x89PNG\0x")));
}

static void refuses_every_cut_of_a_picture_and_what_it_cannot_be(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct drawn drawn = {.n_files = DRAWN_FILES};
    struct capture_reason why;
    struct str bytes = picture_bytes(&arena);
    struct buf buf;
    for (size_t n = 0; n < bytes.len; n++)
        assert_int_equal(message_read_picture(str_first(bytes, n), &drawn, &why), INVALID);
    for (int i = 0; i < 4; i++) {
        const struct drawn bad = {
            .files = {{i == 0 ? (enum drawn_kind)(DRAWN_PNG + 1) : DRAWN_JPEG,
                       i == 1 ? LIMIT_PICTURE_SIDE + 1 : 1, i == 2 ? 0 : 1,
                       i == 3 ? STR("") : STR("x")}},
            .n_files = 1,
        };
        buf_init(&buf, &arena, 4096);
        message_add_picture(&buf, &bad);
        assert_int_equal(message_read_picture(buf_text(&buf), &drawn, &why), INVALID);
    }
    buf_init(&buf, &arena, 4096);
    message_add_picture(&buf, &(struct drawn){.n_files = 0});
    assert_int_equal(message_read_picture(buf_text(&buf), &drawn, &why), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_over_a_request),
        cmocka_unit_test(refuses_every_cut_of_a_request),
        cmocka_unit_test(hands_back_steps_and_a_finding),
        cmocka_unit_test(hands_back_a_reason),
        cmocka_unit_test(takes_nothing_on_trust),
        cmocka_unit_test(hands_back_a_picture),
        cmocka_unit_test(refuses_every_cut_of_a_picture_and_what_it_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
