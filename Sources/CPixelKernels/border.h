// What lies outside an image for the kernels that look at neighbours.
#ifndef FER_DATA_PIXEL_BORDER_H
#define FER_DATA_PIXEL_BORDER_H

#include "kernel.h"

// The index of a position outside 0..<n, mirrored without repeating the edge, as often as needed.
INLINE int mirrored(int position, int n) {
  if (position >= 0 && position < n) return position;
  if (n == 1) return 0;
  int period = 2 * (n - 1);
  int folded = position % period;
  if (folded < 0) folded += period;
  return folded < n ? folded : period - folded;
}

// Copies one channel of a row of an image to `to`, with `radius` mirrored samples on both sides.
INLINE void padded_channel(
  const uint8_t *row, uint8_t *to, int width, int channels, int channel, int radius) {
  uint8_t *inner = to + radius;
  if (channels == 1) {
    memcpy(inner, row, (size_t)width);
  } else {
    for (int x = 0; x < width; x++) inner[x] = row[3 * (size_t)x + (size_t)channel];
  }
  for (int i = 1; i <= radius; i++) {
    inner[-i] = inner[mirrored(-i, width)];
    inner[width - 1 + i] = inner[mirrored(width - 1 + i, width)];
  }
}

#endif
