// Winograd's convolutions: forward, data gradient and weight gradient, tiles of 2, 4 and 6.

#include "driver.h"

static void winograd(
    size_t tile, size_t height, size_t width, size_t padding, size_t read_blocks, size_t written_blocks,
    size_t group_rows, int32_t accumulate, int with_bias, int with_sums) {
  enum { IMAGES = 2 };
  const fer_winograd_shape shape = {
      tile, height, width, height + 2 * padding - 2, width + 2 * padding - 2, padding, group_rows};
  const size_t read = read_blocks * height * width * 8;
  const size_t written = written_blocks * shape.written_height * shape.written_width * 8;
  const size_t panels = (written_blocks + 1) / 2;
  const size_t packed = panels * read_blocks * 9 * 128;
  const size_t count = fer_winograd_weight_count(tile, read_blocks, written_blocks, 0);
  const float *plain = floats(packed, 0.25f);
  float *weights = room(count * 4);
  for (size_t panel = 0; panel < panels; panel++) {
    fer_winograd_weights(plain, read_blocks, written_blocks, tile, 0, panel, weights);
  }
  const fer_winograd_arguments arguments = {
      .shape = shape,
      .images = IMAGES,
      .read = floats(IMAGES * read, 1),
      .read_stride = read,
      .read_blocks = read_blocks,
      .weights = weights,
      .written = floats(IMAGES * written, 1),
      .written_stride = written,
      .written_blocks = written_blocks,
      .bias = with_bias ? floats(written_blocks * 8, 1) : NULL,
      .accumulate = accumulate,
      .other = with_sums ? floats(IMAGES * written, 1) : NULL,
      .other_stride = written,
      .sums = with_sums ? floats((read_blocks + 1) / 2 * written_blocks * 9 * 128, 1) : NULL,
      .scratch = room(fer_winograd_scratch(&shape, read_blocks, written_blocks) * 4),
  };
  fer_winograd(&arguments);
}

static void case_fer_winograd(void) {
  for (size_t tile = 2; tile <= 6; tile += 2) {
    winograd(tile, 12, 12, 1, 2, 3, 2, 0, 1, 0);
    winograd(tile, 7, 9, 0, 1, 2, 3, 1, 0, 0);
    winograd(tile, 5, 8, 2, 3, 1, 1, 0, 0, 0);
    winograd(tile, 9, 11, 1, 2, 2, 2, 0, 0, 1);
    winograd(tile, 1, 1, 1, 1, 1, 1, 0, 0, 1);
  }
}

static void case_fer_winograd_weights(void) {
  for (size_t tile = 2; tile <= 6; tile += 2) {
    const size_t input_blocks = 3, output_blocks = 3;
    const float *plain = floats(2 * input_blocks * 9 * 128, 1);
    for (int32_t turned = 0; turned < 2; turned++) {
      const size_t count = fer_winograd_weight_count(tile, input_blocks, output_blocks, turned);
      float *out = room(count * 4);
      for (size_t panel = 0; panel < 2; panel++) {
        fer_winograd_weights(plain, input_blocks, output_blocks, tile, turned, panel, out);
      }
    }
  }
}

// Sizes, not values: they must not depend on the machine either.
static void case_fer_winograd_scratch(void) {
  size_t *count = room(3 * sizeof(size_t));
  for (size_t tile = 2; tile <= 6; tile += 2) {
    const fer_winograd_shape shape = {tile, 13, 17, 13, 17, 1, 3};
    count[tile / 2 - 1] = fer_winograd_scratch(&shape, 3, 5);
  }
}

static void case_fer_winograd_weight_count(void) {
  size_t *count = room(6 * sizeof(size_t));
  for (size_t i = 0; i < 6; i++) {
    count[i] = fer_winograd_weight_count(2 + i / 2 * 2, 3, 5, (int32_t)(i % 2));
  }
}

const kernel_case winograd_cases[] = {
    CASE(fer_winograd), CASE(fer_winograd_weights), CASE(fer_winograd_scratch),
    CASE(fer_winograd_weight_count), LAST_CASE,
};
