#include "capture/stamp.h"

#include "capture/letters.h"

#include "base/utf8.h"

/* How the words of a date begin, in the languages that dates_parse reads. */
static const struct str date_words[] = {
    STR_INIT("jan"),    STR_INIT("feb"),     STR_INIT("mar"),      STR_INIT("apr"),
    STR_INIT("may"),    STR_INIT("jun"),     STR_INIT("jul"),      STR_INIT("aug"),
    STR_INIT("sep"),    STR_INIT("oct"),     STR_INIT("nov"),      STR_INIT("dec"),
    STR_INIT("mac"),    STR_INIT("mei"),     STR_INIT("ogo"),      STR_INIT("okt"),
    STR_INIT("dis"),    STR_INIT("des"),     STR_INIT("fév"),      STR_INIT("avr"),
    STR_INIT("mai"),    STR_INIT("jui"),     STR_INIT("aoû"),      STR_INIT("déc"),
    STR_INIT("mär"),    STR_INIT("dez"),     STR_INIT("ene"),      STR_INIT("abr"),
    STR_INIT("ago"),    STR_INIT("dic"),     STR_INIT("gen"),      STR_INIT("mag"),
    STR_INIT("giu"),    STR_INIT("lug"),     STR_INIT("set"),      STR_INIT("ott"),
    STR_INIT("fev"),    STR_INIT("out"),     STR_INIT("maa"),      STR_INIT("mon"),
    STR_INIT("tue"),    STR_INIT("wed"),     STR_INIT("thu"),      STR_INIT("fri"),
    STR_INIT("sat"),    STR_INIT("sun"),     STR_INIT("isn"),      STR_INIT("sel"),
    STR_INIT("rab"),    STR_INIT("kha"),     STR_INIT("jum"),      STR_INIT("sab"),
    STR_INIT("aha"),    STR_INIT("lun"),     STR_INIT("mer"),      STR_INIT("jeu"),
    STR_INIT("ven"),    STR_INIT("sam"),     STR_INIT("dim"),      STR_INIT("die"),
    STR_INIT("mit"),    STR_INIT("don"),     STR_INIT("fre"),      STR_INIT("son"),
    STR_INIT("am"),     STR_INIT("pm"),      STR_INIT("a.m"),      STR_INIT("p.m"),
    STR_INIT("gmt"),    STR_INIT("utc"),     STR_INIT("at"),       STR_INIT("on"),
    STR_INIT("of"),     STR_INIT("de"),      STR_INIT("le"),       STR_INIT("um"),
    STR_INIT("uhr"),    STR_INIT("the"),     STR_INIT("pukul"),    STR_INIT("jam"),
    STR_INIT("est"),    STR_INIT("edt"),     STR_INIT("cet"),      STR_INIT("cest"),
    STR_INIT("bst"),    STR_INIT("ist"),     STR_INIT("pst"),      STR_INIT("pdt"),
    STR_INIT("ptg"),    STR_INIT("pagi"),    STR_INIT("petang"),   STR_INIT("malam"),
    STR_INIT("tengah"), STR_INIT("hari"),    STR_INIT("sore"),     STR_INIT("siang"),
    STR_INIT("myt"),    STR_INIT("sgt"),     STR_INIT("hrs"),      STR_INIT("hours"),
    STR_INIT("sen"),    STR_INIT("kam"),     STR_INIT("min"),      STR_INIT("lör"),
    STR_INIT("søn"),    STR_INIT("tor"),     STR_INIT("ons"),      STR_INIT("tir"),
    STR_INIT("tis"),    STR_INIT("mån"),     STR_INIT("maj"),      STR_INIT("juli"),
    STR_INIT("juni"),   STR_INIT("mars"),    STR_INIT("den"),      STR_INIT("kl"),
    STR_INIT("klo"),    STR_INIT("sty"),     STR_INIT("lut"),      STR_INIT("kwi"),
    STR_INIT("cze"),    STR_INIT("lip"),     STR_INIT("sie"),      STR_INIT("wrz"),
    STR_INIT("paź"),    STR_INIT("lis"),     STR_INIT("gru"),      STR_INIT("pon"),
    STR_INIT("wto"),    STR_INIT("śro"),     STR_INIT("czw"),      STR_INIT("pią"),
    STR_INIT("sob"),    STR_INIT("nie"),     STR_INIT("godz"),     STR_INIT("янв"),
    STR_INIT("фев"),    STR_INIT("мар"),     STR_INIT("апр"),      STR_INIT("мая"),
    STR_INIT("май"),    STR_INIT("июн"),     STR_INIT("июл"),      STR_INIT("авг"),
    STR_INIT("сен"),    STR_INIT("окт"),     STR_INIT("ноя"),      STR_INIT("дек"),
    STR_INIT("пон"),    STR_INIT("вто"),     STR_INIT("сре"),      STR_INIT("чет"),
    STR_INIT("пят"),    STR_INIT("суб"),     STR_INIT("вос"),      STR_INIT("год"),
    STR_INIT("г."),     STR_INIT("в"),       STR_INIT("ocak"),     STR_INIT("şub"),
    STR_INIT("mart"),   STR_INIT("nis"),     STR_INIT("haz"),      STR_INIT("tem"),
    STR_INIT("ağu"),    STR_INIT("eyl"),     STR_INIT("eki"),      STR_INIT("kas"),
    STR_INIT("ara"),    STR_INIT("pzt"),     STR_INIT("sal"),      STR_INIT("çar"),
    STR_INIT("per"),    STR_INIT("cum"),     STR_INIT("paz"),      STR_INIT("saat"),
    STR_INIT("del"),    STR_INIT("el"),      STR_INIT("alle"),     STR_INIT("ore"),
    STR_INIT("às"),     STR_INIT("a"),       STR_INIT("om"),       STR_INIT("wib"),
    STR_INIT("wita"),   STR_INIT("jst"),     STR_INIT("msk"),      STR_INIT("年"),
    STR_INIT("月"),     STR_INIT("日"),      STR_INIT("يناير"),    STR_INIT("فبراير"),
    STR_INIT("مارس"),   STR_INIT("أبريل"),   STR_INIT("إبريل"),    STR_INIT("مايو"),
    STR_INIT("يونيو"),  STR_INIT("يوليو"),   STR_INIT("أغسطس"),    STR_INIT("سبتمبر"),
    STR_INIT("أكتوبر"), STR_INIT("نوفمبر"),  STR_INIT("ديسمبر"),   STR_INIT("كانون"),
    STR_INIT("شباط"),   STR_INIT("آذار"),    STR_INIT("نيسان"),    STR_INIT("أيار"),
    STR_INIT("حزيران"), STR_INIT("تموز"),    STR_INIT("آب"),       STR_INIT("أيلول"),
    STR_INIT("تشرين"),  STR_INIT("الأول"),   STR_INIT("الثاني"),   STR_INIT("م"),
    STR_INIT("ص"),      STR_INIT("الاثنين"), STR_INIT("الثلاثاء"), STR_INIT("الأربعاء"),
    STR_INIT("الخميس"), STR_INIT("الجمعة"),  STR_INIT("السبت"),    STR_INIT("الأحد"),
    STR_INIT("الساعة"), STR_INIT("à"),       STR_INIT("las"),      STR_INIT("terça"),
    STR_INIT("quarta"), STR_INIT("quinta"),  STR_INIT("sexta"),    STR_INIT("dom"),
    STR_INIT("seg"),    STR_INIT("dö"),      STR_INIT("ma"),       STR_INIT("di"),
    STR_INIT("wo"),     STR_INIT("do"),      STR_INIT("vr"),       STR_INIT("za"),
    STR_INIT("zo"),     STR_INIT("tam"),     STR_INIT("hel"),      STR_INIT("kes"),
    STR_INIT("tou"),    STR_INIT("hei"),     STR_INIT("elo"),      STR_INIT("syy"),
    STR_INIT("lok"),    STR_INIT("jou"),
};

