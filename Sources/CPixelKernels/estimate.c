// The noise estimate, and the sharpening that compares an image with its blurred self.
#include "kernel.h"

KERNEL uint64_t fer_pixels_noise_sum(const uint8_t *gray, int width, int height) {
  uint64_t total = 0;
  for (int y = 1; y < height - 1; y++) {
    const uint8_t *row = gray + (size_t)y * (size_t)width, *up = row - width, *down = row + width;
    // A row of 2^24 samples adds at most 2040 each.
    for (int first = 1; first < width - 1; first += 1 << 20) {
      const int end = width - 1 - first < 1 << 20 ? width - 1 : first + (1 << 20);
      uint32_t sum = 0;
      for (int x = first; x < end; x++) {
        int value = up[x - 1] + up[x + 1] + down[x - 1] + down[x + 1] + 4 * row[x]
          - 2 * (up[x] + down[x] + row[x - 1] + row[x + 1]);
        sum += (uint32_t)(value < 0 ? -value : value);
      }
      total += sum;
    }
  }
  return total;
}

KERNEL void fer_pixels_sharpen(
  uint8_t *samples, const uint8_t *blurred, size_t count, int32_t amount) {
  for (size_t i = 0; i < count; i++) {
    int32_t value = samples[i] + ((amount * (samples[i] - blurred[i]) + 128) >> 8);
    samples[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
  }
}
