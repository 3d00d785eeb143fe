/* The script decides where one language owns it; among those in Latin and
 * Cyrillic the words that stand in every sentence are counted. */
#include "text/language.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

struct script_language {
    UScriptCode script;
    struct str tag;
};

/* Scripts that one language prevails in. Kana comes before Han: Japanese has both. */
static const struct script_language SCRIPTS[] = {
    {USCRIPT_HANGUL, STR_INIT("ko")},     {USCRIPT_HEBREW, STR_INIT("he")},
    {USCRIPT_GREEK, STR_INIT("el")},      {USCRIPT_THAI, STR_INIT("th")},
    {USCRIPT_TAMIL, STR_INIT("ta")},      {USCRIPT_BENGALI, STR_INIT("bn")},
    {USCRIPT_DEVANAGARI, STR_INIT("hi")}, {USCRIPT_TELUGU, STR_INIT("te")},
    {USCRIPT_GEORGIAN, STR_INIT("ka")},   {USCRIPT_ARMENIAN, STR_INIT("hy")},
    {USCRIPT_KHMER, STR_INIT("km")},      {USCRIPT_LAO, STR_INIT("lo")},
    {USCRIPT_MYANMAR, STR_INIT("my")},    {USCRIPT_SINHALA, STR_INIT("si")},
    {USCRIPT_GUJARATI, STR_INIT("gu")},   {USCRIPT_GURMUKHI, STR_INIT("pa")},
    {USCRIPT_KANNADA, STR_INIT("kn")},    {USCRIPT_MALAYALAM, STR_INIT("ml")},
    {USCRIPT_ETHIOPIC, STR_INIT("am")},
};
enum { N_SCRIPTS = N_OF(SCRIPTS) };

struct word_language {
    struct str tag;
    const char *words; /* between spaces, the commonest of the language, lower case */
};

static const struct word_language WORDS[] = {
    {STR_INIT("en"),
     " the of and to in is that for was with on as are by from be this have it at which not you "
     "were has an they his her will would their been had but who more one about said "},
    {STR_INIT("ms"),
     " yang dan di itu dengan untuk pada ini tidak dalam kepada oleh telah akan adalah boleh "
     "dari bagi mereka ialah kerana beliau juga turut berkata katanya daripada sebagai kata "
     "negara malaysia ketika bahawa lebih seorang pihak "},
    {STR_INIT("id"),
     " yang dan di itu dengan untuk pada ini tidak dalam kepada oleh telah akan adalah bisa "
     "dari bagi mereka karena beliau juga mengatakan ujar bahwa sebagai kata saat ketika "
     "lebih tersebut seorang bukan sudah hanya namun "},
    {STR_INIT("de"),
     " der die das und ist in den von zu mit nicht ein eine auf für dem des sich im auch es an "
     "werden aus er hat dass sie nach wird bei noch wie einer um am sind "},
    {STR_INIT("fr"),
     " le la les de des et est en un une du que pour dans qui au sur par pas il ne se ce plus "
     "avec sont cette ont aux mais été son "},
    {STR_INIT("es"),
     " el la los las de que y en un una por con para es se no del al lo su como más pero sus "
     "fue este ha está son entre "},
    {STR_INIT("pt"),
     " o a os as de que e em um uma por com para é se não do da no na dos das ao como mais mas "
     "foi seu sua são pela "},
    {STR_INIT("it"),
     " il la i le di che e in un una per con non è del della dei si da al come più ma anche sono "
     "nel alla gli ha questo "},
    {STR_INIT("nl"),
     " de het een en van in is dat op te zijn voor met niet die aan er om ook als bij door naar "
     "maar heeft worden uit nog wordt "},
    {STR_INIT("sv"),
     " och att det i en som är på för av med den till inte har de om ett var men från vid kan "
     "han sig jag så "},
    {STR_INIT("da"),
     " og at det i en som er på for af med den til ikke har de om et var men fra ved kan han sig "
     "jeg så blev efter "},
    {STR_INIT("nb"),
     " og at det i en som er på for av med den til ikke har de om et var men fra ved kan han seg "
     "jeg så ble etter "},
    {STR_INIT("fi"),
     " ja on ei että se oli hän ovat mutta kun myös kuin joka mukaan sen ole olla tai vain nyt "},
    {STR_INIT("pl"),
     " w i na z się nie do to że jest o jak po ale za od co przez dla są oraz był które "},
    {STR_INIT("cs"),
     " a v se na je že s z do o to i ve pro za jako ale by po podle které jsou od bylo "},
    {STR_INIT("hu"),
     " a az és hogy nem is egy ez meg van de volt csak már el mint ki még azt vagy "},
    {STR_INIT("ro"), " și de în a la cu pe nu care este din o un că mai sunt pentru fi au al "},
    {STR_INIT("tr"),
     " ve bir bu için ile de da olarak çok daha gibi olan en ne ki var kadar sonra ancak "},
    {STR_INIT("vi"),
     " và của là có trong cho được với các không một người những này đã khi để từ "},
    {STR_INIT("tl"), " ang ng sa na mga at ay ni para niya si ito kay ko mo nang may hindi siya "},
    {STR_INIT("ru"),
     " и в не на что с он как по это но из к у за от его для был которые также она "},
    {STR_INIT("uk"), " і в не на що з як та до це від у за для але його про був які також є "},
    {STR_INIT("bg"), " и в не на че с се да от за по това са със като но към което ще е "},
};
enum { N_WORDS = N_OF(WORDS) };

