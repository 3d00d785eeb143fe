#include "views/assets.h"

/* A dozen files: walking them is as quick as any table. */

enum outcome asset_find(struct str path, const struct asset **ret_asset)
{
    for (size_t i = 0; i < n_assets; i++) {
        if (str_eq(assets[i].url, path)) {
            *ret_asset = &assets[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

enum outcome asset_named(struct str name, const struct asset **ret_asset)
{
    for (size_t i = 0; i < n_assets; i++) {
        if (str_eq(assets[i].name, name)) {
            *ret_asset = &assets[i];
            return OK;
        }
    }
    return NOT_FOUND;
}
