// What only running a network needs: pixels in, blocked tensors out, and a few operations on elements.

#pragma clang fp contract(off)

#include "VectorMath.h"

typedef uint8_t b8 __attribute__((ext_vector_type(8)));
typedef uint8_t b16 __attribute__((ext_vector_type(16)));
typedef uint8_t b8u __attribute__((ext_vector_type(8), aligned(1)));
typedef uint8_t b16u __attribute__((ext_vector_type(16), aligned(1)));

INLINE_KERNEL void store_bytes(float *out, b8 value) {
  store8(out, __builtin_convertvector(__builtin_convertvector(value, i8), v8));
}

// One row of interleaved samples into three rows of floats.
INLINE_KERNEL void split_row(
    const uint8_t *row, size_t width, float *first, float *second, float *third) {
  size_t x = 0;
  // Eight pixels are 24 bytes: the first 16 of them, and the last 16.
  for (; x + 8 <= width; x += 8) {
    const b16 a = *(const b16u *)(row + 3 * x), b = *(const b16u *)(row + 3 * x + 8);
    store_bytes(first + x, __builtin_shufflevector(a, b, 0, 3, 6, 9, 12, 15, 26, 29));
    store_bytes(second + x, __builtin_shufflevector(a, b, 1, 4, 7, 10, 13, 24, 27, 30));
    store_bytes(third + x, __builtin_shufflevector(a, b, 2, 5, 8, 11, 14, 25, 28, 31));
  }
  for (; x < width; x++) {
    first[x] = row[3 * x];
    second[x] = row[3 * x + 1];
    third[x] = row[3 * x + 2];
  }
}

INLINE_KERNEL void widen_row(const uint8_t *row, size_t width, float *out) {
  size_t x = 0;
  for (; x + 8 <= width; x += 8) store_bytes(out + x, *(const b8u *)(row + x));
  for (; x < width; x++) out[x] = row[x];
}

KERNEL void fer_planes_from_bytes(const fer_byte_image *image, const fer_planes *to) {
  const size_t used = image->width * sizeof(float);
  for (size_t y = 0; y < to->height; y++) {
    for (size_t c = 0; c < to->channels; c++) {
      float *out = to->base + c * to->plane_stride + y * to->row_stride;
      if (y >= image->height) {
        memset(out, 0, to->width * sizeof(float));
      } else {
        memset(out + image->width, 0, to->width * sizeof(float) - used);
      }
    }
    if (y >= image->height) continue;
    const uint8_t *row = image->samples + y * image->width * image->channels;
    float *out = to->base + y * to->row_stride;
    if (image->channels == 3 && to->channels == 3) {
      float *last = out + 2 * to->plane_stride;
      split_row(row, image->width, image->reversed ? last : out, out + to->plane_stride,
                image->reversed ? out : last);
    } else {
      widen_row(row, image->width, out);
      for (size_t c = 1; c < to->channels; c++) memcpy(out + c * to->plane_stride, out, used);
    }
  }
}

KERNEL void fer_upsample2(const float *x, size_t blocks, size_t height, size_t width, float *y) {
  for (size_t row = 0; row < blocks * height; row++) {
    for (size_t i = 0; i < width; i++) {
      const v8 value = load8(x + 8 * i);
      store8(y + 16 * i, value);
      store8(y + 16 * i + 8, value);
    }
    memcpy(y + width * 16, y, width * 16 * sizeof(float));
    x += width * 8;
    y += width * 32;
  }
}

void fer_unblock_pixels(const float *x, size_t channels, size_t pixels, float *out) {
  for (size_t first = 0; first < channels; first += 8) {
    const size_t used = channels - first < 8 ? channels - first : 8;
    for (size_t p = 0; p < pixels; p++) {
      for (size_t c = 0; c < used; c++) out[p * channels + first + c] = x[p * 8 + c];
    }
    x += pixels * 8;
  }
}

void fer_unblock_planes(const float *x, size_t channels, size_t pixels, float *out) {
  for (size_t c = 0; c < channels; c++) {
    const float *from = x + c / 8 * pixels * 8 + c % 8;
    for (size_t p = 0; p < pixels; p++) out[c * pixels + p] = from[p * 8];
  }
}

KERNEL void fer_sigmoid(const float *x, size_t count, float *y) {
  for (size_t i = 0; i < count; i += 8) store8(y + i, sigmoid8(load8(x + i)));
}

// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), which cannot overflow.
KERNEL void fer_softplus(const float *x, size_t count, float *y) {
  for (size_t i = 0; i < count; i += 8) {
    const v8 z = load8(x + i);
    const v8 magnitude = (v8)((i8)z & 0x7fffffff);
    const v8 positive = select8(z > 0.0f, z, splat8(0));
    const v8 value = positive + log8(1.0f + exp8(-magnitude));
    store8(y + i, select8(z == z, value, z));
  }
}

KERNEL void fer_scale(const float *x, size_t count, float factor, float *y) {
  for (size_t i = 0; i < count; i += 8) store8(y + i, load8(x + i) * factor);
}

KERNEL void fer_shift(const float *x, size_t count, float summand, float *y) {
  for (size_t i = 0; i < count; i += 8) store8(y + i, load8(x + i) + summand);
}