/* What stands in front of a date on a page, longer ones first. */
static const struct {
    struct str text;
    bool is_update;
} labels[] = {
    {STR_INIT("дата публикации"), false},
    {STR_INIT("опубликовано"), false},
    {STR_INIT("última actualización"), true},
    {STR_INIT("última atualização"), true},
    {STR_INIT("تاريخ النشر"), false},
    {STR_INIT("zuletzt aktualisiert"), true},
    {STR_INIT("ultimo aggiornamento"), true},
    {STR_INIT("this story is from"), false},
    {STR_INIT("veröffentlicht am"), false},
    {STR_INIT("обновлено"), true},
    {STR_INIT("yayınlanma tarihi"), false},
    {STR_INIT("zuletzt geändert"), true},
    {STR_INIT("آخر تحديث"), true},
    {STR_INIT("publication date"), false},
    {STR_INIT("diterbitkan pada"), false},
    {STR_INIT("first published"), false},
    {STR_INIT("last updated on"), true},
    {STR_INIT("last updated at"), true},
    {STR_INIT("veröffentlicht"), false},
    {STR_INIT("aktualisiert am"), true},
    {STR_INIT("gepubliceerd op"), false},
    {STR_INIT("data publikacji"), false},
    {STR_INIT("son güncelleme"), true},
    {STR_INIT("最終更新日"), true},
    {STR_INIT("date published"), false},
    {STR_INIT("disiarkan pada"), false},
    {STR_INIT("dipublikasikan"), false},
    {STR_INIT("mis à jour le"), true},
    {STR_INIT("mis à jour à"), true},
    {STR_INIT("actualizado el"), true},
    {STR_INIT("laatste update"), true},
    {STR_INIT("sist oppdatert"), true},
    {STR_INIT("zaktualizowano"), true},
    {STR_INIT("last modified"), true},
    {STR_INIT("erschienen am"), false},
    {STR_INIT("atualizado em"), true},
    {STR_INIT("pubblicato il"), false},
    {STR_INIT("aggiornato il"), true},
    {STR_INIT("bijgewerkt op"), true},
    {STR_INIT("نُشر في"), false},
    {STR_INIT("publish date"), false},
    {STR_INIT("published on"), false},
    {STR_INIT("published at"), false},
    {STR_INIT("last updated"), true},
    {STR_INIT("mise à jour"), true},
    {STR_INIT("aktualisiert"), true},
    {STR_INIT("publicado el"), false},
    {STR_INIT("publicado em"), false},
    {STR_INIT("gepubliceerd"), false},
    {STR_INIT("geplaatst op"), false},
    {STR_INIT("opublikowano"), false},
    {STR_INIT("aktualizacja"), true},
    {STR_INIT("发布时间"), false},
    {STR_INIT("发布日期"), false},
    {STR_INIT("發布時間"), false},
    {STR_INIT("發佈時間"), false},
    {STR_INIT("更新时间"), true},
    {STR_INIT("更新時間"), true},
    {STR_INIT("最后更新"), true},
    {STR_INIT("最後更新"), true},
    {STR_INIT("最終更新"), true},
    {STR_INIT("기사입력"), false},
    {STR_INIT("최종수정"), true},
    {STR_INIT("diterbitkan"), false},
    {STR_INIT("dikemaskini"), true},
    {STR_INIT("modifié le"), true},
    {STR_INIT("erstellt am"), false},
    {STR_INIT("actualizado"), true},
    {STR_INIT("päivitetty"), true},
    {STR_INIT("yayınlanma"), false},
    {STR_INIT("güncelleme"), true},
    {STR_INIT("نشر في"), false},
    {STR_INIT("updated on"), true},
    {STR_INIT("updated at"), true},
    {STR_INIT("diperbarui"), true},
    {STR_INIT("publié le"), false},
    {STR_INIT("publié à"), false},
    {STR_INIT("pubblicato"), false},
    {STR_INIT("aggiornato"), true},
    {STR_INIT("bijgewerkt"), true},
    {STR_INIT("publicerad"), false},
    {STR_INIT("publiceret"), false},
    {STR_INIT("uppdaterad"), true},
    {STR_INIT("تحديث"), true},
    {STR_INIT("published"), false},
    {STR_INIT("posted on"), false},
    {STR_INIT("posted at"), false},
    {STR_INIT("kemaskini"), true},
    {STR_INIT("publicado"), false},
    {STR_INIT("publisert"), false},
    {STR_INIT("julkaistu"), false},
    {STR_INIT("opdateret"), true},
    {STR_INIT("oppdatert"), true},
    {STR_INIT("发表于"), false},
    {STR_INIT("公開日"), false},
    {STR_INIT("投稿日"), false},
    {STR_INIT("掲載日"), false},
    {STR_INIT("更新日"), true},
    {STR_INIT("reviewed"), false},
    {STR_INIT("modified"), true},
    {STR_INIT("created"), false},
    {STR_INIT("updated"), true},
    {STR_INIT("tanggal"), false},
    {STR_INIT("publié"), false},
    {STR_INIT("posted"), false},
    {STR_INIT("issued"), false},
    {STR_INIT("tarikh"), false},
    {STR_INIT("dodano"), false},
    {STR_INIT("giriş"), false},
    {STR_INIT("时间"), false},
    {STR_INIT("日期"), false},
    {STR_INIT("公開"), false},
    {STR_INIT("配信"), false},
    {STR_INIT("更新"), true},
    {STR_INIT("入力"), false},
    {STR_INIT("입력"), false},
    {STR_INIT("등록"), false},
    {STR_INIT("수정"), true},
    {STR_INIT("نشر"), false},
    {STR_INIT("datum"), false},
    {STR_INIT("stand"), true},
    {STR_INIT("fecha"), false},
    {STR_INIT("date"), false},
};

