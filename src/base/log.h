#ifndef BASE_LOG_H
#define BASE_LOG_H

/* One line on standard error for each trouble, logged where it is detected:
 * level, UTC time, message. Give ids, never secrets, bodies or addresses. */

#include "base/outcome.h"

/* Something is broken and somebody should look. */
void log_error(const char *format, ...) PRINTF(1, 2);

/* Worth knowing: started, stopped, refused. */
void log_info(const char *format, ...) PRINTF(1, 2);

#endif
