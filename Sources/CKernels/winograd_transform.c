// Winograd's convolutions: maps to tile positions and back.
//
// A row of tiles is first transformed down its columns, neighbouring tiles sharing what they overlap,
// into a strip of n rows; then across, tile by tile. Beyond the map there are zeros.

#pragma clang fp contract(off)

#include "Winograd.h"

// Transforms `taken` rows down into the strip's n rows; columns -before ..< columns - before of the map.
INLINE_KERNEL void strip_down(
    const int m, const int spreads, const float *plane, ptrdiff_t top, size_t height, size_t width,
    size_t before, size_t columns, float *strip) {
  const int n = m + 2, taken = spreads ? m : n;
  const size_t line = columns * 8;
  const float *zeros = strip + n * line;
  const float *rows[WINOGRAD_MAX_SIDE];
  for (int i = 0; i < taken; i++) {
    const ptrdiff_t y = top + i;
    rows[i] = y >= 0 && y < (ptrdiff_t)height ? plane + (size_t)y * width * 8 : zeros;
  }
  const size_t inside = before + width < columns ? width : columns - before;
  const size_t after = columns - before - inside;
  for (int i = 0; i < n; i++) {
    memset(strip + i * line, 0, before * 32);
    memset(strip + i * line + (before + inside) * 8, 0, after * 32);
  }
  float *to = strip + before * 8;
  for (size_t x = 0; x < inside; x++) {
    v8 d[WINOGRAD_MAX_SIDE], out[WINOGRAD_MAX_SIDE];
    UNROLL
    for (int i = 0; i < taken; i++) d[i] = load8(rows[i] + x * 8);
    if (spreads) transform_spread(m, d, out); else transform_input(m, d, out);
    UNROLL
    for (int i = 0; i < n; i++) store8(to + i * line + x * 8, out[i]);
  }
}

INLINE_KERNEL void into_positions(
    const int m, const int spreads, const winograd_group *g, size_t height, size_t width,
    const float *x, size_t image_stride, size_t blocks, float *out) {
  const int n = m + 2, taken = spreads ? m : n;
  const size_t before = spreads ? 0 : g->shape->padding;
  const size_t columns = g->tile_columns * m + (spreads ? 0 : 2);
  float *strip = g->strip;
  memset(strip + n * columns * 8, 0, width * 32);
  for (size_t block = 0; block < blocks; block++) {
    for (size_t row = 0; row < g->rows; row++) {
      const size_t image = (g->first + row) / g->tile_rows, line = (g->first + row) % g->tile_rows;
      const float *plane = x + image * image_stride + block * height * width * 8;
      strip_down(
          m, spreads, plane, (ptrdiff_t)(line * m) - (ptrdiff_t)before, height, width, before,
          columns, strip);
      float *to = out + block * g->block_stride + row * g->tile_columns * 8;
      for (size_t tile = 0; tile < g->tile_columns; tile++) {
        UNROLL
        for (int i = 0; i < n; i++) {
          v8 d[WINOGRAD_MAX_SIDE], position[WINOGRAD_MAX_SIDE];
          const float *from = strip + (i * columns + tile * m) * 8;
          UNROLL
          for (int j = 0; j < taken; j++) d[j] = load8(from + j * 8);
          if (spreads) transform_spread(m, d, position); else transform_input(m, d, position);
          UNROLL
          for (int j = 0; j < n; j++) {
            store8(to + ((size_t)(i * n + j) * g->stride + tile) * 8, position[j]);
          }
        }
      }
    }
  }
}

KERNEL void fer_winograd_input(
    const winograd_group *group, const float *x, size_t image_stride, size_t blocks, float *out) {
  const fer_winograd_shape *s = group->shape;
#define LOOP(m) \
  into_positions(m, 0, group, s->read_height, s->read_width, x, image_stride, blocks, out)
  FOR_WINOGRAD(s->tile, LOOP)
#undef LOOP
}

KERNEL void fer_winograd_spread(
    const winograd_group *group, const float *x, size_t image_stride, size_t blocks, float *out) {
  const fer_winograd_shape *s = group->shape;
#define LOOP(m) \
  into_positions(m, 1, group, s->written_height, s->written_width, x, image_stride, blocks, out)
  FOR_WINOGRAD(s->tile, LOOP)
#undef LOOP
}

// Down the columns of a tile that is transformed across: m rows of results, `line` floats apart. They
// start from `start`, added last, or where `adds` from what is there.
INLINE_KERNEL void finish_tile(
    const int m, const int adds, const v8 *half, v8 start, float *to, size_t line) {
  const int n = m + 2;
  UNROLL
  for (int j = 0; j < m; j++) {
    v8 u[WINOGRAD_MAX_SIDE], out[WINOGRAD_MAX_SIDE];
    UNROLL
    for (int i = 0; i < n; i++) u[i] = half[i * m + j];
    transform_output(m, u, out);
    UNROLL
    for (int i = 0; i < m; i++) {
      float *at = to + i * line + j * 8;
      store8(at, out[i] + (adds ? load8(at) : start));
    }
  }
}

INLINE_KERNEL void from_positions(
    const int m, const winograd_group *g, const float *products, size_t blocks, const float *bias,
    int32_t accumulate, float *y, size_t image_stride) {
  const int n = m + 2;
  const size_t side = m, height = g->shape->written_height, width = g->shape->written_width;
  const size_t line = width * 8;
  for (size_t block = 0; block < blocks; block++) {
    const v8 start = bias != NULL && !accumulate ? load8(bias + block * 8) : splat8(0);
    for (size_t row = 0; row < g->rows; row++) {
      const size_t image = (g->first + row) / g->tile_rows, top = (g->first + row) % g->tile_rows * m;
      float *plane = y + image * image_stride + block * height * line;
      const float *from = products + block * g->block_stride + row * g->tile_columns * 8;
      const size_t down = height - top < side ? height - top : side;
      for (size_t tile = 0; tile < g->tile_columns; tile++) {
        v8 half[WINOGRAD_MAX_SIDE * (WINOGRAD_MAX_SIDE - 2)];
        UNROLL
        for (int i = 0; i < n; i++) {
          v8 u[WINOGRAD_MAX_SIDE];
          UNROLL
          for (int j = 0; j < n; j++) {
            u[j] = load8(from + ((size_t)(i * n + j) * g->stride + tile) * 8);
          }
          transform_output(m, u, half + i * m);
        }
        const size_t left = tile * m, across = width - left < side ? width - left : side;
        float *to = plane + top * line + left * 8;
        if (down == side && across == side) {
          if (accumulate) finish_tile(m, 1, half, start, to, line);
          else finish_tile(m, 0, half, start, to, line);
          continue;
        }
        // A tile that reaches beyond the map is computed aside.
        float whole[(WINOGRAD_MAX_SIDE - 2) * (WINOGRAD_MAX_SIDE - 2) * 8];
        finish_tile(m, 0, half, start, whole, m * 8);
        for (size_t i = 0; i < down; i++) {
          for (size_t j = 0; j < across; j++) {
            float *at = to + i * line + j * 8;
            const v8 value = load8(whole + (i * m + j) * 8);
            store8(at, accumulate ? value + load8(at) : value);
          }
        }
      }
    }
  }
}

KERNEL void fer_winograd_output(
    const winograd_group *group, const float *products, size_t blocks, const float *bias,
    int32_t accumulate, float *y, size_t image_stride) {
#define LOOP(m) from_positions(m, group, products, blocks, bias, accumulate, y, image_stride)
  FOR_WINOGRAD(group->shape->tile, LOOP)
#undef LOOP
}
