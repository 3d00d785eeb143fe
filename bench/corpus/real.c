#include "real.h"

#include "base/buf.h"
#include "base/file.h"

#include <stdio.h>

#define FILE_MAX_BYTES (256U << 20)
#define TITLE_WORDS    6 /* at most, of each half */

static size_t count_lines(struct str text)
{
    size_t n = 0;
    struct str line;
    while (str_cut(&text, '\n', &line))
        n++;
    return n;
}

bool real_load(struct real_texts *texts, struct arena *arena, const char *path)
{
    struct str text;
    const char *why;
    if (file_read(arena, path, FILE_MAX_BYTES, &text, &why) != OK)
        return false;
    size_t n = count_lines(text);
    struct str *titles = arena_array(arena, struct str, n);
    struct str *paragraphs = arena_array(arena, struct str, n);
    struct str *words = arena_array(arena, struct str, n);
    *texts = (struct real_texts){{titles, 0}, {paragraphs, 0}, {words, 0}};
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        if (str_starts_with(line, STR("# ")))
            titles[texts->titles.n++] = str_skip(line, 2);
        else if (str_starts_with(line, STR("= ")))
            words[texts->words.n++] = str_skip(line, 2);
        else if (line.len > 0)
            paragraphs[texts->paragraphs.n++] = line;
    }
    return texts->titles.n > 0 && texts->paragraphs.n > 0 && texts->words.n > 0;
}

static struct str draw(const struct str_list *list, struct chance *chance)
{
    return list->items[chance_below(chance, (uint32_t)list->n)];
}

static size_t split(struct str text, struct str ret_words[2 * TITLE_WORDS])
{
    size_t n = 0;
    while (n < 2 * TITLE_WORDS && str_cut(&text, ' ', &ret_words[n]))
        n += ret_words[n].len > 0;
    return n;
}

struct str_list
real_title(struct arena *arena, const struct real_texts *texts, struct chance *chance)
{
    struct str *words = arena_array(arena, struct str, 2 * TITLE_WORDS);
    struct str first[2 * TITLE_WORDS], second[2 * TITLE_WORDS];
    size_t n_first = split(draw(&texts->titles, chance), first);
    size_t n_second = split(draw(&texts->titles, chance), second);
    size_t n = 0;
    for (size_t i = 0; i < (n_first + 1) / 2; i++)
        words[n++] = first[i];
    for (size_t i = n_second / 2; i < n_second; i++)
        words[n++] = second[i];
    return (struct str_list){words, n};
}

struct str real_body(struct arena *arena,
                     const struct real_texts *texts,
                     struct chance *chance,
                     size_t n_bytes)
{
    struct buf buf;
    buf_init(&buf, arena, FILE_MAX_BYTES);
    buf_reserve(&buf, n_bytes + 4096);
    while (buf.len < n_bytes) {
        if (buf.len > 0)
            BUF_ADD(&buf, "\n\n");
        buf_add(&buf, draw(&texts->paragraphs, chance));
    }
    return buf_text(&buf);
}
