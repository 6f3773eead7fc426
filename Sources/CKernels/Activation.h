// Activations and their derivatives, inlined into the kernels that apply them. Include after
// VectorMath.h. The kind is a constant at every use, so the switches vanish.

#ifndef FER_ACTIVATION_H
#define FER_ACTIVATION_H

#include "VectorMath.h"

INLINE_KERNEL v8 activate(const int kind, v8 z) {
  switch (kind) {
    case FER_RELU: return select8(z > 0.0f, z, splat8(0));
    case FER_LEAKY_RELU: return select8(z > 0.0f, z, z * 0.01f);
    case FER_ELU: return select8(z > 0.0f, z, exp8(z) - 1.0f);
    case FER_GELU: {
      const v8 u = 0.7978845608f * fma8(z * z * z, splat8(0.044715f), z);
      return 0.5f * z * (1.0f + tanh8(u));
    }
    case FER_SILU: return z * sigmoid8(z);
    case FER_HARDSWISH: {
      const v8 gate = fma8(z, splat8(1.0f / 6.0f), splat8(0.5f));
      return select8(z <= -3.0f, splat8(0), select8(z >= 3.0f, z, z * gate));
    }
    case FER_MISH: {
      const v8 e = exp8(select8(z > 20.0f, splat8(20.0f), z));
      const v8 n = e * (e + 2.0f);
      return z * (n / (n + 2.0f));
    }
    default: return z;
  }
}

// The derivative of `activate` at z.
INLINE_KERNEL v8 slope(const int kind, v8 z) {
  switch (kind) {
    case FER_RELU: return select8(z > 0.0f, splat8(1), splat8(0));
    case FER_LEAKY_RELU: return select8(z > 0.0f, splat8(1), splat8(0.01f));
    case FER_ELU: return select8(z > 0.0f, splat8(1), exp8(z));
    case FER_GELU: {
      const v8 u = 0.7978845608f * fma8(z * z * z, splat8(0.044715f), z);
      const v8 t = tanh8(u);
      const v8 inner = 0.7978845608f * fma8(z * z, splat8(0.134145f), splat8(1));
      return 0.5f * (1.0f + t) + 0.5f * z * (1.0f - t * t) * inner;
    }
    case FER_SILU: {
      const v8 s = sigmoid8(z);
      return s * (1.0f + z * (1.0f - s));
    }
    case FER_HARDSWISH: {
      const v8 line = fma8(z, splat8(1.0f / 3.0f), splat8(0.5f));
      return select8(z <= -3.0f, splat8(0), select8(z >= 3.0f, splat8(1), line));
    }
    case FER_MISH: {
      const v8 e = exp8(select8(z > 20.0f, splat8(20.0f), z));
      const v8 n = e * (e + 2.0f);
      const v8 t = n / (n + 2.0f);
      return t + z * (1.0f - t * t) * sigmoid8(z);
    }
    default: return splat8(1);
  }
}

// Calls LOOP(kind) with the kind as a constant.
#define FOR_ACTIVATION(kind, LOOP)                    \
  switch (kind) {                                     \
    case FER_RELU: LOOP(FER_RELU); break;             \
    case FER_LEAKY_RELU: LOOP(FER_LEAKY_RELU); break; \
    case FER_ELU: LOOP(FER_ELU); break;               \
    case FER_GELU: LOOP(FER_GELU); break;             \
    case FER_SILU: LOOP(FER_SILU); break;             \
    case FER_HARDSWISH: LOOP(FER_HARDSWISH); break;   \
    case FER_MISH: LOOP(FER_MISH); break;             \
    default: LOOP(FER_IDENTITY); break;               \
  }

#endif
