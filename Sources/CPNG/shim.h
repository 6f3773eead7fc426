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

// Decodes a PNG of any depth, colour type and interlace to 8-bit gray and alpha (2 bytes a pixel,
// gray files) or red, green, blue and alpha (4 bytes a pixel, colour and palette files).
// `width`, `height` and `channels` are what the caller read from IHDR and allocated for, zero filled;
// another size is an error before a pixel is written. Samples of 16 bits become
// (v * 255 + 32895) >> 16, which is v / 257 to the nearest. Ancillary chunks are skipped (their
// checksums are checked): no gamma, no profile.
__attribute__((noinline)) static int fer_png_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, int channels,
  uint8_t *pixels, char *message) {
  fer_png_input input = {bytes, count, 0, message};
  volatile int outcome = FER_PNG_FAILED;
  png_structp png;
  png_infop volatile info = NULL;
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
    png_set_add_alpha(png, 0xffff, PNG_FILLER_AFTER);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height
      || png_get_channels(png, info) != channels || png_get_bit_depth(png, info) != 8) {
      png_error(png, "the header contradicts itself");
    }
    outcome = FER_PNG_DAMAGED;
    for (int pass = 0; pass < passes; pass++) {
      for (uint32_t y = 0; y < height; y++) {
        png_read_row(png, pixels + (size_t)y * width * (size_t)channels, NULL);
      }
    }
    png_read_end(png, NULL);
    outcome = message[0] == 0 ? FER_PNG_DECODED : FER_PNG_DAMAGED;
  }
  png_infop held = info;
  png_destroy_read_struct(&png, held == NULL ? NULL : &held, NULL);
  return outcome;
}

#endif
