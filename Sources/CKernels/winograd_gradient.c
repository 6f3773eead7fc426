// Winograd's convolutions: the weight gradient, F(3x3, m x m).
//
// With x the convolution's input in tiles of m x m and dy its output's gradient in overlapping tiles of
// n x n, the gradient of the filter turned by half a turn is G^T [sum over tiles (A x A^T) . (B^T dy B)] G.
// Each position's sum over a group's tiles is one lane's chain of fma in tile order from zero; the
// transformed sum is then added to the present value, so a group's tiles are part of the result.

#pragma clang fp contract(off)

#include "Winograd.h"

// Four input channels by `wide` blocks of eight output channels are summed in registers.
enum { CHANNELS = 4, WIDEST = 2 };

INLINE_KERNEL void four_channels(
    const int wide, const float *values, const float *gradients, size_t block_stride, size_t tiles,
    float *out) {
  v8 sums[CHANNELS * WIDEST];
  UNROLL
  for (int i = 0; i < CHANNELS * wide; i++) sums[i] = splat8(0);
  _Pragma("clang loop unroll_count(4)")
  for (size_t tile = 0; tile < tiles; tile++) {
    const v8 y0 = load8(gradients + tile * 8);
    const v8 y1 = wide > 1 ? load8(gradients + block_stride + tile * 8) : y0;
    UNROLL
    for (int c = 0; c < CHANNELS; c++) {
      const v8 x = splat8(values[c]);
      sums[c * wide] = fma8(x, y0, sums[c * wide]);
      if (wide > 1) sums[c * wide + 1] = fma8(x, y1, sums[c * wide + 1]);
    }
    values += 8;
  }
  UNROLL
  for (int i = 0; i < CHANNELS * wide; i++) store8(out + 8 * i, sums[i]);
}

// Turns n * n vectors, `stride` floats apart, into nine taps and adds them, 128 floats apart.
INLINE_KERNEL void add_taps(const int m, const float *positions, size_t stride, float *sums) {
  const int n = m + 2;
  v8 half[WINOGRAD_MAX_SIDE][3];
  UNROLL
  for (int i = 0; i < n; i++) {
    v8 u[WINOGRAD_MAX_SIDE];
    UNROLL
    for (int j = 0; j < n; j++) u[j] = load8(positions + (size_t)(i * n + j) * stride);
    transform_weight_gradient(m, u, half[i]);
  }
  UNROLL
  for (int j = 0; j < 3; j++) {
    v8 u[WINOGRAD_MAX_SIDE], g[3];
    UNROLL
    for (int i = 0; i < n; i++) u[i] = half[i][j];
    transform_weight_gradient(m, u, g);
    UNROLL
    for (int i = 0; i < 3; i++) {
      float *at = sums + (8 - (i * 3 + j)) * 128;
      store8(at, load8(at) + g[i]);
    }
  }
}

// The gradients of `wide` blocks of output channels, the first of them number k.
INLINE_KERNEL void some_blocks(
    const int m, const int wide, const winograd_group *group, const float *gradients, size_t k,
    const float *values, size_t value_blocks, float *sums) {
  const size_t positions = (m + 2) * (m + 2), tiles = group->rows * group->tile_columns;
  const size_t table = CHANNELS * (size_t)wide * 8;
  // One position after the other: [n * n][4 channels][wide][8 outputs].
  float products[WINOGRAD_MAX_SIDE * WINOGRAD_MAX_SIDE * CHANNELS * WIDEST * 8];
  for (size_t first = 0; first < value_blocks * 8; first += CHANNELS) {
    const float *four = values + first / 8 * group->block_stride + first % 8;
    for (size_t position = 0; position < positions; position++) {
      const size_t start = position * group->stride * 8;
      four_channels(
          wide, four + start, gradients + k * group->block_stride + start, group->block_stride,
          tiles, products + position * table);
    }
    for (size_t i = 0; i < table / 8; i++) {
      const size_t c = first + i / (size_t)wide, block = k + i % (size_t)wide;
      float *to = sums + (block / 2 * value_blocks + c / 8) * 9 * 128 + c % 8 * 16 + block % 2 * 8;
      add_taps(m, products + i * 8, table, to);
    }
  }
}

INLINE_KERNEL void gradient(
    const int m, const winograd_group *group, const float *gradients, size_t gradient_blocks,
    const float *values, size_t value_blocks, float *sums) {
  size_t k = 0;
  for (; k + 2 <= gradient_blocks; k += 2) {
    some_blocks(m, 2, group, gradients, k, values, value_blocks, sums);
  }
  if (k < gradient_blocks) some_blocks(m, 1, group, gradients, k, values, value_blocks, sums);
}

KERNEL void fer_winograd_gradient(
    const winograd_group *group, const float *gradients, size_t gradient_blocks,
    const float *values, size_t value_blocks, float *sums) {
#define LOOP(m) gradient(m, group, gradients, gradient_blocks, values, value_blocks, sums)
  FOR_WINOGRAD(group->shape->tile, LOOP)
#undef LOOP
}