struct slot;

struct sample {
    const struct slot *slots;
    size_t n_letters;
    size_t n_latin;
    size_t n_cyrillic;
    size_t n_arabic;
    size_t n_persian; /* letters that Persian has and Arabic lacks */
    size_t n_urdu;    /* the same for Urdu */
    size_t n_han;
    size_t n_kana;
    size_t n_traditional; /* common characters of one way of writing Chinese only */
    size_t n_simplified;
    size_t n_own[N_SCRIPTS];
    size_t n_words;
    size_t n_hits[N_WORDS];
};

static bool is_one_of(uint32_t code, struct str codes)
{
    while (codes.len > 0) {
        if (utf8_next(&codes) == code)
            return true;
    }
    return false;
}

static void count_arabic(struct sample *sample, uint32_t code)
{
    sample->n_arabic++;
    sample->n_persian += is_one_of(code, STR("پچژگی"));
    sample->n_urdu += is_one_of(code, STR("ٹڈڑںےہ"));
}

static void count_han(struct sample *sample, uint32_t code)
{
    static const struct str traditional =
        STR_INIT("這國們個來時說為會與學對開東車長問見還後當樣發經關點無");
    static const struct str simplified =
        STR_INIT("这国们个来时说为会与学对开东车长问见还后当样发经关点无");
    sample->n_han++;
    sample->n_traditional += is_one_of(code, traditional);
    sample->n_simplified += is_one_of(code, simplified);
}

static void count_letter(struct sample *sample, uint32_t code)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &status);
    sample->n_letters++;
    sample->n_latin += script == USCRIPT_LATIN;
    sample->n_cyrillic += script == USCRIPT_CYRILLIC;
    sample->n_kana += script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
    if (script == USCRIPT_ARABIC)
        count_arabic(sample, code);
    if (script == USCRIPT_HAN)
        count_han(sample, code);
    for (size_t i = 0; i < N_SCRIPTS; i++)
        sample->n_own[i] += SCRIPTS[i].script == script;
}

/* The listed words, each where its hash says or behind; a word of two languages stands twice. */
enum { N_SLOTS = 1024 };

struct slot {
    struct str word;
    size_t language;
};

static size_t hash_of(struct str word)
{
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.ptr[i]) * 16777619;
    return hash % N_SLOTS;
}

static struct slot *fill_slots(struct arena *arena)
{
    struct slot *slots = arena_array(arena, struct slot, N_SLOTS);
    for (size_t i = 0; i < N_WORDS; i++) {
        struct str rest = str_trim(str_from_c(WORDS[i].words));
        struct str word = {0};
        while (str_cut(&rest, ' ', &word)) {
            size_t at = hash_of(word);
            while (slots[at].word.len > 0)
                at = (at + 1) % N_SLOTS;
            slots[at] = (struct slot){word, i};
        }
    }
    return slots;
}

static void count_word(struct sample *sample, struct str word)
{
    sample->n_words++;
    for (size_t at = hash_of(word); sample->slots[at].word.len > 0; at = (at + 1) % N_SLOTS)
        sample->n_hits[sample->slots[at].language] += str_eq(sample->slots[at].word, word);
}

static void count(struct sample *sample, struct str text)
{
    enum { MAX_WORD_BYTES = 24 };
    char word[MAX_WORD_BYTES + 2];
    size_t n = 0;
    while (text.len > 0) {
        uint32_t code = utf8_next(&text);
        bool is_letter = code != UTF8_BAD && u_isalpha((UChar32)code);
        if (is_letter) {
            count_letter(sample, code);
            code = (uint32_t)u_tolower((UChar32)code);
            n = n < MAX_WORD_BYTES - 4 ? n + utf8_encode(code, word + n) : MAX_WORD_BYTES;
        }
        if (is_letter && text.len > 0)
            continue;
        if (n > 0 && n < MAX_WORD_BYTES)
            count_word(sample, (struct str){word, n});
        n = 0;
    }
}

/* The language with most hits, when they are many enough and clearly the most. */
static struct str by_words(const struct sample *sample)
{
    size_t best = 0;
    size_t second = 0;
    size_t best_at = 0;
    for (size_t i = 0; i < N_WORDS; i++) {
        if (sample->n_hits[i] > best) {
            second = best;
            best = sample->n_hits[i];
            best_at = i;
        } else if (sample->n_hits[i] > second) {
            second = sample->n_hits[i];
        }
    }
    bool is_enough = best >= 3 && best * 10 >= sample->n_words;
    return is_enough && best > second ? WORDS[best_at].tag : STR("");
}

