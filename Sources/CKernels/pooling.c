// Max and average pooling of one blocked image, any window, no padding.

#pragma clang fp contract(off)

#include "KernelSupport.h"

INLINE_KERNEL i8 load_choices(const uint8_t *choices) {
  typedef uint8_t b8 __attribute__((ext_vector_type(8), aligned(1)));
  return __builtin_convertvector(*(const b8 *)choices, i8);
}

INLINE_KERNEL void store_choices(uint8_t *choices, i8 value) {
  typedef uint8_t b8 __attribute__((ext_vector_type(8), aligned(1)));
  *(b8 *)choices = __builtin_convertvector(value, b8);
}

KERNEL void fer_max_pool(const fer_pool_shape *s, const float *x, float *y, uint8_t *choices) {
  for (size_t block = 0; block < s->blocks; block++) {
    for (size_t row = 0; row < s->output_height; row++) {
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t corner = (block * s->height + row * s->stride) * s->width + column * s->stride;
        const size_t out = ((block * s->output_height + row) * s->output_width + column) * 8;
        v8 best = load8(x + corner * 8);
        i8 choice = 0;
        int32_t position = 0;
        for (size_t i = 0; i < s->kernel_height; i++) {
          for (size_t j = 0; j < s->kernel_width; j++, position++) {
            const v8 value = load8(x + (corner + i * s->width + j) * 8);
            const i8 more = value > best;
            best = select8(more, value, best);
            choice = (more & position) | (~more & choice);
          }
        }
        store8(y + out, best);
        store_choices(choices + out, choice);
      }
    }
  }
}

KERNEL void fer_max_pool_gradient(
    const fer_pool_shape *s, const float *gradient, const uint8_t *choices, float *out) {
  memset(out, 0, s->blocks * s->height * s->width * 8 * sizeof(float));
  for (size_t block = 0; block < s->blocks; block++) {
    for (size_t row = 0; row < s->output_height; row++) {
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t corner = (block * s->height + row * s->stride) * s->width + column * s->stride;
        const size_t from = ((block * s->output_height + row) * s->output_width + column) * 8;
        const v8 dy = load8(gradient + from);
        const i8 choice = load_choices(choices + from);
        int32_t position = 0;
        for (size_t i = 0; i < s->kernel_height; i++) {
          for (size_t j = 0; j < s->kernel_width; j++, position++) {
            float *at = out + (corner + i * s->width + j) * 8;
            store8(at, load8(at) + select8(choice == position, dy, splat8(0)));
          }
        }
      }
    }
  }
}

KERNEL void fer_average_pool(const fer_pool_shape *s, const float *x, float *y) {
  const float area = (float)(s->kernel_height * s->kernel_width);
  for (size_t block = 0; block < s->blocks; block++) {
    for (size_t row = 0; row < s->output_height; row++) {
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t corner = (block * s->height + row * s->stride) * s->width + column * s->stride;
        v8 sum = 0;
        for (size_t i = 0; i < s->kernel_height; i++) {
          for (size_t j = 0; j < s->kernel_width; j++) {
            sum += load8(x + (corner + i * s->width + j) * 8);
          }
        }
        store8(y + ((block * s->output_height + row) * s->output_width + column) * 8, sum / area);
      }
    }
  }
}

KERNEL void fer_average_pool_gradient(const fer_pool_shape *s, const float *gradient, float *out) {
  const float area = (float)(s->kernel_height * s->kernel_width);
  memset(out, 0, s->blocks * s->height * s->width * 8 * sizeof(float));
  for (size_t block = 0; block < s->blocks; block++) {
    for (size_t row = 0; row < s->output_height; row++) {
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t corner = (block * s->height + row * s->stride) * s->width + column * s->stride;
        const size_t from = ((block * s->output_height + row) * s->output_width + column) * 8;
        const v8 share = load8(gradient + from) / area;
        for (size_t i = 0; i < s->kernel_height; i++) {
          for (size_t j = 0; j < s->kernel_width; j++) {
            float *at = out + (corner + i * s->width + j) * 8;
            store8(at, load8(at) + share);
          }
        }
      }
    }
  }
}
