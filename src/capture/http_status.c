#include "capture/http_status.h"

enum capture_trouble http_status_trouble(long status)
{
    switch (status) {
    case 304:
        return CAPTURE_NOT_MODIFIED;
    case 401:
    case 402:
    case 403:
        return CAPTURE_FORBIDDEN;
    case 404:
        return CAPTURE_MISSING;
    case 410:
    case 451:
        return CAPTURE_GONE;
    case 429:
    case 503:
        return CAPTURE_BUSY;
    default:
        return CAPTURE_SERVER_TROUBLE;
    }
}
