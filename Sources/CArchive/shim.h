// libarchive 3, the reader of every container we accept.
#ifndef FER_DATA_CARCHIVE_H
#define FER_DATA_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stddef.h>

// What an entry is. `AE_IFREG` and its sisters are cast macros, which Swift does not import.
enum {
  FER_ENTRY_OTHER = 0,
  FER_ENTRY_FILE = 1,
  FER_ENTRY_DIRECTORY = 2,
  FER_ENTRY_LINK = 3
};

static inline int fer_archive_entry_kind(struct archive_entry *entry) {
  if (archive_entry_hardlink(entry) != NULL) return FER_ENTRY_LINK;
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG: return FER_ENTRY_FILE;
    case AE_IFDIR: return FER_ENTRY_DIRECTORY;
    case AE_IFLNK: return FER_ENTRY_LINK;
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

#endif
