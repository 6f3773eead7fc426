// One-dimensional transforms of Winograd's (Toom-Cook) convolutions F(m, 3), m = 2, 4 or 6, on vectors of
// eight channels. Include after KernelSupport.h; m is a constant at every use, so the loops vanish.
//
// With n = m + 2 points 0, +a, -a, ..., infinity and the matrices A^T (m x n), G (n x 3), B^T (n x n) of
// Lavin and Gray (2016), m results of a filter g over n values d are y = A^T [(G g) . (B^T d)]. The points
// come in pairs, so even and odd powers are summed once for both. They are chosen by measured error:
// for m = 4 the pairs 11/16 and 11/8 lose a third of what the usual 1 and 2 lose.

#ifndef FER_WINOGRAD_H
#define FER_WINOGRAD_H

#include "KernelSupport.h"

enum { WINOGRAD_MAX_SIDE = 8 };

#define UNROLL _Pragma("clang loop unroll(full)")

// The positive point of a pair.
INLINE_KERNEL float point(const int m, const int pair) {
  if (m == 2) return 1.0f;
  if (m == 4) return pair == 0 ? 0.6875f : 1.375f;
  return pair == 0 ? 0.5f : pair == 1 ? 1.0f : 2.0f;
}

INLINE_KERNEL float square(const int m, const int pair) { return point(m, pair) * point(m, pair); }

// Coefficients, lowest first, of the product of (z - a^2) over all pairs but `without` (-1 for all).
INLINE_KERNEL void even_polynomial(const int m, const int without, float *c) {
  c[0] = 1;
  int degree = 0;
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    if (pair == without) continue;
    c[degree + 1] = c[degree];
    for (int k = degree; k > 0; k--) c[k] = c[k - 1] - square(m, pair) * c[k];
    c[0] = -square(m, pair) * c[0];
    degree++;
  }
}

// The reciprocal of the product of differences between a pair's point and all others; -1 for point 0.
INLINE_KERNEL float weight_scale(const int m, const int pair) {
  double product = pair < 0 ? 1 : 2 * (double)square(m, pair);
  UNROLL
  for (int other = 0; other < m / 2; other++) {
    if (other == pair) continue;
    product *= (pair < 0 ? 0 : (double)square(m, pair)) - (double)square(m, other);
  }
  return (float)(1 / product);
}

// B^T: n values to n positions.
INLINE_KERNEL void transform_input(const int m, const v8 *d, v8 *out) {
  float all[4];
  even_polynomial(m, -1, all);
  v8 zero = d[m], infinity = d[m + 1];
  UNROLL
  for (int k = m / 2 - 1; k >= 0; k--) {
    zero = fma8(splat8(all[k]), d[2 * k], zero);
    infinity = fma8(splat8(all[k]), d[2 * k + 1], infinity);
  }
  out[0] = zero;
  out[m + 1] = infinity;
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    float c[4];
    even_polynomial(m, pair, c);
    v8 even = d[m], odd = d[m - 1];
    UNROLL
    for (int k = m / 2 - 2; k >= 0; k--) {
      even = fma8(splat8(c[k]), d[2 * k + 2], even);
      odd = fma8(splat8(c[k]), d[2 * k + 1], odd);
    }
    out[1 + 2 * pair] = fma8(splat8(point(m, pair)), odd, even);
    out[2 + 2 * pair] = fma8(splat8(-point(m, pair)), odd, even);
  }
}

// A^T: n positions to m results.
INLINE_KERNEL void transform_output(const int m, const v8 *u, v8 *y) {
  UNROLL
  for (int k = 0; k < m; k++) y[k] = k == 0 ? u[0] : k == m - 1 ? u[m + 1] : splat8(0);
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    const v8 sum = u[1 + 2 * pair] + u[2 + 2 * pair], difference = u[1 + 2 * pair] - u[2 + 2 * pair];
    float power = 1;
    UNROLL
    for (int k = 0; k < m; k++) {
      const v8 part = k % 2 == 0 ? sum : difference;
      if (pair == 0 && k > 0 && k < m - 1) y[k] = part * power;
      else if (power == 1.0f) y[k] = y[k] + part;
      else y[k] = fma8(splat8(power), part, y[k]);
      power *= point(m, pair);
    }
  }
}

