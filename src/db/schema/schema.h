#ifndef DB_SCHEMA_SCHEMA_H
#define DB_SCHEMA_SCHEMA_H

/* The steps that make a store, one file a version: literal statements in the
 * engine's words, ended by NULL. A released file is never changed; a new
 * version is a new file and a new line in migrate.c. docs/store.md tells what
 * the tables are for. */

extern const char *const schema_1[];
extern const char *const schema_2[];
extern const char *const schema_3[];
extern const char *const schema_4[];
extern const char *const schema_5[];
extern const char *const schema_6[];
extern const char *const schema_7[];
extern const char *const schema_8[];
extern const char *const schema_9[];
extern const char *const schema_10[];
extern const char *const schema_11[];
extern const char *const schema_12[];

#endif
