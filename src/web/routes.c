#include "web/routes.h"

#include "base/limits.h"
#include "web/pages/asset.h"

/* clang-format off */
const struct route routes[] = {
    /* method     pattern                    handler           who             runs on       body */
    {ROUTE_GET,   STR_INIT("/healthz"),      page_healthz,     ROLE_STRANGER,  RUN_LOOP,     0, false},
    {ROUTE_GET,   STR_INIT("/robots.txt"),   page_robots,      ROLE_STRANGER,  RUN_LOOP,     0, false},
};
/* clang-format on */

const size_t n_routes = sizeof(routes) / sizeof(routes[0]);
