/* Credits: lines that say whose report it is. */

#include "capture/wire.h"

#include "capture/letters.h"

#include "base/utf8.h"

static const struct str agencies[] = {
    STR_INIT("AFP"),
    STR_INIT("Agence France-Presse"),
    STR_INIT("Reuters"),
    STR_INIT("AP"),
    STR_INIT("Associated Press"),
    STR_INIT("The Associated Press"),
    STR_INIT("Bernama"),
    STR_INIT("Xinhua"),
    STR_INIT("ANI"),
    STR_INIT("PTI"),
    STR_INIT("IANS"),
    STR_INIT("dpa"),
    STR_INIT("EFE"),
    STR_INIT("ANSA"),
    STR_INIT("TASS"),
    STR_INIT("Interfax"),
    STR_INIT("Kyodo"),
    STR_INIT("Kyodo News"),
    STR_INIT("Jiji"),
    STR_INIT("Jiji Press"),
    STR_INIT("Yonhap"),
    STR_INIT("Anadolu"),
    STR_INIT("Anadolu Agency"),
    STR_INIT("AA"),
    STR_INIT("UPI"),
    STR_INIT("PA"),
    STR_INIT("PA Media"),
    STR_INIT("AAP"),
    STR_INIT("ANTARA"),
    STR_INIT("Bloomberg"),
    STR_INIT("BBC"),
    STR_INIT("CNN"),
    STR_INIT("CNA"),
    STR_INIT("VNA"),
    STR_INIT("TNA"),
    STR_INIT("WAM"),
    STR_INIT("SPA"),
    STR_INIT("MENA"),
    STR_INIT("KUNA"),
    STR_INIT("BNA"),
    STR_INIT("QNA"),
    STR_INIT("APA"),
    STR_INIT("Belga"),
    STR_INIT("Lusa"),
    STR_INIT("NTB"),
    STR_INIT("Ritzau"),
    STR_INIT("NHK"),
    STR_INIT("KCNA"),
    STR_INIT("APP"),
    STR_INIT("IRNA"),
    STR_INIT("SANA"),
    STR_INIT("RIA Novosti"),
    STR_INIT("ETX Studio"),
    STR_INIT("Agencies"),
    STR_INIT("Agensi"),
    STR_INIT("Agence"),
    STR_INIT("Wire services"),
    STR_INIT("新华社"),
    STR_INIT("新華社"),
    STR_INIT("中新社"),
    STR_INIT("中新网"),
    STR_INIT("法新社"),
    STR_INIT("路透社"),
    STR_INIT("路透"),
    STR_INIT("美联社"),
    STR_INIT("美聯社"),
    STR_INIT("中央社"),
    STR_INIT("彭博社"),
    STR_INIT("塔斯社"),
    STR_INIT("共同社"),
    STR_INIT("韩联社"),
    STR_INIT("德新社"),
    STR_INIT("马新社"),
    STR_INIT("馬新社"),
    STR_INIT("時事"),
    STR_INIT("共同"),
    STR_INIT("رويترز"),
    STR_INIT("أ ف ب"),
    STR_INIT("أ.ف.ب"),
    STR_INIT("فرانس برس"),
    STR_INIT("وام"),
    STR_INIT("واس"),
    STR_INIT("بترا"),
    STR_INIT("الأناضول"),
    STR_INIT("د ب أ"),
};

