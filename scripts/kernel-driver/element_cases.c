// Elementary functions, activations, losses, optimizers and sums: element by element.

#include "driver.h"

enum { COUNT = 4096 };

static void case_fer_kernels_supported(void) {
  int32_t *answer = room(sizeof(int32_t));
  *answer = fer_kernels_supported();
}

#define FUNCTION_CASE(name, count)                    \
  static void case_##name(void) {                     \
    const float *x = hard(count);                     \
    name(x, count, room((count) * sizeof(float)));    \
  }

FUNCTION_CASE(fer_exp, COUNT + 3)
FUNCTION_CASE(fer_log, COUNT + 5)
FUNCTION_CASE(fer_tanh, COUNT + 7)
FUNCTION_CASE(fer_sigmoid, COUNT)
FUNCTION_CASE(fer_softplus, COUNT)

static void case_fer_activate(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = hard(COUNT);
    fer_activate(kind, x, COUNT, room(COUNT * sizeof(float)));
  }
}

static void case_fer_activate_gradient(void) {
  for (int32_t kind = FER_IDENTITY; kind <= FER_MISH; kind++) {
    const float *x = hard(COUNT);
    fer_activate_gradient(kind, x, COUNT, floats(COUNT, 1));
  }
}

static void case_fer_softmax(void) {
  for (size_t count = 1; count <= 19; count += 3) {
    fer_softmax(
        floats(count, 20), count, room(count * sizeof(float)), room(sizeof(float)),
        room(sizeof(float)));
  }
}

static void case_fer_sum_slices(void) {
  fer_sum_slices(floats(5 * 72, 1), 72, 5, 64, room(64 * sizeof(float)));
  fer_sum_slices(floats(16, 1), 16, 1, 16, room(16 * sizeof(float)));
}

static void case_fer_add(void) { fer_add(floats(COUNT, 1), COUNT, floats(COUNT, 1)); }

static void case_fer_sum_pair(void) {
  fer_sum_pair(floats(COUNT, 1), floats(COUNT, 8), COUNT, room(COUNT * sizeof(float)));
}

static void case_fer_multiply(void) {
  fer_multiply(hard(COUNT), floats(COUNT, 1), COUNT, room(COUNT * sizeof(float)));
}

static void case_fer_scale(void) { fer_scale(hard(COUNT), COUNT, 0.3f, room(COUNT * 4)); }

static void case_fer_shift(void) { fer_shift(hard(COUNT), COUNT, 0.7f, room(COUNT * 4)); }

static void case_fer_bias_sums(void) {
  fer_bias_sums(floats(3 * 80, 1), 3, 80, 9, floats(24, 1));
}

static void case_fer_sgd(void) {
  for (int nesterov = 0; nesterov < 2; nesterov++) {
    float *weights = floats(COUNT, 1);
    fer_sgd(weights, floats(COUNT, 1), floats(COUNT, 1), COUNT, 0.1f, 0.9f, nesterov, 5e-4f);
  }
}

static const fer_adam_rates rates = {0.9f, 0.999f, 0.1f, 0.001f, 0.271f, 0.002997f};

static void case_fer_adamw(void) {
  float *weights = floats(COUNT, 1);
  const float *gradient = floats(COUNT, 1);
  float *first = floats(COUNT, 1), *second = positive(COUNT, 1);
  fer_adamw(weights, gradient, first, second, COUNT, 1e-3f, &rates, 1e-8f, 0.01f);
}

static void case_fer_adam(void) {
  float *weights = floats(COUNT, 1);
  const float *gradient = floats(COUNT, 1);
  float *first = floats(COUNT, 1), *second = positive(COUNT, 1);
  fer_adam(weights, gradient, first, second, COUNT, 1e-3f, &rates, 1e-8f, 0.01f);
}

static void case_fer_add_scaled(void) {
  fer_add_scaled(floats(COUNT, 1), COUNT, 0.3f, floats(COUNT, 1));
}

static void case_fer_clamp(void) { fer_clamp(COUNT, 0.7f, hard(COUNT)); }

static void case_fer_square_sum(void) {
  double *sums = room(2 * sizeof(double));
  sums[0] = fer_square_sum(floats(COUNT, 1), COUNT);
  sums[1] = fer_square_sum(floats(8, 1), 8);
}

static void case_fer_fma_peak(void) { fer_fma_peak(3, floats(24, 0.5f)); }

static void case_fer_average(void) {
  fer_average(floats(COUNT, 1), COUNT, 0.999f, floats(COUNT, 1));
}

const kernel_case element_cases[] = {
    CASE(fer_kernels_supported), CASE(fer_exp), CASE(fer_log), CASE(fer_tanh), CASE(fer_sigmoid),
    CASE(fer_softplus), CASE(fer_activate), CASE(fer_activate_gradient), CASE(fer_softmax),
    CASE(fer_sum_slices), CASE(fer_add), CASE(fer_sum_pair), CASE(fer_multiply), CASE(fer_scale),
    CASE(fer_shift), CASE(fer_bias_sums), CASE(fer_sgd), CASE(fer_adamw), CASE(fer_adam), CASE(fer_average),
    CASE(fer_add_scaled), CASE(fer_clamp), CASE(fer_square_sum),
    CASE(fer_fma_peak),
    LAST_CASE,
};
