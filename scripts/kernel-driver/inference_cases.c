// What runs a network row by row: 1x1 and depthwise convolutions, pooling of rows, pixels in.

#include "driver.h"

static void pointwise(size_t pixels, size_t input_blocks, size_t output_blocks, int32_t relu) {
  const size_t wide = (output_blocks + 1) / 2;
  const fer_pointwise_arguments arguments = {
      .input = floats(input_blocks * pixels * 8, 1),
      .input_stride = pixels * 8,
      .input_blocks = input_blocks,
      .weights = floats(wide * input_blocks * 128, 0.25f),
      .bias = floats(wide * 16, 1),
      .pixels = pixels,
      .output = room(output_blocks * pixels * 32),
      .output_stride = pixels * 8,
      .output_blocks = output_blocks,
      .relu = relu,
  };
  fer_pointwise(&arguments);
}

static void case_fer_pointwise(void) {
  pointwise(1, 1, 1, 0);
  pointwise(5, 2, 3, 1);
  pointwise(23, 3, 2, 0);
  pointwise(23, 3, 1, 1);
}

static void depthwise(size_t width, size_t blocks, int32_t relu) {
  const size_t stride = (width + 2) * 8;
  const float *above = floats(blocks * stride, 1), *at = floats(blocks * stride, 1);
  const fer_depthwise_arguments arguments = {
      .rows = {above, at, floats(blocks * stride, 1)},
      .row_stride = stride,
      .width = width,
      .blocks = blocks,
      .weights = floats(blocks * 72, 1),
      .bias = floats(blocks * 8, 1),
      .output = room(blocks * width * 32),
      .output_stride = width * 8,
      .relu = relu,
  };
  fer_depthwise_row(&arguments);
}

static void case_fer_depthwise_row(void) {
  depthwise(1, 1, 0);
  depthwise(7, 2, 1);
  depthwise(19, 3, 0);
}

static void case_fer_max_pool_rows(void) {
  const float *upper = floats(3 * 112, 1), *lower = floats(3 * 112, 1);
  fer_max_pool_rows(upper, lower, 3, 112, 7, room(3 * 7 * 32), 56);
}

static void planes(size_t channels, size_t to_channels, int32_t reversed) {
  const fer_byte_image image = {bytes(19 * 5 * channels, 256), 19, 5, channels, reversed};
  const fer_planes to = {room(to_channels * 7 * 24 * 4), to_channels, 7, 22, 7 * 24, 24};
  fer_planes_from_bytes(&image, &to);
}

static void case_fer_planes_from_bytes(void) {
  planes(1, 1, 0);
  planes(1, 3, 0);
  planes(3, 3, 0);
  planes(3, 3, 1);
}

static void case_fer_upsample2(void) {
  fer_upsample2(floats(2 * 3 * 5 * 8, 1), 2, 3, 5, room(2 * 6 * 10 * 32));
}

const kernel_case inference_cases[] = {
    CASE(fer_pointwise), CASE(fer_depthwise_row), CASE(fer_max_pool_rows),
    CASE(fer_planes_from_bytes), CASE(fer_upsample2), LAST_CASE,
};
