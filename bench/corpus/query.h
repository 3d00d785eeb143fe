#ifndef CORPUS_QUERY_H
#define CORPUS_QUERY_H

/* What is sought in the corpus, one line of JSON a query, with what must be found. */

#include "article.h"

/* Three to five words of an article's title, and the same with one letter wrong in
 * one word: {"kind":"known","id":..,"title":..,"words":..,"misspelt":..}; without
 * "misspelt" where no word has letters enough. */
void query_print_known(struct buf *buf, const struct corpus *corpus, const struct article *article);

/* English words from the commonest to the rarest: {"kind":"word","rank":..,"word":..}. */
void query_print_ranks(struct buf *buf, const struct corpus *corpus);

#endif
