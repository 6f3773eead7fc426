// Winograd's convolutions: weights to positions, G g G^T, for the forward pass and the data gradient.
//
// Positions lie far apart in memory, so a few rows are transformed into a small table first and then
// copied position by position.

#pragma clang fp contract(off)

#include "Winograd.h"

enum { STAGED_ROWS = 4, STAGED = STAGED_ROWS * 16 };

// Nine vectors of weights, to n * n positions in the table.
INLINE_KERNEL void spread_taps(const int m, const v8 *taps, float *table) {
  const int n = m + 2;
  v8 half[WINOGRAD_MAX_SIDE][3];
  UNROLL
  for (int j = 0; j < 3; j++) {
    const v8 g[3] = {taps[j], taps[3 + j], taps[6 + j]};
    v8 u[WINOGRAD_MAX_SIDE];
    transform_weights(m, g, u);
    UNROLL
    for (int i = 0; i < n; i++) half[i][j] = u[i];
  }
  UNROLL
  for (int i = 0; i < n; i++) {
    v8 u[WINOGRAD_MAX_SIDE];
    transform_weights(m, half[i], u);
    UNROLL
    for (int j = 0; j < n; j++) store8(table + (i * n + j) * STAGED, u[j]);
  }
}

INLINE_KERNEL void copy_table(const int m, const float *table, float *out, size_t stride) {
  for (int position = 0; position < (m + 2) * (m + 2); position++) {
    UNROLL
    for (int i = 0; i < STAGED; i += 8) store8(out + i, load8(table + position * STAGED + i));
    out += stride;
  }
}

INLINE_KERNEL void forward_panel(
    const int m, const float *weights, size_t input_blocks, size_t panel, float *out,
    size_t stride) {
  const float *from = weights + panel * input_blocks * 9 * 128;
  float table[WINOGRAD_MAX_SIDE * WINOGRAD_MAX_SIDE * STAGED];
  for (size_t c = 0; c < input_blocks * 8; c += STAGED_ROWS) {
    for (size_t part = 0; part < STAGED; part += 8) {
      const float *first = from + c / 8 * 9 * 128 + c % 8 * 16 + part;
      v8 taps[9];
      UNROLL
      for (int t = 0; t < 9; t++) taps[t] = load8(first + t * 128);
      spread_taps(m, taps, table + part);
    }
    copy_table(m, table, out + c * 16, stride);
  }
}

// Eight channels by eight outputs, turned by half a turn: [taps][8 outputs][8 channels].
INLINE_KERNEL void turn_block(const float *from, float *turned) {
  for (int t = 0; t < 9; t++) {
    for (int c = 0; c < 8; c++) {
      for (int k = 0; k < 8; k++) turned[((8 - t) * 8 + k) * 8 + c] = from[t * 128 + c * 16 + k];
    }
  }
}

// Rows are output channels, lanes input channels, and the filter is turned by half a turn.
INLINE_KERNEL void turned_panel(
    const int m, const float *weights, size_t input_blocks, size_t output_blocks, size_t panel,
    float *out, size_t stride) {
  float table[WINOGRAD_MAX_SIDE * WINOGRAD_MAX_SIDE * STAGED];
  float turned[2][9 * 64];
  memset(turned, 0, sizeof turned);
  for (size_t k8 = 0; k8 < output_blocks; k8++) {
    for (size_t half = 0; half < 2 && panel * 2 + half < input_blocks; half++) {
      const size_t block = k8 / 2 * input_blocks + panel * 2 + half;
      turn_block(weights + block * 9 * 128 + k8 % 2 * 8, turned[half]);
    }
    for (size_t k = 0; k < 8; k += STAGED_ROWS) {
      for (size_t part = 0; part < STAGED; part += 8) {
        const float *first = turned[part / 8 % 2] + (k + part / 16) * 8;
        v8 taps[9];
        UNROLL
        for (int t = 0; t < 9; t++) taps[t] = load8(first + t * 64);
        spread_taps(m, taps, table + part);
      }
      copy_table(m, table, out + (k8 * 8 + k) * 16, stride);
    }
  }
}

KERNEL void fer_winograd_weights(
    const float *weights, size_t input_blocks, size_t output_blocks, size_t tile, int32_t turned,
    size_t panel, float *out) {
  const size_t rows = (turned ? output_blocks : input_blocks) * 8;
  const size_t panels = ((turned ? input_blocks : output_blocks) + 1) / 2;
  const size_t stride = panels * rows * 16 + 16;
  float *to = out + panel * rows * 16;
#define LOOP(m)                                                                         \
  if (turned) turned_panel(m, weights, input_blocks, output_blocks, panel, to, stride); \
  else forward_panel(m, weights, input_blocks, panel, to, stride)
  FOR_WINOGRAD(tile, LOOP)
#undef LOOP
}
