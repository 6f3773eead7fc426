// The depthwise convolution of one blocked image: forward, gradient of the input.
//
// Each output element is one lane's chain of fma: the start (bias, zero or the present value), then the taps
// inside the image in raster order; taps outside it are left out. The gradient of the input is the same
// correlation with the kernel turned round; with a stride it falls into classes of pixels, one for each pair
// of row and column remainders, that are reached by the same taps. How many pixels are computed together
// changes no bit.

#pragma clang fp contract(off)

#include "KernelSupport.h"

#define UNROLL _Pragma("clang loop unroll(full)")

enum { LARGEST_KERNEL = 15 };

// One plane's correlation. Output (r, c) starts at input row r * step - top, column c * step - left.
typedef struct {
  const float *input;
  ptrdiff_t height, width;
  // [rows][columns][8].
  const float *weights;
  ptrdiff_t rows, columns;
  ptrdiff_t step, top, left;
  v8 start;
  int accumulate;
  float *output;
  ptrdiff_t output_rows, output_columns;
  // Floats between two outputs of a column, of a row.
  ptrdiff_t output_line, output_step;
} correlation;

INLINE_KERNEL ptrdiff_t at_least(ptrdiff_t value, ptrdiff_t least) {
  return value < least ? least : value;
}
INLINE_KERNEL ptrdiff_t at_most(ptrdiff_t value, ptrdiff_t most) {
  return value > most ? most : value;
}

// `count` neighbouring outputs whose taps all lie inside the image; `taps` columns of them, a constant.
INLINE_KERNEL void tile(
    const int count, const int taps, const correlation *p, const float *input,
    const float *weights, ptrdiff_t rows, float *output) {
  v8 a[8];
  UNROLL for (int n = 0; n < count; n++) {
    a[n] = p->accumulate ? load8(output + n * p->output_step) : p->start;
  }
  for (ptrdiff_t i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < taps; j++) {
      const v8 w = load8(weights + 8 * j);
      UNROLL for (int n = 0; n < count; n++) {
        a[n] = fma8(load8(input + 8 * (n * p->step + j)), w, a[n]);
      }
    }
    input += p->width * 8;
    weights += p->columns * 8;
  }
  UNROLL for (int n = 0; n < count; n++) store8(output + n * p->output_step, a[n]);
}

// One output with any number of taps.
INLINE_KERNEL void single(
    const correlation *p, const float *input, const float *weights, ptrdiff_t rows,
    ptrdiff_t taps, float *output) {
  v8 a = p->accumulate ? load8(output) : p->start;
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = 0; j < taps; j++) {
      a = fma8(load8(input + 8 * j), load8(weights + 8 * j), a);
    }
    input += p->width * 8;
    weights += p->columns * 8;
  }
  store8(output, a);
}

#define TILES(N)                                                                                \
  for (; column + N <= inside; column += N) {                                                   \
    tile(N, taps, p, line + (column * p->step - p->left) * 8, weights, rows,                    \
         output + column * p->output_step);                                                     \
  }

// `taps` is the number of the kernel's columns as a constant, 0 for any; `stride` is `step` as a constant.
INLINE_KERNEL void correlate(const int taps, const int stride, const correlation *given) {
  correlation copy = *given;
  if (stride > 0) copy.step = stride;
  const correlation *p = &copy;
  const ptrdiff_t step = p->step;
  // Outputs before `first`, and from `inside` on, reach over an edge.
  const ptrdiff_t first =
      p->left > 0 ? at_most((p->left + step - 1) / step, p->output_columns) : 0;
  const ptrdiff_t room = p->width + p->left - p->columns;
  const ptrdiff_t inside =
      at_least(room < 0 ? 0 : at_most(room / step + 1, p->output_columns), first);
  for (ptrdiff_t row = 0; row < p->output_rows; row++) {
    const ptrdiff_t y = row * step - p->top;
    const ptrdiff_t above = at_least(-y, 0);
    const ptrdiff_t rows = at_least(at_most(p->rows, p->height - y) - above, 0);
    const float *line = p->input + (y + above) * p->width * 8;
    const float *weights = p->weights + above * p->columns * 8;
    float *output = p->output + row * p->output_line;
    ptrdiff_t column = 0;
    while (column < p->output_columns) {
      if (taps > 0 && column == first) {
        TILES(8) TILES(4) TILES(2) TILES(1)
        if (column >= p->output_columns) break;
      }
      const ptrdiff_t x = column * step - p->left;
      const ptrdiff_t before = at_least(-x, 0);
      const ptrdiff_t count = at_least(at_most(p->columns, p->width - x) - before, 0);
      single(p, line + (x + before) * 8, weights + before * 8, rows, count,
             output + column * p->output_step);
      column++;
    }
  }
}

