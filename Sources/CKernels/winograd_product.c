// Winograd's convolutions: the product at each position, six tiles by sixteen output channels in registers.
//
// Each element is one lane's chain of fma over the input channels in order, starting from zero.

#pragma clang fp contract(off)

#include "Winograd.h"

#define ROW(i)                        \
  x = splat8(address[8 * i + c]);     \
  a##i = fma8(x, w0, a##i);           \
  b##i = fma8(x, w1, b##i);

#define FINISH(i) store8(low + 8 * i, a##i); store8(high + 8 * i, b##i);

INLINE_KERNEL void six_tiles(
    const float *values, size_t blocks, size_t block_stride, const float *weights, float *low,
    float *high) {
  v8 a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0;
  for (size_t block = 0; block < blocks; block++) {
    const float *address = values + block * block_stride;
    UNROLL
    for (int c = 0; c < 8; c++) {
      v8 x;
      const v8 w0 = load8(weights + 16 * c);
      const v8 w1 = load8(weights + 16 * c + 8);
      ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5)
    }
    weights += 128;
  }
  FINISH(0) FINISH(1) FINISH(2) FINISH(3) FINISH(4) FINISH(5)
}

KERNEL void fer_winograd_product(
    const winograd_group *group, const float *values, size_t blocks, const float *weights,
    float *products, size_t output_blocks) {
  const size_t positions = positions_of(group->shape->tile);
  const size_t tiles = group->rows * group->tile_columns;
  const size_t panel = blocks * 128, panels = (output_blocks + 1) / 2;
  for (size_t position = 0; position < positions; position++) {
    const size_t start = position * group->stride * 8;
    const float *matrix = weights + position * (panels * panel + 16);
    for (size_t k = 0; k < panels; k++) {
      // The products have room for an even number of blocks.
      float *low = products + 2 * k * group->block_stride + start;
      float *high = low + group->block_stride;
      for (size_t tile = 0; tile < tiles; tile += 6) {
        six_tiles(
            values + start + tile * 8, blocks, group->block_stride, matrix + k * panel,
            low + tile * 8, high + tile * 8);
      }
    }
  }
}
