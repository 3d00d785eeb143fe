#include "language.h"

/* Arrays of literals, so that a piece is drawn with one number. */
#define DRAW(chance, pieces) pieces[chance_below((chance), N_OF(pieces))]

static const struct str onsets[] = {
    STR_INIT("b"), STR_INIT("c"), STR_INIT("d"), STR_INIT("f"),  STR_INIT("g"),  STR_INIT("h"),
    STR_INIT("l"), STR_INIT("m"), STR_INIT("n"), STR_INIT("p"),  STR_INIT("r"),  STR_INIT("s"),
    STR_INIT("t"), STR_INIT("v"), STR_INIT("w"), STR_INIT(""),   STR_INIT("ch"), STR_INIT("st"),
    STR_INIT("k"), STR_INIT("z"), STR_INIT(""),  STR_INIT("tr"), STR_INIT("pr"), STR_INIT("sh"),
};
static const struct str vowels[] = {
    STR_INIT("a"), STR_INIT("e"), STR_INIT("i"), STR_INIT("o"),  STR_INIT("u"),  STR_INIT("e"),
    STR_INIT("a"), STR_INIT("i"), STR_INIT("o"), STR_INIT("ea"), STR_INIT("io"), STR_INIT("ou"),
};
static const struct str codas[] = {
    STR_INIT(""),  STR_INIT(""),   STR_INIT(""),   STR_INIT("n"), STR_INIT("r"), STR_INIT("s"),
    STR_INIT("t"), STR_INIT("l"),  STR_INIT("d"),  STR_INIT("m"), STR_INIT("n"), STR_INIT("st"),
    STR_INIT("r"), STR_INIT("ck"), STR_INIT("ng"), STR_INIT("p"),
};
static const struct str endings[] = {
    STR_INIT("s"),    STR_INIT("s"),   STR_INIT("ed"), STR_INIT("ing"),
    STR_INIT("er"),   STR_INIT("ly"),  STR_INIT("al"), STR_INIT("y"),
    STR_INIT("tion"), STR_INIT("ity"), STR_INIT("'s"),
};
static const struct str malay_onsets[] = {
    STR_INIT("b"), STR_INIT("c"), STR_INIT("d"), STR_INIT("g"), STR_INIT("h"),  STR_INIT("j"),
    STR_INIT("k"), STR_INIT("l"), STR_INIT("m"), STR_INIT("n"), STR_INIT("ng"), STR_INIT("p"),
    STR_INIT("r"), STR_INIT("s"), STR_INIT("t"), STR_INIT("w"), STR_INIT("y"),  STR_INIT(""),
};
static const struct str malay_codas[] = {
    STR_INIT(""),  STR_INIT(""),  STR_INIT(""),  STR_INIT("n"), STR_INIT("ng"),
    STR_INIT("h"), STR_INIT("k"), STR_INIT("r"), STR_INIT("t"), STR_INIT("s"),
};
static const struct str malay_prefixes[] = {
    STR_INIT("me"),  STR_INIT("ber"), STR_INIT("di"),
    STR_INIT("ter"), STR_INIT("pe"),  STR_INIT("ke"),
};
static const struct str malay_suffixes[] = {
    STR_INIT("kan"), STR_INIT("an"), STR_INIT("i"), STR_INIT("nya"), STR_INIT(""),
};
static const struct str arabic_letters[] = {
    STR_INIT("ا"), STR_INIT("ب"), STR_INIT("ت"), STR_INIT("ج"), STR_INIT("ح"), STR_INIT("خ"),
    STR_INIT("د"), STR_INIT("ر"), STR_INIT("ز"), STR_INIT("س"), STR_INIT("ش"), STR_INIT("ص"),
    STR_INIT("ط"), STR_INIT("ع"), STR_INIT("غ"), STR_INIT("ف"), STR_INIT("ق"), STR_INIT("ك"),
    STR_INIT("ل"), STR_INIT("م"), STR_INIT("ن"), STR_INIT("ه"), STR_INIT("و"), STR_INIT("ي"),
};
static const struct str arabic_endings[] = {
    STR_INIT("ات"), STR_INIT("ون"), STR_INIT("ة"), STR_INIT("ها"), STR_INIT("ية"),
};

