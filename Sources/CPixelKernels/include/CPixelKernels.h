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

// Gaussian blur, the border mirrored without repeating the edge. weights[k] is that of distance k in 1/256;
// weights[0] + 2 · Σ the others = 256. All sums are exact and rounded once, (sum + 2^15) >> 16.
// `radius` is at most FER_GAUSSIAN_RADIUS; `scratch` holds fer_pixels_gaussian_scratch bytes.
enum { FER_GAUSSIAN_RADIUS = 64 };
size_t fer_pixels_gaussian_scratch(int width, int channels, int radius);
void fer_pixels_gaussian(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, const uint16_t *weights,
  int radius, uint8_t *scratch);

// How a difference d of gray levels (summed over the channels) weighs in the bilateral filter, in 16 bits.
// With [x] = (x >> 16) + lift: u = [[(min(d, most) · spread)²] · rate]; then the polynomial
// p = one − [u (one − [u / 2 (one − [[21845 u] (one − u / 4)])])], and four times p = [p²]: that is exp(−16 u)
// in 1/65535. `one` is 65535 and `lift` is 1.
typedef struct {
  uint16_t most, spread, rate, one, lift;
} fer_pixels_bilateral_weights;

// Bilateral filter, the border mirrored without repeating the edge: the mean of the window's samples, each
// weighed by its share (in 1/32767; (2 · radius + 1)² of them, zero: not looked at) times the weight of its
// difference; halves up. `radius` is at most FER_BILATERAL_RADIUS and at most 149 shares are not zero, so that
// 32 bits hold every sum. `scratch` holds fer_pixels_bilateral_scratch bytes.
enum { FER_BILATERAL_RADIUS = 7 };
size_t fer_pixels_bilateral_scratch(int width, int channels, int radius);
void fer_pixels_bilateral(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int radius,
  const uint16_t *shares, const fer_pixels_bilateral_weights *rule, uint8_t *scratch);

// Non-local means, the border mirrored without repeating the edge. The windows have 2 · template + 1 and
// 2 · search + 1 samples a side. A pixel of the search window weighs weights[min(d >> shift, last)], d the
// squared difference of the templates summed over the channels; weights[last] is zero. The search window's
// weights times 255 must fit 32 bits. `scratch` holds fer_pixels_nonlocal_scratch numbers.
size_t fer_pixels_nonlocal_scratch(int width, int channels, int template, int search);
void fer_pixels_nonlocal(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int template, int search,
  int shift, const uint32_t *weights, uint32_t last, uint32_t *scratch);

// The tables of contrast limited equalization: tables[(row · 256 + value) · stride + 1 + column], the first
// and the last column of tiles once more outside. Tiles that reach over the edge see the image mirrored.
// Counts above `limit` are cut and spread; `bins` holds 2048 numbers, `tables` tiles_y · 256 · stride bytes.
int fer_pixels_clahe_stride(int tiles);
void fer_pixels_clahe_tables(
  const uint8_t *gray, int width, int height, int tiles_x, int tiles_y, int tile_width,
  int tile_height, int limit, uint8_t *tables, int32_t *bins);

// Each sample through the four nearest tiles' tables, bilinear, in single precision as OpenCV has it.
// `places` and `shares` hold width · channels + 16 numbers each.
void fer_pixels_clahe_blend(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int tiles_x, int tiles_y,
  int tile_width, int tile_height, const uint8_t *tables, int32_t *places, float *shares);

// The sum of |s| over a gray image's inner samples, s weighed by 1 −2 1, −2 4 −2, 1 −2 1 (Immerkær, 1996).
uint64_t fer_pixels_noise_sum(const uint8_t *gray, int width, int height);

// The sum of (a − b)² over two rows of samples.
uint64_t fer_pixels_gradient_energy(const uint8_t *a, const uint8_t *b, size_t count);

// How many of a gray image's inner samples have a 3 × 3 neighbourhood that spans at most `span` levels;
// counts |s| of each, weighed as for the noise, into 2041 bins.
uint64_t fer_pixels_texture(
  const uint8_t *gray, int width, int height, int span, uint64_t *bins);

// Eight times each inner sample less its eight neighbours, clamped; the outermost samples stay (Pillow's
// FIND_EDGES).
void fer_pixels_find_edges(const uint8_t *gray, int width, int height, uint8_t *edges);

// sample = clamp(sample + ((amount · (sample − blurred) + 128) >> 8)), `amount` in 1/256 (0 … 4096).
void fer_pixels_sharpen(uint8_t *samples, const uint8_t *blurred, size_t count, int32_t amount);

// The 32nd and the 33rd of 64 numbers in order.
void fer_pixels_middle(const int64_t *numbers, int64_t *lower, int64_t *upper);

