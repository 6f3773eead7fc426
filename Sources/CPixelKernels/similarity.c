// How alike two pictures are: descriptors for the screen, and the correlation over what they share.
#include "kernel.h"

#include <math.h>

enum { SIDE = FER_PICTURE_SIDE, SMALL = SIDE / 2, LOW = 8, PAD = 8, REACH = 4 };
enum { STRIDE = SIDE + 2 * PAD };

// To the nearest 1/16384, halves away from zero.
INLINE int16_t fixed(double value) {
  return (int16_t)(value < 0 ? value * 16384 - 0.5 : value * 16384 + 0.5);
}

KERNEL int fer_pixels_descriptor(const uint8_t *picture, const double *basis, int16_t *descriptor) {
  int32_t small[SMALL * SMALL];
  int32_t total = 0;
  for (int y = 0; y < SMALL; y++) {
    const uint8_t *upper = picture + 2 * y * SIDE, *lower = upper + SIDE;
    for (int x = 0; x < SMALL; x++) {
      const int32_t sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
      small[y * SMALL + x] = sum;
      total += sum;
    }
  }
  int64_t squares = 0;
  for (int i = 0; i < SMALL * SMALL; i++) {
    const int64_t centered = (int64_t)small[i] * (SMALL * SMALL) - total;
    small[i] = (int32_t)centered;
    squares += centered * centered;
  }
  // The sums are of 4 samples and times 576: a deviation of one gray level is 4 · 576.
  const int64_t level = 4 * SMALL * SMALL;
  if (squares < level * level * SMALL * SMALL) return 0;
  const double scale = 1 / sqrt((double)squares);

  // Down the columns, then across: each coefficient is one chain of products in the order of its samples.
  double columns[LOW][SMALL], low[LOW][LOW];
  memset(columns, 0, sizeof columns);
  memset(low, 0, sizeof low);
  for (int v = 0; v < LOW; v++) {
    for (int y = 0; y < SMALL; y++) {
      for (int x = 0; x < SMALL; x++) columns[v][x] += small[y * SMALL + x] * basis[y * LOW + v];
    }
    for (int x = 0; x < SMALL; x++) {
      for (int u = 0; u < LOW; u++) low[v][u] += columns[v][x] * basis[x * LOW + u];
    }
  }
  double rest = 1;
  low[0][0] = 0;
  for (int v = 0; v < LOW; v++) {
    for (int u = 0; u < LOW; u++) {
      low[v][u] *= scale;
      rest -= low[v][u] * low[v][u];
    }
  }
  int16_t *even = descriptor, *odd = descriptor + LOW * LOW / 2;
  for (int v = 0; v < LOW; v++) {
    for (int u = 0; u < LOW; u += 2) {
      *even++ = fixed(low[v][u]);
      *odd++ = fixed(low[v][u + 1]);
    }
  }
  descriptor[0] = (int16_t)(sqrt(rest > 0 ? rest : 0) * 16384 + 1);
  return 1;
}

void fer_pixels_overlaps(const uint8_t *picture, int shift, int32_t *sums) {
  const int across = 2 * shift + 1;
  // Of each row: the sums over every stretch of columns that two pictures can share.
  int32_t rows[SIDE][2 * REACH + 1][2];
  for (int y = 0; y < SIDE; y++) {
    int32_t sum = 0, squares = 0;
    for (int x = 0; x < SIDE; x++) {
      const int32_t sample = picture[y * SIDE + x] - 128;
      sum += sample;
      squares += sample * sample;
    }
    rows[y][shift][0] = sum;
    rows[y][shift][1] = squares;
    for (int side = 0; side < 2; side++) {
      int32_t less = sum, lesser = squares;
      for (int step = 1; step <= shift; step++) {
        // Moved right, the first picture loses columns on its left.
        const int32_t sample = picture[y * SIDE + (side ? step - 1 : SIDE - step)] - 128;
        less -= sample;
        lesser -= sample * sample;
        rows[y][side ? shift + step : shift - step][0] = less;
        rows[y][side ? shift + step : shift - step][1] = lesser;
      }
    }
  }
  for (int dy = -shift; dy <= shift; dy++) {
    const int top = dy > 0 ? dy : 0, bottom = dy < 0 ? SIDE + dy : SIDE;
    for (int dx = 0; dx < across; dx++) {
      int32_t sum = 0, squares = 0;
      for (int y = top; y < bottom; y++) {
        sum += rows[y][dx][0];
        squares += rows[y][dx][1];
      }
      int32_t *to = sums + 2 * ((dy + shift) * across + dx);
      to[0] = sum;
      to[1] = squares;
    }
  }
}

// Samples less 128; the second picture with `PAD` zeros on either side, so that what is not shared adds nothing.
INLINE void lay_out(const uint8_t *picture, int mirrored, int16_t *to, int stride, int pad) {
  for (int y = 0; y < SIDE; y++) {
    int16_t *row = to + y * stride + pad;
    const uint8_t *from = picture + y * SIDE;
    if (mirrored) {
      for (int x = 0; x < SIDE; x++) row[x] = (int16_t)(from[SIDE - 1 - x] - 128);
    } else {
      for (int x = 0; x < SIDE; x++) row[x] = (int16_t)(from[x] - 128);
    }
  }
}

