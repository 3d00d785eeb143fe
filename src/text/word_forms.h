#ifndef TEXT_WORD_FORMS_H
#define TEXT_WORD_FORMS_H

/* Other forms of a word that who seeks it means too: "market" for "markets", "carried"
 * for "carry", "katanya" for "kata", "الحكومة" for "حكومة". They are made when something
 * is sought; the index has words as they stand. Rules alone, for English, Malay and
 * Arabic: many of the forms are no words, and nothing is found for those. */

#include "base/str.h"

enum { WORD_FORMS = 16 };

/* Writes the word and its other forms, at most WORD_FORMS, the word first; returns how
 * many. `word` is folded (text/word_reader.h). They live in the arena. */
size_t word_forms(struct arena *arena, struct str word, struct str ret_forms[WORD_FORMS]);

#endif
