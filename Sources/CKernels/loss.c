// Softmax of one row of logits, with what the cross-entropy needs.

#pragma clang fp contract(off)

#include "VectorMath.h"

KERNEL void fer_softmax(
    const float *logits, size_t count, float *probabilities, float *maximum, float *sum) {
  float most = logits[0];
  for (size_t k = 1; k < count; k++) most = logits[k] > most ? logits[k] : most;
  float total = 0;
  for (size_t k = 0; k < count; k += 8) {
    const size_t used = count - k < 8 ? count - k : 8;
    float part[8] = {0};
    memcpy(part, logits + k, used * sizeof(float));
    store8(part, exp8(load8(part) - most));
    for (size_t i = 0; i < used; i++) {
      total += part[i];
      probabilities[k + i] = part[i];
    }
  }
  for (size_t k = 0; k < count; k++) probabilities[k] /= total;
  *maximum = most;
  *sum = total;
}
