// How fine, how flat and how noisy a gray image is.
#include "kernel.h"

enum { CHUNK = 1024 };

INLINE uint8_t least(uint8_t a, uint8_t b) { return a < b ? a : b; }
INLINE uint8_t greatest(uint8_t a, uint8_t b) { return a > b ? a : b; }

KERNEL uint64_t fer_pixels_gradient_energy(const uint8_t *a, const uint8_t *b, size_t count) {
  uint64_t total = 0;
  // 2^15 squares of at most 65025 fit into 32 bits.
  for (size_t first = 0; first < count; first += 1 << 15) {
    const size_t end = count - first < 1 << 15 ? count : first + (1 << 15);
    uint32_t sum = 0;
    for (size_t i = first; i < end; i++) {
      int32_t step = (int32_t)a[i] - b[i];
      sum += (uint32_t)(step * step);
    }
    total += sum;
  }
  return total;
}

KERNEL uint64_t fer_pixels_texture(
  const uint8_t *gray, int width, int height, int span, uint64_t *bins) {
  uint8_t low[CHUNK + 2], high[CHUNK + 2];
  uint16_t sizes[CHUNK];
  uint64_t flat = 0;
  for (int y = 1; y < height - 1; y++) {
    const uint8_t *row = gray + (size_t)y * (size_t)width, *up = row - width, *down = row + width;
    for (int first = 1; first < width - 1; first += CHUNK) {
      const int count = width - 1 - first < CHUNK ? width - 1 - first : CHUNK;
      const uint8_t *u = up + first - 1, *r = row + first - 1, *d = down + first - 1;
      for (int x = 0; x < count + 2; x++) {
        low[x] = least(least(u[x], r[x]), d[x]);
        high[x] = greatest(greatest(u[x], r[x]), d[x]);
      }
      uint32_t part = 0;
      for (int x = 0; x < count; x++) {
        uint8_t bottom = least(least(low[x], low[x + 1]), low[x + 2]);
        uint8_t top = greatest(greatest(high[x], high[x + 1]), high[x + 2]);
        part += top - bottom <= span;
        int value = u[x] + u[x + 2] + d[x] + d[x + 2] + 4 * r[x + 1]
          - 2 * (u[x + 1] + d[x + 1] + r[x] + r[x + 2]);
        sizes[x] = (uint16_t)(value < 0 ? -value : value);
      }
      flat += part;
      for (int x = 0; x < count; x++) bins[sizes[x]]++;
    }
  }
  return flat;
}

KERNEL void fer_pixels_find_edges(const uint8_t *gray, int width, int height, uint8_t *edges) {
  memcpy(edges, gray, (size_t)width * (size_t)height);
  for (int y = 1; y < height - 1; y++) {
    const uint8_t *row = gray + (size_t)y * (size_t)width, *up = row - width, *down = row + width;
    uint8_t *to = edges + (size_t)y * (size_t)width;
    for (int x = 1; x < width - 1; x++) {
      int value = 9 * row[x] - (up[x - 1] + up[x] + up[x + 1] + row[x - 1] + row[x] + row[x + 1]
        + down[x - 1] + down[x] + down[x + 1]);
      to[x] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
}
