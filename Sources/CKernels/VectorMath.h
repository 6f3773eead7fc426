// exp, log and tanh for eight floats, from + - * / and fma only. Include after KernelSupport.h.
//
// Polynomials after Cephes (Moshier). The stated errors are measured by the tests against Double.

#ifndef FER_VECTOR_MATH_H
#define FER_VECTOR_MATH_H

#include "KernelSupport.h"

// e^x, error below 2 ulp of normal results. Below -87.3 it is 0, above 88.8 infinity; NaN stays NaN.
INLINE_KERNEL v8 exp8(v8 x) {
  const v8 clamped = select8(x > 89.0f, splat8(89.0f), select8(x < -88.0f, splat8(-88.0f), x));
  const v8 safe = select8(clamped == clamped, clamped, splat8(0));
  const v8 n = __builtin_elementwise_roundeven(safe * 1.44269504088896341f);
  v8 r = fma8(n, splat8(-0.693359375f), safe);
  r = fma8(n, splat8(2.12194440e-4f), r);
  v8 p = splat8(1.9875691500e-4f);
  p = fma8(p, r, splat8(1.3981999507e-3f));
  p = fma8(p, r, splat8(8.3334519073e-3f));
  p = fma8(p, r, splat8(4.1665795894e-2f));
  p = fma8(p, r, splat8(1.6666665459e-1f));
  p = fma8(p, r, splat8(5.0000001201e-1f));
  const v8 value = fma8(p, r * r, r) + 1.0f;
  // Two factors, so that 2^128 (a result just below overflow) needs no special case.
  const i8 whole = __builtin_convertvector(n, i8);
  const i8 half = whole >> 1;
  const v8 factor1 = (v8)((half + 127) << 23);
  const v8 factor2 = (v8)((whole - half + 127) << 23);
  const v8 result = value * factor1 * factor2;
  const v8 bounded = select8(x < -87.3f, splat8(0), result);
  return select8(x == x, bounded, x);
}

// The natural logarithm of positive normal numbers, error below 2 ulp; others: 0 gives -infinity,
// negative numbers and NaN give NaN, infinity gives infinity, subnormals are taken for 0.
INLINE_KERNEL v8 log8(v8 x) {
  const i8 bits = (i8)x;
  const i8 exponent = ((bits >> 23) & 255) - 126;
  v8 m = (v8)((bits & 0x007fffff) | 0x3f000000);
  const i8 small = m < 0.707106781186547524f;
  const v8 e = __builtin_convertvector(exponent + small, v8);
  m = select8(small, m + m, m) - 1.0f;
  v8 p = splat8(7.0376836292e-2f);
  p = fma8(p, m, splat8(-1.1514610310e-1f));
  p = fma8(p, m, splat8(1.1676998740e-1f));
  p = fma8(p, m, splat8(-1.2420140846e-1f));
  p = fma8(p, m, splat8(1.4249322787e-1f));
  p = fma8(p, m, splat8(-1.6668057665e-1f));
  p = fma8(p, m, splat8(2.0000714765e-1f));
  p = fma8(p, m, splat8(-2.4999993993e-1f));
  p = fma8(p, m, splat8(3.3333331174e-1f));
  const v8 square = m * m;
  v8 y = m * square * p;
  y = fma8(e, splat8(-2.12194440e-4f), y);
  y = fma8(square, splat8(-0.5f), y);
  const v8 result = fma8(e, splat8(0.693359375f), m + y);
  const v8 infinity = splat8(__builtin_inff());
  const v8 nan = splat8(__builtin_nanf(""));
  v8 bounded = select8(x < 1.17549435e-38f, -infinity, result);
  bounded = select8(x < 0.0f, nan, bounded);
  bounded = select8(x == infinity, infinity, bounded);
  return select8(x == x, bounded, nan);
}

// The hyperbolic tangent, error below 3 ulp.
INLINE_KERNEL v8 tanh8(v8 x) {
  const i8 sign = (i8)x & (i8)splat8(-0.0f);
  const v8 magnitude = (v8)((i8)x & 0x7fffffff);
  const v8 z = x * x;
  v8 p = splat8(-5.70498872745e-3f);
  p = fma8(p, z, splat8(2.06390887954e-2f));
  p = fma8(p, z, splat8(-5.37397155531e-2f));
  p = fma8(p, z, splat8(1.33314422036e-1f));
  p = fma8(p, z, splat8(-3.33332819422e-1f));
  const v8 inner = fma8(p * z, x, x);
  const v8 outer = 1.0f - 2.0f / (exp8(magnitude + magnitude) + 1.0f);
  const v8 signedOuter = (v8)((i8)outer | sign);
  return select8(magnitude < 0.625f, inner, signedOuter);
}

INLINE_KERNEL v8 sigmoid8(v8 x) { return 1.0f / (1.0f + exp8(-x)); }

#endif
