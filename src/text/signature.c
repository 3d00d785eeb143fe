#include "text/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const EVP_MD *find_method(struct str name)
{
    if (str_eq_folded(name, STR("sha1")))
        return EVP_sha1();
    if (str_eq_folded(name, STR("sha256")))
        return EVP_sha256();
    if (str_eq_folded(name, STR("sha384")))
        return EVP_sha384();
    return str_eq_folded(name, STR("sha512")) ? EVP_sha512() : NULL;
}

static int hex_digit(char c)
{
    char lower = char_lower(c);
    if (char_is_digit(c))
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool read_hex(struct str text, unsigned char *ret_bytes, size_t n)
{
    if (text.len != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        int high = hex_digit(text.ptr[2 * i]);
        int low = hex_digit(text.ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        ret_bytes[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}

bool signature_is_right(struct str header, struct str secret, struct str bytes)
{
    unsigned char right[EVP_MAX_MD_SIZE];
    unsigned char given[EVP_MAX_MD_SIZE];
    unsigned int n = 0;
    struct str name = {0};
    struct str rest = str_trim(header);
    const EVP_MD *method = str_cut(&rest, '=', &name) ? find_method(name) : NULL;
    if (method == NULL || secret.len == 0 || secret.len > INT16_MAX)
        return false;
    if (HMAC(method, secret.ptr, (int)secret.len,
             (const unsigned char *)(bytes.len > 0 ? bytes.ptr : ""), bytes.len, right, &n) == NULL)
        return false;
    return read_hex(rest, given, n) && CRYPTO_memcmp(right, given, n) == 0;
}
