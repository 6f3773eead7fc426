// The two passes of a separable resize, and the cosine transform of the perceptual hash.
#include "kernel.h"

enum { ROWS = 16, WIDEST = 1024, FEW_TAPS = 8 };
typedef uint8_t bytes16 __attribute__((ext_vector_type(16)));
typedef int16_t shorts16 __attribute__((ext_vector_type(16)));
typedef int32_t words16 __attribute__((ext_vector_type(16)));

// Transposes 16 × 16: four times, row i and row i + 8 are interleaved into rows 2i and 2i + 1.
#define TRANSPOSE(type, rows)                                                                      \
  {                                                                                                \
    type turned[16];                                                                               \
    for (int stage = 0; stage < 4; stage++) {                                                      \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i++) {                             \
        turned[2 * i] = __builtin_shufflevector(                                                   \
          (rows)[i], (rows)[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);       \
        turned[2 * i + 1] = __builtin_shufflevector(                                               \
          (rows)[i], (rows)[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31); \
      }                                                                                            \
      memcpy((rows), turned, sizeof turned);                                                       \
    }                                                                                              \
  }

// Sixteen rows of a gray image at once, one a lane: for few taps, where a target's own loop is too
// short. `width` is at least 16 and at most WIDEST.
KERNEL static void across_sixteen_rows(
  const uint8_t *from, int width, const fer_pixels_axis *axis, int16_t *to) {
  bytes16 columns[WIDEST];
  const int count = axis->count, taps = axis->taps;
  for (int x = 0; x < width; x += 16) {
    int start = x + 16 <= width ? x : width - 16;
    bytes16 block[16];
    for (int y = 0; y < ROWS; y++) memcpy(&block[y], from + (size_t)y * (size_t)width + start, 16);
    TRANSPOSE(bytes16, block)
    memcpy(&columns[start], block, sizeof block);
  }
  for (int first = 0; first < count; first += 16) {
    const int targets = count - first < 16 ? count - first : 16;
    shorts16 block[16] = {0};
    for (int i = 0; i < targets; i++) {
      const bytes16 *source = columns + axis->starts[first + i];
      const int16_t *weights = axis->weights + (size_t)(first + i) * (size_t)taps;
      words16 sum = 128;
      for (int k = 0; k < taps; k++) {
        sum += __builtin_convertvector(source[k], words16) * (words16)(int32_t)weights[k];
      }
      block[i] = __builtin_convertvector(sum >> 8, shorts16);
    }
    TRANSPOSE(shorts16, block)
    for (int y = 0; y < ROWS; y++) {
      memcpy(to + (size_t)y * (size_t)count + first, &block[y], (size_t)targets * sizeof(int16_t));
    }
  }
}

KERNEL static void across_rows(
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

void fer_pixels_resize_across(
  const uint8_t *from, int width, int height, int channels, const fer_pixels_axis *axis,
  int16_t *to) {
  int y = 0;
  if (channels == 1 && axis->taps <= FEW_TAPS && width >= 16 && width <= WIDEST) {
    for (; y + ROWS <= height; y += ROWS) {
      across_sixteen_rows(
        from + (size_t)y * (size_t)width, width, axis, to + (size_t)y * (size_t)axis->count);
    }
  }
  size_t done = (size_t)y * (size_t)channels;
  across_rows(
    from + done * (size_t)width, width, height - y, channels, axis,
    to + done * (size_t)axis->count);
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

KERNEL void fer_pixels_middle(const int64_t *numbers, int64_t *lower, int64_t *upper) {
  for (int i = 0; i < 64; i++) {
    int64_t less = 0, upto = 0;
    for (int k = 0; k < 64; k++) {
      less += numbers[k] < numbers[i];
      upto += numbers[k] <= numbers[i];
    }
    if (less <= 31 && 31 < upto) *lower = numbers[i];
    if (less <= 32 && 32 < upto) *upper = numbers[i];
  }
}

// In 32 bits where all fits, for the divisions are most of the time.
#define AREA_AXIS(name, number)                                                       \
  static void name(int from, int to, int taps, int32_t *starts, int16_t *weights) {   \
    const number f = (number)from, t = (number)to;                                    \
    for (int i = 0; i < to; i++) {                                                    \
      number low = (number)i * f, high = low + f;                                     \
      int first = (int)(low / t), last = (int)((high - 1) / t);                       \
      int start = first < from - taps ? first : from - taps;                          \
      int16_t *target = weights + (size_t)i * (size_t)taps;                           \
      starts[i] = start;                                                              \
      for (int k = 0; k < taps; k++) target[k] = 0;                                   \
      number before = 0;                                                              \
      for (int sample = first; sample <= last; sample++) {                            \
        number end = (number)(sample + 1) * t, covered = (end < high ? end : high) - low; \
        number upto = sample == last ? 16384 : (32768 * covered + f) / (2 * f);       \
        target[sample - start] = (int16_t)(upto - before);                            \
        before = upto;                                                                \
      }                                                                               \
    }                                                                                 \
  }
AREA_AXIS(area_axis_32, uint32_t)
AREA_AXIS(area_axis_64, uint64_t)

void fer_pixels_area_axis(int from, int to, int taps, int32_t *starts, int16_t *weights) {
  if (from < 65536 && to < 32768) {
    area_axis_32(from, to, taps, starts, weights);
  } else {
    area_axis_64(from, to, taps, starts, weights);
  }
}