INLINE_KERNEL void run(const correlation *p) {
  if (p->step == 1) {
    switch (p->columns) {
      case 1: correlate(1, 1, p); return;
      case 2: correlate(2, 1, p); return;
      case 3: correlate(3, 1, p); return;
      case 5: correlate(5, 1, p); return;
      default: break;
    }
  } else if (p->step == 2) {
    switch (p->columns) {
      case 3: correlate(3, 2, p); return;
      case 5: correlate(5, 2, p); return;
      default: break;
    }
  }
  correlate(0, 0, p);
}

KERNEL void fer_depthwise(
    const fer_depthwise_shape *s, const float *x, const float *weights, const float *bias,
    float *y) {
  correlation p = {0};
  p.height = (ptrdiff_t)s->height;
  p.width = (ptrdiff_t)s->width;
  p.rows = p.columns = (ptrdiff_t)s->kernel;
  p.step = (ptrdiff_t)s->stride;
  p.top = p.left = (ptrdiff_t)s->padding;
  p.output_rows = (ptrdiff_t)s->output_height;
  p.output_columns = (ptrdiff_t)s->output_width;
  p.output_step = 8;
  p.output_line = p.output_columns * 8;
  for (size_t block = 0; block < s->blocks; block++) {
    p.input = x + block * s->height * s->width * 8;
    p.weights = weights + block * s->kernel * s->kernel * 8;
    p.start = bias != NULL ? load8(bias + block * 8) : splat8(0);
    p.output = y + block * s->output_height * s->output_width * 8;
    run(&p);
  }
}

// The taps first, first + stride, ... below `kernel`.
INLINE_KERNEL ptrdiff_t taps_from(ptrdiff_t first, ptrdiff_t kernel, ptrdiff_t stride) {
  return first < kernel ? (kernel - first + stride - 1) / stride : 0;
}

KERNEL void fer_depthwise_gradient(
    const fer_depthwise_shape *s, const float *gradient, const float *weights, int32_t accumulate,
    float *out) {
  float turned[LARGEST_KERNEL * LARGEST_KERNEL * 8];
  const ptrdiff_t kernel = (ptrdiff_t)s->kernel, stride = (ptrdiff_t)s->stride;
  const ptrdiff_t padding = (ptrdiff_t)s->padding;
  const ptrdiff_t height = (ptrdiff_t)s->height, width = (ptrdiff_t)s->width;
  correlation p = {0};
  p.height = (ptrdiff_t)s->output_height;
  p.width = (ptrdiff_t)s->output_width;
  p.weights = turned;
  p.step = 1;
  p.start = splat8(0);
  p.accumulate = accumulate;
  p.output_line = stride * width * 8;
  p.output_step = stride * 8;
  for (size_t block = 0; block < s->blocks; block++) {
    const float *own = weights + block * s->kernel * s->kernel * 8;
    p.input = gradient + block * s->output_height * s->output_width * 8;
    for (ptrdiff_t y = 0; y < stride && y < height; y++) {
      for (ptrdiff_t x = 0; x < stride && x < width; x++) {
        // Input row y is reached by kernel rows i0, i0 + stride, ... of outputs that grow by one.
        const ptrdiff_t i0 = (y + padding) % stride, j0 = (x + padding) % stride;
        p.rows = taps_from(i0, kernel, stride);
        p.columns = taps_from(j0, kernel, stride);
        for (ptrdiff_t i = 0; i < p.rows; i++) {
          for (ptrdiff_t j = 0; j < p.columns; j++) {
            const ptrdiff_t from =
                (i0 + (p.rows - 1 - i) * stride) * kernel + j0 + (p.columns - 1 - j) * stride;
            store8(turned + (i * p.columns + j) * 8, load8(own + from * 8));
          }
        }
        p.top = p.rows - 1 - (y + padding) / stride;
        p.left = p.columns - 1 - (x + padding) / stride;
        p.output = out + ((ptrdiff_t)block * height * width + y * width + x) * 8;
        p.output_rows = (height - y + stride - 1) / stride;
        p.output_columns = (width - x + stride - 1) / stride;
        run(&p);
      }
    }
  }
}
