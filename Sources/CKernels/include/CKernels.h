// The vector kernels of the network.
//
// Layouts. Blocked: one image of C channels, H rows and W columns is [C/8][H][W][8] floats, C rounded
// up to a multiple of 8 and the surplus channels zero. Planar: [C][H][W]. Packed weights:
// [K/16][rows][16], K output channels rounded up to a multiple of 16, a row being one gathered input.
//
// Sameness. Every output element is one lane's chain of fma in a stated order, and every sum across
// lanes or partial sums is a stated tree; no library function is called. The bytes are the same on
// every machine that passes `fer_kernels_supported`.
//
// No kernel allocates, keeps state or touches memory beyond what its arguments describe. Buffers
// must not overlap unless a comment says that they may be the same.

#ifndef FER_CKERNELS_H
#define FER_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Whether this processor runs the kernels: AVX2 and FMA on x86-64, always on arm64.
int32_t fer_kernels_supported(void);

/// Does `rounds` times twelve fused multiply-adds of eight floats, 192 operations a round, to measure the peak.
///
/// `values` holds three vectors of eight: the start, the factor and the summand; the first gets the result.
void fer_fma_peak(size_t rounds, float *values);

// MARK: Matrix product

/// A product whose left rows are gathered through offset lists: convolution, its data gradient, linear.
///
/// For each pixel p and output channel k:
///   output[outputs[p] + (k/8) * output_stride + k%8] =
///     start(k) + sum over steps s, channels c < depth of
///       input[pixels[p] + steps[s] + c] * weights[k/16][s * depth + c][k%16]
typedef struct {
  const float *input;
  /// Offsets of the pixels into `input`, in floats.
  const int32_t *pixels;
  /// Offsets of the pixels into `output`, in floats.
  const int32_t *outputs;
  size_t pixel_count;
  /// Offsets added to a pixel's, one a step (input block and kernel tap).
  const int32_t *steps;
  size_t step_count;
  /// Channels a step: 8 (blocked input) or 1 (planar input).
  size_t depth;
  /// Packed weights, `step_count * depth` rows.
  const float *weights;
  /// `output_blocks` rounded up to even, times 8, values; or null for none.
  const float *bias;
  float *output;
  /// Blocks of eight output channels.
  size_t output_blocks;
  /// Floats between two blocks of eight output channels.
  size_t output_stride;
  /// Nonzero to add to the present output (then `bias` is not used).
  int32_t accumulate;
} fer_product_arguments;

/// Computes the gathered product, six pixels by sixteen output channels, or eight by eight, at a time.
void fer_product(const fer_product_arguments *arguments);

/// The weight gradient of the gathered product.
///
/// For each weight row r and output channel k, in pixel order:
///   sums[k/16][r][k%16] += sum over p of input[pixels[p] + rows[r]] * panel[k/16][p][k%16]
typedef struct {
  const float *input;
  const int32_t *pixels;
  size_t pixel_count;
  /// Offsets of the weight rows, added to a pixel's.
  const int32_t *rows;
  size_t row_count;
  /// Output gradients of these pixels: [K/16][pixel_count][16].
  const float *panel;
  size_t output_blocks16;
  float *sums;
  /// Nonzero when only the lower eight of the last sixteen channels are wanted; the others stay as they are.
  int32_t is_last_narrow;
} fer_product_gradient_arguments;

/// Adds the weight gradient of these pixels, six weight rows by sixteen output channels, or eight by eight, at a
/// time.
void fer_product_gradient(const fer_product_gradient_arguments *arguments);

// MARK: First layer, on one planar image

/// A convolution of a padded planar image, [channels][padded_height][padded_width].
typedef struct {
  /// Offsets added to a pixel's, one a weight row (channel and tap).
  const int32_t *steps;
  size_t step_count;
  size_t padded_width;
  size_t stride;
  size_t output_height, output_width;
  /// Blocks of eight output channels.
  size_t output_blocks;
} fer_planar_arguments;

/// Computes the convolution: the bits of `fer_product` with depth 1. `bias` may be null.
void fer_planar_convolution(
    const fer_planar_arguments *arguments, const float *input, const float *weights,
    const float *bias, float *output);
/// Adds the weight gradient of an image: the bits of `fer_product_gradient`.
void fer_planar_gradient(
    const fer_planar_arguments *arguments, const float *input, const float *gradient, float *sums);

// MARK: Winograd's convolutions, 3x3 of stride 1

/// How a convolution's maps are cut into tiles.
typedef struct {
  /// Results a side of a tile, m: 2, 4 or 6. A tile reads (m + 2) x (m + 2) values.
  size_t tile;
  /// The map that is read and the map that is computed.
  size_t read_height, read_width, written_height, written_width;
  /// Rows of zeros above the map that is read, and columns left of it: 0, 1 or 2.
  size_t padding;
  /// Rows of tiles that are worked on together, across images.
  size_t group_rows;
} fer_winograd_shape;

/// A convolution, or with the turned weights of its data gradient the gradient of its input, and the
/// gradient of its weights.
///
/// Forward `read` is the input and `written` the output. Backward `read` is the output's gradient,
/// `written` the input's, and `padding` 2 minus the convolution's; then `other` may be the input, laid out
/// as `written` is, and `sums` the weights' gradient [read/16][written/8][9][8][16], which is added to.
typedef struct {
  fer_winograd_shape shape;
  size_t images;
  const float *read;
  /// Floats between two images.
  size_t read_stride;
  /// Blocks of eight channels.
  size_t read_blocks;
  /// From `fer_winograd_weights`; null to leave `written` alone.
  const float *weights;
  float *written;
  size_t written_stride;
  size_t written_blocks;
  /// `written_blocks` times 8 values, or null for none.
  const float *bias;
  /// Nonzero to add to what is there (then `bias` is not used).
  int32_t accumulate;
  const float *other;
  size_t other_stride;
  /// Null to compute no gradient of the weights.
  float *sums;
  /// `fer_winograd_scratch` floats, on a cache line.
  float *scratch;
} fer_winograd_arguments;

