// Max and average pooling of one blocked image, any window. Only maxima know padding: a window is then cut
// off at the edges of the image.

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

// The part of a window that lies inside the image, along one side: first ..< end.
typedef struct {
  size_t first, end;
} extent;

INLINE_KERNEL extent extent_at(size_t place, size_t padding, size_t window, size_t size) {
  const size_t room = size + padding - place;
  return (extent){place < padding ? padding - place : 0, window < room ? window : room};
}

KERNEL void fer_max_pool(const fer_pool_shape *s, const float *x, float *y, uint8_t *choices) {
  for (size_t block = 0; block < s->blocks; block++) {
    const float *plane = x + block * s->height * s->width * 8;
    for (size_t row = 0; row < s->output_height; row++) {
      const size_t top = row * s->stride;
      const extent i = extent_at(top, s->padding, s->kernel_height, s->height);
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t left = column * s->stride;
        const extent j = extent_at(left, s->padding, s->kernel_width, s->width);
        const size_t out = ((block * s->output_height + row) * s->output_width + column) * 8;
        i8 choice = (int32_t)(i.first * s->kernel_width + j.first);
        v8 best = splat8(0);
        for (size_t m = i.first; m < i.end; m++) {
          const float *line = plane + ((top + m - s->padding) * s->width + left - s->padding) * 8;
          for (size_t n = j.first; n < j.end; n++) {
            const v8 value = load8(line + n * 8);
            if (m == i.first && n == j.first) best = value;
            const i8 more = value > best;
            best = select8(more, value, best);
            choice = (more & (int32_t)(m * s->kernel_width + n)) | (~more & choice);
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
    float *plane = out + block * s->height * s->width * 8;
    for (size_t row = 0; row < s->output_height; row++) {
      const size_t top = row * s->stride;
      const extent i = extent_at(top, s->padding, s->kernel_height, s->height);
      for (size_t column = 0; column < s->output_width; column++) {
        const size_t left = column * s->stride;
        const extent j = extent_at(left, s->padding, s->kernel_width, s->width);
        const size_t from = ((block * s->output_height + row) * s->output_width + column) * 8;
        const v8 dy = load8(gradient + from);
        const i8 choice = load_choices(choices + from);
        for (size_t m = i.first; m < i.end; m++) {
          float *line = plane + ((top + m - s->padding) * s->width + left - s->padding) * 8;
          for (size_t n = j.first; n < j.end; n++) {
            const int32_t position = (int32_t)(m * s->kernel_width + n);
            store8(line + n * 8, load8(line + n * 8) + select8(choice == position, dy, splat8(0)));
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
