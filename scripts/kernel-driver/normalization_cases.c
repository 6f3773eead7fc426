// Batch normalization with its activations, alone and with pooling, and the poolings.

#include "driver.h"

enum { BLOCKS = 3, HEIGHT = 7, WIDTH = 5, PIXELS = HEIGHT * WIDTH, POOLED = (HEIGHT / 2) * (WIDTH / 2) };
enum { COUNT = BLOCKS * PIXELS * 8, CHANNELS = BLOCKS * 8 };

static void case_fer_channel_sums(void) {
  fer_channel_sums(floats(COUNT, 1), BLOCKS, PIXELS, doubles(BLOCKS * 16));
  fer_channel_sums(floats(COUNT, 1), BLOCKS, PIXELS - 1, doubles(BLOCKS * 16));
}

static void case_fer_normalize(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = floats(COUNT, 4), *scale = floats(CHANNELS, 2), *shift = floats(CHANNELS, 1);
    fer_normalize(kind, x, scale, shift, BLOCKS, PIXELS, room(COUNT * 4));
  }
}

static void case_fer_normalize_gradient_sums(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = floats(COUNT, 4), *scale = floats(CHANNELS, 2), *shift = floats(CHANNELS, 1);
    float *gradient = floats(COUNT, 1);
    fer_normalize_gradient_sums(
        kind, x, scale, shift, BLOCKS, PIXELS, gradient, doubles(BLOCKS * 16));
  }
}

static void case_fer_normalize_gradient(void) {
  const float *x = floats(COUNT, 4), *a = floats(CHANNELS, 1), *b = floats(CHANNELS, 1);
  const float *c = floats(CHANNELS, 1);
  fer_normalize_gradient(x, a, b, c, BLOCKS, PIXELS, floats(COUNT, 1));
}

static void case_fer_normalize_pool(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = floats(COUNT, 4), *scale = floats(CHANNELS, 2), *shift = floats(CHANNELS, 1);
    float *y = room(BLOCKS * POOLED * 32);
    fer_normalize_pool(
        kind, x, scale, shift, BLOCKS, HEIGHT, WIDTH, y, room(BLOCKS * POOLED * 8));
  }
}

static void case_fer_normalize_pool_gradient_sums(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = floats(COUNT, 4), *scale = floats(CHANNELS, 2), *shift = floats(CHANNELS, 1);
    const uint8_t *choices = bytes(BLOCKS * POOLED * 8, 4);
    float *gradient = floats(BLOCKS * POOLED * 8, 1);
    fer_normalize_pool_gradient_sums(
        kind, x, scale, shift, BLOCKS, HEIGHT, WIDTH, choices, gradient, doubles(BLOCKS * 16));
  }
}

static void case_fer_normalize_pool_gradient(void) {
  const float *x = floats(COUNT, 4), *a = floats(CHANNELS, 1), *b = floats(CHANNELS, 1);
  const float *c = floats(CHANNELS, 1);
  const uint8_t *choices = bytes(BLOCKS * POOLED * 8, 4);
  const float *gradient = floats(BLOCKS * POOLED * 8, 1);
  fer_normalize_pool_gradient(
      x, a, b, c, BLOCKS, HEIGHT, WIDTH, choices, gradient, room(COUNT * 4));
}

// Windows of 3x3 every 2 pixels overlap; the last row and column of 2x2 ones are left out.
static const fer_pool_shape shapes[] = {
    {BLOCKS, HEIGHT, WIDTH, 3, 3, 2, 3, 2}, {BLOCKS, HEIGHT, WIDTH, 2, 2, 2, 3, 2},
    {BLOCKS, HEIGHT, WIDTH, HEIGHT, WIDTH, 1, 1, 1},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static size_t outputs(const fer_pool_shape *shape) {
  return shape->blocks * shape->output_height * shape->output_width * 8;
}

static void case_fer_max_pool(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *x = floats(COUNT, 1);
    float *y = room(outputs(shapes + i) * 4);
    fer_max_pool(shapes + i, x, y, room(outputs(shapes + i)));
  }
}

static void case_fer_max_pool_gradient(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const size_t window = shapes[i].kernel_height * shapes[i].kernel_width;
    const float *gradient = floats(outputs(shapes + i), 1);
    const uint8_t *choices = bytes(outputs(shapes + i), (unsigned)window);
    fer_max_pool_gradient(shapes + i, gradient, choices, room(COUNT * 4));
  }
}

static void case_fer_max_pool_values(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *x = hard(COUNT);
    fer_max_pool_values(shapes + i, x, room(outputs(shapes + i) * 4));
  }
}

static void case_fer_average_pool(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *x = floats(COUNT, 1);
    fer_average_pool(shapes + i, x, room(outputs(shapes + i) * 4));
  }
}

static void case_fer_average_pool_gradient(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *gradient = floats(outputs(shapes + i), 1);
    fer_average_pool_gradient(shapes + i, gradient, room(COUNT * 4));
  }
}

const kernel_case normalization_cases[] = {
    CASE(fer_channel_sums), CASE(fer_normalize), CASE(fer_normalize_gradient_sums),
    CASE(fer_normalize_gradient), CASE(fer_normalize_pool),
    CASE(fer_normalize_pool_gradient_sums), CASE(fer_normalize_pool_gradient),
    CASE(fer_max_pool), CASE(fer_max_pool_gradient), CASE(fer_max_pool_values),
    CASE(fer_average_pool), CASE(fer_average_pool_gradient), LAST_CASE,
};