// The search for near duplicates (docs/duplicates.md).
//
// A descriptor is FER_SCREEN_NUMBERS numbers in 1/16384: first those that mirroring left and right keeps, then
// those whose sign it changes. The sum of products of two descriptors is in 1/2^28 and fits 32 bits, their
// lengths being at most 1.
enum { FER_SCREEN_NUMBERS = 64, FER_SCREEN_ROWS = 4, FER_SCREEN_COLUMNS = 16, FER_PICTURE_SIDE = 48 };

// A pair of pictures to be looked at: bit 0 of `mirrors` as they are, bit 1 with the second mirrored.
typedef struct {
  int32_t row, column, mirrors;
} fer_pixels_candidate;

// Packs up to FER_SCREEN_COLUMNS descriptors for the screen; those beyond `count` become zero.
void fer_pixels_screen_pack(const int16_t *descriptors, int count, int16_t *packed);

// Finds the pairs (row < column, counted from first_row and first_column) the sum of products of which reaches
// `least`, as they are or mirrored; in a fixed order. `packed` holds ⌈column_count / FER_SCREEN_COLUMNS⌉ packs.
// Returns how many there are, or room + 1 where they are more than `room`.
size_t fer_pixels_screen(
  const int16_t *rows, int row_count, const int16_t *packed, int column_count, int32_t least,
  int first_row, int first_column, fer_pixels_candidate *found, size_t room);

// The descriptor of a 48 × 48 gray picture: means of 2 × 2 pixels, less their mean, divided by their length;
// of the 24 × 24 cosine transform the 8 × 8 lowest coefficients, the first of which (always zero) is replaced
// by the length of all others, rounded up. basis[v · 8 + u] = cos(π (2v + 1) u / 48) · √(2 / 24), for u = 0 · √(1 / 24).
// So the sum of products bounds the correlation of the means from above, but for 1/2048 of rounding.
// Returns 0 for a picture whose means deviate by less than a gray level: it has no descriptor.
int fer_pixels_descriptor(const uint8_t *picture, const double *basis, int16_t *descriptor);

// Sums and sums of squares of (sample − 128) over what a 48 × 48 picture shares with another that is moved by
// dx, dy = −shift…shift (in rows of dx): sums[2 · place] and sums[2 · place + 1].
void fer_pixels_overlaps(const uint8_t *picture, int shift, int32_t *sums);

// How well the second picture, moved by (x, y), lies over the first: the correlation over what they share.
typedef struct {
  int32_t millionths, x, y;
} fer_pixels_fit;

// The best fit of all shifts up to `shift` (at most 4); of equal ones the nearest to none, then the first.
// `mirrored` exchanges left and right of the second. The sums are those of fer_pixels_overlaps. Without a
// gray level to compare, millionths are −1000000.
fer_pixels_fit fer_pixels_correlate(
  const uint8_t *first, const int32_t *first_sums, const uint8_t *second,
  const int32_t *second_sums, int mirrored, int shift);

// How well two pictures agree over what they share, in millionths: their correlation, that of their details
// (sample − mean of 7 × 7, the edge repeated), and both without the 10 of 8 × 8 blocks where they differ most.
typedef struct {
  int32_t millionths, details, most, most_details;
} fer_pixels_agreement;

// The second picture mirrored if asked and moved by (x, y). Details are compared where a correlation reaches
// `least`, and are −1000000 else.
fer_pixels_agreement fer_pixels_agree_moved(
  const uint8_t *first, const uint8_t *second, int mirrored, int x, int y, int32_t least);

// The part of one picture that the other shows, as a crop stretched to the whole size: in half pixels of the
// 48 × 48 (and maybe over the edge), of the first picture or of the second (as it is mirrored).
typedef struct {
  fer_pixels_agreement agreement;
  int32_t x, y, width, height, is_of_second;
} fer_pixels_part;

// What is left of a 48 × 48 picture without 2.5 pixels on every side, stretched to 48 × 48.
void fer_pixels_inner(const uint8_t *picture, uint8_t *to);

// A picture at half the size, twice blurred by 1 2 1, less its mean, of length one: 24 × 24 numbers; all 2 where it
// has one gray level then.
void fer_pixels_calm(const uint8_t *picture, float *calm);

// The part that fits best, by both pictures and their calm planes, sought from both pictures as they are (`start` 0), or from what is left of the first
// (1) or of the second (2) without 2.5 pixels on every side. All millionths are −1000000 where none is found that
// reaches `least`. It is the same for both orders of the pictures (with `start` exchanged).
fer_pixels_part fer_pixels_fit_part(
  const uint8_t *first, const float *first_calm, const uint8_t *second, const float *second_calm,
  int mirrored, int start, int32_t least);

#endif
