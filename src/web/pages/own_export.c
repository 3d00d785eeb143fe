#include "web/pages/own_export.h"

#include "base/file.h"
#include "transfer/site_export.h"
#include "web/app.h"

#include <sys/stat.h>
#include <unistd.h>

/* The file has no name: it goes when the response was sent. */
enum outcome page_own_export(struct request *rq, struct response *rs)
{
    struct str why;
    struct stat about;
    CLEANUP(file_close) int fd = -1;
    enum outcome outcome = objects_open_unnamed(rq->app->objects, &fd);
    const struct site_export request = {
        .db = rq->db, .objects = rq->app->objects, .own = rq->viewer.member, .fd = fd};
    if (outcome == OK)
        outcome = site_export_write(rq->arena, &request, &why);
    if (outcome != OK)
        return outcome;
    if (fstat(fd, &about) != 0 || lseek(fd, 0, SEEK_SET) != 0)
        return FAULT;
    response_file(rs, STR("application/x-tar"), fd, (size_t)about.st_size);
    fd = -1; /* the server closes it */
    rs->cache = CACHE_NEVER;
    response_add_header(
        rs, STR("Content-Disposition"),
        str_print(rq->arena, "attachment; filename=\"%.*s.tar\"", STR_ARG(rq->member.handle)));
    return OK;
}