static struct str cut_label(struct str line)
{
    for (size_t i = 0; i < N_OF(labels); i++) {
        struct str rest = line;
        if (!letters_take_prefix(&rest, labels[i].text))
            continue;
        rest = letters_trim(rest);
        if (letters_first(rest) == ':' || letters_first(rest) == 0xFF1A)
            (void)utf8_next(&rest);
        return letters_trim(rest);
    }
    return line;
}

/* The row of the label in front; -1 without one. */
static int label_of(struct str line)
{
    line = letters_trim(line);
    for (size_t i = 0; i < N_OF(labels); i++) {
        struct str rest = line;
        if (letters_take_prefix(&rest, labels[i].text))
            return (int)i;
    }
    return -1;
}

bool stamp_is_labelled(struct str line)
{
    return label_of(line) >= 0;
}

bool stamp_is_update(struct str line)
{
    int label = label_of(line);
    return label >= 0 && labels[label].is_update;
}

/* A short word must be the whole of it, a longer one may go on: "Oct", "October". */
static bool opens_with(struct str word, struct str known)
{
    return str_starts_with_folded(word, known) &&
           (word.len == known.len || letters_width(known) >= 3);
}

static bool is_date_word(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (char_is_digit(word.ptr[i]))
            return true;
    }
    while (word.len > 0 && (word.ptr[0] == '(' || word.ptr[0] == ',' || word.ptr[0] == '-'))
        word = str_skip(word, 1);
    while (word.len > 0 && (str_ends_with(word, STR(",")) || str_ends_with(word, STR("."))))
        word.len--;
    for (size_t i = 0; i < N_OF(date_words); i++) {
        if (opens_with(word, date_words[i]) && letters_width(word) <= 12)
            return true;
    }
    return letters_words(word) == 0;
}

bool stamp_is(const struct dates *dates, struct str line, struct date_parsed *ret_parsed)
{
    struct str word = {0};
    size_t n_words = 0;
    size_t n_digits = 0;
    for (size_t i = 0; i < line.len && n_digits < 3; i++) /* what most lines fail by */
        n_digits += char_is_digit(line.ptr[i]);
    if (n_digits < 3)
        return false;
    struct str date = cut_label(letters_trim(line));
    if (date.len < 6 || date.len > 80)
        return false;
    for (struct str rest = date; letters_take_word(&rest, &word); n_words++) {
        if (n_words == 10 || !is_date_word(word))
            return false;
    }
    return dates_parse(dates, date, ret_parsed) == OK;
}
