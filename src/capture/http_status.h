#ifndef CAPTURE_HTTP_STATUS_H
#define CAPTURE_HTTP_STATUS_H

/* What a response's status other than 200 means to who wanted a page (RFC 9110, 15). */

#include "capture/capture.h"

enum capture_trouble http_status_trouble(long status);

#endif