struct str language_detect(struct str text)
{
    SCRATCH_ARENA(arena, N_SLOTS * sizeof(struct slot) + 1024);
    struct sample sample = {.slots = fill_slots(&arena)};
    text = str_first(text, LIMIT_LANGUAGE_BYTES);
    while (text.len > 0 && ((unsigned char)text.ptr[text.len - 1] & 0xC0) == 0x80)
        text.len--; /* a character cut in two says nothing */
    count(&sample, text);
    size_t half = sample.n_letters / 2;
    if (sample.n_letters < 4)
        return STR("");
    for (size_t i = 0; i < N_SCRIPTS; i++) {
        if (sample.n_own[i] > half)
            return SCRIPTS[i].tag;
    }
    /* Chinese and Japanese say in one character what takes others several letters. */
    if ((sample.n_han + sample.n_kana) * 3 > sample.n_letters) {
        if (sample.n_kana * 10 > sample.n_han)
            return STR("ja");
        return sample.n_traditional > sample.n_simplified ? STR("zh-Hant") : STR("zh-Hans");
    }
    if (sample.n_arabic > half) {
        if (sample.n_urdu * 50 > sample.n_arabic)
            return STR("ur");
        return sample.n_persian * 50 > sample.n_arabic ? STR("fa") : STR("ar");
    }
    return sample.n_latin > half || sample.n_cyrillic > half ? by_words(&sample) : STR("");
}

bool language_is_rtl(struct str tag)
{
    static const struct str languages[] = {
        STR_INIT("ar"), STR_INIT("he"),  STR_INIT("iw"),  STR_INIT("fa"), STR_INIT("ur"),
        STR_INIT("yi"), STR_INIT("ps"),  STR_INIT("ckb"), STR_INIT("ug"), STR_INIT("dv"),
        STR_INIT("sd"), STR_INIT("arc"), STR_INIT("syr"),
    };
    static const struct str scripts[] = {STR_INIT("Arab"), STR_INIT("Hebr"), STR_INIT("Thaa"),
                                         STR_INIT("Syrc"), STR_INIT("Nkoo"), STR_INIT("Adlm")};
    struct str language = STR("");
    struct str part;
    str_cut(&tag, '-', &language);
    while (str_cut(&tag, '-', &part)) {
        for (size_t i = 0; i < N_OF(scripts); i++) {
            if (str_eq_folded(part, scripts[i]))
                return true;
        }
        if (part.len == 4 && char_is_alpha(part.ptr[0]))
            return false; /* another script was named */
    }
    for (size_t i = 0; i < N_OF(languages); i++) {
        if (str_eq_folded(language, languages[i]))
            return true;
    }
    return false;
}

static bool is_subtag(struct str part)
{
    for (size_t i = 0; i < part.len; i++) {
        if (!char_is_alpha(part.ptr[i]) && !char_is_digit(part.ptr[i]))
            return false;
    }
    return part.len >= 1 && part.len <= 8;
}

bool language_is_valid(struct str tag)
{
    if (tag.len > 35 || str_ends_with(tag, STR("-")))
        return false;
    struct str part;
    for (size_t n = 0; str_cut(&tag, '-', &part); n++) {
        bool is_first_good = part.len >= 2 && part.len <= 3 && char_is_alpha(part.ptr[0]) &&
                             char_is_alpha(part.ptr[1]) && char_is_alpha(part.ptr[part.len - 1]);
        if (!is_subtag(part) || (n == 0 && !is_first_good))
            return false;
        if (tag.len == 0)
            return true;
    }
    return false;
}

enum outcome language_normalise(struct arena *arena, struct str tag, struct str *ret_tag)
{
    struct buf out;
    buf_init(&out, arena, tag.len + 1);
    for (size_t i = 0; i < tag.len; i++)
        buf_add_char(&out, tag.ptr[i] == '_' ? '-' : char_lower(tag.ptr[i]));
    struct str lower = buf_text(&out);
    if (!language_is_valid(lower))
        return INVALID;
    size_t start = 0;
    bool is_extension = false;
    for (size_t i = 0; i <= out.len; i++) {
        if (i < out.len && out.ptr[i] != '-')
            continue;
        size_t len = i - start;
        is_extension = is_extension || len == 1;
        bool is_region = start > 0 && len == 2 && !is_extension;
        bool is_script = start > 0 && len == 4 && !is_extension;
        for (size_t j = start; j < i && (is_region || (is_script && j == start)); j++) {
            if (char_is_alpha(out.ptr[j]))
                out.ptr[j] = (char)(out.ptr[j] - ('a' - 'A'));
        }
        start = i + 1;
    }
    *ret_tag = buf_text(&out);
    return OK;
}
