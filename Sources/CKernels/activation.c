// Activations on their own (after a residual sum or a linear layer).

#pragma clang fp contract(off)

#include "Activation.h"

INLINE_KERNEL void forward(const int kind, const float *x, size_t count, float *y) {
  for (size_t i = 0; i < count; i += 8) store8(y + i, activate(kind, load8(x + i)));
}

INLINE_KERNEL void backward(const int kind, const float *x, size_t count, float *gradient) {
  for (size_t i = 0; i < count; i += 8) {
    store8(gradient + i, load8(gradient + i) * slope(kind, load8(x + i)));
  }
}

KERNEL void fer_activate(int32_t kind, const float *x, size_t count, float *y) {
#define LOOP(k) forward(k, x, count, y)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}

KERNEL void fer_activate_gradient(int32_t kind, const float *x, size_t count, float *gradient) {
#define LOOP(k) backward(k, x, count, gradient)
  FOR_ACTIVATION(kind, LOOP)
#undef LOOP
}
