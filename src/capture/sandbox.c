#include "capture/sandbox.h"

#include "base/cleanup.h"
#include "base/limits.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define IS_LEAK_CHECKED 1
#else
#define IS_LEAK_CHECKED 0
#endif
#if IS_LEAK_CHECKED || defined(__SANITIZE_THREAD__) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

/* Needed to compute and to answer. */
static const int reading_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(membarrier),
    SCMP_SYS(sysinfo),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getrusage),
    SCMP_SYS(uname),
};

/* Needed on top of those to resolve names and to talk HTTP over TLS. */
static const int fetching_calls[] = {
    SCMP_SYS(connect),
    SCMP_SYS(sendto),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvmmsg),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(bind),
    SCMP_SYS(shutdown),
    SCMP_SYS(socketpair),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(pipe),
    SCMP_SYS(pipe2),
    SCMP_SYS(eventfd2),
    SCMP_SYS(fcntl),
    SCMP_SYS(ioctl),
    SCMP_SYS(stat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(pread64),
    SCMP_SYS(getcwd),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(prlimit64),
    SCMP_SYS(mprotect),
    SCMP_SYS(mmap),
    SCMP_SYS(dup),
    SCMP_SYS(seccomp),
    SCMP_SYS(prctl),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(getppid),
};

/* What no honest run of ours ever asks for. */
static const int deadly_calls[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(keyctl),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
};

/* LeakSanitizer asks for ptrace when a test's process ends; it need not die of that. */
static void add_deadly(scmp_filter_ctx filter, int *rc)
{
    for (size_t i = 0; !IS_SANITIZED && i < N_OF(deadly_calls); i++)
        *rc |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly_calls[i], 0);
}

static void add_all(scmp_filter_ctx filter, const int *calls, size_t n, int *rc)
{
    for (size_t i = 0; i < n; i++)
        *rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
}

/* Memory that is never executable; the sanitizers' runtime only needs the same. */
static void add_plain_memory(scmp_filter_ctx filter, int *rc)
{
    const struct scmp_arg_cmp no_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_exec);
    *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &no_exec);
}

/* Sockets of the Internet, and netlink, which getaddrinfo asks for the interfaces. */
static void add_sockets(scmp_filter_ctx filter, int *rc)
{
    static const int families[] = {AF_INET, AF_INET6, AF_NETLINK};
    for (size_t i = 0; i < N_OF(families); i++) {
        const struct scmp_arg_cmp is_family = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i], 0);
        *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1, &is_family);
    }
}

/* Files for reading only. */
static void add_opens(scmp_filter_ctx filter, int *rc)
{
    const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
    const struct scmp_arg_cmp at_is_read = SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY);
    const struct scmp_arg_cmp is_read = SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY);
    *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &at_is_read);
    *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, &is_read);
}

/* curl's resolver is a thread. clone3 hides its flags in memory, where a filter
 * cannot look: ENOSYS sends libc back to clone. */
static void add_threads(scmp_filter_ctx filter, int *rc)
{
    const struct scmp_arg_cmp is_thread =
        SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM);
    *rc |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, &is_thread);
    *rc |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static void filter_release(scmp_filter_ctx *filter)
{
    seccomp_release(*filter);
}

/* LeakSanitizer needs calls that the filters refuse: it looks now, and not at the end. */
static void look_for_leaks(void)
{
#if IS_LEAK_CHECKED
    __lsan_do_leak_check();
#endif
}

static bool load(scmp_filter_ctx filter, int rc)
{
    look_for_leaks();
    if (rc == 0)
        rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    if (rc == 0)
        rc = seccomp_load(filter);
    if (rc != 0)
        log_error("capture: the kernel refused the sandbox (%d)", rc);
    return rc == 0;
}

bool sandbox_enter_fetching(void)
{
    CLEANUP(filter_release) scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int rc = filter ? 0 : -ENOMEM;
    if (filter) {
        add_all(filter, reading_calls, N_OF(reading_calls), &rc);
        add_all(filter, fetching_calls, N_OF(fetching_calls), &rc);
        add_sockets(filter, &rc);
        add_opens(filter, &rc);
        add_threads(filter, &rc);
        add_deadly(filter, &rc);
    }
    return load(filter, rc);
}

bool sandbox_enter_files(void)
{
    CLEANUP(filter_release) scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int rc = filter ? 0 : -ENOMEM;
    if (filter) {
        add_all(filter, reading_calls, N_OF(reading_calls), &rc);
        rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 0);
        add_opens(filter, &rc);
        add_plain_memory(filter, &rc);
        add_deadly(filter, &rc);
    }
    return load(filter, rc);
}

static bool enter_narrow(bool has_threads)
{
    CLEANUP(filter_release) scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int rc = filter ? 0 : -ENOMEM;
    if (filter) {
        add_all(filter, reading_calls, N_OF(reading_calls), &rc);
        add_plain_memory(filter, &rc);
        if (has_threads)
            add_threads(filter, &rc);
        add_deadly(filter, &rc);
    }
    return load(filter, rc);
}

bool sandbox_enter_reading(void)
{
    return enter_narrow(false);
}

bool sandbox_enter_drawing(void)
{
    return enter_narrow(true);
}

static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    const struct rlimit value = {most, most};
    return setrlimit(resource, &value) == 0;
}

bool sandbox_limit(void)
{
    /* AddressSanitizer reserves terabytes that it never touches. */
    bool is_limited = IS_SANITIZED || limit(RLIMIT_DATA, LIMIT_CAPTURE_MEMORY_BYTES);
    is_limited = is_limited && limit(RLIMIT_CPU, LIMIT_CAPTURE_SECONDS) && limit(RLIMIT_FSIZE, 0) &&
                 limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 128);
    is_limited = is_limited && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                 prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
                 prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
    if (!is_limited)
        log_error("capture: the kernel refused the child's limits");
    return is_limited;
}
