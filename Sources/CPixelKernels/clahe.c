// Contrast limited adaptive histogram equalization (Zuiderveld, 1994), with OpenCV's arithmetic.
#include "border.h"

enum { LANES = 8, BLOCK = 16 };
typedef int32_t counts __attribute__((ext_vector_type(8)));
typedef int32_t loose __attribute__((ext_vector_type(8), aligned(4)));
typedef float floats __attribute__((ext_vector_type(8)));
typedef uint8_t bytes __attribute__((ext_vector_type(8)));
typedef uint16_t pairs __attribute__((ext_vector_type(16)));
typedef float floats16 __attribute__((ext_vector_type(16)));
typedef int32_t ints16 __attribute__((ext_vector_type(16)));
typedef uint8_t bytes16 __attribute__((ext_vector_type(16)));

// Adding 1.5 · 2^23 to a number from 0 to 2^22 leaves it, rounded to the nearest (halves to even), in the
// low bits of the sum.
#define ROUNDING 12582912.0f
#define ROUNDED_BITS 0x4B400000

int fer_pixels_clahe_stride(int tiles) { return tiles + LANES + 1; }

// The histograms of up to eight tiles beside each other: bins[value][tile].
static void count_tiles(
  const uint8_t *gray, int width, int height, int x, int y, int tile_width, int tile_height,
  int tiles, int32_t *bins) {
  memset(bins, 0, sizeof(int32_t) * 256 * LANES);
  for (int row = y; row < y + tile_height; row++) {
    const uint8_t *line = gray + (size_t)mirrored(row, height) * (size_t)width;
    for (int tile = 0; tile < tiles; tile++) {
      int start = x + tile * tile_width, end = start + tile_width;
      int inner = end < width ? end : width;
      int32_t *own = bins + tile;
      int i = start;
      for (; i < inner; i++) own[line[i] * LANES]++;
      for (; i < end; i++) own[line[mirrored(i, width)] * LANES]++;
    }
  }
}

// Clips at `limit` and gives what was cut off back evenly; then the running sums times `scale`.
KERNEL static void tables_of(int32_t *bins, int limit, float scale, uint8_t *to, int stride) {
  const counts zero = 0, one = 1, cap = limit;
  loose *set = (loose *)bins;
  counts cut = 0;
  for (int value = 0; value < 256; value++) {
    counts kept = __builtin_elementwise_min(set[value], cap);
    cut += set[value] - kept;
    set[value] = kept;
  }
  const counts batch = cut >> 8, residual = cut & 255;
  // The rest goes to every step-th value, one each, from 0 on.
  counts step, next = zero, left = residual, sum = zero;
  for (int lane = 0; lane < LANES; lane++) {
    step[lane] = residual[lane] > 0 ? 256 / residual[lane] : 256;
  }
  for (int value = 0; value < 256; value++) {
    counts gets = (next == value) & (left > zero);
    left += gets;
    next += gets & step;
    sum += set[value] + batch + (gets & one);
    floats level = __builtin_convertvector(sum, floats) * scale + ROUNDING;
    counts rounded = (counts)level - ROUNDED_BITS;
    bytes row = __builtin_convertvector(
      __builtin_elementwise_min(rounded, (counts)255), bytes);
    memcpy(to + (size_t)value * (size_t)stride, &row, LANES);
  }
}

void fer_pixels_clahe_tables(
  const uint8_t *gray, int width, int height, int tiles_x, int tiles_y, int tile_width,
  int tile_height, int limit, uint8_t *tables, int32_t *bins) {
  const int stride = fer_pixels_clahe_stride(tiles_x);
  const float scale = 255.0f / (float)((int64_t)tile_width * tile_height);
  for (int tile_y = 0; tile_y < tiles_y; tile_y++) {
    uint8_t *row = tables + (size_t)tile_y * 256 * (size_t)stride;
    for (int first = 0; first < tiles_x; first += LANES) {
      int some = tiles_x - first < LANES ? tiles_x - first : LANES;
      count_tiles(
        gray, width, height, first * tile_width, tile_y * tile_height, tile_width, tile_height, some,
        bins);
      tables_of(bins, limit, scale, row + first + 1, stride);
    }
    for (int value = 0; value < 256; value++) {
      uint8_t *entry = row + (size_t)value * (size_t)stride;
      entry[0] = entry[1];
      entry[tiles_x + 1] = entry[tiles_x];
    }
  }
}

