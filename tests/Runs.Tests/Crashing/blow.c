/*
 * Preloaded into the process that is to die: it counts what that process does to the files below BLOW_UNDER, tells each act in
 * the file BLOW_LOG, and at the act BLOW_AT lets the blow fall that BLOW_HOW names:
 *   before   killed before the act          after  killed right after it
 *   torn     a write is half done, then it is killed (any other act: before)
 *   full     this act and all that would take room fail with ENOSPC (reads, syncs and removals go on)
 *   readonly this act and all that would change anything fail with EROFS
 * Lines of the log: W path offset length, S path (synced), D path (a folder was synced), C path (made), M path (folder made),
 * R from<TAB>to, U path (removed), T path length. They are told after the act, by one write each.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long acts;
static int broken;

static const char *setting(const char *name) { const char *it = getenv(name); return it ? it : ""; }
static int ours(const char *path) {
    const char *under = setting("BLOW_UNDER");
    return *under && path && strncmp(path, under, strlen(under)) == 0;
}
static int path_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}
static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }
static void tell(const char *format, ...) {
    static int log = -1;
    char line[9000];
    va_list words;
    if (log < 0) log = syscall(SYS_openat, AT_FDCWD, setting("BLOW_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    va_start(words, format);
    int length = vsnprintf(line, sizeof line, format, words);
    va_end(words);
    syscall(SYS_write, log, line, (size_t)length);
}
static int how(const char *word) { return strcmp(setting("BLOW_HOW"), word) == 0; }
/* 0: go on; otherwise the errno to fail with. Called with the turn held. takes_room: not a sync or removal. */
static int falls(int takes_room) {
    int now = ++acts == atol(setting("BLOW_AT"));
    if (now && (how("before"))) die();
    if (now && (how("full") || how("readonly"))) broken = 1;
    if (!broken) return 0;
    return how("readonly") ? EROFS : takes_room ? ENOSPC : 0;
}
static void over(void) { if (acts == atol(setting("BLOW_AT")) && (how("after") || how("torn"))) die(); }
static int is_now(void) { return acts == atol(setting("BLOW_AT")); }

#define GUARDED(act, room, telling) do { \
    pthread_mutex_lock(&turn); \
    int fault = falls(room); \
    if (fault) { pthread_mutex_unlock(&turn); errno = fault; return -1; } \
    result = (act); \
    int kept = errno; \
    if (result >= 0) { telling; } \
    over(); \
    pthread_mutex_unlock(&turn); \
    errno = kept; \
} while (0)

static ssize_t half(int fd, const void *data, size_t size, off_t at) {
    if (is_now() && how("torn")) { syscall(SYS_pwrite64, fd, data, size / 2, at); die(); }
    return syscall(SYS_pwrite64, fd, data, size, at);
}
static ssize_t put(int fd, const void *data, size_t size, off_t at, const char *path) {
    ssize_t result;
    GUARDED(half(fd, data, size, at), 1, tell("W\t%s\t%ld\t%ld\n", path, (long)at, (long)result));
    return result;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    char path[4096];
    return path_of(fd, path, sizeof path) ? put(fd, data, size, at, path) : syscall(SYS_pwrite64, fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return pwrite(fd, data, size, at); }
ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    if (!path_of(fd, path, sizeof path)) return syscall(SYS_write, fd, data, size);
    off_t at = syscall(SYS_lseek, fd, 0, SEEK_CUR);
    ssize_t put_ = put(fd, data, size, at, path);
    if (put_ > 0) syscall(SYS_lseek, fd, at + put_, SEEK_SET);
    return put_;
}
int fsync(int fd) {
    char path[4096];
    struct stat what;
    int result;
    if (!path_of(fd, path, sizeof path)) return syscall(SYS_fsync, fd);
    int folder = fstat(fd, &what) == 0 && S_ISDIR(what.st_mode);
    GUARDED(syscall(SYS_fsync, fd), 0, tell("%s\t%s\n", folder ? "D" : "S", path));
    return result;
}
int ftruncate(int fd, off_t size) {
    char path[4096];
    int result;
    if (!path_of(fd, path, sizeof path)) return syscall(SYS_ftruncate, fd, size);
    GUARDED(syscall(SYS_ftruncate, fd, size), 0, tell("T\t%s\t%ld\n", path, (long)size));
    return result;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }
static int made(const char *path, int flags, mode_t mode) {
    int result, was = access(path, F_OK) == 0;
    if (!ours(path) || !(flags & (O_CREAT | O_TRUNC))) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    GUARDED(syscall(SYS_openat, AT_FDCWD, path, flags, mode), 1,
        { if (!was) tell("C\t%s\n", path); else if (flags & O_TRUNC) tell("T\t%s\t0\n", path); });
    return result;
}
int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return made(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return made(path, flags, mode);
}
int mkdir(const char *path, mode_t mode) {
    int result;
    if (!ours(path)) return syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    GUARDED(syscall(SYS_mkdirat, AT_FDCWD, path, mode), 1, tell("M\t%s\n", path));
    return result;
}
int rename(const char *from, const char *to) {
    int result;
    if (!ours(from)) return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    GUARDED(syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to), 0, tell("R\t%s\t%s\n", from, to));
    return result;
}
int unlink(const char *path) {
    int result;
    if (!ours(path)) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    GUARDED(syscall(SYS_unlinkat, AT_FDCWD, path, 0), 0, tell("U\t%s\n", path));
    return result;
}
/* The program looks some functions up by name in the library itself, past what is preloaded: it finds these as well. */
void *dlsym(void *handle, const char *name) {
    static void *(*real)(void *, const char *);
    static const char *const versions[] = { "GLIBC_2.34", "GLIBC_2.17", "GLIBC_2.2.5" };
    for (int i = 0; !real && i < 3; i++) real = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    if (strcmp(name, "fsync") == 0) return (void *)fsync;
    return real(handle, name);
}
