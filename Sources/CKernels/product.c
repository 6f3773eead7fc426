// The gathered matrix product: six pixels by sixteen output channels in registers, or eight by eight where a
// last block of eight channels stands alone.
//
// Convolution (any kernel, any stride), its data gradient and the linear layer are one product whose
// left rows are gathered through offset lists. Each output element is one lane's chain of fma:
// start (bias, zero or the present value), then step by step in list order, and inside a step
// channel by channel. Cutting the steps into chunks stores and reloads the chain, which changes no bit, and
// neither does the size of a tile.

#pragma clang fp contract(off)

#include "KernelSupport.h"

// Weights of one chunk stay in the first-level cache: 36 steps * 8 channels * 16 outputs * 4 bytes = 18 KiB.
enum { CHUNK_STEPS_8 = 36, CHUNK_STEPS_1 = 288 };

// What the tiles of one chunk have in common.
typedef struct {
  const float *input;
  const int32_t *steps;
  size_t step_count;
  const float *weights;
  const float *bias;
  // Nonzero to start from the present output.
  int resumes;
  // Of the last chunk where a normalization follows; else null.
  const float *scale;
  const float *shift;
  int relu;
} chunk;

// A finished element: as it is, or normalized.
INLINE_KERNEL v8 finished(const chunk *p, v8 value, size_t lane) {
  if (p->scale == NULL) return value;
  const v8 z = fma8(value, load8(p->scale + lane), load8(p->shift + lane));
  return p->relu ? select8(z > 0.0f, z, splat8(0)) : z;
}

#define UNROLLED _Pragma("clang loop unroll(full)")
// Unrolled, the narrow tile's weights would be loaded early and its chains spilled.
#define ROLLED _Pragma("clang loop unroll(disable)")

// For every step and channel: `WEIGHTS` loads the weights, `ROWS` adds one product to each chain.
#define DEPTH_LOOP(DEPTH, UNROLL, WEIGHTS, ROWS)            \
  for (size_t s = 0; s < p->step_count; s++) {              \
    const float *address = p->input + p->steps[s];          \
    UNROLL                                                  \
    for (int c = 0; c < DEPTH; c++) {                       \
      v8 x;                                                 \
      WEIGHTS                                               \
      ROWS                                                  \
    }                                                       \
    weights += 16 * DEPTH;                                  \
  }

#define WIDE_WEIGHTS                                        \
  const v8 w0 = load8(weights + 16 * c);                    \
  const v8 w1 = load8(weights + 16 * c + 8);
