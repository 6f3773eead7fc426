// The elementary functions over arrays, for tests and for the few places that call them directly.

#pragma clang fp contract(off)

#include "VectorMath.h"

#define OVER_ARRAY(name, function)                              \
  KERNEL void name(const float *x, size_t count, float *y) {    \
    size_t i = 0;                                               \
    for (; i + 8 <= count; i += 8) store8(y + i, function(load8(x + i))); \
    if (i < count) {                                            \
      float rest[8] = {0};                                      \
      memcpy(rest, x + i, (count - i) * sizeof(float));         \
      store8(rest, function(load8(rest)));                      \
      memcpy(y + i, rest, (count - i) * sizeof(float));         \
    }                                                           \
  }

OVER_ARRAY(fer_exp, exp8)
OVER_ARRAY(fer_log, log8)
OVER_ARRAY(fer_tanh, tanh8)
