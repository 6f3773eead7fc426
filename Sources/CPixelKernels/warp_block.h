// The block in which the affine warp collects what its target pixels read, and the means of it.
#ifndef FER_DATA_PIXEL_WARP_BLOCK_H
#define FER_DATA_PIXEL_WARP_BLOCK_H

#include "kernel.h"

enum { BLOCK = 128, GROUP = 8, CAPACITY = 2 * BLOCK + GROUP };
typedef uint8_t u8x32 __attribute__((ext_vector_type(32)));
typedef uint16_t u16x16 __attribute__((ext_vector_type(16)));
typedef uint32_t u32x8 __attribute__((ext_vector_type(8)));

// What the next target pixels read: fractions in 1/256, and of the upper and the lower row the pixel itself
// and the next one: 2 bytes of gray, upper row first, or 6 of color.
typedef struct {
  uint8_t *to;
  int count;
  uint32_t fx[CAPACITY], fy[CAPACITY];
  union {
    uint32_t gray[CAPACITY];
    struct {
      uint64_t upper[CAPACITY], lower[CAPACITY];
    } rgb;
  };
} block;

// Eight gray means, a 32-bit lane each. The sums of the two rows share a lane as numbers of 16 bits.
INLINE void mean_gray(const block *b, int i, u32x8 *mean) {
  u32x8 samples, fx, fy;
  memcpy(&samples, b->gray + i, sizeof samples);
  memcpy(&fx, b->fx + i, sizeof fx);
  memcpy(&fy, b->fy + i, sizeof fy);
  u16x16 right = (u16x16)(fx | fx << 16);
  // At most 255 · 256: fits 16 bits.
  u32x8 sums = (u32x8)((u16x16)(samples & 0xFF00FF) * (256 - right)
    + (u16x16)(samples >> 8 & 0xFF00FF) * right);
  *mean = ((sums & 0xFFFF) * (256 - fy) + (sums >> 16) * fy + 32768) >> 16;
}

// Eight colored means, bytes of a 32-bit lane each. Red and blue of a row share a lane as numbers of
// 16 bits, and so do the greens of the two rows.
INLINE void mean_rgb(const block *b, int i, u32x8 *mean) {
  u32x8 low, high, fx, fy;
#define EIGHT(row)                                                              \
  memcpy(&low, b->rgb.row + i, sizeof low);                                     \
  memcpy(&high, b->rgb.row + i + 4, sizeof high);                               \
  u32x8 row##0 = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14); \
  u32x8 row##1 = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
  EIGHT(upper)
  EIGHT(lower)
#undef EIGHT
  memcpy(&fx, b->fx + i, sizeof fx);
  memcpy(&fy, b->fy + i, sizeof fy);
  u16x16 right = (u16x16)(fx | fx << 16), left = 256 - right;
  // A pair's bytes: red, green, blue and the next red; the next green and blue.
#define ACROSS(first, second) (u32x8)((u16x16)(first) * left + (u16x16)(second) * right)
  u32x8 top = ACROSS(upper0 & 0xFF00FF, upper0 >> 24 | (upper1 & 0xFF00) << 8);
  u32x8 bottom = ACROSS(lower0 & 0xFF00FF, lower0 >> 24 | (lower1 & 0xFF00) << 8);
  u32x8 greens = ACROSS(
    (upper0 >> 8 & 255) | (lower0 & 0xFF00) << 8, (upper1 & 255) | (lower1 & 255) << 16);
#undef ACROSS
  u32x8 up = 256 - fy;
  u32x8 red = (top & 0xFFFF) * up + (bottom & 0xFFFF) * fy + 32768;
  u32x8 green = (greens & 0xFFFF) * up + (greens >> 16) * fy + 32768;
  u32x8 blue = (top >> 16) * up + (bottom >> 16) * fy + 32768;
  *mean = red >> 16 | (green >> 16) << 8 | (blue & 0xFF0000);
}

// Packs the lanes of eight pixels to their channels.
INLINE void pack(const u32x8 *pixels, uint8_t *to, const int channels) {
  u8x32 bytes = (u8x32)*pixels;
  if (channels == 1) {
    bytes = __builtin_shufflevector(
      bytes, bytes, 0, 4, 8, 12, 16, 20, 24, 28, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    memcpy(to, &bytes, 8);
  } else {
    bytes = __builtin_shufflevector(
      bytes, bytes, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28,
      29, 30, -1, -1, -1, -1, -1, -1, -1, -1);
    memcpy(to, &bytes, 24);
  }
}

INLINE void write_group(const block *b, int i, uint8_t *to, const int channels) {
  u32x8 mean;
  if (channels == 1) {
    mean_gray(b, i, &mean);
  } else {
    mean_rgb(b, i, &mean);
  }
  pack(&mean, to, channels);
}

// Writes the means of whole groups; the rest stays in the block.
INLINE void write_groups(block *b, const int channels) {
  const int whole = b->count & ~(GROUP - 1), rest = b->count - whole;
  for (int i = 0; i < whole; i += GROUP) write_group(b, i, b->to + i * channels, channels);
  b->to += whole * channels;
  b->count = rest;
  if (whole == 0) return;
#define MOVE(array) memcpy(b->array, b->array + whole, GROUP * sizeof b->array[0])
  MOVE(fx);
  MOVE(fy);
  if (channels == 1) {
    MOVE(gray);
  } else {
    MOVE(rgb.upper);
    MOVE(rgb.lower);
  }
#undef MOVE
}

// Writes all that the block holds.
INLINE void write_all(block *b, const int channels) {
  write_groups(b, channels);
  uint8_t made[GROUP * 3];
  write_group(b, 0, made, channels);
  memcpy(b->to, made, (size_t)(b->count * channels));
  b->to += b->count * channels;
  b->count = 0;
}

#endif