#define ENGLISH_COMMON                                                                             \
    "the of to and a in that said for is on was with it at as by he from be has his are have an "  \
    "will not they this were but who its had their been more which one about would after we new "  \
    "last year two people I also she first up when out her or all government time told over than " \
    "could other percent into him some what there can if you years no them so before against "     \
    "state police between because Monday Tuesday Wednesday Thursday Friday Saturday Sunday three " \
    "world country president minister million our many most only now where while during just day " \
    "under made says week court health party market group news public officials company school "   \
    "national since through work city security report former still do back home any even much "    \
    "those may did being million billion how such our your month before four high well part "
#define MALAY_COMMON                                                                               \
    "yang dan di itu dengan untuk ini dalam pada tidak kepada dari beliau akan oleh kata mereka "  \
    "juga ke telah adalah kita ada orang lebih tahun negara hari satu bagi saya sebagai bahawa "   \
    "atau dua menteri kerajaan boleh rakyat masa sudah lagi kerana berkata antara semua polis "
#define CHINESE_COMMON                                                                                                            \
    "的 在 是 了 和 有 他 不 我 人 这 中 说 将 为 也 对 与 上 年 月 日 政府 中国 表示 国家 公司 " \
    "马来西亚 警方 总统 经济 市场 学校 新闻 社会 问题 "
#define ARABIC_COMMON                                                                                                                                              \
    "في من على إلى أن التي عن مع هذا الذي كان قال بعد ما لا كما بين هذه ذلك قد لم كل وقال خلال " \
    "أو "                                                                                                                                                        \
    "حكومة رئيس الدولة الشرطة اليوم عام "

static void add_syllables(struct buf *buf, struct chance *chance, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        buf_add(buf, DRAW(chance, onsets));
        buf_add(buf, DRAW(chance, vowels));
        if (i + 1 == n || chance_is(chance, 300))
            buf_add(buf, DRAW(chance, codas));
    }
}

/* Half of the words are forms of another, which stands among the commoner ones. */
static void make_english(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    uint32_t n_stems = known->n / 3;
    if (n_stems > 150 && chance_is(chance, 550)) {
        struct str stem = known->words[chance_between(chance, 150, n_stems)];
        if (stem.len < 9) {
            buf_add(buf, stem);
            buf_add(buf, DRAW(chance, endings));
            return;
        }
    }
    uint32_t least = known->n < 2000 ? 1 : 2;
    add_syllables(buf, chance, chance_between(chance, least, known->n < 20000 ? 2 : 4));
}

static void add_malay_stem(struct buf *buf, struct chance *chance)
{
    for (uint32_t n = chance_between(chance, 2, 3); n > 0; n--) {
        buf_add(buf, DRAW(chance, malay_onsets));
        buf_add(buf, vowels[chance_below(chance, 5)]);
    }
    buf_add(buf, DRAW(chance, malay_codas));
}

static void make_malay(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    if (known->n > 300 && chance_is(chance, 600)) {
        buf_add(buf, DRAW(chance, malay_prefixes));
        buf_add(buf, known->words[chance_between(chance, 60, 299)]);
        buf_add(buf, DRAW(chance, malay_suffixes));
    } else {
        add_malay_stem(buf, chance);
    }
}

/* The common quarter of the 20,000 Han characters, smaller numbers more often. */
static void add_han(struct buf *buf, struct chance *chance)
{
    uint32_t rank = chance_below(chance, chance_between(chance, 1, 3500));
    uint32_t c = 0x4e00 + rank * 5;
    char bytes[3] = {(char)(0xe0 | (c >> 12)), (char)(0x80 | ((c >> 6) & 63)),
                     (char)(0x80 | (c & 63))};
    buf_add(buf, (struct str){bytes, sizeof(bytes)});
}

static void make_chinese(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    uint32_t n = known->n < 1500 && chance_is(chance, 500) ? 1 : chance_between(chance, 2, 3);
    while (n-- > 0)
        add_han(buf, chance);
}

static void
make_chinese_name(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    (void)known;
    for (uint32_t n = chance_between(chance, 2, 4); n > 0; n--)
        add_han(buf, chance);
}

