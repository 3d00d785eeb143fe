#ifndef CAPTURE_XML_WORDS_H
#define CAPTURE_XML_WORDS_H

/* The small parts of markup that several readers of it meet. Results borrow from their input. */

#include "base/str.h"

/* The label of <?xml ... encoding="label"?> at the front of `bytes`; empty without one. */
struct str xml_declared_encoding(struct str bytes);

/* Takes an attribute's value, with or without quotes, and the space in front of it. */
struct str xml_take_value(struct str *text);

#endif