INLINE int32_t products(const int16_t *first, const int16_t *second, int rows) {
  int32_t sum = 0;
  for (int y = 0; y < rows; y++) {
    for (int x = 0; x < SIDE; x++) {
      sum += (int32_t)first[y * SIDE + x] * second[y * STRIDE + x];
    }
  }
  return sum;
}

// The sums of products at every place across, from `shift` pixels to the left to as many to the right.
static void plain_products(
  const int16_t *first, const int16_t *second, int rows, int shift, int32_t *sums) {
  for (int dx = -shift; dx <= shift; dx++) sums[dx + shift] = products(first, second - dx, rows);
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))
typedef short words __attribute__((vector_size(32)));
typedef short words_unaligned __attribute__((vector_size(32), aligned(2)));
typedef int32_t sums8 __attribute__((ext_vector_type(8)));

WIDE INLINE sums8 multiply_add(sums8 target, words left, const int16_t *right) {
  return target + (sums8)__builtin_ia32_pmaddwd256(left, *(const words_unaligned *)right);
}

// The same for a shift of 2: five places at once, each sample of the first read once for all of them.
WIDE static void wide_products(
  const int16_t *first, const int16_t *second, int rows, int32_t *sums) {
  sums8 a = 0, b = 0, c = 0, d = 0, e = 0;
  for (int y = 0; y < rows; y++) {
    for (int x = 0; x < SIDE; x += 16) {
      const words one = *(const words_unaligned *)(first + y * SIDE + x);
      const int16_t *other = second + y * STRIDE + x;
      a = multiply_add(a, one, other + 2);
      b = multiply_add(b, one, other + 1);
      c = multiply_add(c, one, other);
      d = multiply_add(d, one, other - 1);
      e = multiply_add(e, one, other - 2);
    }
  }
  sums[0] = __builtin_reduce_add(a);
  sums[1] = __builtin_reduce_add(b);
  sums[2] = __builtin_reduce_add(c);
  sums[3] = __builtin_reduce_add(d);
  sums[4] = __builtin_reduce_add(e);
}
#endif

static void all_products(
  const int16_t *first, const int16_t *second, int rows, int shift, int32_t *sums) {
#if defined(__x86_64__)
  if (shift == 2 && __builtin_cpu_supports("avx2")) {
    wide_products(first, second, rows, sums);
    return;
  }
#endif
  plain_products(first, second, rows, shift, sums);
}

KERNEL fer_pixels_fit fer_pixels_correlate(
  const uint8_t *first, const int32_t *first_sums, const uint8_t *second,
  const int32_t *second_sums, int mirrored, int shift) {
  int16_t one[SIDE * SIDE], other[SIDE * STRIDE];
  memset(other, 0, sizeof other);
  lay_out(first, 0, one, SIDE, 0);
  lay_out(second, mirrored, other, STRIDE, PAD);
  const int across = 2 * shift + 1;
  fer_pixels_fit best = {-1000000, 0, 0};
  double highest = -2;
  for (int dy = -shift; dy <= shift; dy++) {
    const int rows = SIDE - (dy < 0 ? -dy : dy);
    const int16_t *upper = one + (dy > 0 ? dy : 0) * SIDE;
    const int16_t *lower = other + (dy < 0 ? -dy : 0) * STRIDE + PAD;
    int32_t sums[2 * REACH + 1];
    all_products(upper, lower, rows, shift, sums);
    for (int dx = -shift; dx <= shift; dx++) {
      const int64_t count = (int64_t)rows * (SIDE - (dx < 0 ? -dx : dx));
      const int32_t *left = first_sums + 2 * ((dy + shift) * across + dx + shift);
      // The second loses the opposite sides; mirrored, left and right change places.
      const int32_t *right =
        second_sums + 2 * ((shift - dy) * across + (mirrored ? dx + shift : shift - dx));
      const int64_t left_spread = count * left[1] - (int64_t)left[0] * left[0];
      const int64_t right_spread = count * right[1] - (int64_t)right[0] * right[0];
      if (left_spread <= 0 || right_spread <= 0) continue;
      const int64_t shared =
        count * sums[dx + shift] - (int64_t)left[0] * right[0];
      const double score =
        (double)shared / (sqrt((double)left_spread) * sqrt((double)right_spread));
      const int nearer = dx * dx + dy * dy < best.x * best.x + best.y * best.y;
      if (score > highest || (score == highest && nearer)) {
        highest = score;
        best.x = dx;
        best.y = dy;
      }
    }
  }
  if (highest > -2) {
    best.millionths = (int32_t)(highest * 1e6 + (highest < 0 ? -0.5 : 0.5));
  }
  return best;
}