// A: m values to n positions.
INLINE_KERNEL void transform_spread(const int m, const v8 *x, v8 *out) {
  out[0] = x[0];
  out[m + 1] = x[m - 1];
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    v8 even = x[m - 2], odd = x[m - 1];
    UNROLL
    for (int k = m - 4; k >= 0; k -= 2) {
      even = fma8(splat8(square(m, pair)), even, x[k]);
      odd = fma8(splat8(square(m, pair)), odd, x[k + 1]);
    }
    out[1 + 2 * pair] = fma8(splat8(point(m, pair)), odd, even);
    out[2 + 2 * pair] = fma8(splat8(-point(m, pair)), odd, even);
  }
}

// G: three weights to n positions.
INLINE_KERNEL void transform_weights(const int m, const v8 *g, v8 *out) {
  out[0] = g[0] * weight_scale(m, -1);
  out[m + 1] = g[2];
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    const v8 even = fma8(splat8(square(m, pair)), g[2], g[0]);
    const float scale = weight_scale(m, pair);
    out[1 + 2 * pair] = fma8(splat8(point(m, pair)), g[1], even) * scale;
    out[2 + 2 * pair] = fma8(splat8(-point(m, pair)), g[1], even) * scale;
  }
}

// G^T: n positions to the gradients of three weights.
INLINE_KERNEL void transform_weight_gradient(const int m, const v8 *u, v8 *g) {
  g[0] = u[0] * weight_scale(m, -1);
  g[1] = splat8(0);
  g[2] = u[m + 1];
  UNROLL
  for (int pair = 0; pair < m / 2; pair++) {
    const float scale = weight_scale(m, pair);
    const v8 sum = u[1 + 2 * pair] + u[2 + 2 * pair], difference = u[1 + 2 * pair] - u[2 + 2 * pair];
    g[0] = fma8(splat8(scale), sum, g[0]);
    g[1] = fma8(splat8(scale * point(m, pair)), difference, g[1]);
    g[2] = fma8(splat8(scale * square(m, pair)), sum, g[2]);
  }
}

// Calls LOOP(m) with the tile's side as a constant.
#define FOR_WINOGRAD(tile, LOOP)  \
  switch (tile) {                 \
    case 2: LOOP(2); break;       \
    case 4: LOOP(4); break;       \
    default: LOOP(6); break;      \
  }

// How the kernels lay out one group of tiles: positions, and tiles between two positions.
INLINE_KERNEL size_t positions_of(size_t tile) { return (tile + 2) * (tile + 2); }

// Tiles are worked on six at a time, and an odd number of cache lines between two positions keeps
// them from falling on the same few sets of the cache.
INLINE_KERNEL size_t padded_tiles(size_t tiles) {
  const size_t whole = (tiles + 5) / 6 * 6;
  return whole % 4 == 2 ? whole : whole + 2;
}

// The transforms of one group; `first` and `rows` count rows of tiles, across images.
typedef struct {
  const fer_winograd_shape *shape;
  size_t first, rows;
  size_t tile_rows, tile_columns;
  // Tiles between two positions, floats between two blocks.
  size_t stride, block_stride;
  float *strip;
} winograd_group;

void fer_winograd_input(
    const winograd_group *group, const float *x, size_t image_stride, size_t blocks, float *out);
void fer_winograd_spread(
    const winograd_group *group, const float *x, size_t image_stride, size_t blocks, float *out);
void fer_winograd_output(
    const winograd_group *group, const float *products, size_t blocks, const float *bias,
    int32_t accumulate, float *y, size_t image_stride);
void fer_winograd_product(
    const winograd_group *group, const float *values, size_t blocks, const float *weights,
    float *products, size_t output_blocks);
void fer_winograd_gradient(
    const winograd_group *group, const float *gradients, size_t gradient_blocks,
    const float *values, size_t value_blocks, float *sums);

#endif
