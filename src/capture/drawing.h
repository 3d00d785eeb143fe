#ifndef CAPTURE_DRAWING_H
#define CAPTURE_DRAWING_H

/* Pictures decoded, made smaller and written afresh, by libvips: what comes out
 * is pixels in sRGB and nothing else, no metadata, no place names, no profile.
 * JPEG, PNG, GIF (its first frame), WebP and AVIF/HEIC go in; SVG and whatever
 * else libvips could read are refused before a byte of them is decoded.
 *
 * The library is opened by the child that draws, not linked: it brings a
 * hundred others, which no other start of the program should pay for. */

#include "capture/picture.h"

/* Opens and sets up the library; before the sandbox is entered, for it reads
 * files and maps code. False when it is not there (logged). */
bool drawing_open(void);

/* Makes the files of one picture, in the arena. Inside the sandbox. Answers why
 * not, or CAPTURE_NO_TROUBLE with `*ret_drawn` written. */
enum capture_trouble drawing_make(struct arena *arena, struct str bytes, struct drawn *ret_drawn);

#endif
