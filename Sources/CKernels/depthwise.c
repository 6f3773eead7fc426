// The 3x3 depthwise convolution of one row, bias and relu included, and 2x2 max pooling of two rows.
//
// Each output element is one lane's chain of fma: the bias, then the nine taps in raster order.

#pragma clang fp contract(off)

#include "Activation.h"

#define UNROLL _Pragma("clang loop unroll(full)")

// `N` neighbouring pixels; the rows point at the pixel left of the first.
#define TILE(NAME, N)                                                                           \
  INLINE_KERNEL void NAME(                                                                      \
      const int kind, const float *const rows[3], size_t offset, const float *weights, v8 bias, \
      float *output) {                                                                          \
    v8 a[N];                                                                                    \
    UNROLL for (int i = 0; i < N; i++) a[i] = bias;                                             \
    UNROLL for (int y = 0; y < 3; y++) {                                                        \
      UNROLL for (int x = 0; x < 3; x++) {                                                      \
        const v8 w = load8(weights + (3 * y + x) * 8);                                          \
        UNROLL for (int i = 0; i < N; i++) {                                                    \
          a[i] = fma8(load8(rows[y] + offset + 8 * (i + x)), w, a[i]);                          \
        }                                                                                       \
      }                                                                                         \
    }                                                                                           \
    UNROLL for (int i = 0; i < N; i++) store8(output + 8 * i, activate(kind, a[i]));            \
  }

TILE(tile8, 8)
TILE(tile1, 1)

INLINE_KERNEL void run(const int kind, const fer_depthwise_arguments *p) {
  const float *const rows[3] = {p->rows[0], p->rows[1], p->rows[2]};
  for (size_t block = 0; block < p->blocks; block++) {
    const size_t from = block * p->row_stride;
    const float *weights = p->weights + block * 72;
    const v8 bias = load8(p->bias + block * 8);
    float *output = p->output + block * p->output_stride;
    if (p->width < 8) {
      for (size_t i = 0; i < p->width; i++) {
        tile1(kind, rows, from + 8 * i, weights, bias, output + 8 * i);
      }
    } else {
      for (size_t first = 0; first < p->width; first += 8) {
        // The last tile is moved back so that it is whole.
        const size_t i = first + 8 <= p->width ? first : p->width - 8;
        tile8(kind, rows, from + 8 * i, weights, bias, output + 8 * i);
      }
    }
  }
}

KERNEL void fer_depthwise_row(const fer_depthwise_arguments *arguments) {
  if (arguments->relu) {
    run(FER_RELU, arguments);
  } else {
    run(FER_IDENTITY, arguments);
  }
}

INLINE_KERNEL v8 larger(v8 best, v8 value) { return select8(value > best, value, best); }

KERNEL void fer_max_pool_rows(
    const float *upper, const float *lower, size_t blocks, size_t row_stride, size_t output_width,
    float *output, size_t output_stride) {
  for (size_t block = 0; block < blocks; block++) {
    for (size_t i = 0; i < output_width; i++) {
      v8 best = load8(upper + 16 * i);
      best = larger(best, load8(upper + 16 * i + 8));
      best = larger(best, load8(lower + 16 * i));
      best = larger(best, load8(lower + 16 * i + 8));
      store8(output + 8 * i, best);
    }
    upper += row_stride;
    lower += row_stride;
    output += output_stride;
  }
}

KERNEL void fer_max_pool_values(const fer_pool_shape *s, const float *x, float *y) {
  for (size_t block = 0; block < s->blocks; block++) {
    for (size_t row = 0; row < s->output_height; row++) {
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t corner = (block * s->height + row * s->stride) * s->width + column * s->stride;
        v8 best = load8(x + corner * 8);
        for (size_t i = 0; i < s->kernel_height; i++) {
          for (size_t j = 0; j < s->kernel_width; j++) {
            best = larger(best, load8(x + (corner + i * s->width + j) * 8));
          }
        }
        store8(y + ((block * s->output_height + row) * s->output_width + column) * 8, best);
      }
    }
  }
}
