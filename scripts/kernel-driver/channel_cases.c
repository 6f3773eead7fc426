// Depthwise convolutions with their gradients, and what works on whole channels of an image.

#include "driver.h"

// Kernels and strides with code of their own, and ones without; taps beyond every edge.
static const fer_depthwise_shape shapes[] = {
    {2, 9, 13, 3, 1, 1, 9, 13},  {2, 9, 13, 3, 2, 1, 5, 7}, {1, 6, 7, 5, 1, 2, 6, 7},
    {1, 11, 8, 5, 2, 2, 6, 4},   {1, 8, 9, 7, 3, 3, 3, 3},  {3, 1, 1, 3, 1, 1, 1, 1},
    {1, 7, 7, 2, 1, 0, 6, 6},    {1, 5, 17, 4, 4, 3, 2, 5},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static size_t inputs(const fer_depthwise_shape *s) { return s->blocks * s->height * s->width * 8; }

static size_t outputs(const fer_depthwise_shape *s) {
  return s->blocks * s->output_height * s->output_width * 8;
}

static size_t weights(const fer_depthwise_shape *s) { return s->blocks * s->kernel * s->kernel * 8; }

static void case_fer_depthwise(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *x = floats(inputs(shapes + i), 1), *w = floats(weights(shapes + i), 1);
    const float *bias = i % 2 == 0 ? floats(shapes[i].blocks * 8, 1) : NULL;
    fer_depthwise(shapes + i, x, w, bias, room(outputs(shapes + i) * 4));
  }
}

static void case_fer_depthwise_gradient(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *dy = floats(outputs(shapes + i), 1), *w = floats(weights(shapes + i), 1);
    fer_depthwise_gradient(shapes + i, dy, w, 0, room(inputs(shapes + i) * 4));
    fer_depthwise_gradient(shapes + i, dy, w, 1, floats(inputs(shapes + i), 1));
  }
}

static void case_fer_depthwise_weight_gradient(void) {
  for (size_t i = 0; i < SHAPES; i++) {
    const float *x = floats(inputs(shapes + i), 1), *dy = floats(outputs(shapes + i), 1);
    fer_depthwise_weight_gradient(shapes + i, x, dy, floats(weights(shapes + i), 1));
  }
}

enum { BLOCKS = 3, PIXELS = 29, COUNT = BLOCKS * PIXELS * 8 };

static void case_fer_gate(void) {
  for (int32_t kind = FER_GATE_SIGMOID; kind <= FER_GATE_HARD_SIGMOID; kind++) {
    const float *x = floats(COUNT, 1), *gates = floats(BLOCKS * 8, 5);
    fer_gate(kind, x, gates, BLOCKS, PIXELS, room(COUNT * 4));
  }
}

static void case_fer_gate_sums(void) {
  for (int32_t kind = FER_GATE_SIGMOID; kind <= FER_GATE_HARD_SIGMOID; kind++) {
    const float *x = floats(COUNT, 1), *gates = floats(BLOCKS * 8, 5), *dy = floats(COUNT, 1);
    fer_gate_sums(kind, x, gates, BLOCKS, PIXELS, dy, 0, room(BLOCKS * 32));
    fer_gate_sums(kind, x, gates, BLOCKS, PIXELS, dy, 1, floats(BLOCKS * 8, 1));
  }
}

static void case_fer_gate_gradient(void) {
  for (int32_t kind = FER_GATE_SIGMOID; kind <= FER_GATE_HARD_SIGMOID; kind++) {
    const float *gates = floats(BLOCKS * 8, 5), *dy = floats(COUNT, 1);
    fer_gate_gradient(kind, gates, BLOCKS, PIXELS, dy, 0, room(COUNT * 4));
    fer_gate_gradient(kind, gates, BLOCKS, PIXELS, dy, 1, floats(COUNT, 1));
  }
}

static void case_fer_concatenate(void) {
  const float *left = floats(16 * PIXELS, 1), *right = floats(16 * PIXELS, 1);
  fer_concatenate(left, 8, right, 16, PIXELS, room(24 * PIXELS * 4));
  fer_concatenate(left, 11, right, 9, PIXELS, room(24 * PIXELS * 4));
}

static void case_fer_take_channels(void) {
  const float *x = floats(24 * PIXELS, 1);
  fer_take_channels(x, 8, 16, PIXELS, 0, room(16 * PIXELS * 4));
  fer_take_channels(x, 3, 11, PIXELS, 0, room(16 * PIXELS * 4));
  fer_take_channels(x, 5, 13, PIXELS, 1, floats(16 * PIXELS, 1));
}

static void case_fer_channel_maximum(void) {
  fer_channel_maximum(hard(COUNT), BLOCKS, PIXELS, room(BLOCKS * 32));
}

static void case_fer_channel_maximum_gradient(void) {
  const float *x = floats(COUNT, 1);
  float *y = room(BLOCKS * 32);
  fer_channel_maximum(x, BLOCKS, PIXELS, y);
  const float *dy = floats(BLOCKS * 8, 1);
  fer_channel_maximum_gradient(x, y, BLOCKS, PIXELS, dy, room(COUNT * 4));
}

const kernel_case channel_cases[] = {
    CASE(fer_depthwise), CASE(fer_depthwise_gradient), CASE(fer_depthwise_weight_gradient),
    CASE(fer_gate), CASE(fer_gate_sums), CASE(fer_gate_gradient), CASE(fer_concatenate),
    CASE(fer_take_channels), CASE(fer_channel_maximum), CASE(fer_channel_maximum_gradient), LAST_CASE,
};
