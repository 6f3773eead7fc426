// Kernels that look at a sample and its neighbours: median and Laplacian.
#include "kernel.h"

enum { LANES = 32 };
typedef uint8_t bytes __attribute__((ext_vector_type(32)));

#define EXCHANGE(a, b)                               \
  {                                                  \
    bytes low = __builtin_elementwise_min((a), (b)); \
    (b) = __builtin_elementwise_max((a), (b));       \
    (a) = low;                                       \
  }

// Moves the least of set[0..<n] to set[0] and the greatest to set[n − 1].
INLINE void split_extremes(bytes *set, int n) {
#pragma clang loop unroll(full)
  for (int i = 0; i < n / 2; i++) EXCHANGE(set[i], set[n - 1 - i]);
#pragma clang loop unroll(full)
  for (int i = 1; i < (n + 1) / 2; i++) EXCHANGE(set[0], set[i]);
#pragma clang loop unroll(full)
  for (int i = n / 2; i < n - 1; i++) EXCHANGE(set[i], set[n - 1]);
}

INLINE bytes *load(bytes *into, const uint8_t *from) {
  memcpy(into, from, LANES);
  return into;
}

// The median of a window by forgetting: of a set one larger than half the window, the least and the
// greatest cannot be the median; drop both, take in one more sample, and so on until three are left.
INLINE void median_row(
  const uint8_t *const *rows, uint8_t *to, int samples, int channels, const int size) {
  const int total = size * size, first = total / 2 + 2;
  for (int x = 0; x < samples; x += LANES) {
    bytes set[14];
    int next = 0;
#pragma clang loop unroll(full)
    for (; next < first; next++) {
      load(&set[next], rows[next / size] + x + (next % size) * channels);
    }
#pragma clang loop unroll(full)
    for (int n = first; n >= 3; n--) {
      split_extremes(set, n);
      if (n > 3) {
        load(&set[0], rows[next / size] + x + (next % size) * channels);
        next++;
      }
    }
    memcpy(to + x, &set[1], (size_t)(samples - x < LANES ? samples - x : LANES));
  }
}

// The median of 3 × 3 of columns that are sorted once for their three windows: the middle of the greatest
// minimum, the middle of the middles and the least maximum (Smith, 1996). `sorted` holds three lines; a row
// has at least LANES samples.
KERNEL static void median_line_3(
  const uint8_t *up, const uint8_t *row, const uint8_t *down, uint8_t *to, int samples, int channels,
  uint8_t *sorted, size_t stride) {
  uint8_t *lines[3] = {sorted + channels, sorted + stride + channels, sorted + 2 * stride + channels};
  for (int x = 0; x < samples; x += LANES) {
    if (x > samples - LANES) x = samples - LANES;
    bytes set[3];
    load(&set[0], up + x);
    load(&set[1], row + x);
    load(&set[2], down + x);
    EXCHANGE(set[0], set[1]);
    EXCHANGE(set[1], set[2]);
    EXCHANGE(set[0], set[1]);
    for (int k = 0; k < 3; k++) memcpy(lines[k] + x, &set[k], LANES);
  }
  for (int k = 0; k < 3; k++) {
    for (int c = 0; c < channels; c++) {
      lines[k][c - channels] = lines[k][c];
      lines[k][samples + c] = lines[k][samples - channels + c];
    }
  }
  for (int x = 0; x < samples; x += LANES) {
    if (x > samples - LANES) x = samples - LANES;
    bytes low[3], mid[3], high[3], set[3];
#pragma clang loop unroll(full)
    for (int k = 0; k < 3; k++) {
      const int place = x + (k - 1) * channels;
      load(&low[k], lines[0] + place);
      load(&mid[k], lines[1] + place);
      load(&high[k], lines[2] + place);
    }
    set[0] = __builtin_elementwise_max(__builtin_elementwise_max(low[0], low[1]), low[2]);
    EXCHANGE(mid[0], mid[2]);
    set[1] = __builtin_elementwise_min(__builtin_elementwise_max(mid[0], mid[1]), mid[2]);
    set[2] = __builtin_elementwise_min(__builtin_elementwise_min(high[0], high[1]), high[2]);
    EXCHANGE(set[0], set[2]);
    set[1] = __builtin_elementwise_min(__builtin_elementwise_max(set[0], set[1]), set[2]);
    memcpy(to + x, &set[1], LANES);
  }
}

static void median_3(
  const uint8_t *from, uint8_t *to, int samples, int height, int channels, uint8_t *scratch,
  size_t stride) {
  for (int y = 0; y < height; y++) {
    const uint8_t *row = from + (size_t)y * (size_t)samples;
    median_line_3(
      y > 0 ? row - samples : row, row, y < height - 1 ? row + samples : row,
      to + (size_t)y * (size_t)samples, samples, channels, scratch, stride);
  }
}

