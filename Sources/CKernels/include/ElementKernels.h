// Elementary functions, layouts, the loss, optimizers and sums. Layouts and promises: CKernels.h.

#ifndef FER_ELEMENT_KERNELS_H
#define FER_ELEMENT_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// MARK: Elementary functions

/// e^x, at most 2 ulp from the true value for normal results; 0 below -87.3. In place allowed.
void fer_exp(const float *x, size_t count, float *y);
/// The natural logarithm, at most 2 ulp from the true value; subnormals count as 0. In place allowed.
void fer_log(const float *x, size_t count, float *y);
/// The hyperbolic tangent, at most 3 ulp from the true value. In place allowed.
void fer_tanh(const float *x, size_t count, float *y);

// MARK: Layout

/// Copies planes of [height][width][unit] floats into zero-bordered ones.
void fer_pad(
    const float *x, size_t planes, size_t height, size_t width, size_t unit, size_t top,
    size_t left, size_t padded_height, size_t padded_width, float *out);
/// Copies `count` pixels of a blocked gradient into a panel [K/16][panel_pixels][16].
void fer_pack_panel(
    const float *gradient, size_t blocks, size_t block_stride, size_t count, float *panel,
    size_t panel_pixels);
/// Planar [channels][pixels] to blocked.
void fer_block_planes(const float *x, size_t channels, size_t pixels, float *out);
/// Packed weights [K/16][C/8][taps][8][16] to those of the data gradient, [C/16][K/8][chosen][8][16].
void fer_transpose_weights(
    const float *weights, size_t output_blocks8, size_t input_blocks8, size_t taps,
    const int32_t *chosen, size_t chosen_count, float *out);

// MARK: Loss

/// Softmax of one row: exp(x - max) / sum, the sum taken in index order.
void fer_softmax(
    const float *logits, size_t count, float *probabilities, float *maximum, float *sum);

// MARK: Element by element; every count a multiple of 8

/// out = parts[0] + parts[stride] + ..., in slice order.
void fer_sum_slices(
    const float *parts, size_t stride, size_t slices, size_t count, float *out);
/// out += x.
void fer_add(const float *x, size_t count, float *out);
/// out = a + b; in place allowed.
void fer_sum_pair(const float *a, const float *b, size_t count, float *out);
/// out = a * b; in place allowed.
void fer_multiply(const float *a, const float *b, size_t count, float *out);
/// Adds the sum over pixels of each channel, in pixel order.
void fer_bias_sums(
    const float *gradient, size_t blocks, size_t block_stride, size_t pixels, float *sums);
/// Stochastic gradient descent as PyTorch's: v = momentum*v + (g + decay*w); w -= rate * step.
void fer_sgd(
    float *weights, const float *gradient, float *velocity, size_t count, float rate,
    float momentum, int32_t nesterov, float decay);
/// How fast the means of Adam move: both betas, 1 - beta rounded from Double as PyTorch's (0.999 itself is off by
/// 1.3e-5 of 1 - 0.999 in float), and the corrections 1 - beta^t.
typedef struct {
  float beta1, beta2, rest1, rest2, correction1, correction2;
} fer_adam_rates;

/// AdamW (Loshchilov and Hutter, 2019).
void fer_adamw(
    float *weights, const float *gradient, float *first, float *second, size_t count, float rate,
    const fer_adam_rates *rates, float epsilon, float decay);
/// Adam (Kingma and Ba, 2015) with the decay added to the gradient, as PyTorch's.
void fer_adam(
    float *weights, const float *gradient, float *first, float *second, size_t count, float rate,
    const fer_adam_rates *rates, float epsilon, float decay);
/// out += factor * x, one fma an element.
void fer_add_scaled(const float *x, size_t count, float factor, float *out);
/// Every element not above `limit` and not below its negative; NaN stays.
void fer_clamp(size_t count, float limit, float *x);
/// The sum of squares in Double: eight chains of fma, one a lane i%8, chains c and c+4 added, then
/// ((0 + 2) + (1 + 3)).
double fer_square_sum(const float *x, size_t count);
/// average += (1 - decay) * (x - average).
void fer_average(const float *x, size_t count, float decay, float *average);

#endif
