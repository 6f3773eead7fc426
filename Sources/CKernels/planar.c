// The first layer: a convolution of a planar image of a few channels, and its weight gradient.
//
// The sums are those of `fer_product` and `fer_product_gradient` with depth 1, in the same order, so
// the bits are the same; what is saved is gathering through lists of pixels, the packing of the output
// gradient into panels, and rows of weights that fill no tile of six.

#pragma clang fp contract(off)

#include "KernelSupport.h"

#define UNROLL _Pragma("clang loop unroll(full)")

// `N` neighbouring pixels by sixteen output channels.
#define TILE(NAME, N)                                                                     \
  INLINE_KERNEL void NAME(                                                                \
      const float *input, size_t stride, const int32_t *steps, size_t step_count,         \
      const float *weights, v8 start0, v8 start1, float *low, float *high) {              \
    v8 a[N], b[N];                                                                        \
    UNROLL for (int i = 0; i < N; i++) { a[i] = start0; b[i] = start1; }                  \
    for (size_t s = 0; s < step_count; s++) {                                             \
      const float *address = input + steps[s];                                            \
      const v8 w0 = load8(weights + 16 * s), w1 = load8(weights + 16 * s + 8);            \
      UNROLL for (int i = 0; i < N; i++) {                                                \
        const v8 x = splat8(address[(size_t)i * stride]);                                 \
        a[i] = fma8(x, w0, a[i]);                                                         \
        b[i] = fma8(x, w1, b[i]);                                                         \
      }                                                                                   \
    }                                                                                     \
    UNROLL for (int i = 0; i < N; i++) store8(low + 8 * i, a[i]);                         \
    if (high != NULL) { UNROLL for (int i = 0; i < N; i++) store8(high + 8 * i, b[i]); }  \
  }

TILE(tile6, 6)
TILE(tile1, 1)

KERNEL void fer_planar_convolution(
    const fer_planar_arguments *p, const float *input, const float *weights, const float *bias,
    float *output) {
  const size_t plane = p->output_height * p->output_width * 8;
  for (size_t block = 0; block < p->output_blocks; block += 2) {
    const float *packed = weights + block * 8 * p->step_count;
    const v8 start0 = bias != NULL ? load8(bias + block * 8) : splat8(0);
    const v8 start1 = bias != NULL ? load8(bias + block * 8 + 8) : splat8(0);
    float *low = output + block * plane;
    float *high = block + 1 < p->output_blocks ? low + plane : NULL;
    for (size_t row = 0; row < p->output_height; row++) {
      const float *line = input + row * p->stride * p->padded_width;
      const size_t out = row * p->output_width * 8;
      if (p->output_width < 6) {
        for (size_t i = 0; i < p->output_width; i++) {
          tile1(line + i * p->stride, p->stride, p->steps, p->step_count, packed, start0, start1,
                low + out + 8 * i, high != NULL ? high + out + 8 * i : NULL);
        }
        continue;
      }
      for (size_t first = 0; first < p->output_width; first += 6) {
        // The last tile is moved back so that it is whole.
        const size_t i = first + 6 <= p->output_width ? first : p->output_width - 6;
        tile6(line + i * p->stride, p->stride, p->steps, p->step_count, packed, start0, start1,
              low + out + 8 * i, high != NULL ? high + out + 8 * i : NULL);
      }
    }
  }
}

// Nine weight rows by eight output channels, over all pixels of an image.
INLINE_KERNEL void gradient9(
    const fer_planar_arguments *p, const float *input, const int32_t *steps,
    const float *gradient, float *const *sums) {
  v8 a[9];
  ptrdiff_t offsets[9];
  UNROLL for (int i = 0; i < 9; i++) { a[i] = load8(sums[i]); offsets[i] = steps[i]; }
  for (size_t row = 0; row < p->output_height; row++) {
    const float *line = input + row * p->stride * p->padded_width;
    const float *dy = gradient + row * p->output_width * 8;
    for (size_t column = 0; column < p->output_width; column++) {
      const float *address = line + column * p->stride;
      const v8 y = load8(dy + column * 8);
      UNROLL for (int i = 0; i < 9; i++) a[i] = fma8(splat8(address[offsets[i]]), y, a[i]);
    }
  }
  UNROLL for (int i = 0; i < 9; i++) store8(sums[i], a[i]);
}

KERNEL void fer_planar_gradient(
    const fer_planar_arguments *p, const float *input, const float *gradient, float *sums) {
  float spare[8];
  memset(spare, 0, sizeof spare);
  const size_t plane = p->output_height * p->output_width * 8;
  for (size_t block = 0; block < p->output_blocks; block++) {
    float *packed = sums + block / 2 * p->step_count * 16 + block % 2 * 8;
    for (size_t first = 0; first < p->step_count; first += 9) {
      int32_t steps[9];
      float *targets[9];
      for (size_t i = 0; i < 9; i++) {
        const int used = first + i < p->step_count;
        steps[i] = p->steps[used ? first + i : p->step_count - 1];
        targets[i] = used ? packed + (first + i) * 16 : spare;
      }
      gradient9(p, input, steps, gradient + block * plane, targets);
    }
  }
}
