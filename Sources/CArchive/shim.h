// libarchive 3, the reader of every container we accept.
#ifndef FER_DATA_CARCHIVE_H
#define FER_DATA_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// What an entry is. `AE_IFREG` and its sisters are cast macros, which Swift does not import.
enum {
  FER_ENTRY_OTHER = 0,
  FER_ENTRY_FILE = 1,
  FER_ENTRY_DIRECTORY = 2,
  FER_ENTRY_LINK = 3,
  FER_ENTRY_DEVICE = 4,
  FER_ENTRY_PIPE = 5,
  FER_ENTRY_SOCKET = 6
};

static inline int fer_archive_entry_kind(struct archive_entry *entry) {
  if (archive_entry_hardlink(entry) != NULL) return FER_ENTRY_LINK;
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG: return FER_ENTRY_FILE;
    case AE_IFDIR: return FER_ENTRY_DIRECTORY;
    case AE_IFLNK: return FER_ENTRY_LINK;
    case AE_IFCHR:
    case AE_IFBLK: return FER_ENTRY_DEVICE;
    case AE_IFIFO: return FER_ENTRY_PIPE;
    case AE_IFSOCK: return FER_ENTRY_SOCKET;
    default: return FER_ENTRY_OTHER;
  }
}

// A plain file of fixed owner, mode and time, so that the same members give the same bytes.
// Time 0 matters in zip: it lies before 1980 in every time zone, so the local DOS time is a constant.
static inline void fer_archive_entry_set_plain_file(
  struct archive_entry *entry, const char *path, la_int64_t size) {
  archive_entry_clear(entry);
  archive_entry_set_pathname_utf8(entry, path);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, size);
  archive_entry_set_mtime(entry, 0, 0);
}

// libarchive converts member names to the character set of the thread's locale, and gives NULL for
// what does not fit; in the plain C locale that is every name beyond ASCII. A locale of our own, used
// only around its calls, leaves the process's locale alone. Opaque, since `locale_t` differs by libc.
static inline void *fer_utf8_locale_new(void) {
  static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    locale_t locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
    if (locale != (locale_t)0) return (void *)locale;
  }
  return NULL;
}

// Returns the locale used before, to be used again afterwards. NULL changes nothing.
static inline void *fer_locale_use(void *locale) { return (void *)uselocale((locale_t)locale); }

static inline void fer_locale_free(void *locale) {
  if (locale != NULL) freelocale((locale_t)locale);
}

// `open` is variadic, and O_NONBLOCK keeps a pipe from being waited for.
static inline int fer_open_to_read(const char *path, int follows_links) {
  return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follows_links ? 0 : O_NOFOLLOW));
}

// A file for reading and writing that has no name, so that nothing of it is left however the process
// ends. Where the file system cannot make one, a name is made and taken away again at once.
static inline int fer_open_unlinked(const char *folder) {
#ifdef __linux__
  // O_TMPFILE, which the headers show only to GNU programs.
  int nameless = open(folder, 020000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0600);
  if (nameless >= 0) return nameless;
#endif
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/.spool-XXXXXX", folder);
  if (length < 0 || (size_t)length >= sizeof path) return -1;
  int file = mkstemp(path);
  if (file >= 0) {
    unlink(path);
    fcntl(file, F_SETFD, FD_CLOEXEC);
  }
  return file;
}

#endif
