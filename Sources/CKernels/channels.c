// Whole channels of one blocked image: scaled by a gate, put side by side, or reduced to their maximum.

#pragma clang fp contract(off)

#include "VectorMath.h"

// MARK: Gates

INLINE_KERNEL v8 gate(const int32_t kind, v8 z) {
  if (kind == FER_GATE_SIGMOID) return sigmoid8(z);
  const v8 line = fma8(z, splat8(1.0f / 6.0f), splat8(0.5f));
  return select8(z <= -3.0f, splat8(0), select8(z >= 3.0f, splat8(1), line));
}

INLINE_KERNEL v8 gate_slope(const int32_t kind, v8 z, v8 value) {
  if (kind == FER_GATE_SIGMOID) return value * (1.0f - value);
  return select8(z <= -3.0f, splat8(0), select8(z >= 3.0f, splat8(0), splat8(1.0f / 6.0f)));
}

KERNEL void fer_gate(
    int32_t kind, const float *x, const float *gates, size_t blocks, size_t pixels, float *y) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 factor = gate(kind, load8(gates + block * 8));
    const size_t start = block * pixels * 8, end = start + pixels * 8;
    for (size_t i = start; i < end; i += 8) store8(y + i, load8(x + i) * factor);
  }
}

// Four chains over the pixels, by pixel number modulo 4, joined as (0 + 1) + (2 + 3).
KERNEL void fer_gate_sums(
    int32_t kind, const float *x, const float *gates, size_t blocks, size_t pixels,
    const float *gradient, int32_t accumulate, float *out) {
  for (size_t block = 0; block < blocks; block++) {
    const float *a = x + block * pixels * 8, *b = gradient + block * pixels * 8;
    v8 s[4] = {0, 0, 0, 0};
    size_t p = 0;
    for (; p + 4 <= pixels; p += 4) {
      _Pragma("clang loop unroll(full)")
      for (size_t i = 0; i < 4; i++) {
        s[i] = fma8(load8(a + (p + i) * 8), load8(b + (p + i) * 8), s[i]);
      }
    }
    _Pragma("clang loop unroll(full)")
    for (size_t i = 0; i < 3; i++) {
      if (p + i < pixels) s[i] = fma8(load8(a + (p + i) * 8), load8(b + (p + i) * 8), s[i]);
    }
    const v8 sum = (s[0] + s[1]) + (s[2] + s[3]);
    const v8 z = load8(gates + block * 8);
    const v8 value = sum * gate_slope(kind, z, gate(kind, z));
    float *target = out + block * 8;
    store8(target, accumulate ? load8(target) + value : value);
  }
}

KERNEL void fer_gate_gradient(
    int32_t kind, const float *gates, size_t blocks, size_t pixels, const float *gradient,
    int32_t accumulate, float *out) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 factor = gate(kind, load8(gates + block * 8));
    const size_t start = block * pixels * 8, end = start + pixels * 8;
    if (accumulate) {
      for (size_t i = start; i < end; i += 8) {
        store8(out + i, fma8(load8(gradient + i), factor, load8(out + i)));
      }
    } else {
      for (size_t i = start; i < end; i += 8) store8(out + i, load8(gradient + i) * factor);
    }
  }
}

// MARK: Side by side

KERNEL void fer_concatenate(
    const float *left, size_t left_channels, const float *right, size_t right_channels,
    size_t pixels, float *out) {
  const size_t plane = pixels * 8, whole = left_channels / 8, shift = left_channels % 8;
  const size_t right_blocks = (right_channels + 7) / 8;
  memcpy(out, left, whole * plane * sizeof(float));
  if (shift == 0) {
    memcpy(out + whole * plane, right, right_blocks * plane * sizeof(float));
    return;
  }
  // A block of the sum: the upper lanes of what came before, moved down, and the lower lanes of the next.
  const size_t blocks = (left_channels + right_channels + 7) / 8;
  for (size_t block = whole; block < blocks; block++) {
    const size_t next = block - whole;
    const float *before = next == 0 ? left + whole * plane : right + (next - 1) * plane + 8 - shift;
    const float *after = next < right_blocks ? right + next * plane : NULL;
    float *to = out + block * plane;
    for (size_t i = 0; i < plane; i += 8) {
      for (size_t lane = 0; lane < shift; lane++) to[i + lane] = before[i + lane];
      for (size_t lane = shift; lane < 8; lane++) {
        to[i + lane] = after != NULL ? after[i + lane - shift] : 0;
      }
    }
  }
}

KERNEL void fer_take_channels(
    const float *x, size_t first, size_t channels, size_t pixels, int32_t accumulate, float *out) {
  const size_t plane = pixels * 8, shift = first % 8;
  for (size_t block = 0; block * 8 < channels; block++) {
    const size_t used = channels - block * 8 < 8 ? channels - block * 8 : 8;
    const float *low = x + (first / 8 + block) * plane + shift, *high = low + plane - 8;
    float *to = out + block * plane;
    for (size_t i = 0; i < plane; i += 8) {
      for (size_t lane = 0; lane < 8; lane++) {
        float value = 0;
        if (lane < used) value = lane + shift < 8 ? low[i + lane] : high[i + lane];
        to[i + lane] = accumulate ? to[i + lane] + value : value;
      }
    }
  }
}

// MARK: Maximum of each channel

KERNEL void fer_channel_maximum(const float *x, size_t blocks, size_t pixels, float *y) {
  for (size_t block = 0; block < blocks; block++) {
    const float *plane = x + block * pixels * 8;
    v8 best = load8(plane);
    for (size_t p = 1; p < pixels; p++) {
      const v8 value = load8(plane + p * 8);
      best = select8(value > best, value, best);
    }
    store8(y + block * 8, best);
  }
}

KERNEL void fer_channel_maximum_gradient(
    const float *x, const float *y, size_t blocks, size_t pixels, const float *gradient,
    float *out) {
  for (size_t block = 0; block < blocks; block++) {
    const v8 best = load8(y + block * 8), dy = load8(gradient + block * 8);
    i8 open = -1;
    for (size_t i = block * pixels * 8; i < (block + 1) * pixels * 8; i += 8) {
      const i8 found = (load8(x + i) == best) & open;
      store8(out + i, select8(found, dy, splat8(0)));
      open &= ~found;
    }
  }
}
