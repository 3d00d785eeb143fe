#ifndef COMMUNITY_IMPORT_FILE_H
#define COMMUNITY_IMPORT_FILE_H

/* What makes an import safe to repeat: which records a blog has, and how far a file was
 * read when the last transaction was committed. */

#include "base/ids.h"
#include "db/db.h"

/* A record is known by its id, else by its address, else by all that it says: `kind`
 * keeps these apart ("id", "url", "text"). A number that nobody can make two of. */
int64_t import_record_key(struct str kind, struct str text);

/* The blog has the record from now on. CONFLICT: it has it already. */
MUST_CHECK enum outcome
import_record_add(struct db *db, struct blog_id blog, int64_t key, struct article_id article);

/* The article that was made of the record. NOT_FOUND. */
MUST_CHECK enum outcome
import_record_find(struct db *db, struct blog_id blog, int64_t key, struct article_id *ret_article);

/* How far a file was read: everything before `offset`, which ends the line or item `line`. */
struct import_place {
    int64_t offset;
    int64_t line;
};

/* `file` is what the file is known by, whatever its name: import_file_identity. */
MUST_CHECK enum outcome import_file_find(struct db *db,
                                         struct blog_id blog,
                                         struct str file,
                                         struct import_place *ret_place);
MUST_CHECK enum outcome
import_file_set(struct db *db, struct blog_id blog, struct str file, struct import_place place);

/* It was read to its end. */
MUST_CHECK enum outcome import_file_done(struct db *db, struct blog_id blog, struct str file);

/* Of the file's size and its beginning. Lives in the arena. */
struct str import_file_identity(struct arena *arena, int64_t size_bytes, struct str beginning);

#endif
