// The gradient of a depthwise convolution's weights, from one blocked image.
//
// For each tap, the products of the output gradient with the input under the tap are summed in raster order.
// Output pixels whose taps all lie inside the columns of the image are dealt by column to G chains of fma
// (the first column to chain 0, the next to chain 1 ..., the rest of a row that fills no G to chain 0);
// pixels near the left and right edges go to chain 0. The chains are joined in order, then added to what is
// there. G is 3 for kernels of 3, 2 for kernels of 5, else 1.

#pragma clang fp contract(off)

#include "KernelSupport.h"

#define UNROLL _Pragma("clang loop unroll(full)")

INLINE_KERNEL ptrdiff_t at_least(ptrdiff_t value, ptrdiff_t least) {
  return value < least ? least : value;
}
INLINE_KERNEL ptrdiff_t at_most(ptrdiff_t value, ptrdiff_t most) {
  return value > most ? most : value;
}

typedef struct {
  ptrdiff_t height, width, kernel, stride, padding, rows, columns;
  // Output columns whose taps all lie inside the image: first ..< inside.
  ptrdiff_t first, inside;
} plane;

// Output rows for which input row r * stride + i - padding exists.
INLINE_KERNEL ptrdiff_t first_row(const plane *p, ptrdiff_t i) {
  return at_least(p->padding - i + p->stride - 1, 0) / p->stride;
}
INLINE_KERNEL ptrdiff_t end_row(const plane *p, ptrdiff_t i) {
  const ptrdiff_t room = p->height - 1 + p->padding - i;
  return room < 0 ? 0 : at_most(room / p->stride + 1, p->rows);
}

#define EDGE(COLUMN)                                                                            \
  {                                                                                             \
    const ptrdiff_t at = (COLUMN) * step - p->padding;                                          \
    const v8 d = load8(dy + 8 * (COLUMN));                                                      \
    UNROLL for (int j = 0; j < K; j++) {                                                        \
      if (at + j >= 0 && at + j < p->width) {                                                   \
        a[0][j] = fma8(d, load8(x + 8 * (at + j)), a[0][j]);                                    \
      }                                                                                         \
    }                                                                                           \
  }

// One row of taps of one plane; `K` and `stride` are constants, as is `G`.
INLINE_KERNEL void tap_row(
    const int K, const int stride, const int G, const plane *p, const float *input,
    const float *gradient, ptrdiff_t i, float *sums) {
  const ptrdiff_t step = stride > 0 ? stride : p->stride;
  v8 a[3][7];
  UNROLL for (int g = 0; g < G; g++) {
    UNROLL for (int j = 0; j < K; j++) a[g][j] = splat8(0);
  }
  const ptrdiff_t end = end_row(p, i);
  for (ptrdiff_t row = first_row(p, i); row < end; row++) {
    const float *dy = gradient + row * p->columns * 8;
    const float *x = input + (row * step + i - p->padding) * p->width * 8;
    ptrdiff_t column = 0;
    for (; column < p->first; column++) EDGE(column)
    for (; column + G <= p->inside; column += G) {
      const float *at = x + (column * step - p->padding) * 8;
      UNROLL for (int g = 0; g < G; g++) {
        const v8 d = load8(dy + 8 * (column + g));
        UNROLL for (int j = 0; j < K; j++) {
          a[g][j] = fma8(d, load8(at + 8 * (g * step + j)), a[g][j]);
        }
      }
    }
    for (; column < p->columns; column++) EDGE(column)
  }
  UNROLL for (int j = 0; j < K; j++) {
    v8 sum = a[0][j];
    UNROLL for (int g = 1; g < G; g++) sum = sum + a[g][j];
    store8(sums + 8 * j, load8(sums + 8 * j) + sum);
  }
}

#define TAP_ROWS(K, STRIDE, G)                                                                  \
  for (ptrdiff_t i = 0; i < K; i++) {                                                           \
    tap_row(K, STRIDE, G, p, input, gradient, i, sums + i * K * 8);                             \
  }                                                                                             \
  return;

// Any kernel: one chain a tap.
INLINE_KERNEL void any_taps(
    const plane *p, const float *input, const float *gradient, float *sums) {
  for (ptrdiff_t i = 0; i < p->kernel; i++) {
    for (ptrdiff_t j = 0; j < p->kernel; j++) {
      v8 a = splat8(0);
      const ptrdiff_t end = end_row(p, i);
      for (ptrdiff_t row = first_row(p, i); row < end; row++) {
        const float *dy = gradient + row * p->columns * 8;
        const float *x = input + (row * p->stride + i - p->padding) * p->width * 8;
        for (ptrdiff_t column = 0; column < p->columns; column++) {
          const ptrdiff_t at = column * p->stride + j - p->padding;
          if (at >= 0 && at < p->width) a = fma8(load8(dy + 8 * column), load8(x + 8 * at), a);
        }
      }
      float *sum = sums + (i * p->kernel + j) * 8;
      store8(sum, load8(sum) + a);
    }
  }
}

INLINE_KERNEL void run(
    const plane *p, const float *input, const float *gradient, float *sums) {
  if (p->stride == 1) {
    switch (p->kernel) {
      case 3: TAP_ROWS(3, 1, 3)
      case 5: TAP_ROWS(5, 1, 2)
      default: break;
    }
  }
  switch (p->kernel) {
    case 3: TAP_ROWS(3, 0, 3)
    case 5: TAP_ROWS(5, 0, 2)
    case 7: TAP_ROWS(7, 0, 1)
    default: any_taps(p, input, gradient, sums);
  }
}

KERNEL void fer_depthwise_weight_gradient(
    const fer_depthwise_shape *s, const float *x, const float *gradient, float *sums) {
  plane p = {
      (ptrdiff_t)s->height, (ptrdiff_t)s->width, (ptrdiff_t)s->kernel, (ptrdiff_t)s->stride,
      (ptrdiff_t)s->padding, (ptrdiff_t)s->output_height, (ptrdiff_t)s->output_width, 0, 0};
  p.first = at_most((p.padding + p.stride - 1) / p.stride, p.columns);
  const ptrdiff_t room = p.width + p.padding - p.kernel;
  p.inside = at_least(room < 0 ? 0 : at_most(room / p.stride + 1, p.columns), p.first);
  for (size_t block = 0; block < s->blocks; block++) {
    run(&p, x + block * s->height * s->width * 8,
        gradient + block * s->output_height * s->output_width * 8,
        sums + block * s->kernel * s->kernel * 8);
  }
}
