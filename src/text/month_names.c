#include "text/month_names.h"

/* Each line: one month between spaces; English first, then Malay, Indonesian,
 * German, French, Spanish, Italian, Portuguese, Dutch where they differ. */
static const struct str MONTHS[12] = {
    STR_INIT(" january jan januari januar jänner janvier janv enero ene gennaio gen janeiro "),
    STR_INIT(" february feb februari februar février fevrier févr fév fevr febrero febbraio "
             "fevereiro fev "),
    STR_INIT(" march mar mac maret märz maerz mrz mär mars marzo março marco maart mrt "),
    STR_INIT(" april apr avril avr abril abr aprile "),
    STR_INIT(" may mei mai mayo maggio mag maio "),
    STR_INIT(" june jun juni juin junio giugno giu junho "),
    STR_INIT(" july jul julai juli juillet juil julio luglio lug julho "),
    STR_INIT(" august aug ogos ogo agustus agu ags août aout aoû agosto ago augustus "),
    STR_INIT(" september sep sept septembre septiembre setiembre set settembre setembro "),
    STR_INIT(" october oct oktober okt octobre octubre ottobre ott outubro out "),
    STR_INIT(" november nov novembre noviembre novembro nopember "),
    STR_INIT(" december dec disember dis desember des dezember dez décembre decembre déc diciembre "
             "dic dicembre dezembro "),
};

static const struct str WEEKDAYS = STR_INIT(
    " monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun isnin isn selasa sel rabu rab khamis kha jumaat jum sabtu sab ahad ahd senin sen "
    "kamis kam jumat minggu min montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag "
    "sonnabend sa sonntag so lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam "
    "dimanche dim lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo dom lunedì "
    "martedì mercoledì giovedì gio venerdì sabato domenica segunda terça quarta quinta sexta feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ");

struct zone_word {
    struct str word;
    int minutes; /* east of UTC */
};

/* Where an abbreviation has several meanings: RFC 822's, then the one that news sites use. */
static const struct zone_word ZONES[] = {
    {STR_INIT("z"), 0},       {STR_INIT("utc"), 0},     {STR_INIT("gmt"), 0},
    {STR_INIT("ut"), 0},      {STR_INIT("est"), -300},  {STR_INIT("edt"), -240},
    {STR_INIT("et"), -300},   {STR_INIT("cst"), -360},  {STR_INIT("cdt"), -300},
    {STR_INIT("ct"), -360},   {STR_INIT("mst"), -420},  {STR_INIT("mdt"), -360},
    {STR_INIT("mt"), -420},   {STR_INIT("pst"), -480},  {STR_INIT("pdt"), -420},
    {STR_INIT("pt"), -480},   {STR_INIT("ast"), -240},  {STR_INIT("adt"), -180},
    {STR_INIT("akst"), -540}, {STR_INIT("akdt"), -480}, {STR_INIT("hst"), -600},
    {STR_INIT("bst"), 60},    {STR_INIT("wet"), 0},     {STR_INIT("west"), 60},
    {STR_INIT("cet"), 60},    {STR_INIT("cest"), 120},  {STR_INIT("met"), 60},
    {STR_INIT("mest"), 120},  {STR_INIT("mez"), 60},    {STR_INIT("mesz"), 120},
    {STR_INIT("eet"), 120},   {STR_INIT("eest"), 180},  {STR_INIT("msk"), 180},
    {STR_INIT("gst"), 240},   {STR_INIT("pkt"), 300},   {STR_INIT("ist"), 330},
    {STR_INIT("wib"), 420},   {STR_INIT("ict"), 420},   {STR_INIT("wita"), 480},
    {STR_INIT("myt"), 480},   {STR_INIT("sgt"), 480},   {STR_INIT("hkt"), 480},
    {STR_INIT("pht"), 480},   {STR_INIT("awst"), 480},  {STR_INIT("wit"), 540},
    {STR_INIT("jst"), 540},   {STR_INIT("kst"), 540},   {STR_INIT("acst"), 570},
    {STR_INIT("aest"), 600},  {STR_INIT("aedt"), 660},  {STR_INIT("nzst"), 720},
    {STR_INIT("nzdt"), 780},
};

static bool is_listed(struct str word, struct str words)
{
    for (size_t at = 0; str_find(words, word, &at); words = str_skip(words, at + 1)) {
        bool is_whole = at > 0 && words.ptr[at - 1] == ' ' && at + word.len < words.len &&
                        words.ptr[at + word.len] == ' ';
        if (word.len > 0 && is_whole)
            return true;
        if (word.len == 0)
            return false;
    }
    return false;
}

int month_of_word(struct str word)
{
    for (int i = 0; i < 12; i++) {
        if (is_listed(word, MONTHS[i]))
            return i + 1;
    }
    return 0;
}

bool is_weekday_word(struct str word)
{
    return is_listed(word, WEEKDAYS);
}

bool zone_of_word(struct str word, int *ret_offset_minutes)
{
    for (size_t i = 0; i < sizeof(ZONES) / sizeof(ZONES[0]); i++) {
        if (!str_eq(word, ZONES[i].word))
            continue;
        *ret_offset_minutes = ZONES[i].minutes;
        return true;
    }
    return false;
}
