// The weight gradient of the gathered product: six weight rows by sixteen output channels in registers, or
// eight by eight where a last block of eight channels stands alone, summed over pixels.
//
// Each gradient element is one lane's chain of fma over the pixels in list order, starting from the
// present value, so panels of pixels can be given one after the other. The size of a tile changes no bit.

#pragma clang fp contract(off)

#include "KernelSupport.h"

#define PIXELS(LOADS, ROWS)                                  \
  _Pragma("clang loop unroll_count(2)")                      \
  for (size_t pixel = 0; pixel < pixel_count; pixel++) {     \
    const float *address = input + pixels[pixel];            \
    v8 x;                                                    \
    LOADS                                                    \
    ROWS                                                     \
  }

#define WIDE_LOADS                                           \
  const v8 y0 = load8(panel + 16 * pixel);                   \
  const v8 y1 = load8(panel + 16 * pixel + 8);
#define WIDE_ROW(i)                                          \
  x = splat8(address[offset##i]);                            \
  a##i = fma8(x, y0, a##i);                                  \
  b##i = fma8(x, y1, b##i);
#define WIDE_ROWS WIDE_ROW(0) WIDE_ROW(1) WIDE_ROW(2) WIDE_ROW(3) WIDE_ROW(4) WIDE_ROW(5)
#define WIDE_START(i)                                        \
  const ptrdiff_t offset##i = rows[i];                       \
  v8 a##i = load8(sums + 16 * i), b##i = load8(sums + 16 * i + 8);
#define WIDE_FINISH(i) store8(sums + 16 * i, a##i); store8(sums + 16 * i + 8, b##i);

INLINE_KERNEL void wide_tile(
    const float *input, const int32_t *pixels, size_t pixel_count, const int32_t *rows,
    const float *panel, float *sums) {
  WIDE_START(0) WIDE_START(1) WIDE_START(2) WIDE_START(3) WIDE_START(4) WIDE_START(5)
  PIXELS(WIDE_LOADS, WIDE_ROWS)
  WIDE_FINISH(0) WIDE_FINISH(1) WIDE_FINISH(2) WIDE_FINISH(3) WIDE_FINISH(4) WIDE_FINISH(5)
}

#define NARROW_LOADS const v8 y0 = load8(panel + 16 * pixel);
#define NARROW_ROW(i)                                        \
  x = splat8(address[offset##i]);                            \
  a##i = fma8(x, y0, a##i);
#define NARROW_ROWS                                          \
  NARROW_ROW(0) NARROW_ROW(1) NARROW_ROW(2) NARROW_ROW(3)    \
  NARROW_ROW(4) NARROW_ROW(5) NARROW_ROW(6) NARROW_ROW(7)
#define NARROW_START(i)                                      \
  const ptrdiff_t offset##i = rows[i];                       \
  v8 a##i = load8(sums + 16 * i);
#define NARROW_FINISH(i) store8(sums + 16 * i, a##i);

INLINE_KERNEL void narrow_tile(
    const float *input, const int32_t *pixels, size_t pixel_count, const int32_t *rows,
    const float *panel, float *sums) {
  NARROW_START(0) NARROW_START(1) NARROW_START(2) NARROW_START(3)
  NARROW_START(4) NARROW_START(5) NARROW_START(6) NARROW_START(7)
  PIXELS(NARROW_LOADS, NARROW_ROWS)
  NARROW_FINISH(0) NARROW_FINISH(1) NARROW_FINISH(2) NARROW_FINISH(3)
  NARROW_FINISH(4) NARROW_FINISH(5) NARROW_FINISH(6) NARROW_FINISH(7)
}

INLINE_KERNEL void run_block(
    const int wide, const fer_product_gradient_arguments *p, const float *panel, float *sums) {
  const size_t size = wide ? 6 : 8;
  size_t row = 0;
  for (; row + size <= p->row_count; row += size) {
    if (wide) {
      wide_tile(p->input, p->pixels, p->pixel_count, p->rows + row, panel, sums + row * 16);
    } else {
      narrow_tile(p->input, p->pixels, p->pixel_count, p->rows + row, panel, sums + row * 16);
    }
  }
  const size_t count = p->row_count - row;
  if (count == 0) return;
  // The rows that fill no tile: summed in a copy whose surplus rows repeat the last one.
  float rest[8 * 16];
  int32_t rows[8];
  for (size_t i = 0; i < 8; i++) {
    const size_t index = row + (i < count ? i : count - 1);
    rows[i] = p->rows[index];
    memcpy(rest + 16 * i, sums + index * 16, 64);
  }
  if (wide) {
    wide_tile(p->input, p->pixels, p->pixel_count, rows, panel, rest);
  } else {
    narrow_tile(p->input, p->pixels, p->pixel_count, rows, panel, rest);
  }
  memcpy(sums + row * 16, rest, count * 64);
}

KERNEL void fer_product_gradient(const fer_product_gradient_arguments *p) {
  for (size_t block = 0; block < p->output_blocks16; block++) {
    const float *panel = p->panel + block * p->pixel_count * 16;
    float *sums = p->sums + block * p->row_count * 16;
    if (p->is_last_narrow && block + 1 == p->output_blocks16) {
      run_block(0, p, panel, sums);
    } else {
      run_block(1, p, panel, sums);
    }
  }
}
