// The limit of one thread: libarchive reads every image of an archive, libjpeg-turbo decodes the JPEGs
// among them to gray with the accurate integer transform. Nothing is hashed, measured or stored.
//
//   cc -O2 limit.c $(pkg-config --cflags --libs libarchive libturbojpeg) -o limit && ./limit archive.tar
//
// Reading and decoding take turns over 64 MB, so that each is timed alone and memory stays bounded.
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <turbojpeg.h>

enum { PART_BYTES = 64 << 20, PART_MEMBERS = 1 << 20 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void stop(const char *what, const char *why) {
  fprintf(stderr, "limit: %s: %s\n", what, why);
  exit(1);
}

static int is_image(const char *name) {
  const char *dot = name ? strrchr(name, '.') : NULL;
  return dot && (!strcasecmp(dot, ".jpg") || !strcasecmp(dot, ".jpeg") || !strcasecmp(dot, ".png"));
}

int main(int count, char **arguments) {
  if (count != 2) stop("usage", "limit archive");
  struct archive *reader = archive_read_new();
  archive_read_support_filter_all(reader);
  archive_read_support_format_all(reader);
  if (archive_read_open_filename(reader, arguments[1], 1 << 20) != ARCHIVE_OK)
    stop(arguments[1], archive_error_string(reader));
  tjhandle decoder = tjInitDecompress();
  uint8_t *bytes = malloc(PART_BYTES);
  size_t *ends = malloc(PART_MEMBERS * sizeof *ends);
  size_t capacity = 1 << 20;
  uint8_t *pixels = malloc(capacity);
  if (!decoder || !bytes || !ends || !pixels) stop("memory", "there is not enough");
  // Pages that were never touched would be counted as reading.
  memset(bytes, 1, PART_BYTES);
  memset(ends, 1, PART_MEMBERS * sizeof *ends);

  long images = 0, decoded = 0, failed = 0;
  double reading = 0, decoding = 0;
  int is_more = 1;
  struct archive_entry *entry = NULL;
  int is_pending = 0;
  while (is_more) {
    double start = now();
    size_t members = 0, end = 0;
    while (members < PART_MEMBERS) {
      if (!is_pending) {
        int status = archive_read_next_header(reader, &entry);
        if (status == ARCHIVE_EOF) { is_more = 0; break; }
        if (status < ARCHIVE_WARN) stop(arguments[1], archive_error_string(reader));
        if (archive_entry_filetype(entry) != AE_IFREG || !is_image(archive_entry_pathname(entry)))
          continue;
      }
      int64_t size = archive_entry_size(entry);
      if (!archive_entry_size_is_set(entry) || size < 0 || size > PART_BYTES)
        stop(archive_entry_pathname(entry), "its size is unknown or over 64 MB");
      is_pending = (uint64_t)size > PART_BYTES - end;
      if (is_pending) break;
      size_t filled = 0;
      while (filled < (size_t)size) {
        la_ssize_t got = archive_read_data(reader, bytes + end + filled, (size_t)size - filled);
        if (got <= 0) stop(archive_entry_pathname(entry), "it cannot be read");
        filled += (size_t)got;
      }
      end += filled;
      ends[members++] = end;
    }
    double middle = now();
    for (size_t member = 0; member < members; member++) {
      const uint8_t *data = bytes + (member ? ends[member - 1] : 0);
      unsigned long size = (unsigned long)(ends[member] - (member ? ends[member - 1] : 0));
      if (size < 3 || data[0] != 0xff || data[1] != 0xd8) continue;
      int width, height, sampling, colors;
      if (tjDecompressHeader3(decoder, data, size, &width, &height, &sampling, &colors) != 0) {
        failed++;
        continue;
      }
      size_t needed = (size_t)width * (size_t)height;
      if (needed > capacity) {
        free(pixels);
        pixels = malloc(capacity = needed);
        if (!pixels) stop("memory", "there is not enough");
      }
      if (tjDecompress2(decoder, data, size, pixels, width, 0, height, TJPF_GRAY,
                        TJFLAG_ACCURATEDCT) != 0)
        failed++;
      else
        decoded++;
    }
    reading += middle - start;
    decoding += now() - middle;
    images += (long)members;
  }
  printf("{\"count\": %ld, \"decoded\": %ld, \"failed\": %ld, \"read_seconds\": %.6f, "
         "\"decode_seconds\": %.6f, \"seconds\": %.6f}\n",
         images, decoded, failed, reading, decoding, reading + decoding);
  archive_read_free(reader);
  tjDestroy(decoder);
  free(bytes);
  free(ends);
  free(pixels);
  return 0;
}
