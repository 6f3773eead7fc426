// Convolutions and linear layers, forward and backward. Layouts and promises: CKernels.h.

#ifndef FER_CONVOLUTION_KERNELS_H
#define FER_CONVOLUTION_KERNELS_H

#include <stddef.h>
#include <stdint.h>

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
  /// Batch normalization of the result, `output_blocks` times 8 values each: z * scale + shift in one fma, the same
  /// bits as `fer_normalize` gives afterwards; or null for none.
  const float *scale;
  const float *shift;
  /// Nonzero for a relu after the normalization.
  int32_t relu;
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

#endif
