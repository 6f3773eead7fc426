// The 1x1 convolution of a run of pixels, bias and relu included.
//
// Each output element is one lane's chain of fma: the bias, then the input channels in order. The size of
// a tile decides only which elements are computed together. A run's last tile is moved back so that it
// is whole; the elements it computes again come out the same.

#pragma clang fp contract(off)

#include "Activation.h"

#define UNROLL _Pragma("clang loop unroll(full)")

// `N` pixels by sixteen (or, when `half`, the lower eight) output channels.
#define TILE(NAME, N, HALF)                                                                     \
  INLINE_KERNEL void NAME(                                                                      \
      const int kind, const float *input, size_t block_stride, size_t blocks,                   \
      const float *weights, v8 low, v8 high, float *output, size_t output_stride) {             \
    v8 a[N], b[N];                                                                              \
    UNROLL for (int i = 0; i < N; i++) {                                                        \
      a[i] = low;                                                                               \
      if (!HALF) b[i] = high;                                                                   \
    }                                                                                           \
    for (size_t block = 0; block < blocks; block++) {                                           \
      UNROLL for (int c = 0; c < 8; c++) {                                                      \
        const v8 w0 = load8(weights + 16 * c);                                                  \
        const v8 w1 = HALF ? w0 : load8(weights + 16 * c + 8);                                  \
        UNROLL for (int i = 0; i < N; i++) {                                                    \
          const v8 x = splat8(input[8 * i + c]);                                                \
          a[i] = fma8(x, w0, a[i]);                                                             \
          if (!HALF) b[i] = fma8(x, w1, b[i]);                                                  \
        }                                                                                       \
      }                                                                                         \
      weights += 128;                                                                           \
      input += block_stride;                                                                    \
    }                                                                                           \
    UNROLL for (int i = 0; i < N; i++) {                                                        \
      store8(output + 8 * i, activate(kind, a[i]));                                             \
      if (!HALF) store8(output + output_stride + 8 * i, activate(kind, b[i]));                  \
    }                                                                                           \
  }

TILE(tile6x16, 6, 0)
TILE(tile1x16, 1, 0)
TILE(tile10x8, 10, 1)
TILE(tile1x8, 1, 1)

// Walks a run in whole tiles of `N` pixels, or pixel by pixel when it is shorter than one.
#define RUN(N, WIDE, SINGLE)                                                                    \
  if (p->pixels < N) {                                                                          \
    for (size_t i = 0; i < p->pixels; i++) {                                                    \
      SINGLE(kind, p->input + 8 * i, p->input_stride, p->input_blocks, weights, low, high,      \
             output + 8 * i, p->output_stride);                                                 \
    }                                                                                           \
  } else {                                                                                      \
    for (size_t first = 0; first < p->pixels; first += N) {                                     \
      const size_t i = first + N <= p->pixels ? first : p->pixels - N;                          \
      WIDE(kind, p->input + 8 * i, p->input_stride, p->input_blocks, weights, low, high,        \
           output + 8 * i, p->output_stride);                                                   \
    }                                                                                           \
  }

INLINE_KERNEL void run(const int kind, const fer_pointwise_arguments *p) {
  for (size_t block = 0; block < p->output_blocks; block += 2) {
    const float *weights = p->weights + block / 2 * p->input_blocks * 128;
    const v8 low = load8(p->bias + block * 8), high = load8(p->bias + block * 8 + 8);
    float *output = p->output + block * p->output_stride;
    if (block + 1 < p->output_blocks) {
      RUN(6, tile6x16, tile1x16)
    } else {
      RUN(10, tile10x8, tile1x8)
    }
  }
}

KERNEL void fer_pointwise(const fer_pointwise_arguments *arguments) {
  if (arguments->relu) {
    run(FER_RELU, arguments);
  } else {
    run(FER_IDENTITY, arguments);
  }
}
