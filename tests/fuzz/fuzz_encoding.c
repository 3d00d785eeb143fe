/* Whatever the bytes say of themselves, what comes out is UTF-8, within its bound, and
 * the encoding that was told reads them again the same. The first byte chooses
 * what the transport says. */

#include "capture/encoding.h"
#include "capture/encoding_prescan.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct str charsets[] = {
        STR_INIT(""),           STR_INIT("utf-8"),          STR_INIT("windows-874"),
        STR_INIT("gbk"),        STR_INIT("gb18030"),        STR_INIT("big5"),
        STR_INIT("euc-jp"),     STR_INIT("iso-2022-jp"),    STR_INIT("shift_jis"),
        STR_INIT("euc-kr"),     STR_INIT("utf-16"),         STR_INIT("utf-16be"),
        STR_INIT("hz-gb-2312"), STR_INIT("x-user-defined"), STR_INIT("iso-8859-16"),
        STR_INIT("none such"),
    };
    SCRATCH_ARENA(arena, 64u << 20);
    if (size == 0)
        return 0;
    struct str charset = charsets[data[0] % (N_OF(charsets))];
    struct str bytes = {(const char *)data + 1, size - 1};
    const struct encoding *encoding = encoding_sniff(bytes, charset);
    struct str text = encoding_decode(&arena, bytes, encoding);
    struct str again = encoding_to_utf8(&arena, bytes, encoding->name);
    CHECK(utf8_is_valid(text));
    CHECK(text.len <= 3 * bytes.len + 3);
    CHECK(str_eq(text, again));
    (void)encoding_label_in(bytes);
    (void)encoding_is_binary(bytes);
    return 0;
}
