// Running a trained network row by row. Layouts and promises: CKernels.h.

#ifndef FER_INFERENCE_KERNELS_H
#define FER_INFERENCE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

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

#endif
