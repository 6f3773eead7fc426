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
    const fer_adam_rates *rates, float epsilon, float decay) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 g = load8(gradient + i);
    const v8 m = fma8(splat8(rates->beta1), load8(first + i), rates->rest1 * g);
    const v8 v = fma8(splat8(rates->beta2), load8(second + i), rates->rest2 * (g * g));
    store8(first + i, m);
    store8(second + i, v);
    const v8 denominator = __builtin_elementwise_sqrt(v / rates->correction2) + epsilon;
    const v8 w = load8(weights + i);
    const v8 kept = fma8(splat8(-rate * decay), w, w);
    store8(weights + i, fma8(splat8(-rate), (m / rates->correction1) / denominator, kept));
  }
}

KERNEL void fer_adam(
    float *weights, const float *gradient, float *first, float *second, size_t count, float rate,
    const fer_adam_rates *rates, float epsilon, float decay) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 w = load8(weights + i);
    const v8 g = fma8(splat8(decay), w, load8(gradient + i));
    const v8 m = fma8(splat8(rates->beta1), load8(first + i), rates->rest1 * g);
    const v8 v = fma8(splat8(rates->beta2), load8(second + i), rates->rest2 * (g * g));
    store8(first + i, m);
    store8(second + i, v);
    const v8 denominator = __builtin_elementwise_sqrt(v / rates->correction2) + epsilon;
    store8(weights + i, fma8(splat8(-rate), (m / rates->correction1) / denominator, w));
  }
}

KERNEL void fer_add_scaled(const float *x, size_t count, float factor, float *out) {
  for (size_t i = 0; i < count; i += 8)
    store8(out + i, fma8(splat8(factor), load8(x + i), load8(out + i)));
}

KERNEL void fer_clamp(size_t count, float limit, float *x) {
  for (size_t i = 0; i < count; i += 8) {
    v8 value = load8(x + i);
    // Comparisons with NaN are false, so NaN stays and is noticed.
    value = select8(value > limit, splat8(limit), value);
    store8(x + i, select8(value < -limit, splat8(-limit), value));
  }
}

KERNEL double fer_square_sum(const float *x, size_t count) {
  d4 low = 0, high = 0;
  for (size_t i = 0; i < count; i += 8) {
    const v8 value = load8(x + i);
    low = fma4d(low4d(value), low4d(value), low);
    high = fma4d(high4d(value), high4d(value), high);
  }
  const d4 four = low + high;
  return (four[0] + four[2]) + (four[1] + four[3]);
}

KERNEL void fer_average(const float *x, size_t count, float decay, float *average) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 old = load8(average + i);
    store8(average + i, fma8(splat8(1.0f - decay), load8(x + i) - old, old));
  }
}