/* A name with one of these words in it is a publisher's, not a person's. */
static const struct str publisher_words[] = {
    STR_INIT("news"),     STR_INIT("times"),     STR_INIT("post"),     STR_INIT("press"),
    STR_INIT("agency"),   STR_INIT("herald"),    STR_INIT("daily"),    STR_INIT("star"),
    STR_INIT("today"),    STR_INIT("agencies"),  STR_INIT("mail"),     STR_INIT("journal"),
    STR_INIT("tribune"),  STR_INIT("online"),    STR_INIT("berita"),   STR_INIT("harian"),
    STR_INIT("guardian"), STR_INIT("telegraph"), STR_INIT("gazette"),  STR_INIT("chronicle"),
    STR_INIT("weekly"),   STR_INIT("magazine"),  STR_INIT("observer"), STR_INIT("standard"),
    STR_INIT("network"),  STR_INIT("media"),     STR_INIT("wire"),     STR_INIT("courier"),
    STR_INIT("examiner"), STR_INIT("utusan"),    STR_INIT("metro"),    STR_INIT("sun"),
    STR_INIT("edge"),
};

static const struct str source_labels[] = {
    STR_INIT("Source:"), STR_INIT("Sources:"),   STR_INIT("Sumber:"),    STR_INIT("Credit:"),
    STR_INIT("Quelle:"), STR_INIT("Fuente:"),    STR_INIT("Fonte:"),     STR_INIT("来源:"),
    STR_INIT("来源："),  STR_INIT("來源："),     STR_INIT("消息来源："), STR_INIT("来源 :"),
    STR_INIT("المصدر:"), STR_INIT("المصدر :"),   STR_INIT("Source :"),   STR_INIT("©"),
    STR_INIT("(c)"),     STR_INIT("文章来源："), STR_INIT("出典："),
};

static bool is_in(const struct str *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(names[i], name))
            return true;
    }
    return false;
}

bool wire_agency_is(struct str name)
{
    name = letters_trim(name);
    struct str part = {0};
    bool has_any = false;
    while (str_cut(&name, '/', &part)) {
        if (!is_in(agencies, N_OF(agencies), letters_trim(part)))
            return false;
        has_any = true;
    }
    return has_any;
}

static bool has_publisher_word(struct str name)
{
    struct str word = {0};
    while (letters_take_word(&name, &word)) {
        if (is_in(publisher_words, N_OF(publisher_words), word))
            return true;
    }
    return false;
}

/* "USA", "BH": a name of two to six capitals. */
static bool is_acronym(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] < 'A' || name.ptr[i] > 'Z')
            return false;
    }
    return name.len >= 2 && name.len <= 6;
}

/* A host's name standing for its paper: "example.com". */
static bool is_host(struct str name)
{
    size_t at = 0;
    struct str word = name;
    if (!str_find_char(name, '.', &at) || at == 0 || name.len - at < 3 ||
        name.ptr[name.len - 1] == '.')
        return false;
    struct str rest = name;
    return letters_take_word(&rest, &word) && word.len == name.len;
}

static bool is_name(struct str name, size_t max_words)
{
    return name.len > 0 && letters_width(name) <= 60 && letters_words(name) <= max_words &&
           letters_is_capitalised(name);
}

static bool is_publisher(struct str name)
{
    if (wire_agency_is(name) || is_host(name))
        return true;
    return is_name(name, 6) && !letters_ends_sentence(name) &&
           (is_acronym(name) || has_publisher_word(name));
}

/* Takes the dashes (and the spaces between) at the front; false when there is none. */
static bool take_dashes(struct str *s)
{
    bool has_dash = false;
    while (s->len > 0) {
        struct str rest = *s;
        uint32_t code = utf8_next(&rest);
        if (!letter_is_dash(code) && !(has_dash && letter_is_space(code)))
            break;
        has_dash = true;
        *s = rest;
    }
    return has_dash;
}

/* Takes a pair of brackets off both ends. */
static bool take_brackets(struct str *s)
{
    static const struct str pairs[][2] = {
        {STR_INIT("("), STR_INIT(")")},
        {STR_INIT("（"), STR_INIT("）")},
        {STR_INIT("["), STR_INIT("]")},
        {STR_INIT("【"), STR_INIT("】")},
    };
    for (size_t i = 0; i < N_OF(pairs); i++) {
        if (!str_starts_with(*s, pairs[i][0]) || !str_ends_with(*s, pairs[i][1]))
            continue;
        *s = str_skip(*s, pairs[i][0].len);
        s->len -= pairs[i][1].len < s->len ? pairs[i][1].len : s->len;
        *s = letters_trim(*s);
        return true;
    }
    return false;
}

