// The weight gradient of the gathered product: six weight rows by sixteen output channels in
// registers, summed over pixels.
//
// Each gradient element is one lane's chain of fma over the pixels in list order, starting from the
// present value, so panels of pixels can be given one after the other.

#pragma clang fp contract(off)

#include "KernelSupport.h"

#define ROW(i)                             \
  x = splat8(address[offset##i]);          \
  a##i = fma8(x, y0, a##i);                \
  b##i = fma8(x, y1, b##i);

#define START(i) a##i = load8(sums[i]); b##i = load8(sums[i] + 8);
#define FINISH(i) store8(sums[i], a##i); store8(sums[i] + 8, b##i);

INLINE_KERNEL void tile(
    const float *input, const int32_t *pixels, size_t pixel_count, const int32_t *rows,
    const float *panel, float *const *sums) {
  const ptrdiff_t offset0 = rows[0], offset1 = rows[1], offset2 = rows[2];
  const ptrdiff_t offset3 = rows[3], offset4 = rows[4], offset5 = rows[5];
  v8 a0, a1, a2, a3, a4, a5, b0, b1, b2, b3, b4, b5;
  START(0) START(1) START(2) START(3) START(4) START(5)
  _Pragma("clang loop unroll_count(2)")
  for (size_t pixel = 0; pixel < pixel_count; pixel++) {
    const float *address = input + pixels[pixel];
    const v8 y0 = load8(panel + 16 * pixel);
    const v8 y1 = load8(panel + 16 * pixel + 8);
    v8 x;
    ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5)
  }
  FINISH(0) FINISH(1) FINISH(2) FINISH(3) FINISH(4) FINISH(5)
}

KERNEL void fer_product_gradient(const fer_product_gradient_arguments *p) {
  float spare[6 * 16];
  memset(spare, 0, sizeof spare);
  for (size_t block = 0; block < p->output_blocks16; block++) {
    const float *panel = p->panel + block * p->pixel_count * 16;
    float *sums = p->sums + block * p->row_count * 16;
    for (size_t row = 0; row < p->row_count; row += 6) {
      int32_t rows[6];
      float *targets[6];
      for (size_t i = 0; i < 6; i++) {
        const int used = row + i < p->row_count;
        rows[i] = p->rows[used ? row + i : p->row_count - 1];
        targets[i] = used ? sums + (row + i) * 16 : spare + 16 * i;
      }
      tile(p->input, p->pixels, p->pixel_count, rows, panel, targets);
    }
  }
}
