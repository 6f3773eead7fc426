// What lies between convolutions: activations, batch normalization, pooling, whole channels. Layouts and promises: CKernels.h.

#ifndef FER_MAP_KERNELS_H
#define FER_MAP_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// MARK: Activations

/// The activations. Leaky relu has slope 0.01, elu alpha 1, gelu is the tanh form.
enum {
  FER_IDENTITY = 0,
  FER_RELU = 1,
  FER_LEAKY_RELU = 2,
  FER_ELU = 3,
  FER_GELU = 4,
  FER_SILU = 5,
  FER_HARDSWISH = 6,
  FER_MISH = 7
};

/// y = activation(x); `count` a multiple of 8; in place allowed.
void fer_activate(int32_t kind, const float *x, size_t count, float *y);
/// gradient *= derivative of the activation at x; `count` a multiple of 8.
void fer_activate_gradient(int32_t kind, const float *x, size_t count, float *gradient);

// MARK: Batch normalization, on one blocked image

/// Adds, for each block, eight sums of x and eight sums of x*x, in Double: sums is [blocks][2][8].
void fer_channel_sums(const float *x, size_t blocks, size_t pixels, double *sums);
/// y = activation(x * scale + shift), scale and shift by channel; in place allowed.
void fer_normalize(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *y);
/// Turns `gradient` from dy into dz = dy * activation'(z), z = x * scale + shift, and adds the sums of
/// dz and of dz * x to sums, [blocks][2][8] in Double.
void fer_normalize_gradient_sums(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t pixels, float *gradient, double *sums);
/// gradient = a * gradient + (b * x + c), by channel, in place.
void fer_normalize_gradient(
    const float *x, const float *a, const float *b, const float *c, size_t blocks, size_t pixels,
    float *gradient);

/// `fer_normalize` followed by 2x2 max pooling of stride 2; choices hold the window position 0...3.
void fer_normalize_pool(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, float *y, uint8_t *choices);
/// `fer_normalize_gradient_sums` where `gradient` is the pooled one.
void fer_normalize_pool_gradient_sums(
    int32_t kind, const float *x, const float *scale, const float *shift, size_t blocks,
    size_t height, size_t width, const uint8_t *choices, float *gradient, double *sums);
/// out = a * dz + (b * x + c) at full size, dz being the pooled gradient at the chosen position, else 0.
void fer_normalize_pool_gradient(
    const float *x, const float *a, const float *b, const float *c, size_t blocks, size_t height,
    size_t width, const uint8_t *choices, const float *gradient, float *out);

// MARK: Pooling, on one blocked image

/// A pooling; only maxima may have padding, which then is smaller than the window and never chosen.
typedef struct {
  size_t blocks, height, width, kernel_height, kernel_width, stride, output_height, output_width;
  size_t padding;
} fer_pool_shape;

/// The first maximum of each window in raster order; choices hold its position in the window.
void fer_max_pool(const fer_pool_shape *shape, const float *x, float *y, uint8_t *choices);
/// Writes the whole input gradient, each window's share added in raster order.
void fer_max_pool_gradient(
    const fer_pool_shape *shape, const float *gradient, const uint8_t *choices, float *out);
/// The mean of each window, summed in raster order.
void fer_average_pool(const fer_pool_shape *shape, const float *x, float *y);
/// Writes the whole input gradient, each window's share added in raster order.
void fer_average_pool_gradient(const fer_pool_shape *shape, const float *gradient, float *out);

/// `fer_max_pool` without the choices; a window of NaN alone gives NaN.
void fer_max_pool_values(const fer_pool_shape *shape, const float *x, float *y);

// MARK: Whole channels of one blocked image

/// The gates of squeeze-and-excitation: 1 / (1 + e^-z), or z / 6 + 1 / 2 between 0 and 1.
enum { FER_GATE_SIGMOID = 0, FER_GATE_HARD_SIGMOID = 1 };

/// y = x * gate(gates), a gate a channel; in place allowed.
void fer_gate(
    int32_t kind, const float *x, const float *gates, size_t blocks, size_t pixels, float *y);
/// The gradient of the gates, [blocks][8], written, or added to what is there.
void fer_gate_sums(
    int32_t kind, const float *x, const float *gates, size_t blocks, size_t pixels,
    const float *gradient, int32_t accumulate, float *out);
/// The gradient of x, written (in place allowed), or added to what is there.
void fer_gate_gradient(
    int32_t kind, const float *gates, size_t blocks, size_t pixels, const float *gradient,
    int32_t accumulate, float *out);
/// The channels of one image, then those of another.
void fer_concatenate(
    const float *left, size_t left_channels, const float *right, size_t right_channels,
    size_t pixels, float *out);
/// Some neighbouring channels of x, surplus channels zero; written, or added to what is there.
void fer_take_channels(
    const float *x, size_t first, size_t channels, size_t pixels, int32_t accumulate, float *out);
/// The maximum of each channel, [blocks][8].
void fer_channel_maximum(const float *x, size_t blocks, size_t pixels, float *y);
/// Writes the gradient: all of it to the first maximum, y being the maxima.
void fer_channel_maximum_gradient(
    const float *x, const float *y, size_t blocks, size_t pixels, const float *gradient,
    float *out);

#endif
