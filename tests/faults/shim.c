/* Stands between a program and the disk (LD_PRELOAD): counts what is written, synced, cut and
 * removed below one folder, and lets the Nth such operation fail, kill the process, be torn in
 * two, or only be recorded.
 *
 *   FAULT_DIR    the folder; everything else passes untouched
 *   FAULT_MODE   fail, kill, torn, record
 *   FAULT_AT     which operation, from 1; of a recording: which sync fails, once, with EIO
 *   FAULT_ERRNO  with what error; 0 writes half of the bytes
 *   FAULT_EVER   1: every later operation fails too
 *   FAULT_FREED  a file; once it exists nothing fails any more
 *   FAULT_LOG    where a hit is noted, or the recording written
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, FAIL, KILL, TORN, RECORD };
enum { PASS, BREAK };

static int mode, err, ever, log_fd = -1;
static long at, ops;
static char dir[PATH_MAX];
static size_t dir_len;
static const char *freed;

static ssize_t real_write(int fd, const void *p, size_t n) { return syscall(SYS_write, fd, p, n); }
static ssize_t real_pwrite(int fd, const void *p, size_t n, off_t o) { return syscall(SYS_pwrite64, fd, p, n, o); }

__attribute__((constructor)) static void begin(void) {
  const char *m = getenv("FAULT_MODE"), *d = getenv("FAULT_DIR"), *l = getenv("FAULT_LOG"), *v;
  if (!m || !d) return;
  if (strlen(d) >= sizeof dir) return;
  strcpy(dir, d);
  dir_len = strlen(dir);
  mode = !strcmp(m, "fail") ? FAIL : !strcmp(m, "kill") ? KILL : !strcmp(m, "torn") ? TORN : RECORD;
  at = (v = getenv("FAULT_AT")) ? atol(v) : 0;
  err = (v = getenv("FAULT_ERRNO")) ? atoi(v) : 0;
  ever = (v = getenv("FAULT_EVER")) ? atoi(v) : 0;
  freed = getenv("FAULT_FREED");
  if (l) log_fd = (int)syscall(SYS_openat, AT_FDCWD, l, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Whether a path lies in the folder, or is it. */
static int is_ours(const char *path) {
  return mode != OFF && !strncmp(path, dir, dir_len) && (path[dir_len] == '/' || path[dir_len] == 0);
}

static int path_of(int fd, char *path) {
  char link[64];
  ssize_t n;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink(link, path, PATH_MAX - 1);
  path[n < 0 ? 0 : n] = 0;
  return n > 0 && is_ours(path);
}

/* The shared memory of the journal does not outlive a power cut. */
static int is_kept(const char *path) {
  size_t n = strlen(path);
  return n < 4 || strcmp(path + n - 4, "-shm");
}

static void record(char kind, const char *path, uint64_t offset, const void *data, uint32_t len) {
  const char *name = strlen(path) > dir_len ? path + dir_len + 1 : "";
  uint16_t name_len = (uint16_t)strlen(name);
  unsigned char head[15];
  struct iovec parts[3] = {{head, sizeof head}, {(void *)name, name_len}, {(void *)data, len}};
  head[0] = (unsigned char)kind;
  memcpy(head + 1, &name_len, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &len, 4);
  if (log_fd >= 0 && syscall(SYS_writev, log_fd, parts, 3) < 0) abort();
}

/* Counts an operation; kills here if it is time to. */
static int count(void) {
  long n;
  if (mode == OFF || mode == RECORD) return PASS;
  n = __atomic_add_fetch(&ops, 1, __ATOMIC_SEQ_CST);
  if (n < at || (n > at && !ever)) return PASS;
  if (freed && !access(freed, F_OK)) return PASS;
  if (n == at && log_fd >= 0 && real_write(log_fd, "hit\n", 4) < 0) abort();
  if (mode == KILL) kill(getpid(), SIGKILL);
  return BREAK;
}

static ssize_t written(int fd, const void *p, size_t n, off_t o, int placed) {
  char path[PATH_MAX];
  ssize_t done;
  if (mode == RECORD && fd == 1) {
    done = real_write(fd, p, n);
    if (done > 0) record('A', dir, 0, p, (uint32_t)done);
    return done;
  }
  if (mode == OFF || fd == log_fd || !path_of(fd, path)) return placed ? real_pwrite(fd, p, n, o) : real_write(fd, p, n);
  if (!placed) o = lseek(fd, 0, SEEK_CUR);
  if (count() == BREAK) {
    if (mode == TORN || err == 0) {
      size_t half = n / 2;
      done = half == 0 ? 0 : placed ? real_pwrite(fd, p, half, o) : real_write(fd, p, half);
      if (mode == TORN) kill(getpid(), SIGKILL);
      if (done > 0) return done;
      errno = ENOSPC;
      return -1;
    }
    errno = err;
    return -1;
  }
  done = placed ? real_pwrite(fd, p, n, o) : real_write(fd, p, n);
  if (mode == RECORD && done > 0 && is_kept(path)) record('W', path, (uint64_t)o, p, (uint32_t)done);
  return done;
}

ssize_t write(int fd, const void *p, size_t n) { return written(fd, p, n, 0, 0); }
ssize_t pwrite(int fd, const void *p, size_t n, off_t o) { return written(fd, p, n, o, 1); }
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t o) { return written(fd, p, n, o, 1); }

/* An error of an operation that has no half. */
static int broken(void) {
  if (mode == TORN) kill(getpid(), SIGKILL);
  errno = err ? err : EIO;
  return -1;
}

static int synced(int fd, long call) {
  char path[PATH_MAX];
  int done;
  if (mode == OFF || !path_of(fd, path)) return (int)syscall(call, fd);
  if (count() == BREAK) return broken();
  /* Of files alone: SQLite passes over a failed sync of the folder, and nobody hears of it. */
  if (mode == RECORD && at && path[dir_len] == '/' && is_kept(path) && __atomic_add_fetch(&ops, 1, __ATOMIC_SEQ_CST) == at) {
    record('F', path, 0, "", 0);
    errno = EIO;
    return -1;
  }
  done = (int)syscall(call, fd);
  if (mode == RECORD && done == 0 && is_kept(path)) record('S', path, 0, "", 0);
  return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int cut(int fd, off_t n) {
  char path[PATH_MAX];
  int done;
  if (mode == OFF || !path_of(fd, path)) return (int)syscall(SYS_ftruncate, fd, n);
  if (count() == BREAK) return broken();
  done = (int)syscall(SYS_ftruncate, fd, n);
  if (mode == RECORD && done == 0 && is_kept(path)) record('T', path, (uint64_t)n, "", 0);
  return done;
}

int ftruncate(int fd, off_t n) { return cut(fd, n); }
int ftruncate64(int fd, off64_t n) { return cut(fd, n); }

int unlink(const char *path) {
  int done;
  if (!is_ours(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (count() == BREAK) return broken();
  done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (mode == RECORD && done == 0 && is_kept(path)) record('U', path, 0, "", 0);
  return done;
}

static int opened(const char *path, int flags, mode_t bits) {
  int fresh = mode == RECORD && (flags & O_CREAT) && is_ours(path) && is_kept(path) && access(path, F_OK) != 0;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, bits);
  if (fresh && fd >= 0) record('C', path, 0, "", 0);
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  mode_t bits;
  va_start(rest, flags);
  bits = va_arg(rest, mode_t);
  va_end(rest);
  return opened(path, flags, bits);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  mode_t bits;
  va_start(rest, flags);
  bits = va_arg(rest, mode_t);
  va_end(rest);
  return opened(path, flags | O_LARGEFILE, bits);
}