/// Runs one convolution, or its backward pass.
///
/// A result depends on its own tile alone. The weights' gradient is summed over tiles in order, group by
/// group: `group_rows`, and the images of a call, are part of it.
void fer_winograd(const fer_winograd_arguments *arguments);
/// Floats of scratch memory.
size_t fer_winograd_scratch(
    const fer_winograd_shape *shape, size_t read_blocks, size_t written_blocks);
/// Transforms one panel of sixteen outputs of packed 3x3 weights [K/16][C/8][9][8][16]; where `turned`,
/// sixteen input channels of the data gradient's.
void fer_winograd_weights(
    const float *weights, size_t input_blocks, size_t output_blocks, size_t tile, int32_t turned,
    size_t panel, float *out);
/// Floats of the transformed weights.
size_t fer_winograd_weight_count(
    size_t tile, size_t input_blocks, size_t output_blocks, int32_t turned);

// MARK: Elementary functions

/// e^x, at most 2 ulp from the true value for normal results; 0 below -87.3. In place allowed.
void fer_exp(const float *x, size_t count, float *y);
/// The natural logarithm, at most 2 ulp from the true value; subnormals count as 0. In place allowed.
void fer_log(const float *x, size_t count, float *y);
/// The hyperbolic tangent, at most 3 ulp from the true value. In place allowed.
void fer_tanh(const float *x, size_t count, float *y);

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

// MARK: Depthwise convolution, on one blocked image

/// A depthwise convolution: each channel with a kernel of its own, at most 15 by 15; the padding is smaller
/// than the kernel. Weights are [blocks][kernel * kernel][8].
typedef struct {
  size_t blocks, height, width, kernel, stride, padding, output_height, output_width;
} fer_depthwise_shape;

/// The convolution; `bias` is [blocks][8] or null for none.
void fer_depthwise(
    const fer_depthwise_shape *shape, const float *x, const float *weights, const float *bias,
    float *y);
/// The gradient of the input, written, or added to what is there.
void fer_depthwise_gradient(
    const fer_depthwise_shape *shape, const float *gradient, const float *weights,
    int32_t accumulate, float *out);
/// Adds the gradient of the weights.
void fer_depthwise_weight_gradient(
    const fer_depthwise_shape *shape, const float *x, const float *gradient, float *sums);

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

// MARK: Running a network row by row

/// A 1x1 convolution of a run of pixels: output = relu?(bias + sum over channels of weight * input).
typedef struct {
  /// The run's first pixel in the first block of input channels.
  const float *input;
  /// Floats between two blocks of input channels.
  size_t input_stride;
  size_t input_blocks;
  /// Packed weights, `input_blocks * 8` rows.
  const float *weights;
  /// `output_blocks` rounded up to even, times 8, values.
  const float *bias;
  size_t pixels;
  float *output;
  size_t output_stride;
  size_t output_blocks;
  int32_t relu;
} fer_pointwise_arguments;

/// Computes a 1x1 convolution, six pixels by sixteen output channels at a time.
void fer_pointwise(const fer_pointwise_arguments *arguments);

/// One output row of a 3x3 depthwise convolution of stride 1.
typedef struct {
  /// The rows above, at and below, each from the pixel left of the first, `width + 2` pixels a block.
  const float *rows[3];
  /// Floats between two blocks of a row.
  size_t row_stride;
  size_t width;
  size_t blocks;
  /// [blocks][9][8].
  const float *weights;
  /// [blocks][8].
  const float *bias;
  float *output;
  size_t output_stride;
  int32_t relu;
} fer_depthwise_arguments;

/// Computes one row of a depthwise convolution, eight pixels at a time.
void fer_depthwise_row(const fer_depthwise_arguments *arguments);

/// 2x2 max pooling of stride 2 of two rows, `output_width` pixels a block.
void fer_max_pool_rows(
    const float *upper, const float *lower, size_t blocks, size_t row_stride, size_t output_width,
    float *output, size_t output_stride);

/// An image of bytes: [height][width][channels], 1 or 3 channels.
typedef struct {
  const uint8_t *samples;
  size_t width, height, channels;
  /// Nonzero to take three channels in the opposite order.
  int32_t reversed;
} fer_byte_image;

/// Planes of floats inside some memory, at least as large as the image put into them.
typedef struct {
  float *base;
  size_t channels, height, width, plane_stride, row_stride;
} fer_planes;

/// The samples as floats, zeros right and below; one channel fills every plane.
void fer_planes_from_bytes(const fer_byte_image *image, const fer_planes *to);

/// Each pixel four times: twice across, twice down.
void fer_upsample2(const float *x, size_t blocks, size_t height, size_t width, float *y);
/// Blocked to [pixels][channels].
void fer_unblock_pixels(const float *x, size_t channels, size_t pixels, float *out);
/// Blocked to planar [channels][pixels].
void fer_unblock_planes(const float *x, size_t channels, size_t pixels, float *out);
/// 1 / (1 + e^-x); `count` a multiple of 8; in place allowed.
void fer_sigmoid(const float *x, size_t count, float *y);
/// log(1 + e^x); `count` a multiple of 8; in place allowed.
void fer_softplus(const float *x, size_t count, float *y);
/// x * factor; `count` a multiple of 8; in place allowed.
void fer_scale(const float *x, size_t count, float factor, float *y);
/// x + summand; `count` a multiple of 8; in place allowed.
void fer_shift(const float *x, size_t count, float summand, float *y);

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
