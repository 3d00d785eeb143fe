#ifndef BASE_CLEANUP_H
#define BASE_CLEANUP_H

/* Releases what no arena can when its scope ends: `CLEANUP(file_close) int fd = ...`.
 * The function gets the variable's address and must accept an empty one. */

#define CLEANUP(function) __attribute__((cleanup(function)))

#endif
