// The most fused multiply-adds a thread can do: what the speed of other kernels is compared with.

#pragma clang fp contract(off)

#include "KernelSupport.h"

// Twelve independent chains hide the latency of two units; nothing but the first and the last value
// touches memory.
KERNEL void fer_fma_peak(size_t rounds, float *values) {
  v8 a[12];
  for (int i = 0; i < 12; i++) a[i] = load8(values) + (float)i;
  const v8 factor = load8(values + 8), summand = load8(values + 16);
  for (size_t round = 0; round < rounds; round++) {
    _Pragma("clang loop unroll(full)")
    for (int i = 0; i < 12; i++) a[i] = fma8(a[i], factor, summand);
  }
  v8 sum = a[0];
  for (int i = 1; i < 12; i++) sum += a[i];
  store8(values, sum);
}
