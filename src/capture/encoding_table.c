/* The encodings of the web and their labels (encoding.spec.whatwg.org, 4.2), and
 * what ICU calls each. */

#include "capture/encoding_table.h"

/* clang-format off */
static const struct encoding encodings[] = {
    {STR_INIT("UTF-8"), ENCODING_UTF8, NULL,
     STR_INIT("unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8")},
    {STR_INIT("IBM866"), ENCODING_SINGLE_BYTE, "ibm-866_P100-1995",
     STR_INIT("866 cp866 csibm866 ibm866")},
    {STR_INIT("ISO-8859-2"), ENCODING_SINGLE_BYTE, "ISO-8859-2",
     STR_INIT("csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 "
              "latin2")},
    {STR_INIT("ISO-8859-3"), ENCODING_SINGLE_BYTE, "ISO-8859-3",
     STR_INIT("csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 "
              "latin3")},
    {STR_INIT("ISO-8859-4"), ENCODING_SINGLE_BYTE, "ISO-8859-4",
     STR_INIT("csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 "
              "latin4")},
    {STR_INIT("ISO-8859-5"), ENCODING_SINGLE_BYTE, "ISO-8859-5",
     STR_INIT("csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
              "iso_8859-5:1988")},
    {STR_INIT("ISO-8859-6"), ENCODING_SINGLE_BYTE, "ISO-8859-6",
     STR_INIT("arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
              "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987")},
    {STR_INIT("ISO-8859-7"), ENCODING_SINGLE_BYTE, "ISO-8859-7",
     STR_INIT("csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
              "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek")},
    {STR_INIT("ISO-8859-8"), ENCODING_SINGLE_BYTE, "ISO-8859-8",
     STR_INIT("csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 "
              "iso88598 iso_8859-8 iso_8859-8:1988 visual")},
    {STR_INIT("ISO-8859-8-I"), ENCODING_SINGLE_BYTE, "ISO-8859-8",
     STR_INIT("csiso88598i iso-8859-8-i logical")},
    {STR_INIT("ISO-8859-10"), ENCODING_SINGLE_BYTE, "ISO-8859-10",
     STR_INIT("csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6")},
    {STR_INIT("ISO-8859-13"), ENCODING_SINGLE_BYTE, "ISO-8859-13",
     STR_INIT("iso-8859-13 iso8859-13 iso885913")},
    {STR_INIT("ISO-8859-14"), ENCODING_SINGLE_BYTE, "ISO-8859-14",
     STR_INIT("iso-8859-14 iso8859-14 iso885914")},
    {STR_INIT("ISO-8859-15"), ENCODING_SINGLE_BYTE, "ISO-8859-15",
     STR_INIT("csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9")},
    {STR_INIT("ISO-8859-16"), ENCODING_SINGLE_BYTE, "ISO-8859-15",
     STR_INIT("iso-8859-16")},
    {STR_INIT("KOI8-R"), ENCODING_SINGLE_BYTE, "KOI8-R",
     STR_INIT("cskoi8r koi koi8 koi8-r koi8_r")},
    {STR_INIT("KOI8-U"), ENCODING_SINGLE_BYTE, "KOI8-U",
     STR_INIT("koi8-ru koi8-u")},
    {STR_INIT("macintosh"), ENCODING_SINGLE_BYTE, "macintosh",
     STR_INIT("csmacintosh mac macintosh x-mac-roman")},
    {STR_INIT("windows-874"), ENCODING_SINGLE_BYTE, "windows-874-2000",
     STR_INIT("dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874")},
    {STR_INIT("windows-1250"), ENCODING_SINGLE_BYTE, "windows-1250",
     STR_INIT("cp1250 windows-1250 x-cp1250")},
    {STR_INIT("windows-1251"), ENCODING_SINGLE_BYTE, "windows-1251",
     STR_INIT("cp1251 windows-1251 x-cp1251")},
    {STR_INIT("windows-1252"), ENCODING_SINGLE_BYTE, "windows-1252",
     STR_INIT("ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
              "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252")},
    {STR_INIT("windows-1253"), ENCODING_SINGLE_BYTE, "windows-1253",
     STR_INIT("cp1253 windows-1253 x-cp1253")},
    {STR_INIT("windows-1254"), ENCODING_SINGLE_BYTE, "windows-1254",
     STR_INIT("cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
              "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254")},
    {STR_INIT("windows-1255"), ENCODING_SINGLE_BYTE, "windows-1255",
     STR_INIT("cp1255 windows-1255 x-cp1255")},
    {STR_INIT("windows-1256"), ENCODING_SINGLE_BYTE, "windows-1256",
     STR_INIT("cp1256 windows-1256 x-cp1256")},
    {STR_INIT("windows-1257"), ENCODING_SINGLE_BYTE, "windows-1257",
     STR_INIT("cp1257 windows-1257 x-cp1257")},
    {STR_INIT("windows-1258"), ENCODING_SINGLE_BYTE, "windows-1258",
     STR_INIT("cp1258 windows-1258 x-cp1258")},
    {STR_INIT("x-mac-cyrillic"), ENCODING_SINGLE_BYTE, "x-mac-cyrillic",
     STR_INIT("x-mac-cyrillic x-mac-ukrainian")},
    {STR_INIT("GBK"), ENCODING_MULTI_BYTE, "gb18030",
     STR_INIT("chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk")},
    {STR_INIT("gb18030"), ENCODING_MULTI_BYTE, "gb18030",
     STR_INIT("gb18030")},
    {STR_INIT("Big5"), ENCODING_MULTI_BYTE, "Big5-HKSCS",
     STR_INIT("big5 big5-hkscs cn-big5 csbig5 x-x-big5")},
    {STR_INIT("EUC-JP"), ENCODING_MULTI_BYTE, "euc-jp-2007",
     STR_INIT("cseucpkdfmtjapanese euc-jp x-euc-jp")},
    {STR_INIT("ISO-2022-JP"), ENCODING_MULTI_BYTE, "ISO-2022-JP",
     STR_INIT("csiso2022jp iso-2022-jp")},
    {STR_INIT("Shift_JIS"), ENCODING_MULTI_BYTE, "ibm-943_P15A-2003",
     STR_INIT("csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis")},
    {STR_INIT("EUC-KR"), ENCODING_MULTI_BYTE, "windows-949-2000",
     STR_INIT("cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
              "ksc_5601 windows-949")},
    {STR_INIT("replacement"), ENCODING_REPLACEMENT, NULL,
     STR_INIT("csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement")},
    {STR_INIT("UTF-16BE"), ENCODING_MULTI_BYTE, "UTF-16BE",
     STR_INIT("unicodefffe utf-16be")},
    {STR_INIT("UTF-16LE"), ENCODING_MULTI_BYTE, "UTF-16LE",
     STR_INIT("csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le")},
    {STR_INIT("x-user-defined"), ENCODING_USER_DEFINED, NULL,
     STR_INIT("x-user-defined")},
};
/* clang-format on */

const struct encoding *encoding_find(struct str label)
{
    label = str_trim(label);
    for (size_t i = 0; i < N_OF(encodings); i++) {
        struct str labels = encodings[i].labels;
        struct str one = {0};
        while (str_cut(&labels, ' ', &one)) {
            if (str_eq_folded(one, label))
                return &encodings[i];
        }
    }
    return NULL;
}
