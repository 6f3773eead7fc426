// All pairs of pictures at once: the screen of the search for near duplicates. In whole numbers only.
#include "kernel.h"

enum { ROWS = FER_SCREEN_ROWS, COLUMNS = FER_SCREEN_COLUMNS, HALF = FER_SCREEN_NUMBERS / 2 };

// Columns lie interleaved, as the tile reads them: for each pair of numbers (2k, 2k + 1) of the even half,
// then of the odd half, the pair of every column.
void fer_pixels_screen_pack(const int16_t *descriptors, int count, int16_t *packed) {
  for (int k = 0; k < HALF; k++) {
    for (int column = 0; column < COLUMNS; column++) {
      const int16_t *from = descriptors + (size_t)column * 2 * HALF + 2 * k;
      int16_t *to = packed + ((size_t)k * COLUMNS + column) * 2;
      to[0] = column < count ? from[0] : 0;
      to[1] = column < count ? from[1] : 0;
    }
  }
}

// Sums of one tile: sums[row][column] over `HALF` numbers from `rows` and `packed`.
static void plain_sums(const int16_t *rows, const int16_t *packed, int32_t *sums) {
  memset(sums, 0, sizeof(int32_t) * ROWS * COLUMNS);
  for (int k = 0; k < HALF / 2; k++) {
    for (int row = 0; row < ROWS; row++) {
      const int32_t low = rows[row * 2 * HALF + 2 * k], high = rows[row * 2 * HALF + 2 * k + 1];
      for (int column = 0; column < COLUMNS; column++) {
        const int16_t *pair = packed + (k * COLUMNS + column) * 2;
        sums[row * COLUMNS + column] += low * pair[0] + high * pair[1];
      }
    }
  }
}

// Which of a tile's pairs reach the least bound: bit (row · COLUMNS + column) of `marks`.
static int plain_tile(
  const int16_t *rows, const int16_t *packed, int32_t least, int32_t *even, int32_t *odd) {
  plain_sums(rows, packed, even);
  plain_sums(rows + HALF, packed + HALF * COLUMNS, odd);
  int found = 0;
  for (int i = 0; i < ROWS * COLUMNS; i++) {
    const int32_t size = odd[i] < 0 ? -odd[i] : odd[i];
    found |= even[i] + size >= least;
  }
  return found;
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))
typedef int16_t words __attribute__((ext_vector_type(16)));
typedef short builtin_words __attribute__((vector_size(32)));
typedef int32_t sums8 __attribute__((ext_vector_type(8)));
typedef int32_t sums8u __attribute__((ext_vector_type(8), aligned(4)));

WIDE INLINE sums8 multiply_add(sums8 target, sums8 left, sums8 right) {
  return target
    + (sums8)__builtin_ia32_pmaddwd256((builtin_words)left, (builtin_words)right);
}

WIDE INLINE void wide_sums(const int16_t *rows, const int16_t *packed, sums8 sums[ROWS][2]) {
  for (int row = 0; row < ROWS; row++) sums[row][0] = sums[row][1] = 0;
  for (int k = 0; k < HALF / 2; k++) {
    const sums8 left = *(const sums8u *)(packed + k * 2 * COLUMNS);
    const sums8 right = *(const sums8u *)(packed + k * 2 * COLUMNS + 16);
#pragma clang loop unroll(full)
    for (int row = 0; row < ROWS; row++) {
      int32_t pair;
      memcpy(&pair, rows + row * 2 * HALF + 2 * k, sizeof pair);
      const sums8 both = pair;
      sums[row][0] = multiply_add(sums[row][0], left, both);
      sums[row][1] = multiply_add(sums[row][1], right, both);
    }
  }
}

WIDE static int wide_tile(
  const int16_t *rows, const int16_t *packed, int32_t least, int32_t *even, int32_t *odd) {
  sums8 first[ROWS][2], second[ROWS][2];
  wide_sums(rows, packed, first);
  wide_sums(rows + HALF, packed + HALF * COLUMNS, second);
  sums8 found = 0;
  const sums8 below = least - 1;
#pragma clang loop unroll(full)
  for (int row = 0; row < ROWS; row++) {
    found |= first[row][0] + __builtin_elementwise_abs(second[row][0]) > below;
    found |= first[row][1] + __builtin_elementwise_abs(second[row][1]) > below;
  }
  if (!__builtin_reduce_or(found)) return 0;
  memcpy(even, first, sizeof first);
  memcpy(odd, second, sizeof second);
  return 1;
}
#endif

size_t fer_pixels_screen(
  const int16_t *rows, int row_count, const int16_t *packed, int column_count, int32_t least,
  int first_row, int first_column, fer_pixels_candidate *found, size_t room) {
#if defined(__x86_64__)
  const int is_wide = __builtin_cpu_supports("avx2");
#endif
  int16_t edge[ROWS * 2 * HALF];
  int32_t even[ROWS * COLUMNS], odd[ROWS * COLUMNS];
  size_t count = 0;
  for (int top = 0; top < row_count; top += ROWS) {
    const int height = row_count - top < ROWS ? row_count - top : ROWS;
    const int16_t *tile = rows + (size_t)top * 2 * HALF;
    if (height < ROWS) {
      memset(edge, 0, sizeof edge);
      memcpy(edge, tile, sizeof(int16_t) * (size_t)height * 2 * HALF);
      tile = edge;
    }
    for (int left = 0; left < column_count; left += COLUMNS) {
      // Only pairs whose row comes before the column: the tile may lie beyond the diagonal.
      if (first_column + left + COLUMNS - 1 <= first_row + top) continue;
      const int16_t *columns = packed + (size_t)(left / COLUMNS) * COLUMNS * 2 * HALF;
#if defined(__x86_64__)
      if (!(is_wide ? wide_tile : plain_tile)(tile, columns, least, even, odd)) continue;
#else
      if (!plain_tile(tile, columns, least, even, odd)) continue;
#endif
      const int width = column_count - left < COLUMNS ? column_count - left : COLUMNS;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          const int place = row * COLUMNS + column;
          const int32_t plain = even[place] + odd[place], mirrored = even[place] - odd[place];
          if (plain < least && mirrored < least) continue;
          const int32_t one = first_row + top + row, other = first_column + left + column;
          if (one >= other) continue;
          if (count == room) return room + 1;
          found[count++] = (fer_pixels_candidate){
            .row = one, .column = other,
            .mirrors = (plain >= least ? 1 : 0) | (mirrored >= least ? 2 : 0)};
        }
      }
    }
  }
  return count;
}
