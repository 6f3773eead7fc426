// Batch normalization, activation and 2x2 max pooling in one pass each way, so that the activation
// at full resolution is never stored. The bits equal those of the three steps taken apart.

#pragma clang fp contract(off)

#include "Activation.h"

// Bytes to lanes: eight window positions.
INLINE_KERNEL i8 load_choices(const uint8_t *choices) {
  typedef uint8_t b8 __attribute__((ext_vector_type(8), aligned(1)));
  return __builtin_convertvector(*(const b8 *)choices, i8);
}

INLINE_KERNEL void store_choices(uint8_t *choices, i8 value) {
  typedef uint8_t b8 __attribute__((ext_vector_type(8), aligned(1)));
  *(b8 *)choices = __builtin_convertvector(value, b8);
}

INLINE_KERNEL void forward(
    const int kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, float *y, uint8_t *choices) {
  const size_t rows = height / 2, columns = width / 2;
  for (size_t block = 0; block < blocks; block++) {
    const v8 a = load8(scale + block * 8), b = load8(shift + block * 8);
    for (size_t row = 0; row < rows; row++) {
      const float *line = x + ((block * height + 2 * row) * width) * 8;
      const size_t out = ((block * rows + row) * columns) * 8;
      for (size_t column = 0; column < columns; column++) {
        const float *at = line + column * 16;
        const size_t offsets[4] = {0, 8, width * 8, width * 8 + 8};
        v8 best = activate(kind, fma8(load8(at), a, b));
        i8 choice = 0;
        _Pragma("clang loop unroll(full)")
        for (int t = 1; t < 4; t++) {
          const v8 value = activate(kind, fma8(load8(at + offsets[t]), a, b));
          const i8 more = value > best;
          best = select8(more, value, best);
          choice = (more & t) | (~more & choice);
        }
        store8(y + out + column * 8, best);
        store_choices(choices + out + column * 8, choice);
      }
    }
  }
}

KERNEL void fer_normalize_pool(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, float *y, uint8_t *choices) {
#define LOOP(k) forward(k, x, scale, shift, blocks, height, width, y, choices)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}

// The chosen input of a window.
INLINE_KERNEL v8 chosen(const float *at, size_t width, i8 choice) {
  const v8 top = select8(choice == 1, load8(at + 8), load8(at));
  const float *below = at + width * 8;
  const v8 bottom = select8(choice == 3, load8(below + 8), load8(below));
  return select8(choice >= 2, bottom, top);
}

INLINE_KERNEL void gradient_sums(
    const int kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, const uint8_t *choices, float *gradient, double *sums) {
  const size_t rows = height / 2, columns = width / 2;
  for (size_t block = 0; block < blocks; block++) {
    const v8 a = load8(scale + block * 8), b = load8(shift + block * 8);
    d4 s0 = 0, s1 = 0, q0 = 0, q1 = 0;
    for (size_t row = 0; row < rows; row++) {
      const float *line = x + ((block * height + 2 * row) * width) * 8;
      const size_t out = ((block * rows + row) * columns) * 8;
      for (size_t column = 0; column < columns; column++) {
        const size_t i = out + column * 8;
        const v8 value = chosen(line + column * 16, width, load_choices(choices + i));
        v8 dz = load8(gradient + i);
        if (kind == FER_RELU) {
          dz = select8(fma8(value, a, b) > 0.0f, dz, splat8(0));
        } else {
          dz = dz * slope(kind, fma8(value, a, b));
        }
        store8(gradient + i, dz);
        const d4 z0 = low4d(dz), z1 = high4d(dz);
        s0 += z0;
        s1 += z1;
        q0 = fma4d(z0, low4d(value), q0);
        q1 = fma4d(z1, high4d(value), q1);
      }
    }
    double *out = sums + block * 16;
    store4d(out, load4d(out) + s0);
    store4d(out + 4, load4d(out + 4) + s1);
    store4d(out + 8, load4d(out + 8) + q0);
    store4d(out + 12, load4d(out + 12) + q1);
  }
}

KERNEL void fer_normalize_pool_gradient_sums(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, const uint8_t *choices, float *gradient, double *sums) {
#define LOOP(k) \
  gradient_sums(k, x, scale, shift, blocks, height, width, choices, gradient, sums)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}

KERNEL void fer_normalize_pool_gradient(
    const float *x, const float *a, const float *b, const float *c, size_t blocks, size_t height,
    size_t width, const uint8_t *choices, const float *gradient, float *out) {
  const size_t rows = height / 2, columns = width / 2;
  for (size_t block = 0; block < blocks; block++) {
    const v8 va = load8(a + block * 8), vb = load8(b + block * 8), vc = load8(c + block * 8);
    for (size_t row = 0; row < height; row++) {
      const size_t line = ((block * height + row) * width) * 8;
      const int pooledRow = row / 2 < rows;
      const size_t pooled = ((block * rows + row / 2) * columns) * 8;
      size_t column = 0;
      for (; pooledRow && column < columns; column++) {
        const v8 dz = load8(gradient + pooled + column * 8);
        const i8 choice = load_choices(choices + pooled + column * 8);
        _Pragma("clang loop unroll(full)")
        for (size_t side = 0; side < 2; side++) {
          const size_t i = line + (column * 2 + side) * 8;
          const v8 part = select8(choice == (int32_t)((row & 1) * 2 + side), dz, splat8(0));
          store8(out + i, fma8(va, part, fma8(vb, load8(x + i), vc)));
        }
      }
      for (size_t rest = column * 2; rest < width; rest++) {
        const size_t i = line + rest * 8;
        store8(out + i, fma8(va, splat8(0), fma8(vb, load8(x + i), vc)));
      }
    }
  }
}
