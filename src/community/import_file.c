#include "community/import_file.h"

#include <sodium.h>

static void hash(struct str a, struct str b, unsigned char *out, size_t n_bytes)
{
    crypto_generichash_state state;
    CHECK(crypto_generichash_init(&state, NULL, 0, n_bytes) == 0);
    (void)crypto_generichash_update(&state, (const unsigned char *)a.ptr, a.len);
    (void)crypto_generichash_update(&state, (const unsigned char *)":", 1);
    (void)crypto_generichash_update(&state, (const unsigned char *)b.ptr, b.len);
    (void)crypto_generichash_final(&state, out, n_bytes);
}

int64_t import_record_key(struct str kind, struct str text)
{
    unsigned char bytes[crypto_generichash_BYTES_MIN];
    int64_t key = 0;
    hash(kind, text, bytes, sizeof bytes);
    memcpy(&key, bytes, sizeof key);
    return key;
}

enum outcome
import_record_add(struct db *db, struct blog_id blog, int64_t key, struct article_id article)
{
    struct db_stmt *stmt =
        db_query(db, "insert into import_record (blog, key, article) values ($1, $2, $3)"
                     " on conflict (blog, key) do nothing");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, key);
    db_bind_int(stmt, 3, article.n);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? CONFLICT : done;
}

enum outcome
import_record_find(struct db *db, struct blog_id blog, int64_t key, struct article_id *ret_article)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select article from import_record where blog = $1 and key = $2");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, key);
    enum outcome found = db_step(stmt);
    if (found == OK)
        ret_article->n = db_int(stmt, 0);
    return found;
}

enum outcome import_file_find(struct db *db,
                              struct blog_id blog,
                              struct str file,
                              struct import_place *ret_place)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select offset, line from import_file where blog = $1 and file = $2");
    db_bind_int(stmt, 1, blog.n);
    db_bind_text(stmt, 2, file);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_place = (struct import_place){db_int(stmt, 0), db_int(stmt, 1)};
    return found;
}

enum outcome
import_file_set(struct db *db, struct blog_id blog, struct str file, struct import_place place)
{
    struct db_stmt *stmt =
        db_query(db, "insert into import_file (blog, file, offset, line) values ($1, $2, $3, $4)"
                     " on conflict (blog, file) do update set offset = $3, line = $4");
    db_bind_int(stmt, 1, blog.n);
    db_bind_text(stmt, 2, file);
    db_bind_int(stmt, 3, place.offset);
    db_bind_int(stmt, 4, place.line);
    return db_run(stmt);
}

enum outcome import_file_done(struct db *db, struct blog_id blog, struct str file)
{
    struct db_stmt *stmt = db_query(db, "delete from import_file where blog = $1 and file = $2");
    db_bind_int(stmt, 1, blog.n);
    db_bind_text(stmt, 2, file);
    return db_run(stmt);
}

struct str import_file_identity(struct arena *arena, int64_t size_bytes, struct str beginning)
{
    unsigned char bytes[crypto_generichash_BYTES_MIN];
    char *hex = arena_alloc(arena, 2 * sizeof bytes + 1);
    hash(STR("file"), beginning, bytes, sizeof bytes);
    (void)sodium_bin2hex(hex, 2 * sizeof bytes + 1, bytes, sizeof bytes);
    return str_print(arena, "%lld-%s", (long long)size_bytes, hex);
}
