/* Whatever a page's script holds is read without harm and what comes out is
 * valid text. */
#include "capture/json_mend.h"
#include "capture/jsonld.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 64 << 20);
    struct str json = utf8_repair(&arena, (struct str){(const char *)bytes, n_bytes});
    struct str mended = json_mend(&arena, json);
    struct jsonld jsonld = {0};
    (void)jsonld_read(&arena, json, &jsonld);
    if (arena_is_over(&arena))
        return 0;
    const struct str texts[] = {jsonld.title,     jsonld.byline,      jsonld.source, jsonld.lang,
                                jsonld.published, jsonld.description, jsonld.image,  jsonld.tags};
    for (size_t i = 0; i < N_OF(texts); i++)
        CHECK(utf8_is_valid(texts[i]));
    CHECK(utf8_is_valid(mended));
    return 0;
}
