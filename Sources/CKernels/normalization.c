// Batch normalization with its activation, forward and backward, on one blocked image.

#pragma clang fp contract(off)

#include "Activation.h"

// Sums over pixels in Double: even and odd pixels apart, then (present + (even + odd)).
KERNEL void fer_channel_sums(const float *x, size_t blocks, size_t pixels, double *sums) {
  for (size_t block = 0; block < blocks; block++) {
    const float *plane = x + block * pixels * 8;
    d4 s[4] = {0, 0, 0, 0}, q[4] = {0, 0, 0, 0};
    size_t p = 0;
    for (; p + 2 <= pixels; p += 2) {
      const v8 even = load8(plane + p * 8), odd = load8(plane + p * 8 + 8);
      const d4 e0 = low4d(even), e1 = high4d(even), o0 = low4d(odd), o1 = high4d(odd);
      s[0] += e0; s[1] += e1; s[2] += o0; s[3] += o1;
      q[0] = fma4d(e0, e0, q[0]); q[1] = fma4d(e1, e1, q[1]);
      q[2] = fma4d(o0, o0, q[2]); q[3] = fma4d(o1, o1, q[3]);
    }
    if (p < pixels) {
      const v8 even = load8(plane + p * 8);
      const d4 e0 = low4d(even), e1 = high4d(even);
      s[0] += e0; s[1] += e1;
      q[0] = fma4d(e0, e0, q[0]); q[1] = fma4d(e1, e1, q[1]);
    }
    double *out = sums + block * 16;
    store4d(out, load4d(out) + (s[0] + s[2]));
    store4d(out + 4, load4d(out + 4) + (s[1] + s[3]));
    store4d(out + 8, load4d(out + 8) + (q[0] + q[2]));
    store4d(out + 12, load4d(out + 12) + (q[1] + q[3]));
  }
}

INLINE_KERNEL void normalize(
    const int kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *y) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 a = load8(scale + block * 8), b = load8(shift + block * 8);
    const size_t start = block * pixels * 8, end = start + pixels * 8;
    for (size_t i = start; i < end; i += 8) {
      store8(y + i, activate(kind, fma8(load8(x + i), a, b)));
    }
  }
}

KERNEL void fer_normalize(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *y) {
#define LOOP(k) normalize(k, x, scale, shift, blocks, pixels, y)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}

INLINE_KERNEL void gradient_sums(
    const int kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *gradient, double *sums) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 a = load8(scale + block * 8), b = load8(shift + block * 8);
    const size_t start = block * pixels * 8, end = start + pixels * 8;
    d4 s0 = 0, s1 = 0, q0 = 0, q1 = 0;
    for (size_t i = start; i < end; i += 8) {
      const v8 value = load8(x + i);
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
    double *out = sums + block * 16;
    store4d(out, load4d(out) + s0);
    store4d(out + 4, load4d(out + 4) + s1);
    store4d(out + 8, load4d(out + 8) + q0);
    store4d(out + 12, load4d(out + 12) + q1);
  }
}

KERNEL void fer_normalize_gradient_sums(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *gradient, double *sums) {
#define LOOP(k) gradient_sums(k, x, scale, shift, blocks, pixels, gradient, sums)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}

KERNEL void fer_normalize_gradient(
    const float *x, const float *a, const float *b, const float *c, size_t blocks, size_t pixels,
    float *gradient) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 va = load8(a + block * 8), vb = load8(b + block * 8), vc = load8(c + block * 8);
    const size_t start = block * pixels * 8, end = start + pixels * 8;
    for (size_t i = start; i < end; i += 8) {
      const v8 line = fma8(vb, load8(x + i), vc);
      store8(gradient + i, fma8(va, load8(gradient + i), line));
    }
  }
}