static void make_arabic(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    (void)known;
    if (chance_is(chance, 400))
        BUF_ADD(buf, "ال");
    for (uint32_t n = chance_between(chance, 3, 5); n > 0; n--)
        buf_add(buf, DRAW(chance, arabic_letters));
    if (chance_is(chance, 300))
        buf_add(buf, DRAW(chance, arabic_endings));
}

/* Names are what spelling goes wrong in: "Zelensky", "Stoltenbrai". */
static void make_name(struct buf *buf, struct chance *chance, const struct vocabulary *known)
{
    (void)known;
    size_t start = buf->len;
    add_syllables(buf, chance, chance_between(chance, 2, 3));
    if (buf->len > start)
        buf->ptr[start] = (char)(buf->ptr[start] - ('a' - 'A'));
}

struct language_plan {
    struct language language;
    struct str common;
    vocabulary_maker *make_word, *make_name;
    uint32_t n_words, n_names;
};

static const struct language_plan plans[N_LANGUAGES] = {
    [ENGLISH] = {{.code = STR_INIT("en"),
                  .space = STR_INIT(" "),
                  .comma = STR_INIT(","),
                  .stop = STR_INIT("."),
                  .quote = STR_INIT("\""),
                  .unquote = STR_INIT("\""),
                  .said = STR_INIT("said"),
                  .n_function_words = 150},
                 STR_INIT(ENGLISH_COMMON),
                 make_english,
                 make_name,
                 400000,
                 120000},
    [MALAY] = {{.code = STR_INIT("ms"),
                .space = STR_INIT(" "),
                .comma = STR_INIT(","),
                .stop = STR_INIT("."),
                .quote = STR_INIT("“"),
                .unquote = STR_INIT("”"),
                .said = STR_INIT("kata"),
                .n_function_words = 60},
               STR_INIT(MALAY_COMMON),
               make_malay,
               make_name,
               100000,
               30000},
    [CHINESE] = {{.code = STR_INIT("zh"),
                  .space = STR_INIT(""),
                  .comma = STR_INIT("，"),
                  .stop = STR_INIT("。"),
                  .quote = STR_INIT("“"),
                  .unquote = STR_INIT("”"),
                  .said = STR_INIT("说"),
                  .n_function_words = 60},
                 STR_INIT(CHINESE_COMMON),
                 make_chinese,
                 make_chinese_name,
                 100000,
                 40000},
    [ARABIC] = {{.code = STR_INIT("ar"),
                 .space = STR_INIT(" "),
                 .comma = STR_INIT("،"),
                 .stop = STR_INIT("."),
                 .quote = STR_INIT("«"),
                 .unquote = STR_INIT("»"),
                 .said = STR_INIT("قال"),
                 .n_function_words = 30},
                STR_INIT(ARABIC_COMMON),
                make_arabic,
                make_arabic,
                100000,
                30000},
};

#define N_GIVEN_NAMES 4000

void languages_init(struct language languages[N_LANGUAGES], struct arena *arena, uint64_t seed)
{
    for (uint32_t i = 0; i < N_LANGUAGES; i++) {
        const struct language_plan *plan = &plans[i];
        struct language *language = &languages[i];
        uint64_t stream = 1000 + 10 * i; /* vocabularies' streams come before those of articles */
        *language = plan->language;
        vocabulary_init(&language->words, arena, chance_from(seed, stream), plan->common,
                        plan->make_word, plan->n_words);
        vocabulary_init(&language->given_names, arena, chance_from(seed, stream + 1), STR(""),
                        plan->make_name, N_GIVEN_NAMES);
        vocabulary_init(&language->names, arena, chance_from(seed, stream + 2), STR(""),
                        plan->make_name, plan->n_names);
    }
}

const struct language *language_draw(const struct language languages[N_LANGUAGES],
                                     struct chance *chance)
{
    uint32_t per_mille = chance_below(chance, 1000);
    return &languages[per_mille < 880   ? ENGLISH
                      : per_mille < 940 ? MALAY
                      : per_mille < 980 ? CHINESE
                                        : ARABIC];
}

void language_add_capital(struct buf *buf, struct str word)
{
    size_t start = buf->len;
    buf_add(buf, word);
    if (buf->len > start && buf->ptr[start] >= 'a' && buf->ptr[start] <= 'z')
        buf->ptr[start] = (char)(buf->ptr[start] - ('a' - 'A'));
}