static size_t padded_row(int width, int channels, int size) {
  return (size_t)(width + size - 1) * (size_t)channels + LANES;
}

size_t fer_pixels_median_scratch(int width, int channels, int size) {
  return padded_row(width, channels, size) * (size_t)size;
}

// Copies a row with its edge pixels repeated `radius` times on both sides.
static void pad_row(const uint8_t *from, uint8_t *to, int width, int channels, int radius) {
  for (int i = 0; i < radius; i++) memcpy(to + i * channels, from, (size_t)channels);
  memcpy(to + radius * channels, from, (size_t)width * channels);
  const uint8_t *last = from + (size_t)(width - 1) * channels;
  for (int i = 0; i < radius; i++) {
    memcpy(to + (size_t)(radius + width + i) * channels, last, (size_t)channels);
  }
}

KERNEL static void median_line(
  const uint8_t *const *rows, uint8_t *to, int samples, int channels, int size) {
  if (size == 3) {
    median_row(rows, to, samples, channels, 3);
  } else {
    median_row(rows, to, samples, channels, 5);
  }
}

void fer_pixels_median(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int size,
  uint8_t *scratch) {
  const int radius = size / 2, samples = width * channels;
  const size_t stride = padded_row(width, channels, size);
  if (size == 3 && samples >= LANES) {
    median_3(from, to, samples, height, channels, scratch, stride);
    return;
  }
  memset(scratch, 0, stride * (size_t)size);
  int loaded = 0;
  for (int y = 0; y < height; y++) {
    for (; loaded < height && loaded <= y + radius; loaded++) {
      pad_row(
        from + (size_t)loaded * samples, scratch + (size_t)(loaded % size) * stride, width, channels,
        radius);
    }
    const uint8_t *rows[5];
    for (int k = 0; k < size; k++) {
      int row = y + k - radius;
      row = row < 0 ? 0 : row >= height ? height - 1 : row;
      rows[k] = scratch + (size_t)(row % size) * stride;
    }
    median_line(rows, to + (size_t)y * samples, samples, channels, size);
  }
}

typedef int16_t shorts __attribute__((ext_vector_type(16)));
typedef int32_t words __attribute__((ext_vector_type(16)));
typedef uint8_t narrow __attribute__((ext_vector_type(16), aligned(1)));

INLINE void laplacian_at(
  const uint8_t *up, const uint8_t *row, const uint8_t *down, int left, int x, int right,
  int64_t *sum, int64_t *squares) {
  int value = up[x] + down[x] + row[left] + row[right] - 4 * row[x];
  *sum += value;
  *squares += value * value;
}

#define WIDE(from) __builtin_convertvector(*(const narrow *)(from), words)

// Sixteen inner samples from x on, of which the first `skipped` do not count.
INLINE void laplacian_sixteen(
  const uint8_t *up, const uint8_t *row, const uint8_t *down, int x, int skipped, words *sums,
  words *squares) {
  const words lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  words value = WIDE(up + x) + WIDE(down + x) + WIDE(row + x - 1) + WIDE(row + x + 1)
    - 4 * WIDE(row + x);
  value &= lanes >= (words)(int32_t)skipped;
  *sums += value;
  *squares += value * value;
}

INLINE void flush(words *lanes, int64_t *total) {
  for (int i = 0; i < 16; i++) *total += (*lanes)[i];
  *lanes = 0;
}

KERNEL void fer_pixels_laplacian(
  const uint8_t *gray, int width, int height, int64_t *sum, int64_t *squares) {
  int64_t total = 0, total_squares = 0;
  words part = 0, part_squares = 0;
  int added = 0;
  for (int y = 0; y < height; y++) {
    const uint8_t *row = gray + (size_t)y * width;
    const uint8_t *up = y > 0 ? row - width : height > 1 ? row + width : row;
    const uint8_t *down = y < height - 1 ? row + width : height > 1 ? row - width : row;
    int last = width - 1;
    laplacian_at(up, row, down, width > 1, 0, width > 1, &total, &total_squares);
    if (width > 1) {
      laplacian_at(up, row, down, last - 1, last, last - 1, &total, &total_squares);
    }
    if (width < 18) {
      for (int x = 1; x < last; x++) {
        laplacian_at(up, row, down, x - 1, x, x + 1, &total, &total_squares);
      }
      continue;
    }
    for (int x = 1; x < last; x += 16) {
      int start = x + 16 <= last ? x : last - 16;
      laplacian_sixteen(up, row, down, start, x - start, &part, &part_squares);
      // A lane holds 2048 squares of at most 1020.
      if (++added == 2048) {
        flush(&part, &total);
        flush(&part_squares, &total_squares);
        added = 0;
      }
    }
  }
  flush(&part, &total);
  flush(&part_squares, &total_squares);
  *sum = total;
  *squares = total_squares;
}
