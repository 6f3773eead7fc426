// Integer pixel kernels for which Swift's own vectors do not reach.
//
// Every kernel computes in integers, so which instructions run never changes a byte. Images are
// 8 bits a sample, rows from top to bottom without padding, channels interleaved (1 or 3).
// No kernel allocates, checks arguments or keeps state: the Swift callers check shapes and own memory.
#ifndef FER_DATA_CPIXELKERNELS_H
#define FER_DATA_CPIXELKERNELS_H

#include <stddef.h>
#include <stdint.h>

// gray = (19595 R + 38470 G + 7471 B + 32768) >> 16: BT.601's weights, rounded to the nearest.
void fer_pixels_luma(const uint8_t *rgb, uint8_t *gray, size_t pixels);

// Mirrors left and right; `from` and `to` must not overlap.
void fer_pixels_flip(const uint8_t *from, uint8_t *to, int width, int height, int channels);

// The next kernels read and write sample by sample: `from` and `to` may be the same memory.

// Adds `shift` (−255…255) to every sample, saturating.
void fer_pixels_shift(const uint8_t *from, uint8_t *to, size_t count, int shift);

// sample = clamp((sample − 128) * factor + 2^15 + 128 * 2^16) >> 16, `factor` in 1/65536 from 0 to 16.
void fer_pixels_contrast(const uint8_t *from, uint8_t *to, size_t count, int32_t factor);

// Adds to interleaved sample i the sum of the four bytes of word i of Philox4x32-10 (counter
// (i / 4, 0, 0, 0), key (`seed`, 0x4E4F4953)) less 510, times `factor`, rounded: (x + 32768) >> 16.
// When `planar`, sample i lies at (i mod channels) · pixels + i / channels.
void fer_pixels_noise(
  const uint8_t *from, uint8_t *to, size_t pixels, int channels, int planar, int32_t factor,
  uint32_t seed);

// sample = table[sample].
void fer_pixels_lookup_to(
  const uint8_t *from, uint8_t *to, size_t count, const uint8_t *table);
void fer_pixels_lookup(uint8_t *samples, size_t count, const uint8_t *table);

// Adds the count of every value to `bins` (256 of them).
void fer_pixels_histogram(const uint8_t *samples, size_t count, uint64_t *bins);

// Sums (and sums of squares) of up + down + left + right − 4 · centre over a gray image whose border
// is mirrored without repeating the edge, as OpenCV's Laplacian of aperture 1 has it.
void fer_pixels_laplacian(
  const uint8_t *gray, int width, int height, int64_t *sum, int64_t *squares);

// The median of `size` × `size` samples (3 or 5) of each channel, the edge repeated outwards.
// `scratch` holds fer_pixels_median_scratch bytes.
size_t fer_pixels_median_scratch(int width, int channels, int size);
void fer_pixels_median(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int size,
  uint8_t *scratch);

// The Gaussian mean (or any even one): down to 1/64, (sum + 128) >> 8, then across, (sum + 2^19) >> 20;
// the image is mirrored without repeating the edge. weights[0 … radius] in 1/16384, of which the middle and
// twice the others sum to 16384; radius at most 30. `from` and `to` must not overlap.
void fer_pixels_blur(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int radius,
  const int16_t *weights);

// What lies outside an image: mirrored without repeating the edge, the edge repeated, or one value.
enum { FER_BORDER_REFLECT = 0, FER_BORDER_EDGE = 1, FER_BORDER_CONSTANT = 2 };

// A map from target to source positions in 1/65536 pixel: target (x, y) reads source
// (originX + x · stepXX + y · stepXY, originY + x · stepYX + y · stepYY).
typedef struct {
  int64_t originX, originY, stepXX, stepYX, stepXY, stepYY;
} fer_pixels_map;

// What a warp reads and writes: the source's and the target's sizes, the border rule with the constant, and
// whether the nearest pixel is read instead of the bilinear mean.
typedef struct {
  int width, height, toWidth, toHeight, border, nearest;
  uint8_t value;
} fer_pixels_warp_shape;

// Bilinear: fractions are cut to 8 bits, the four products are summed exactly and rounded to the
// nearest once: (sum + 32768) >> 16. Nearest: fractions are cut off. `from` and `to` must not overlap.
void fer_pixels_warp(
  const uint8_t *from, uint8_t *to, int channels, const fer_pixels_warp_shape *shape,
  const fer_pixels_map *map);

// One axis of a separable resize: target i reads `taps` source samples from starts[i] on, with
// weights in 1/16384 that sum to 16384.
typedef struct {
  int count, taps;
  const int32_t *starts;
  const int16_t *weights;
} fer_pixels_axis;

// Across: rows of 8-bit samples to rows of 16-bit sums in 1/64, (sum + 128) >> 8.
void fer_pixels_resize_across(
  const uint8_t *from, int width, int height, int channels, const fer_pixels_axis *axis,
  int16_t *to);

// Down: rows of 1/64 to rows of 8-bit samples, (sum + 2^19) >> 20, clamped to 0…255.
// `sums` holds one row of `samples` 32-bit numbers.
void fer_pixels_resize_down(
  const int16_t *from, int samples, const fer_pixels_axis *axis, int32_t *sums, uint8_t *to);

// The weights of one side resized by area: target i covers [i, i + 1) · from / to of the source. Overlaps
// are rounded cumulatively to 1/16384; the weights of a target are `taps` from starts[i] on, zero where
// they are not needed, and starts[i] + taps is at most `from`.
void fer_pixels_area_axis(int from, int to, int taps, int32_t *starts, int16_t *weights);

// The first 8 × 8 coefficients of the 32 × 32 cosine transform of `from` (1024 samples), with
// `basis` 8 × 32 in 1/8192.
void fer_pixels_cosine(const uint8_t *from, const int16_t *basis, int64_t *to);

// The 32nd and the 33rd of 64 numbers in order.
void fer_pixels_middle(const int64_t *numbers, int64_t *lower, int64_t *upper);

#endif
