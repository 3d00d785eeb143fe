#include "capture/references.h"

#include "base/buf.h"
#include "base/utf8.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { MAX_REFERENCE_BYTES = 32 };

/* HTML 4.01, 24; in the order of their bytes. */
/* clang-format off */
static const struct entity {
    char name[9];
    uint16_t code;
} entities[] = {
    {"AElig", 198}, {"Aacute", 193}, {"Acirc", 194}, {"Agrave", 192}, {"Alpha", 913},
    {"Aring", 197}, {"Atilde", 195}, {"Auml", 196}, {"Beta", 914}, {"Ccedil", 199}, {"Chi", 935},
    {"Dagger", 8225}, {"Delta", 916}, {"ETH", 208}, {"Eacute", 201}, {"Ecirc", 202},
    {"Egrave", 200}, {"Epsilon", 917}, {"Eta", 919}, {"Euml", 203}, {"Gamma", 915},
    {"Iacute", 205}, {"Icirc", 206}, {"Igrave", 204}, {"Iota", 921}, {"Iuml", 207},
    {"Kappa", 922}, {"Lambda", 923}, {"Mu", 924}, {"Ntilde", 209}, {"Nu", 925}, {"OElig", 338},
    {"Oacute", 211}, {"Ocirc", 212}, {"Ograve", 210}, {"Omega", 937}, {"Omicron", 927},
    {"Oslash", 216}, {"Otilde", 213}, {"Ouml", 214}, {"Phi", 934}, {"Pi", 928}, {"Prime", 8243},
    {"Psi", 936}, {"Rho", 929}, {"Scaron", 352}, {"Sigma", 931}, {"THORN", 222}, {"Tau", 932},
    {"Theta", 920}, {"Uacute", 218}, {"Ucirc", 219}, {"Ugrave", 217}, {"Upsilon", 933},
    {"Uuml", 220}, {"Xi", 926}, {"Yacute", 221}, {"Yuml", 376}, {"Zeta", 918}, {"aacute", 225},
    {"acirc", 226}, {"acute", 180}, {"aelig", 230}, {"agrave", 224}, {"alefsym", 8501},
    {"alpha", 945}, {"amp", 38}, {"and", 8743}, {"ang", 8736}, {"aring", 229}, {"asymp", 8776},
    {"atilde", 227}, {"auml", 228}, {"bdquo", 8222}, {"beta", 946}, {"brvbar", 166},
    {"bull", 8226}, {"cap", 8745}, {"ccedil", 231}, {"cedil", 184}, {"cent", 162}, {"chi", 967},
    {"circ", 710}, {"clubs", 9827}, {"cong", 8773}, {"copy", 169}, {"crarr", 8629}, {"cup", 8746},
    {"curren", 164}, {"dArr", 8659}, {"dagger", 8224}, {"darr", 8595}, {"deg", 176},
    {"delta", 948}, {"diams", 9830}, {"divide", 247}, {"eacute", 233}, {"ecirc", 234},
    {"egrave", 232}, {"empty", 8709}, {"emsp", 8195}, {"ensp", 8194}, {"epsilon", 949},
    {"equiv", 8801}, {"eta", 951}, {"eth", 240}, {"euml", 235}, {"euro", 8364}, {"exist", 8707},
    {"fnof", 402}, {"forall", 8704}, {"frac12", 189}, {"frac14", 188}, {"frac34", 190},
    {"frasl", 8260}, {"gamma", 947}, {"ge", 8805}, {"gt", 62}, {"hArr", 8660}, {"harr", 8596},
    {"hearts", 9829}, {"hellip", 8230}, {"iacute", 237}, {"icirc", 238}, {"iexcl", 161},
    {"igrave", 236}, {"image", 8465}, {"infin", 8734}, {"int", 8747}, {"iota", 953},
    {"iquest", 191}, {"isin", 8712}, {"iuml", 239}, {"kappa", 954}, {"lArr", 8656},
    {"lambda", 955}, {"lang", 9001}, {"laquo", 171}, {"larr", 8592}, {"lceil", 8968},
    {"ldquo", 8220}, {"le", 8804}, {"lfloor", 8970}, {"lowast", 8727}, {"loz", 9674},
    {"lrm", 8206}, {"lsaquo", 8249}, {"lsquo", 8216}, {"lt", 60}, {"macr", 175}, {"mdash", 8212},
    {"micro", 181}, {"middot", 183}, {"minus", 8722}, {"mu", 956}, {"nabla", 8711}, {"nbsp", 160},
    {"ndash", 8211}, {"ne", 8800}, {"ni", 8715}, {"not", 172}, {"notin", 8713}, {"nsub", 8836},
    {"ntilde", 241}, {"nu", 957}, {"oacute", 243}, {"ocirc", 244}, {"oelig", 339},
    {"ograve", 242}, {"oline", 8254}, {"omega", 969}, {"omicron", 959}, {"oplus", 8853},
    {"or", 8744}, {"ordf", 170}, {"ordm", 186}, {"oslash", 248}, {"otilde", 245},
    {"otimes", 8855}, {"ouml", 246}, {"para", 182}, {"part", 8706}, {"permil", 8240},
    {"perp", 8869}, {"phi", 966}, {"pi", 960}, {"piv", 982}, {"plusmn", 177}, {"pound", 163},
    {"prime", 8242}, {"prod", 8719}, {"prop", 8733}, {"psi", 968}, {"quot", 34}, {"rArr", 8658},
    {"radic", 8730}, {"rang", 9002}, {"raquo", 187}, {"rarr", 8594}, {"rceil", 8969},
    {"rdquo", 8221}, {"real", 8476}, {"reg", 174}, {"rfloor", 8971}, {"rho", 961}, {"rlm", 8207},
    {"rsaquo", 8250}, {"rsquo", 8217}, {"sbquo", 8218}, {"scaron", 353}, {"sdot", 8901},
    {"sect", 167}, {"shy", 173}, {"sigma", 963}, {"sigmaf", 962}, {"sim", 8764}, {"spades", 9824},
    {"sub", 8834}, {"sube", 8838}, {"sum", 8721}, {"sup", 8835}, {"sup1", 185}, {"sup2", 178},
    {"sup3", 179}, {"supe", 8839}, {"szlig", 223}, {"tau", 964}, {"there4", 8756}, {"theta", 952},
    {"thetasym", 977}, {"thinsp", 8201}, {"thorn", 254}, {"tilde", 732}, {"times", 215},
    {"trade", 8482}, {"uArr", 8657}, {"uacute", 250}, {"uarr", 8593}, {"ucirc", 251},
    {"ugrave", 249}, {"uml", 168}, {"upsih", 978}, {"upsilon", 965}, {"uuml", 252},
    {"weierp", 8472}, {"xi", 958}, {"yacute", 253}, {"yen", 165}, {"yuml", 255}, {"zeta", 950},
    {"zwj", 8205}, {"zwnj", 8204},
};
/* clang-format on */