bool wire_credit_is(struct str line, struct str *ret_credit)
{
    struct str name = letters_trim(line);
    take_brackets(&name);
    bool is_credit = false;
    if (letters_take_any(&name, source_labels, N_OF(source_labels)))
        is_credit = is_name(name, 8) && !letters_ends_sentence(name);
    else if (take_dashes(&name))
        is_credit = is_publisher(letters_trim(name));
    else
        is_credit = wire_agency_is(name);
    if (is_credit)
        *ret_credit = letters_trim(name);
    return is_credit;
}

/* Where the last run of dashes with a space before it ends; false without one. */
static bool find_last_dash(struct str s, size_t *ret_before, size_t *ret_behind)
{
    struct str rest = s;
    uint32_t previous = 0;
    bool has_any = false;
    while (rest.len > 0) {
        size_t at = s.len - rest.len;
        uint32_t code = utf8_next(&rest);
        bool is_glued = !letter_is_space(previous) && previous != '.' && previous != 0x201D &&
                        previous != 0x3002;
        if (letter_is_dash(code) && !letter_is_dash(previous) && !is_glued) {
            *ret_before = at;
            has_any = true;
        }
        if (letter_is_dash(code) && has_any)
            *ret_behind = s.len - rest.len;
        previous = code;
    }
    return has_any;
}

static bool take_dashed(struct str paragraph, struct str *ret_rest, struct str *ret_credit)
{
    size_t before = 0;
    size_t behind = 0;
    if (!find_last_dash(paragraph, &before, &behind))
        return false;
    struct str rest = letters_trim(str_first(paragraph, before));
    struct str name = letters_trim(str_skip(paragraph, behind));
    if (!letters_ends_sentence(rest) || !wire_agency_is(name))
        return false;
    *ret_rest = rest;
    *ret_credit = name;
    return true;
}

static bool take_bracketed(struct str paragraph, struct str *ret_rest, struct str *ret_credit)
{
    static const struct str openers[] = {STR_INIT("("), STR_INIT("（"), STR_INIT("[")};
    for (size_t i = 0; i < N_OF(openers); i++) {
        struct str tail = paragraph;
        size_t at = 0;
        while (str_find(tail, openers[i], &at) && tail.len - at > 60)
            tail = str_skip(tail, at + 1);
        if (!str_find(tail, openers[i], &at))
            continue;
        struct str name = letters_trim(str_skip(tail, at));
        struct str rest = letters_trim(str_first(paragraph, paragraph.len - tail.len + at));
        if (take_brackets(&name) && wire_agency_is(name) && letters_ends_sentence(rest)) {
            *ret_rest = rest;
            *ret_credit = name;
            return true;
        }
    }
    return false;
}

/* "... until Wednesday. AFP": the last word, in capitals. */
static bool take_bare(struct str paragraph, struct str *ret_rest, struct str *ret_credit)
{
    size_t at = paragraph.len;
    while (at > 0 && !char_is_space(paragraph.ptr[at - 1]))
        at--;
    struct str name = str_skip(paragraph, at);
    struct str rest = letters_trim(str_first(paragraph, at));
    if (!letters_is_upper(name) || !wire_agency_is(name) || !letters_ends_sentence(rest))
        return false;
    *ret_rest = rest;
    *ret_credit = name;
    return true;
}

bool wire_credit_take(struct str paragraph, struct str *ret_rest, struct str *ret_credit)
{
    paragraph = letters_trim(paragraph);
    return take_dashed(paragraph, ret_rest, ret_credit) ||
           take_bracketed(paragraph, ret_rest, ret_credit) ||
           take_bare(paragraph, ret_rest, ret_credit);
}
