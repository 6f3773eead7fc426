// What every kernel file shares: the vector type and the one macro that lets a function use it.
// Include it after `#pragma clang fp contract(off)`; never from a public header.

#ifndef FER_KERNEL_SUPPORT_H
#define FER_KERNEL_SUPPORT_H

#include "CKernels.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#define KERNEL __attribute__((target("avx2,fma")))
#else
#define KERNEL
#endif

#define INLINE_KERNEL KERNEL static inline __attribute__((always_inline))

typedef float v8 __attribute__((ext_vector_type(8)));
typedef int32_t i8 __attribute__((ext_vector_type(8)));
typedef float v4 __attribute__((ext_vector_type(4)));
typedef double d4 __attribute__((ext_vector_type(4)));

// Eight floats at any address: buffers are aligned, offsets into them need not be.
typedef float v8u __attribute__((ext_vector_type(8), aligned(4)));
typedef double d4u __attribute__((ext_vector_type(4), aligned(8)));

INLINE_KERNEL v8 load8(const float *address) { return *(const v8u *)address; }
INLINE_KERNEL void store8(float *address, v8 value) { *(v8u *)address = value; }
INLINE_KERNEL d4 load4d(const double *address) { return *(const d4u *)address; }
INLINE_KERNEL void store4d(double *address, d4 value) { *(d4u *)address = value; }
INLINE_KERNEL v8 splat8(float value) { return (v8)value; }
INLINE_KERNEL v8 fma8(v8 a, v8 b, v8 c) { return __builtin_elementwise_fma(a, b, c); }
INLINE_KERNEL d4 fma4d(d4 a, d4 b, d4 c) { return __builtin_elementwise_fma(a, b, c); }

// Lane-wise choice: `mask` comes from a comparison, all ones or all zeros a lane.
INLINE_KERNEL v8 select8(i8 mask, v8 yes, v8 no) {
  return (v8)((mask & (i8)yes) | (~mask & (i8)no));
}

INLINE_KERNEL d4 low4d(v8 value) { return __builtin_convertvector(value.lo, d4); }
INLINE_KERNEL d4 high4d(v8 value) { return __builtin_convertvector(value.hi, d4); }

#endif