/* 128 to 159 of windows-1252; where it has nothing, the code itself. */
static uint32_t widen(uint32_t code)
{
    static const uint16_t codes[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
    };
    return code >= 0x80 && code <= 0x9F ? codes[code - 0x80] : code;
}

uint32_t references_find(struct str name)
{
    size_t low = 0;
    size_t high = N_OF(entities);
    if (str_eq(name, STR("apos"))) /* XML has it, HTML 4 has not */
        return '\'';
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, str_from_c(entities[middle].name));
        if (order == 0)
            return entities[middle].code;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static bool digit_value(char c, unsigned base, uint32_t *ret_value)
{
    if (char_is_digit(c))
        *ret_value = (uint32_t)(c - '0');
    else if (base == 16 && char_lower(c) >= 'a' && char_lower(c) <= 'f')
        *ret_value = (uint32_t)(char_lower(c) - 'a' + 10);
    else
        return false;
    return true;
}

/* `digits` stands behind "#"; 0 when it is no number of a character. */
static uint32_t read_number(struct str digits)
{
    unsigned base = 10;
    uint32_t code = 0;
    if (digits.len > 0 && char_lower(digits.ptr[0]) == 'x') {
        base = 16;
        digits = str_skip(digits, 1);
    }
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t value = 0;
        if (!digit_value(digits.ptr[i], base, &value) || code > 0x10FFFF)
            return 0;
        code = code * base + value;
    }
    return code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? 0 : widen(code);
}

bool references_take(struct str text, uint32_t *ret_code, size_t *ret_length)
{
    size_t end = 0;
    if (!str_find_char(str_first(text, MAX_REFERENCE_BYTES), ';', &end) || end < 2)
        return false;
    struct str name = {text.ptr + 1, end - 1};
    uint32_t code = name.ptr[0] == '#' ? read_number(str_skip(name, 1)) : references_find(name);
    if (code == 0)
        return false;
    *ret_code = code;
    *ret_length = end + 1;
    return true;
}

struct str references_decode(struct arena *arena, struct str text)
{
    size_t at = 0;
    if (!str_find_char(text, '&', &at))
        return text;
    struct buf buf;
    buf_init(&buf, arena, text.len + 1);
    while (str_find_char(text, '&', &at)) {
        uint32_t code = '&';
        size_t n = 1;
        char bytes[4];
        buf_add(&buf, str_first(text, at));
        text = str_skip(text, at);
        (void)references_take(text, &code, &n);
        buf_add(&buf, (struct str){bytes, utf8_encode(code, bytes)});
        text = str_skip(text, n);
    }
    buf_add(&buf, text);
    return buf_text(&buf);
}

/* U+0080 to U+009F are C2 80 to C2 9F in UTF-8. */
static bool find_c1(struct str text, size_t *ret_at)
{
    for (size_t at = 0; str_find_char(str_skip(text, *ret_at), '\xC2', &at);) {
        *ret_at += at;
        struct str rest = str_skip(text, *ret_at);
        if (rest.len > 1 && (unsigned char)rest.ptr[1] <= 0x9F)
            return true;
        *ret_at += 1;
    }
    return false;
}

struct str references_mend(struct arena *arena, struct str text)
{
    size_t at = 0;
    if (!find_c1(text, &at))
        return text;
    struct buf buf;
    buf_init(&buf, arena, text.len * 2 + 1);
    do {
        char bytes[4];
        uint32_t code = widen((unsigned char)text.ptr[at + 1]);
        buf_add(&buf, str_first(text, at));
        buf_add(&buf, (struct str){bytes, utf8_encode(code, bytes)});
        text = str_skip(text, at + 2);
        at = 0;
    } while (find_c1(text, &at));
    buf_add(&buf, text);
    return buf_text(&buf);
}
