// Kernels that look at one sample (or one pixel) at a time.
#include "kernel.h"

KERNEL void fer_pixels_luma(const uint8_t *rgb, uint8_t *gray, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    uint32_t red = rgb[3 * i], green = rgb[3 * i + 1], blue = rgb[3 * i + 2];
    gray[i] = (uint8_t)((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
  }
}

KERNEL void fer_pixels_flip(
  const uint8_t *from, uint8_t *to, int width, int height, int channels) {
  for (int y = 0; y < height; y++) {
    const uint8_t *source = from + (size_t)y * width * channels;
    uint8_t *target = to + (size_t)y * width * channels;
    if (channels == 1) {
      for (int x = 0; x < width; x++) target[x] = source[width - 1 - x];
    } else {
      for (int x = 0; x < width; x++) {
        const uint8_t *pixel = source + 3 * (size_t)(width - 1 - x);
        target[3 * x] = pixel[0];
        target[3 * x + 1] = pixel[1];
        target[3 * x + 2] = pixel[2];
      }
    }
  }
}

// In the next loops an element depends on no other, though `from` and `to` may be one: without the pragma the
// compiler would look at the addresses, and take the slow way where they are the same.

KERNEL void fer_pixels_shift(const uint8_t *from, uint8_t *to, size_t count, int shift) {
  uint8_t amount = (uint8_t)(shift < 0 ? -shift : shift);
  if (shift < 0) {
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < count; i++) {
      to[i] = from[i] > amount ? (uint8_t)(from[i] - amount) : 0;
    }
  } else {
    uint8_t room = (uint8_t)(255 - amount);
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < count; i++) {
      to[i] = from[i] < room ? (uint8_t)(from[i] + amount) : 255;
    }
  }
}

KERNEL void fer_pixels_contrast(const uint8_t *from, uint8_t *to, size_t count, int32_t factor) {
#pragma clang loop vectorize(assume_safety)
  for (size_t i = 0; i < count; i++) {
    int32_t value = (((int32_t)from[i] - 128) * factor + (1 << 15) + (128 << 16)) >> 16;
    to[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
  }
}

void fer_pixels_lookup_to(
  const uint8_t *from, uint8_t *to, size_t count, const uint8_t *table) {
  for (size_t i = 0; i < count; i++) to[i] = table[from[i]];
}

void fer_pixels_lookup(uint8_t *samples, size_t count, const uint8_t *table) {
  fer_pixels_lookup_to(samples, samples, count, table);
}

// Four tables, so that runs of one value do not wait for their own last increment.
void fer_pixels_histogram(const uint8_t *samples, size_t count, uint64_t *bins) {
  while (count > 0) {
    uint32_t tables[4][256] = {{0}};
    size_t part = count < ((size_t)1 << 30) ? count : (size_t)1 << 30, i = 0;
    for (; i + 4 <= part; i += 4) {
      tables[0][samples[i]]++;
      tables[1][samples[i + 1]]++;
      tables[2][samples[i + 2]]++;
      tables[3][samples[i + 3]]++;
    }
    for (; i < part; i++) tables[0][samples[i]]++;
    for (int value = 0; value < 256; value++) {
      bins[value] += (uint64_t)tables[0][value] + tables[1][value] + tables[2][value]
        + tables[3][value];
    }
    samples += part;
    count -= part;
  }
}
