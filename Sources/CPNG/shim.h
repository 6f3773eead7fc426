// libpng 1.6, decoded by its classic interface.
//
// Why not the simplified `png_image` interface: it applies the file's gamma (gAMA, sRGB, cHRM) and
// composes alpha in linear light, so pixels would depend on chunks that other readers ignore; and it
// cannot give the rows of a damaged file. The classic interface reports errors by `longjmp`, which
// Swift cannot call across, so each use of it is one C function here: bytes in, pixels out.
#ifndef FER_DATA_CPNG_H
#define FER_DATA_CPNG_H

#include <png.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FER_PNG_MESSAGE = 160 };

// What a call did: all pixels decoded; some decoded and then `message`; nothing, and `message`.
enum { FER_PNG_DECODED = 0, FER_PNG_DAMAGED = 1, FER_PNG_FAILED = 2 };

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
  char *message;
} fer_png_input;

static inline void fer_png_say(char *message, const char *text) {
  if (message[0] == 0) snprintf(message, FER_PNG_MESSAGE, "%s", text);
}

static void fer_png_on_error(png_structp png, png_const_charp text) {
  fer_png_input *input = (fer_png_input *)png_get_error_ptr(png);
  input->message[0] = 0;  // the error matters more than a warning before it
  fer_png_say(input->message, text);
  png_longjmp(png, 1);
}

static void fer_png_on_warning(png_structp png, png_const_charp text) {
  fer_png_say(((fer_png_input *)png_get_error_ptr(png))->message, text);
}

static void fer_png_read(png_structp png, png_bytep into, size_t count) {
  fer_png_input *input = (fer_png_input *)png_get_io_ptr(png);
  if (count > input->count - input->position) png_error(png, "the file ends too early");
  memcpy(into, input->bytes + input->position, count);
  input->position += count;
}

// Puts a row of `count` pixels of `stride` samples, the last of an even number alpha, at every `step`th
// pixel of `channels` samples: laid over black, (v * alpha + 127) / 255; one channel takes the first.
static inline void fer_png_place(
  const uint8_t *row, size_t count, int stride, uint8_t *into, int channels, size_t step) {
  int has_alpha = stride % 2 == 0;
  for (size_t pixel = 0; pixel < count; pixel++) {
    unsigned alpha = has_alpha ? row[stride - 1] : 255;
    for (int channel = 0; channel < channels; channel++) {
      into[channel] = (uint8_t)((row[channel] * alpha + 127) / 255);
    }
    row += stride;
    into += step * (size_t)channels;
  }
}

// Decodes a PNG of any depth, colour type and interlace to 8-bit gray (`channels` 1: gray files, and
// palettes of which the red is wanted) or red, green and blue (3: colour and palette files).
// `width`, `height` and `channels` are what the caller read from IHDR and allocated for, zero filled;
// another size is an error before a pixel is written. Beside the pixels one row is held. Transparency
// lies over black. Samples of 16 bits become (v * 255 + 32895) >> 16, which is v / 257 to the nearest.
// Ancillary chunks are skipped (their checksums are checked): no gamma, no profile.
__attribute__((noinline)) static int fer_png_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, int channels,
  uint8_t *pixels, char *message) {
  fer_png_input input = {bytes, count, 0, message};
  volatile int outcome = FER_PNG_FAILED;
  png_structp png;
  png_infop volatile info = NULL;
  png_bytep volatile row = NULL;
  message[0] = 0;
  png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &input, fer_png_on_error, fer_png_on_warning);
  if (png == NULL) {
    fer_png_say(message, "out of memory");
    return FER_PNG_FAILED;
  }
  if (setjmp(png_jmpbuf(png)) == 0) {
    info = png_create_info_struct(png);
    if (info == NULL) png_error(png, "out of memory");
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    // Small portions, so that the rows before a cut are decoded before the cut is an error.
    png_set_compression_buffer_size(png, 64);
    png_set_read_fn(png, &input, fer_png_read);
    png_read_info(png, info);
    png_set_expand(png);
    png_set_scale_16(png);
    png_read_update_info(png, info);
    int stride = png_get_channels(png, info);
    int is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
    if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height
      || png_get_bit_depth(png, info) != 8 || (channels == 3 ? stride < 3 : channels != 1)) {
      png_error(png, "the header contradicts itself");
    }
    row = (png_bytep)png_malloc(png, png_get_rowbytes(png, info));
    outcome = FER_PNG_DAMAGED;
    for (int pass = 0; pass < (is_interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1); pass++) {
      // A picture without interlace is a pass of all rows and columns.
      uint32_t left = 0, top = 0, right = 1, down = 1;
      if (is_interlaced) {
        left = PNG_PASS_START_COL(pass), right = 1u << PNG_PASS_COL_SHIFT(pass);
        top = PNG_PASS_START_ROW(pass), down = 1u << PNG_PASS_ROW_SHIFT(pass);
        if (left >= width) continue;
      }
      uint32_t columns = (width - left + right - 1) / right;
      for (uint32_t y = top; y < height; y += down) {
        uint8_t *target = pixels + ((size_t)y * width + left) * (size_t)channels;
        if (stride == channels && !is_interlaced) {
          png_read_row(png, target, NULL);
          continue;
        }
        png_read_row(png, row, NULL);
        fer_png_place(row, columns, stride, target, channels, right);
      }
    }
    png_read_end(png, NULL);
    outcome = message[0] == 0 ? FER_PNG_DECODED : FER_PNG_DAMAGED;
  }
  if (row != NULL) png_free(png, row);
  png_infop held = info;
  png_destroy_read_struct(&png, held == NULL ? NULL : &held, NULL);
  return outcome;
}

#endif
