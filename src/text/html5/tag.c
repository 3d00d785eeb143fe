#include "text/html5/tag.h"

static const struct str names[HTML_N_TAGS] = {STR_INIT(""),
#define HTML_TAG_NAME(name, text, flags) STR_INIT(text),
                                              HTML_TAGS(HTML_TAG_NAME)
#undef HTML_TAG_NAME
};

static const unsigned flags_of[HTML_N_TAGS] = {0,
#define HTML_TAG_FLAGS(name, text, flags) (flags),
                                               HTML_TAGS(HTML_TAG_FLAGS)
#undef HTML_TAG_FLAGS
};

_Static_assert((int)HTML_N_TAGS < (int)HTML_TAG_SLOTS / 2, "a slot is a byte, half are free");

/* Spread well enough that few names share a slot. */
static size_t slot_of(struct str name)
{
    const unsigned char *c = (const unsigned char *)name.ptr;
    size_t n = name.len;
    return (n * 61 + c[0] * 7u + c[n - 1] * 31u + c[n / 2] * 13u) % HTML_TAG_SLOTS;
}

void html_tag_index_init(struct html_tag_index *index)
{
    *index = (struct html_tag_index){{0}};
    for (size_t tag = 1; tag < HTML_N_TAGS; tag++) {
        size_t slot = slot_of(names[tag]);
        while (index->slots[slot] != 0)
            slot = (slot + 1) % HTML_TAG_SLOTS;
        index->slots[slot] = (uint8_t)tag;
    }
}

enum html_tag html_tag_find(const struct html_tag_index *index, struct str name)
{
    if (name.len == 0)
        return HTML_TAG_UNKNOWN;
    for (size_t slot = slot_of(name); index->slots[slot] != 0; slot = (slot + 1) % HTML_TAG_SLOTS) {
        if (str_eq(names[index->slots[slot]], name))
            return (enum html_tag)index->slots[slot];
    }
    return HTML_TAG_UNKNOWN;
}

struct str html_tag_name(enum html_tag tag)
{
    return names[tag];
}

unsigned html_tag_flags(enum html_tag tag)
{
    return flags_of[tag];
}
