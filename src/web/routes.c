#include "web/routes.h"

#include "web/pages/asset.h"

/* Where two patterns fit one path the first row wins: literal ones before {parts}. */
/* clang-format off */
const struct route routes[] = {
    /* method     pattern                                handler           who             runs on       body */
    {ROUTE_GET,   STR_INIT("/assets/{file}"),            page_asset,       ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/assets/{folder}/{file}"),   page_asset,       ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/favicon.ico"),              page_favicon,     ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/robots.txt"),               page_robots,      ROLE_STRANGER,  RUN_STATIC,   0},
    {ROUTE_GET,   STR_INIT("/healthz"),                  page_healthz,     ROLE_STRANGER,  RUN_LOOP,     0},
};
/* clang-format on */

const size_t n_routes = sizeof(routes) / sizeof(routes[0]);
