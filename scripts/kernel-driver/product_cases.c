// The matrix product, its gradient and the copies between layouts.

#include "driver.h"

static void product(
    size_t pixels, size_t steps, size_t depth, size_t blocks, int with_bias, int accumulate) {
  const size_t wide = (blocks + 1) / 2;
  const fer_product_arguments arguments = {
      .input = floats((pixels + steps) * depth, 1),
      .pixels = ramp(pixels, (int32_t)depth),
      .outputs = ramp(pixels, 8),
      .pixel_count = pixels,
      .steps = ramp(steps, (int32_t)depth),
      .step_count = steps,
      .depth = depth,
      .weights = floats(wide * steps * depth * 16, 0.25f),
      .bias = with_bias ? floats(wide * 16, 1) : NULL,
      .output = floats(blocks * pixels * 8, 1),
      .output_blocks = blocks,
      .output_stride = pixels * 8,
      .accumulate = accumulate,
  };
  fer_product(&arguments);
}

static void case_fer_product(void) {
  product(1, 1, 1, 1, 0, 0);
  product(7, 9, 8, 1, 1, 0);
  product(13, 5, 8, 3, 0, 1);
  product(6, 80, 8, 2, 1, 0);
  product(17, 300, 1, 5, 0, 0);
}

static void gradient(size_t pixels, size_t rows, size_t blocks16, int32_t is_last_narrow) {
  const fer_product_gradient_arguments arguments = {
      .input = floats(pixels + rows, 1),
      .pixels = ramp(pixels, 1),
      .pixel_count = pixels,
      .rows = ramp(rows, 1),
      .row_count = rows,
      .panel = floats(blocks16 * pixels * 16, 1),
      .output_blocks16 = blocks16,
      .sums = floats(blocks16 * rows * 16, 1),
      .is_last_narrow = is_last_narrow,
  };
  fer_product_gradient(&arguments);
}

static void case_fer_product_gradient(void) {
  gradient(1, 1, 1, 0);
  gradient(37, 13, 2, 0);
  gradient(144, 18, 1, 0);
  gradient(37, 13, 2, 1);
  gradient(5, 3, 1, 1);
}

// A padded planar image of `channels` channels under a square kernel; `backward` for the weight gradient.
static void planar(
    size_t channels, size_t kernel, size_t stride, size_t height, size_t width, size_t blocks, int with_bias,
    int backward) {
  const size_t padded_height = (height - 1) * stride + kernel, padded_width = (width - 1) * stride + kernel;
  const size_t count = channels * kernel * kernel, wide = (blocks + 1) / 2;
  int32_t *steps = ramp(count, 1);
  for (size_t s = 0; s < count; s++) {
    const size_t channel = s / (kernel * kernel), tap = s % (kernel * kernel);
    steps[s] = (int32_t)((channel * padded_height + tap / kernel) * padded_width + tap % kernel);
  }
  const fer_planar_arguments arguments = {
      .steps = steps,
      .step_count = count,
      .padded_width = padded_width,
      .stride = stride,
      .output_height = height,
      .output_width = width,
      .output_blocks = blocks,
  };
  const float *input = floats(channels * padded_height * padded_width, 1);
  float *output = floats(blocks * height * width * 8, 1);
  if (backward) {
    fer_planar_gradient(&arguments, input, output, floats(wide * count * 16, 1));
  } else {
    const float *bias = with_bias ? floats(wide * 16, 1) : NULL;
    fer_planar_convolution(&arguments, input, floats(wide * count * 16, 0.25f), bias, output);
  }
}

static void case_fer_planar_convolution(void) {
  planar(1, 3, 1, 1, 1, 1, 0, 0);
  planar(1, 3, 1, 9, 13, 4, 1, 0);
  planar(3, 3, 2, 6, 5, 3, 0, 0);
  planar(2, 5, 1, 7, 6, 2, 1, 0);
}

static void case_fer_planar_gradient(void) {
  planar(1, 3, 1, 1, 1, 1, 0, 1);
  planar(1, 3, 1, 9, 13, 4, 0, 1);
  planar(3, 3, 2, 6, 5, 3, 0, 1);
  planar(2, 5, 1, 7, 6, 2, 0, 1);
}

static void case_fer_pad(void) {
  fer_pad(floats(3 * 5 * 7, 1), 3, 5, 7, 1, 1, 2, 8, 11, room(3 * 8 * 11 * 4));
  fer_pad(floats(2 * 4 * 3 * 8, 1), 2, 4, 3, 8, 1, 1, 6, 5, room(2 * 6 * 5 * 32));
}

static void case_fer_pack_panel(void) {
  fer_pack_panel(floats(3 * 80, 1), 3, 80, 9, room(2 * 10 * 64), 10);
}

static void case_fer_block_planes(void) {
  fer_block_planes(floats(11 * 13, 1), 11, 13, room(2 * 13 * 32));
}

static void case_fer_unblock_pixels(void) {
  fer_unblock_pixels(floats(2 * 13 * 8, 1), 11, 13, room(11 * 13 * 4));
}

static void case_fer_unblock_planes(void) {
  fer_unblock_planes(floats(2 * 13 * 8, 1), 11, 13, room(11 * 13 * 4));
}

static void case_fer_transpose_weights(void) {
  const size_t output_blocks = 3, input_blocks = 3, taps = 9, chosen_count = 4;
  const float *weights = floats(2 * input_blocks * taps * 128, 1);
  int32_t *chosen = ramp(chosen_count, 2);
  fer_transpose_weights(
      weights, output_blocks, input_blocks, taps, chosen, chosen_count,
      room(2 * output_blocks * chosen_count * 128 * 4));
}

const kernel_case product_cases[] = {
    CASE(fer_product), CASE(fer_product_gradient),
    CASE(fer_planar_convolution), CASE(fer_planar_gradient), CASE(fer_pad), CASE(fer_pack_panel),
    CASE(fer_block_planes), CASE(fer_unblock_pixels), CASE(fer_unblock_planes),
    CASE(fer_transpose_weights), LAST_CASE,
};
