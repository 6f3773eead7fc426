// Winograd's convolutions: groups of tiles through transforms and products.

#pragma clang fp contract(off)

#include "Winograd.h"

KERNEL static winograd_group plan(const fer_winograd_shape *shape) {
  winograd_group group = {.shape = shape};
  group.tile_rows = (shape->written_height + shape->tile - 1) / shape->tile;
  group.tile_columns = (shape->written_width + shape->tile - 1) / shape->tile;
  group.stride = padded_tiles(shape->group_rows * group.tile_columns);
  group.block_stride = positions_of(shape->tile) * group.stride * 8;
  return group;
}

KERNEL static size_t strip_floats(const fer_winograd_shape *shape, size_t tile_columns) {
  const size_t side = shape->tile + 2, columns = tile_columns * shape->tile + 2;
  const size_t width =
      shape->read_width > shape->written_width ? shape->read_width : shape->written_width;
  return (side * columns + width) * 8;
}

KERNEL size_t fer_winograd_scratch(
    const fer_winograd_shape *shape, size_t read_blocks, size_t written_blocks) {
  const winograd_group group = plan(shape);
  return strip_floats(shape, group.tile_columns) + 16
      + (read_blocks + (written_blocks + 1) / 2 * 2) * group.block_stride;
}

KERNEL size_t fer_winograd_weight_count(
    size_t tile, size_t input_blocks, size_t output_blocks, int32_t turned) {
  const size_t rows = (turned ? output_blocks : input_blocks) * 8;
  const size_t panels = ((turned ? input_blocks : output_blocks) + 1) / 2;
  return positions_of(tile) * (panels * rows * 16 + 16);
}

KERNEL void fer_winograd(const fer_winograd_arguments *p) {
  winograd_group group = plan(&p->shape);
  group.strip = p->scratch;
  // Positions begin on a cache line when the scratch memory does.
  float *values = p->scratch + (strip_floats(&p->shape, group.tile_columns) + 15) / 16 * 16;
  float *products = values + p->read_blocks * group.block_stride;
  const size_t total = p->images * group.tile_rows;
  for (group.first = 0; group.first < total; group.first += group.rows) {
    group.rows = total - group.first < p->shape.group_rows ? total - group.first
                                                           : p->shape.group_rows;
    fer_winograd_input(&group, p->read, p->read_stride, p->read_blocks, values);
    if (p->weights != NULL) {
      fer_winograd_product(
          &group, values, p->read_blocks, p->weights, products, p->written_blocks);
      fer_winograd_output(
          &group, products, p->written_blocks, p->bias, p->accumulate, p->written,
          p->written_stride);
    }
    if (p->sums != NULL) {
      fer_winograd_spread(&group, p->other, p->other_stride, p->written_blocks, products);
      fer_winograd_gradient(
          &group, values, p->read_blocks, products, p->written_blocks, p->sums);
    }
  }
}
