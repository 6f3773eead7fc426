// The two passes of a separable resize, and the cosine transform of the perceptual hash.
#include "kernel.h"

KERNEL void fer_pixels_resize_across(
  const uint8_t *from, int width, int height, int channels, const fer_pixels_axis *axis,
  int16_t *to) {
  const int count = axis->count, taps = axis->taps;
  for (int y = 0; y < height; y++) {
    const uint8_t *row = from + (size_t)y * (size_t)width * (size_t)channels;
    int16_t *target = to + (size_t)y * (size_t)count * (size_t)channels;
    if (channels == 1) {
      for (int i = 0; i < count; i++) {
        const uint8_t *source = row + axis->starts[i];
        const int16_t *weights = axis->weights + (size_t)i * (size_t)taps;
        int32_t sum = 128;
        for (int k = 0; k < taps; k++) sum += source[k] * weights[k];
        target[i] = (int16_t)(sum >> 8);
      }
    } else {
      for (int i = 0; i < count; i++) {
        const uint8_t *source = row + 3 * (size_t)axis->starts[i];
        const int16_t *weights = axis->weights + (size_t)i * (size_t)taps;
        int32_t red = 128, green = 128, blue = 128;
        for (int k = 0; k < taps; k++) {
          red += source[3 * k] * weights[k];
          green += source[3 * k + 1] * weights[k];
          blue += source[3 * k + 2] * weights[k];
        }
        target[3 * i] = (int16_t)(red >> 8);
        target[3 * i + 1] = (int16_t)(green >> 8);
        target[3 * i + 2] = (int16_t)(blue >> 8);
      }
    }
  }
}

KERNEL void fer_pixels_resize_down(
  const int16_t *from, int samples, const fer_pixels_axis *axis, int32_t *sums, uint8_t *to) {
  for (int i = 0; i < axis->count; i++) {
    const int16_t *row = from + (size_t)axis->starts[i] * (size_t)samples;
    const int16_t *weights = axis->weights + (size_t)i * (size_t)axis->taps;
    uint8_t *target = to + (size_t)i * (size_t)samples;
    for (int x = 0; x < samples; x++) sums[x] = 1 << 19;
    for (int k = 0; k < axis->taps; k++, row += samples) {
      int32_t weight = weights[k];
      if (weight == 0) continue;
      for (int x = 0; x < samples; x++) sums[x] += row[x] * weight;
    }
    for (int x = 0; x < samples; x++) {
      int32_t value = sums[x] >> 20;
      target[x] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
}

KERNEL void fer_pixels_cosine(const uint8_t *from, const int16_t *basis, int64_t *to) {
  int32_t columns[8][32];
  for (int v = 0; v < 8; v++) {
    int32_t sums[32] = {0};
    for (int y = 0; y < 32; y++) {
      int32_t weight = basis[v * 32 + y];
      for (int x = 0; x < 32; x++) sums[x] += from[y * 32 + x] * weight;
    }
    memcpy(columns[v], sums, sizeof sums);
  }
  for (int v = 0; v < 8; v++) {
    for (int u = 0; u < 8; u++) {
      int64_t sum = 0;
      for (int x = 0; x < 32; x++) sum += (int64_t)columns[v][x] * basis[u * 32 + x];
      to[v * 8 + u] = sum;
    }
  }
}
