// The Gaussian blur: separable, exact until the one rounding at its end.
#include "border.h"

enum { LANES = 32 };
typedef uint8_t bytes __attribute__((ext_vector_type(32)));
typedef uint16_t shorts __attribute__((ext_vector_type(32)));

INLINE void widen(shorts *to, const uint8_t *from) {
  bytes narrow;
  memcpy(&narrow, from, LANES);
  *to = __builtin_convertvector(narrow, shorts);
}

// sum = Σ weights[k] (left[k] + right[k]) of 8-bit samples: at most 255 · 256.
INLINE void weigh(
  const uint8_t *const *rows, size_t x, const uint16_t *weights, int radius, shorts *sum) {
  shorts middle, above, below;
  widen(&middle, rows[radius] + x);
  *sum = middle * (shorts)weights[0];
  for (int k = 1; k <= radius; k++) {
    widen(&above, rows[radius - k] + x);
    widen(&below, rows[radius + k] + x);
    *sum += (above + below) * (shorts)weights[k];
  }
}

// The same along a line, a sample every `step`.
INLINE void weigh_along(
  const uint8_t *line, int step, const uint16_t *weights, int radius, shorts *sum) {
  shorts middle, before, after;
  widen(&middle, line);
  *sum = middle * (shorts)weights[0];
  for (int k = 1; k <= radius; k++) {
    widen(&before, line - k * step);
    widen(&after, line + k * step);
    *sum += (before + after) * (shorts)weights[k];
  }
}

static size_t line_length(int width, int channels, int radius) {
  return ((size_t)width + 2 * (size_t)radius) * (size_t)channels + LANES;
}

size_t fer_pixels_gaussian_scratch(int width, int channels, int radius) {
  return 2 * line_length(width, channels, radius);
}

// Down: the sums in 1/256 are cut into their high and low bytes, which the pass across weighs apart.
KERNEL static void down(
  const uint8_t *const *rows, int samples, const uint16_t *weights, int radius, uint8_t *high,
  uint8_t *low) {
  int x = 0;
  for (; samples >= LANES && x < samples; x += LANES) {
    if (x > samples - LANES) x = samples - LANES;
    shorts sum;
    weigh(rows, (size_t)x, weights, radius, &sum);
    bytes part = __builtin_convertvector(sum >> 8, bytes);
    memcpy(high + x, &part, LANES);
    part = __builtin_convertvector(sum, bytes);
    memcpy(low + x, &part, LANES);
  }
  for (; x < samples; x++) {
    uint32_t sum = rows[radius][x] * (uint32_t)weights[0];
    for (int k = 1; k <= radius; k++) {
      sum += ((uint32_t)rows[radius - k][x] + rows[radius + k][x]) * weights[k];
    }
    high[x] = (uint8_t)(sum >> 8);
    low[x] = (uint8_t)sum;
  }
}

// Across: (256 · Σ of the high bytes + Σ of the low bytes + 2^15) >> 16, which 16 bits hold in this order.
KERNEL static void across(
  const uint8_t *high, const uint8_t *low, uint8_t *to, int samples, int step,
  const uint16_t *weights, int radius) {
  for (int x = 0; x < samples; x += LANES) {
    shorts upper, lower;
    weigh_along(high + x, step, weights, radius, &upper);
    weigh_along(low + x, step, weights, radius, &lower);
    bytes result = __builtin_convertvector((upper + (lower >> 8) + (uint16_t)128) >> 8, bytes);
    memcpy(to + x, &result, (size_t)(samples - x < LANES ? samples - x : LANES));
  }
}

static void mirror_ends(uint8_t *line, int width, int channels, int radius) {
  for (int i = 1; i <= radius; i++) {
    int left = mirrored(-i, width), right = mirrored(width - 1 + i, width);
    for (int c = 0; c < channels; c++) {
      line[-i * channels + c] = line[left * channels + c];
      line[(width - 1 + i) * channels + c] = line[right * channels + c];
    }
  }
}

void fer_pixels_gaussian(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, const uint16_t *weights,
  int radius, uint8_t *scratch) {
  const int samples = width * channels;
  const size_t length = line_length(width, channels, radius);
  memset(scratch, 0, 2 * length);
  uint8_t *high = scratch + (size_t)radius * (size_t)channels, *low = high + length;
  const uint8_t *rows[2 * FER_GAUSSIAN_RADIUS + 1];
  for (int y = 0; y < height; y++) {
    for (int k = -radius; k <= radius; k++) {
      rows[k + radius] = from + (size_t)mirrored(y + k, height) * (size_t)samples;
    }
    down(rows, samples, weights, radius, high, low);
    mirror_ends(high, width, channels, radius);
    mirror_ends(low, width, channels, radius);
    across(high, low, to + (size_t)y * (size_t)samples, samples, channels, weights, radius);
  }
}
