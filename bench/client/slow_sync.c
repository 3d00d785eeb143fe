/* Loaded before the program (LD_PRELOAD): each sync of a file takes longer by as many
 * microseconds as SLOW_SYNC_US says, as on a disk without a cache. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

static void delay(void)
{
    const char *us = getenv("SLOW_SYNC_US");
    if (us)
        usleep((useconds_t)strtoul(us, NULL, 10));
}

EXPORTED int fsync(int fd)
{
    delay();
    return (int)syscall(SYS_fsync, fd);
}

EXPORTED int fdatasync(int fd)
{
    delay();
    return (int)syscall(SYS_fdatasync, fd);
}