#define WIDE_ROW(i)                                         \
  x = splat8(address[offset##i + c]);                       \
  a##i = fma8(x, w0, a##i);                                 \
  b##i = fma8(x, w1, b##i);
#define WIDE_ROWS WIDE_ROW(0) WIDE_ROW(1) WIDE_ROW(2) WIDE_ROW(3) WIDE_ROW(4) WIDE_ROW(5)
#define WIDE_START(i)                                       \
  v8 a##i = p->resumes ? load8(output + outputs[i]) : start0; \
  v8 b##i = p->resumes ? load8(output + outputs[i] + upper) : start1;
#define WIDE_FINISH(i)                                      \
  store8(output + outputs[i], finished(p, a##i, 0));        \
  store8(output + outputs[i] + upper, finished(p, b##i, 8));

// Six pixels by sixteen channels; the upper eight lie `upper` floats behind the lower ones.
INLINE_KERNEL void wide_tile(
    const int depth, const chunk *p, const int32_t *pixels, float *output, const int32_t *outputs,
    size_t upper) {
  const ptrdiff_t offset0 = pixels[0], offset1 = pixels[1], offset2 = pixels[2];
  const ptrdiff_t offset3 = pixels[3], offset4 = pixels[4], offset5 = pixels[5];
  const float *weights = p->weights;
  const v8 start0 = p->bias != NULL ? load8(p->bias) : splat8(0);
  const v8 start1 = p->bias != NULL ? load8(p->bias + 8) : splat8(0);
  WIDE_START(0) WIDE_START(1) WIDE_START(2) WIDE_START(3) WIDE_START(4) WIDE_START(5)
  if (depth == 8) {
    DEPTH_LOOP(8, UNROLLED, WIDE_WEIGHTS, WIDE_ROWS)
  } else {
    DEPTH_LOOP(1, UNROLLED, WIDE_WEIGHTS, WIDE_ROWS)
  }
  WIDE_FINISH(0) WIDE_FINISH(1) WIDE_FINISH(2) WIDE_FINISH(3) WIDE_FINISH(4) WIDE_FINISH(5)
}

#define NARROW_WEIGHTS const v8 w0 = load8(weights + 16 * c);
#define NARROW_ROW(i)                                       \
  x = splat8(address[offset##i + c]);                       \
  a##i = fma8(x, w0, a##i);
#define NARROW_ROWS                                                   \
  NARROW_ROW(0) NARROW_ROW(1) NARROW_ROW(2) NARROW_ROW(3)             \
  NARROW_ROW(4) NARROW_ROW(5) NARROW_ROW(6) NARROW_ROW(7)
#define NARROW_START(i) v8 a##i = p->resumes ? load8(output + outputs[i]) : start0;
#define NARROW_FINISH(i) store8(output + outputs[i], finished(p, a##i, 0));

// Eight pixels by the lower eight of sixteen channels.
INLINE_KERNEL void narrow_tile(
    const int depth, const chunk *p, const int32_t *pixels, float *output,
    const int32_t *outputs) {
  const ptrdiff_t offset0 = pixels[0], offset1 = pixels[1], offset2 = pixels[2];
  const ptrdiff_t offset3 = pixels[3], offset4 = pixels[4], offset5 = pixels[5];
  const ptrdiff_t offset6 = pixels[6], offset7 = pixels[7];
  const float *weights = p->weights;
  const v8 start0 = p->bias != NULL ? load8(p->bias) : splat8(0);
  NARROW_START(0) NARROW_START(1) NARROW_START(2) NARROW_START(3)
  NARROW_START(4) NARROW_START(5) NARROW_START(6) NARROW_START(7)
  if (depth == 8) {
    DEPTH_LOOP(8, ROLLED, NARROW_WEIGHTS, NARROW_ROWS)
  } else {
    DEPTH_LOOP(1, UNROLLED, NARROW_WEIGHTS, NARROW_ROWS)
  }
  NARROW_FINISH(0) NARROW_FINISH(1) NARROW_FINISH(2) NARROW_FINISH(3)
  NARROW_FINISH(4) NARROW_FINISH(5) NARROW_FINISH(6) NARROW_FINISH(7)
}

// The pixels that fill no tile: computed in a copy whose surplus rows repeat the last pixel.
INLINE_KERNEL void rest_tile(
    const int depth, const int wide, const chunk *p, const int32_t *pixels, size_t count,
    float *output, const int32_t *outputs, size_t upper) {
  static const int32_t places[8] = {0, 16, 32, 48, 64, 80, 96, 112};
  float rows[8 * 16];
  int32_t own[8];
  for (size_t i = 0; i < 8; i++) {
    const size_t index = i < count ? i : count - 1;
    own[i] = pixels[index];
    store8(rows + 16 * i, load8(output + outputs[index]));
    if (wide) store8(rows + 16 * i + 8, load8(output + outputs[index] + upper));
  }
  if (wide) {
    wide_tile(depth, p, own, rows, places, 8);
  } else {
    narrow_tile(depth, p, own, rows, places);
  }
  for (size_t i = 0; i < count; i++) {
    store8(output + outputs[i], load8(rows + 16 * i));
    if (wide) store8(output + outputs[i] + upper, load8(rows + 16 * i + 8));
  }
}

INLINE_KERNEL void run_chunk(
    const int depth, const int wide, const fer_product_arguments *p, const chunk *own,
    float *output) {
  const size_t size = wide ? 6 : 8;
  size_t pixel = 0;
  for (; pixel + size <= p->pixel_count; pixel += size) {
    if (wide) {
      wide_tile(depth, own, p->pixels + pixel, output, p->outputs + pixel, p->output_stride);
    } else {
      narrow_tile(depth, own, p->pixels + pixel, output, p->outputs + pixel);
    }
  }
  if (pixel < p->pixel_count) {
    rest_tile(depth, wide, own, p->pixels + pixel, p->pixel_count - pixel, output,
              p->outputs + pixel, p->output_stride);
  }
}

KERNEL void fer_product(const fer_product_arguments *p) {
  const size_t limit = p->depth == 8 ? CHUNK_STEPS_8 : CHUNK_STEPS_1;
  const size_t panel = p->step_count * p->depth * 16;
  for (size_t block = 0; block < p->output_blocks; block += 2) {
    const int wide = block + 1 < p->output_blocks;
    const float *weights = p->weights + (block / 2) * panel;
    float *output = p->output + block * p->output_stride;
    chunk own = {0};
    own.input = p->input;
    own.bias = p->bias != NULL ? p->bias + block * 8 : NULL;
    size_t first = 0;
    do {
      const size_t left = p->step_count - first;
      own.steps = p->steps + first;
      own.step_count = left > limit ? limit : left;
      own.weights = weights + first * p->depth * 16;
      own.resumes = first > 0 || p->accumulate;
      if (p->scale != NULL && own.step_count == left) {
        own.scale = p->scale + block * 8;
        own.shift = p->shift + block * 8;
        own.relu = p->relu;
      }
      if (p->depth == 8) {
        if (wide) run_chunk(8, 1, p, &own, output);
        else run_chunk(8, 0, p, &own, output);
      } else {
        if (wide) run_chunk(1, 1, p, &own, output);
        else run_chunk(1, 0, p, &own, output);
      }
      first += own.step_count;
    } while (first < p->step_count);
  }
}
