// The Gaussian mean.
#include "kernel.h"

enum { TILE = 1024, RADIUS = 30 };

// The index of a position under the border rule "mirrored without repeating the edge".
static int64_t mirrored(int64_t position, int64_t n) {
  if (position >= 0 && position < n) return position;
  if (n == 1) return 0;
  int64_t period = 2 * (n - 1), folded = position % period;
  if (folded < 0) folded += period;
  return folded < n ? folded : period - folded;
}

// Down: one row of sums in 1/64, (sum + 128) >> 8, from the rows around it.
KERNEL static void down(
  const uint8_t *const *rows, int samples, int radius, const int16_t *weights, uint16_t *to) {
  int32_t sums[TILE];
  for (int i = 0; i < samples; i++) sums[i] = rows[radius][i] * weights[0] + 128;
  for (int k = 1; k <= radius; k++) {
    const uint8_t *above = rows[radius - k], *below = rows[radius + k];
    const int32_t weight = weights[k];
    for (int i = 0; i < samples; i++) sums[i] += (above[i] + below[i]) * weight;
  }
  for (int i = 0; i < samples; i++) to[i] = (uint16_t)(sums[i] >> 8);
}

// Across: from sums in 1/64 to samples, (sum + 2^19) >> 20.
KERNEL static void across(
  const uint16_t *from, int samples, int channels, int radius, const int16_t *weights,
  uint8_t *to) {
  int32_t sums[TILE];
  for (int i = 0; i < samples; i++) sums[i] = from[i] * weights[0] + (1 << 19);
  for (int k = 1; k <= radius; k++) {
    const uint16_t *left = from - k * channels, *right = from + k * channels;
    const int32_t weight = weights[k];
    for (int i = 0; i < samples; i++) sums[i] += (left[i] + right[i]) * weight;
  }
  for (int i = 0; i < samples; i++) to[i] = (uint8_t)(sums[i] >> 20);
}

void fer_pixels_blur(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int radius,
  const int16_t *weights) {
  const int64_t stride = (int64_t)width * channels;
  const int tile = TILE / channels;
  uint16_t line[(RADIUS * 2) * 3 + TILE];
  uint16_t *middle = line + radius * channels;
  for (int start = 0; start < width; start += tile) {
    const int end = width - start < tile ? width : start + tile;
    // The columns that lie inside of the image and are read for this tile.
    const int left = start < radius ? 0 : start - radius;
    const int right = width - end < radius ? width : end + radius;
    for (int y = 0; y < height; y++) {
      const uint8_t *rows[2 * RADIUS + 1];
      for (int k = -radius; k <= radius; k++) {
        rows[k + radius] = from + mirrored(y + k, height) * stride + (int64_t)left * channels;
      }
      for (int first = left; first < right; first += tile) {
        const int part = right - first < tile ? right - first : tile;
        down(rows, part * channels, radius, weights, middle + (first - start) * channels);
        for (int k = 0; k <= 2 * radius; k++) rows[k] += part * channels;
      }
      for (int x = start - radius; x < end + radius; x++) {
        if (x >= 0 && x < width) continue;
        // At most `radius` inside of the edge, so read for this tile.
        const int64_t source = mirrored(x, width);
        memcpy(
          middle + (x - start) * channels, middle + (source - start) * channels,
          (size_t)channels * sizeof(uint16_t));
      }
      across(
        middle, (end - start) * channels, channels, radius, weights,
        to + y * stride + (int64_t)start * channels);
    }
  }
}
