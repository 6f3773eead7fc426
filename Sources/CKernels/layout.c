// Copies between layouts: padding, gradient panels, blocked from planar, transposed weights.

#pragma clang fp contract(off)

#include "KernelSupport.h"

void fer_pad(
    const float *x, size_t planes, size_t height, size_t width, size_t unit, size_t top,
    size_t left, size_t padded_height, size_t padded_width, float *out) {
  const size_t line = padded_width * unit;
  const size_t before = left * unit, inside = width * unit, after = line - before - inside;
  for (size_t plane = 0; plane < planes; plane++) {
    memset(out, 0, top * line * sizeof(float));
    out += top * line;
    for (size_t row = 0; row < height; row++) {
      memset(out, 0, before * sizeof(float));
      memcpy(out + before, x, inside * sizeof(float));
      memset(out + before + inside, 0, after * sizeof(float));
      out += line;
      x += inside;
    }
    const size_t bottom = padded_height - top - height;
    memset(out, 0, bottom * line * sizeof(float));
    out += bottom * line;
  }
}

KERNEL void fer_pack_panel(
    const float *gradient, size_t blocks, size_t block_stride, size_t count, float *panel,
    size_t panel_pixels) {
  for (size_t block = 0; block < blocks; block += 2) {
    const float *low = gradient + block * block_stride;
    const float *high = low + block_stride;
    float *out = panel + (block / 2) * panel_pixels * 16;
    const int whole = block + 1 < blocks;
    for (size_t p = 0; p < count; p++) {
      store8(out + p * 16, load8(low + p * 8));
      store8(out + p * 16 + 8, whole ? load8(high + p * 8) : splat8(0));
    }
  }
}

void fer_block_planes(const float *x, size_t channels, size_t pixels, float *out) {
  for (size_t first = 0; first < channels; first += 8) {
    const size_t used = channels - first < 8 ? channels - first : 8;
    for (size_t p = 0; p < pixels; p++) {
      for (size_t c = 0; c < 8; c++) {
        out[p * 8 + c] = c < used ? x[(first + c) * pixels + p] : 0;
      }
    }
    out += pixels * 8;
  }
}

void fer_transpose_weights(
    const float *weights, size_t output_blocks8, size_t input_blocks8, size_t taps,
    const int32_t *chosen, size_t chosen_count, float *out) {
  // Input [K/16][C/8][T][8 c][16 k]; output [C/16][K/8][chosen][8 k][16 c].
  const size_t wide = (input_blocks8 + 1) / 2;
  for (size_t c16 = 0; c16 < wide; c16++) {
    for (size_t k8 = 0; k8 < output_blocks8; k8++) {
      for (size_t t = 0; t < chosen_count; t++) {
        for (size_t half = 0; half < 2; half++) {
          const size_t c8 = c16 * 2 + half;
          const size_t row = ((k8 / 2 * input_blocks8 + c8) * taps + (size_t)chosen[t]) * 128;
          for (size_t k = 0; k < 8; k++) {
            for (size_t c = 0; c < 8; c++) {
              out[k * 16 + half * 8 + c] =
                  c8 < input_blocks8 ? weights[row + c * 16 + (k8 & 1) * 8 + k] : 0;
            }
          }
        }
        out += 128;
      }
    }
  }
}
