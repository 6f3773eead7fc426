// The gathered matrix product: six pixels by sixteen output channels in registers.
//
// Convolution (any kernel, any stride), its data gradient and the linear layer are one product whose
// left rows are gathered through offset lists. Each output element is one lane's chain of fma:
// start (bias, zero or the present value), then step by step in list order, and inside a step
// channel by channel. Cutting the steps into chunks stores and reloads the chain, which changes no bit.

#pragma clang fp contract(off)

#include "KernelSupport.h"

// Weights of one chunk stay in the first-level cache: 36 steps * 8 channels * 16 outputs * 4 bytes = 18 KiB.
enum { CHUNK_STEPS_8 = 36, CHUNK_STEPS_1 = 288 };

#define ROW(i)                                              \
  x = splat8(address[offset##i + c]);                       \
  a##i = fma8(x, w0, a##i);                                 \
  b##i = fma8(x, w1, b##i);

#define DEPTH_LOOP(DEPTH)                                   \
  for (size_t s = 0; s < step_count; s++) {                 \
    const float *address = input + steps[s];                \
    _Pragma("clang loop unroll(full)")                      \
    for (int c = 0; c < DEPTH; c++) {                       \
      v8 x;                                                 \
      const v8 w0 = load8(weights + 16 * c);                \
      const v8 w1 = load8(weights + 16 * c + 8);            \
      ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5)             \
    }                                                       \
    weights += 16 * DEPTH;                                  \
  }

#define START(i)                                                         \
  if (mode == 0) { a##i = load8(low[i]); b##i = load8(high[i]); }        \
  else { a##i = start0; b##i = start1; }

#define FINISH(i) store8(low[i], a##i); store8(high[i], b##i);

INLINE_KERNEL void tile(
    const int depth, const float *input, const int32_t *pixels, const int32_t *steps,
    size_t step_count, const float *weights, const float *bias, int mode, float *const *low,
    float *const *high) {
  const ptrdiff_t offset0 = pixels[0], offset1 = pixels[1], offset2 = pixels[2];
  const ptrdiff_t offset3 = pixels[3], offset4 = pixels[4], offset5 = pixels[5];
  v8 a0, a1, a2, a3, a4, a5, b0, b1, b2, b3, b4, b5;
  const v8 start0 = bias != NULL ? load8(bias) : splat8(0);
  const v8 start1 = bias != NULL ? load8(bias + 8) : splat8(0);
  START(0) START(1) START(2) START(3) START(4) START(5)
  if (depth == 8) {
    DEPTH_LOOP(8)
  } else {
    DEPTH_LOOP(1)
  }
  FINISH(0) FINISH(1) FINISH(2) FINISH(3) FINISH(4) FINISH(5)
}

KERNEL void fer_product(const fer_product_arguments *p) {
  // Where a tile's unused rows, or the upper eight channels of a last half block, are stored.
  float spare[6 * 16];
  const size_t limit = p->depth == 8 ? CHUNK_STEPS_8 : CHUNK_STEPS_1;
  const size_t panel = p->step_count * p->depth * 16;
  for (size_t block = 0; block < p->output_blocks; block += 2) {
    const int whole = block + 1 < p->output_blocks;
    const float *weights = p->weights + (block / 2) * panel;
    const float *bias = p->bias != NULL ? p->bias + block * 8 : NULL;
    float *output = p->output + block * p->output_stride;
    size_t first = 0;
    do {
      size_t count = p->step_count - first;
      if (count > limit) count = limit;
      const int mode = (first == 0 && !p->accumulate) ? 1 : 0;
      for (size_t pixel = 0; pixel < p->pixel_count; pixel += 6) {
        int32_t offsets[6];
        float *low[6], *high[6];
        for (size_t i = 0; i < 6; i++) {
          const int used = pixel + i < p->pixel_count;
          const size_t index = used ? pixel + i : p->pixel_count - 1;
          offsets[i] = p->pixels[index];
          low[i] = used ? output + p->outputs[index] : spare + 16 * i;
          high[i] = used && whole ? low[i] + p->output_stride : spare + 16 * i + 8;
          if (!used) memset(spare + 16 * i, 0, 64);
          else if (!whole) memset(spare + 16 * i + 8, 0, 32);
        }
        if (p->depth == 8) {
          tile(8, p->input, offsets, p->steps + first, count, weights + first * 128, bias, mode,
               low, high);
        } else {
          tile(1, p->input, offsets, p->steps + first, count, weights + first * 16, bias, mode,
               low, high);
        }
      }
      first += count;
    } while (first < p->step_count);
  }
}
