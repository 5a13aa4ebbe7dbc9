/* A disk and a clock that can be made bad while a program runs, for the torture alone.
 *
 * Loaded before the C library (LD_PRELOAD). What is wrong stands in the file that SELOSTE_FAULTS
 * names, which whoever tortures changes: see `faults.rs`, which knows the same layout. Writes
 * below the folder SELOSTE_FAULTY are slow or fail as a real disk would let them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct faults {
    int64_t clock_ms; /* how far the clock is off */
    int64_t slow_ms;  /* how long every flush takes */
    int64_t full;     /* no room in the folder */
    int64_t trail;    /* the trail cannot be written */
    int64_t kill;     /* the program is killed at this step on the disk from now on, 0: never */
    int64_t cut;      /* the same, at this message over a socket */
};

static const volatile struct faults *faults;
static char folder[4096];

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("SELOSTE_FAULTS"), *where = getenv("SELOSTE_FAULTY");
    if (!file || !where) return;
    snprintf(folder, sizeof folder, "%s/", where);
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    void *at = mmap(NULL, sizeof *faults, PROT_READ, MAP_SHARED, fd, 0);
    if (at != MAP_FAILED) faults = at;
    close(fd);
}

/* The error of a write to this file, 0 where there is none. */
static int wrong(int fd) {
    if (!faults || !(faults->full || faults->trail)) return 0;
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0) return 0;
    if (faults->full) return ENOSPC;
    return strstr(path, "/trail.sqlite") ? EROFS : 0;
}

/* One more step of something that is counted while it is said at which the program ends. */
static void step(const volatile int64_t *at, int64_t *seen) {
    int64_t last = faults ? *at : 0;
    if (!last) return;
    if (__atomic_add_fetch(seen, 1, __ATOMIC_SEQ_CST) >= last) kill(getpid(), SIGKILL);
}
static int64_t steps, messages;
#define STEP() do { if (faults) step(&faults->kill, &steps); } while (0)

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(fd) do { int e = wrong(fd); if (e) { errno = e; return -1; } } while (0)

ssize_t write(int fd, const void *from, size_t count) {
    REFUSE(fd);
    return REAL(write)(fd, from, count);
}
ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    REFUSE(fd);
    return REAL(pwrite)(fd, from, count, at);
}
ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REFUSE(fd);
    return REAL(pwrite64)(fd, from, count, at);
}
static void flush_slowly(void) {
    if (!faults || !faults->slow_ms) return;
    struct timespec wait = {faults->slow_ms / 1000, faults->slow_ms % 1000 * 1000000};
    nanosleep(&wait, NULL);
}
int fdatasync(int fd) {
    flush_slowly();
    REFUSE(fd);
    STEP();
    return REAL(fdatasync)(fd);
}
int fsync(int fd) {
    flush_slowly();
    REFUSE(fd);
    STEP();
    return REAL(fsync)(fd);
}
int unlink(const char *path) {
    STEP();
    return REAL(unlink)(path);
}
int ftruncate(int fd, off_t length) {
    STEP();
    return REAL(ftruncate)(fd, length);
}
int ftruncate64(int fd, off64_t length) {
    STEP();
    return REAL(ftruncate64)(fd, length);
}
ssize_t send(int fd, const void *from, size_t count, int flags) {
    if (faults) step(&faults->cut, &messages);
    return REAL(send)(fd, from, count, flags);
}
int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = REAL(clock_gettime)(clock, now);
    if (clock == CLOCK_REALTIME && faults && result == 0) now->tv_sec += faults->clock_ms / 1000;
    return result;
}
