// Parameter updates and sums, element by element: any cutting into ranges gives the same bytes.

#pragma clang fp contract(off)

#include "KernelSupport.h"

KERNEL void fer_sum_slices(
    const float *parts, size_t stride, size_t slices, size_t count, float *out) {
  for (size_t i = 0; i < count; i += 8) {
    v8 sum = load8(parts + i);
    for (size_t s = 1; s < slices; s++) sum += load8(parts + s * stride + i);
    store8(out + i, sum);
  }
}

KERNEL void fer_add(const float *x, size_t count, float *out) {
  for (size_t i = 0; i < count; i += 8) store8(out + i, load8(out + i) + load8(x + i));
}

KERNEL void fer_sum_pair(const float *a, const float *b, size_t count, float *out) {
  for (size_t i = 0; i < count; i += 8) store8(out + i, load8(a + i) + load8(b + i));
}

KERNEL void fer_multiply(const float *a, const float *b, size_t count, float *out) {
  for (size_t i = 0; i < count; i += 8) store8(out + i, load8(a + i) * load8(b + i));
}

KERNEL void fer_bias_sums(
    const float *gradient, size_t blocks, size_t block_stride, size_t pixels, float *sums) {
  for (size_t block = 0; block < blocks; block++) {
    v8 sum = load8(sums + block * 8);
    for (size_t p = 0; p < pixels; p++) sum += load8(gradient + block * block_stride + p * 8);
    store8(sums + block * 8, sum);
  }
}

KERNEL void fer_sgd(
    float *weights, const float *gradient, float *velocity, size_t count, float rate,
    float momentum, int32_t nesterov, float decay) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 w = load8(weights + i);
    const v8 g = fma8(splat8(decay), w, load8(gradient + i));
    const v8 v = fma8(splat8(momentum), load8(velocity + i), g);
    store8(velocity + i, v);
    const v8 step = nesterov ? fma8(splat8(momentum), v, g) : v;
    store8(weights + i, fma8(splat8(-rate), step, w));
  }
}

KERNEL void fer_adamw(
    float *weights, const float *gradient, float *first, float *second, size_t count, float rate,
    float beta1, float beta2, float epsilon, float decay, float correction1, float correction2) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 g = load8(gradient + i);
    const v8 m = fma8(splat8(beta1), load8(first + i), (1.0f - beta1) * g);
    const v8 v = fma8(splat8(beta2), load8(second + i), (1.0f - beta2) * (g * g));
    store8(first + i, m);
    store8(second + i, v);
    const v8 denominator = __builtin_elementwise_sqrt(v / correction2) + epsilon;
    const v8 w = load8(weights + i);
    const v8 kept = fma8(splat8(-rate * decay), w, w);
    store8(weights + i, fma8(splat8(-rate), (m / correction1) / denominator, kept));
  }
}

KERNEL void fer_average(const float *x, size_t count, float decay, float *average) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 old = load8(average + i);
    store8(average + i, fma8(splat8(1.0f - decay), load8(x + i) - old, old));
  }
}
