// libtiff 4, the reader of TIFF, over bytes in memory.
#ifndef FER_DATA_CTIFF_H
#define FER_DATA_CTIFF_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

enum { FER_TIFF_MESSAGE = 160 };

// The bytes of a file, the place libtiff is at, and its first error.
typedef struct {
  const uint8_t *bytes;
  uint64_t count;
  uint64_t position;
  char message[FER_TIFF_MESSAGE];
} fer_tiff_input;

static tmsize_t fer_tiff_read(thandle_t handle, void *into, tmsize_t count) {
  fer_tiff_input *input = (fer_tiff_input *)handle;
  if (count <= 0 || input->position >= input->count) return 0;
  uint64_t part = input->count - input->position;
  if ((uint64_t)count < part) part = (uint64_t)count;
  memcpy(into, input->bytes + input->position, (size_t)part);
  input->position += part;
  return (tmsize_t)part;
}

static tmsize_t fer_tiff_write(thandle_t handle, void *from, tmsize_t count) {
  (void)handle;
  (void)from;
  (void)count;
  return 0;
}

static toff_t fer_tiff_seek(thandle_t handle, toff_t offset, int whence) {
  fer_tiff_input *input = (fer_tiff_input *)handle;
  if (whence == SEEK_CUR) offset += input->position;
  if (whence == SEEK_END) offset += input->count;
  input->position = offset;
  return offset;
}

static int fer_tiff_close(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t fer_tiff_size(thandle_t handle) { return ((fer_tiff_input *)handle)->count; }

static int fer_tiff_map(thandle_t handle, void **base, toff_t *size) {
  fer_tiff_input *input = (fer_tiff_input *)handle;
  *base = (void *)(uintptr_t)input->bytes;
  *size = input->count;
  return 1;
}

static void fer_tiff_unmap(thandle_t handle, void *base, toff_t size) {
  (void)handle;
  (void)base;
  (void)size;
}

#if TIFFLIB_VERSION >= 20221213
static int fer_tiff_on_error(
  TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)module;
  fer_tiff_input *input = (fer_tiff_input *)user;
  if (input->message[0] == 0) vsnprintf(input->message, FER_TIFF_MESSAGE, format, arguments);
  return 1;  // handled: nothing goes to the handlers of the process
}

// Warnings (unknown tags, above all) say nothing about the pixels.
static int fer_tiff_on_warning(
  TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)user;
  (void)module;
  (void)format;
  (void)arguments;
  return 1;
}
#endif

// Silences the handlers of the process, which print; to be called once, before the first handle.
// Why: libtiff before 4.5 has no other, and some of its messages have no handle.
static inline void fer_tiff_silence(void) {
  TIFFSetErrorHandler(NULL);
  TIFFSetWarningHandler(NULL);
  TIFFSetErrorHandlerExt(NULL);
  TIFFSetWarningHandlerExt(NULL);
}

// Opens the first directory. No single allocation of libtiff is over `limit` bytes (from 4.5 on).
// Mode: mapped reading, the tables of strips only when pixels are read ("D"), no cutting up of large
// strips ("c").
static inline TIFF *fer_tiff_open(fer_tiff_input *input, int64_t limit) {
#if TIFFLIB_VERSION >= 20221213
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (options == NULL) return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)limit);
  TIFFOpenOptionsSetErrorHandlerExtR(options, fer_tiff_on_error, input);
  TIFFOpenOptionsSetWarningHandlerExtR(options, fer_tiff_on_warning, input);
  TIFF *tiff = TIFFClientOpenExt(
    "image", "rDc", (thandle_t)input, fer_tiff_read, fer_tiff_write, fer_tiff_seek, fer_tiff_close,
    fer_tiff_size, fer_tiff_map, fer_tiff_unmap, options);
  TIFFOpenOptionsFree(options);
  return tiff;
#else
  (void)limit;
  return TIFFClientOpen(
    "image", "rDc", (thandle_t)input, fer_tiff_read, fer_tiff_write, fer_tiff_seek, fer_tiff_close,
    fer_tiff_size, fer_tiff_map, fer_tiff_unmap);
#endif
}

// What the directory says, with TIFF's defaults.
typedef struct {
  uint32_t width, height, tile_width, tile_height, rows_per_strip;
  uint16_t bits, samples, photometric, planar, format, orientation, compression, extra, ink_set;
  int has_photometric, is_tiled;
} fer_tiff_header;

// Why: TIFFGetField takes variable arguments, which Swift cannot pass.
static inline fer_tiff_header fer_tiff_get_header(TIFF *tiff) {
  fer_tiff_header header;
  uint16_t extras = 0, *kinds = NULL;
  memset(&header, 0, sizeof header);
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &header.width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &header.height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &header.bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &header.samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &header.planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &header.format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &header.orientation);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &header.compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &header.rows_per_strip);
  header.ink_set = INKSET_CMYK;
  TIFFGetField(tiff, TIFFTAG_INKSET, &header.ink_set);
  header.has_photometric = TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &header.photometric);
  header.is_tiled = TIFFIsTiled(tiff);
  if (header.is_tiled) {
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &header.tile_width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &header.tile_height);
  }
  if (TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) && extras > 0 && kinds) {
    header.extra = (uint16_t)(kinds[0] + 1);  // 0: no extra sample
  }
  return header;
}

// The colours of a palette, 2^bits of each; 0 when there is none.
static inline int fer_tiff_get_palette(
  TIFF *tiff, const uint16_t **red, const uint16_t **green, const uint16_t **blue) {
  uint16_t *r = NULL, *g = NULL, *b = NULL;
  if (!TIFFGetField(tiff, TIFFTAG_COLORMAP, &r, &g, &b) || !r || !g || !b) return 0;
  *red = r;
  *green = g;
  *blue = b;
  return 1;
}

// Lets libtiff turn the YCbCr of a JPEG inside into RGB.
static inline void fer_tiff_want_rgb(TIFF *tiff) {
  TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

// All pixels as red, green, blue and alpha in the stored orientation; 0 on failure.
static inline int fer_tiff_read_rgba(TIFF *tiff, uint32_t width, uint32_t height, void *pixels) {
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  return TIFFReadRGBAImageOriented(
    tiff, width, height, (uint32_t *)pixels, ORIENTATION_TOPLEFT, 1);
}

// One strip or tile; fewer bytes than asked for, or −1, on failure.
static inline int64_t fer_tiff_read_block(
  TIFF *tiff, int is_tiled, uint32_t index, void *into, int64_t count) {
  return is_tiled ? TIFFReadEncodedTile(tiff, index, into, (tmsize_t)count)
                  : TIFFReadEncodedStrip(tiff, index, into, (tmsize_t)count);
}

#endif
