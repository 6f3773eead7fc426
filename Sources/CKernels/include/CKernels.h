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

/// Computes the gathered product, six pixels by sixteen output channels at a time.
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
} fer_product_gradient_arguments;

/// Adds the weight gradient of these pixels, six weight rows by sixteen output channels at a time.
void fer_product_gradient(const fer_product_gradient_arguments *arguments);
#endif
