#include "capture/stamp.h"

#include "capture/letters.h"

#include "base/utf8.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* How the words of a date begin, in the languages that dates_parse reads. */
static const struct str date_words[] = {
    STR_INIT("jan"), STR_INIT("feb"), STR_INIT("mar"), STR_INIT("apr"),   STR_INIT("may"),
    STR_INIT("jun"), STR_INIT("jul"), STR_INIT("aug"), STR_INIT("sep"),   STR_INIT("oct"),
    STR_INIT("nov"), STR_INIT("dec"), STR_INIT("mac"), STR_INIT("mei"),   STR_INIT("ogo"),
    STR_INIT("okt"), STR_INIT("dis"), STR_INIT("des"), STR_INIT("fév"),   STR_INIT("avr"),
    STR_INIT("mai"), STR_INIT("jui"), STR_INIT("aoû"), STR_INIT("déc"),   STR_INIT("mär"),
    STR_INIT("dez"), STR_INIT("ene"), STR_INIT("abr"), STR_INIT("ago"),   STR_INIT("dic"),
    STR_INIT("gen"), STR_INIT("mag"), STR_INIT("giu"), STR_INIT("lug"),   STR_INIT("set"),
    STR_INIT("ott"), STR_INIT("fev"), STR_INIT("out"), STR_INIT("maa"),   STR_INIT("mon"),
    STR_INIT("tue"), STR_INIT("wed"), STR_INIT("thu"), STR_INIT("fri"),   STR_INIT("sat"),
    STR_INIT("sun"), STR_INIT("isn"), STR_INIT("sel"), STR_INIT("rab"),   STR_INIT("kha"),
    STR_INIT("jum"), STR_INIT("sab"), STR_INIT("aha"), STR_INIT("lun"),   STR_INIT("mer"),
    STR_INIT("jeu"), STR_INIT("ven"), STR_INIT("sam"), STR_INIT("dim"),   STR_INIT("die"),
    STR_INIT("mit"), STR_INIT("don"), STR_INIT("fre"), STR_INIT("son"),   STR_INIT("am"),
    STR_INIT("pm"),  STR_INIT("a.m"), STR_INIT("p.m"), STR_INIT("gmt"),   STR_INIT("utc"),
    STR_INIT("at"),  STR_INIT("on"),  STR_INIT("of"),  STR_INIT("de"),    STR_INIT("le"),
    STR_INIT("um"),  STR_INIT("uhr"), STR_INIT("the"), STR_INIT("pukul"), STR_INIT("jam"),
    STR_INIT("est"), STR_INIT("edt"), STR_INIT("cet"), STR_INIT("cest"),  STR_INIT("bst"),
    STR_INIT("ist"), STR_INIT("pst"), STR_INIT("pdt"), STR_INIT("ptg"),   STR_INIT("pagi"),
    STR_INIT("myt"), STR_INIT("sgt"), STR_INIT("hrs"), STR_INIT("hours"),
};

/* What stands in front of a date on a page. */
static const struct str labels[] = {
    STR_INIT("publish date"),
    STR_INIT("published on"),
    STR_INIT("published at"),
    STR_INIT("published"),
    STR_INIT("date published"),
    STR_INIT("publication date"),
    STR_INIT("posted on"),
    STR_INIT("posted at"),
    STR_INIT("posted"),
    STR_INIT("last updated"),
    STR_INIT("last modified"),
    STR_INIT("updated on"),
    STR_INIT("updated"),
    STR_INIT("date"),
    STR_INIT("first published"),
    STR_INIT("created"),
    STR_INIT("issued"),
    STR_INIT("diterbitkan pada"),
    STR_INIT("diterbitkan"),
    STR_INIT("dikemaskini"),
    STR_INIT("disiarkan pada"),
    STR_INIT("tarikh"),
    STR_INIT("dipublikasikan"),
    STR_INIT("tanggal"),
    STR_INIT("publié le"),
    STR_INIT("veröffentlicht am"),
    STR_INIT("stand"),
    STR_INIT("publicado el"),
    STR_INIT("publicado em"),
    STR_INIT("发布时间"),
    STR_INIT("发布日期"),
    STR_INIT("时间"),
    STR_INIT("日期"),
    STR_INIT("更新时间"),
    STR_INIT("發布時間"),
    STR_INIT("发表于"),
    STR_INIT("تاريخ النشر"),
    STR_INIT("نشر في"),
};

static struct str cut_label(struct str line)
{
    for (size_t i = 0; i < N_OF(labels); i++) {
        struct str rest = line;
        if (!letters_take_prefix(&rest, labels[i]))
            continue;
        rest = letters_trim(rest);
        if (letters_first(rest) == ':' || letters_first(rest) == 0xFF1A)
            (void)utf8_next(&rest);
        return letters_trim(rest);
    }
    return line;
}

static bool is_date_word(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (char_is_digit(word.ptr[i]))
            return true;
    }
    while (word.len > 0 && (word.ptr[0] == '(' || word.ptr[0] == ',' || word.ptr[0] == '-'))
        word = str_skip(word, 1);
    for (size_t i = 0; i < N_OF(date_words); i++) {
        if (str_starts_with_folded(word, date_words[i]) && word.len <= 12)
            return true;
    }
    return letters_words(word) == 0;
}

bool stamp_is(const struct dates *dates, struct str line, struct date_parsed *ret_parsed)
{
    struct str date = cut_label(letters_trim(line));
    struct str rest = date;
    struct str word = {0};
    size_t n_words = 0;
    size_t n_digits = 0;
    size_t n_strange = 0;
    if (date.len < 6 || date.len > 80)
        return false;
    for (size_t i = 0; i < date.len; i++)
        n_digits += char_is_digit(date.ptr[i]);
    while (letters_take_word(&rest, &word)) {
        n_strange += !is_date_word(word);
        n_words++;
    }
    return n_digits >= 3 && n_words <= 10 && n_strange == 0 &&
           dates_parse(dates, date, ret_parsed) == OK;
}