// The tile before position i (from −1 on) and the share of the one after it.
INLINE int tile_before(int i, float inverse, float *share) {
  float position = (float)i * inverse - 0.5f;
  int tile = position < 0 ? -1 : (int)position;
  *share = position - (float)tile;
  return tile;
}

KERNEL static void blend_row(
  const uint8_t *from, uint8_t *to, int samples, const uint8_t *above, const uint8_t *below,
  int stride, const int32_t *places, const float *shares, float share_y) {
  const float rest_y = 1.0f - share_y;
  for (int x = 0; x < samples; x += BLOCK) {
    int some = samples - x < BLOCK ? samples - x : BLOCK;
    // One 16-bit load takes the entries of two neighbouring tiles, the left one low.
    pairs upper = 0, lower = 0;
    uint16_t up[BLOCK], down[BLOCK];
    if (some == BLOCK) {
#pragma clang loop unroll(full)
      for (int i = 0; i < BLOCK; i++) {
        size_t place = (size_t)(from[x + i] * stride + places[x + i]);
        memcpy(&up[i], above + place, 2);
        memcpy(&down[i], below + place, 2);
      }
    } else {
      memset(up, 0, sizeof up);
      memset(down, 0, sizeof down);
      for (int i = 0; i < some; i++) {
        size_t place = (size_t)(from[x + i] * stride + places[x + i]);
        memcpy(&up[i], above + place, 2);
        memcpy(&down[i], below + place, 2);
      }
    }
    memcpy(&upper, up, sizeof up);
    memcpy(&lower, down, sizeof down);
    floats16 share;
    memcpy(&share, shares + x, sizeof share);
    floats16 rest = 1.0f - share;
#define PART(pairs) __builtin_convertvector(__builtin_convertvector((pairs), ints16), floats16)
    floats16 top = PART(upper & (uint16_t)255) * rest + PART(upper >> 8) * share;
    floats16 bottom = PART(lower & (uint16_t)255) * rest + PART(lower >> 8) * share;
#undef PART
    floats16 level = top * rest_y + bottom * share_y + ROUNDING;
    ints16 rounded = (ints16)level - ROUNDED_BITS;
    bytes16 result = __builtin_convertvector(rounded, bytes16);
    memcpy(to + x, &result, (size_t)some);
  }
}

void fer_pixels_clahe_blend(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int tiles_x, int tiles_y,
  int tile_width, int tile_height, const uint8_t *tables, int32_t *places, float *shares) {
  const int samples = width * channels, stride = fer_pixels_clahe_stride(tiles_x);
  const float inverse_x = 1.0f / (float)tile_width, inverse_y = 1.0f / (float)tile_height;
  for (int x = 0; x < width; x++) {
    float share;
    int tile = tile_before(x, inverse_x, &share);
    for (int c = 0; c < channels; c++) {
      places[x * channels + c] = (tile < tiles_x - 1 ? tile : tiles_x - 1) + 1;
      shares[x * channels + c] = share;
    }
  }
  memset(shares + samples, 0, sizeof(float) * BLOCK);
  for (int y = 0; y < height; y++) {
    float share;
    int tile = tile_before(y, inverse_y, &share);
    int above = tile < 0 ? 0 : tile, below = tile + 1 < tiles_y ? tile + 1 : tiles_y - 1;
    if (above > tiles_y - 1) above = tiles_y - 1;
    const size_t plane = 256 * (size_t)stride;
    blend_row(
      from + (size_t)y * (size_t)samples, to + (size_t)y * (size_t)samples, samples,
      tables + (size_t)above * plane, tables + (size_t)below * plane, stride, places, shares,
      share);
  }
}
