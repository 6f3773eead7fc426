// The affine warp, bilinear.
#include "kernel.h"

typedef uint8_t u8x8 __attribute__((ext_vector_type(8)));
typedef uint16_t u16x8 __attribute__((ext_vector_type(8)));
typedef uint8_t u8x4 __attribute__((ext_vector_type(4)));
typedef uint32_t u32x4 __attribute__((ext_vector_type(4)));

// The index of a position outside 0..<n under a border rule; −1 is the constant.
static int64_t outside(int64_t position, int64_t n, int border) {
  if (position >= 0 && position < n) return position;
  if (border == FER_BORDER_CONSTANT) return -1;
  if (border == FER_BORDER_EDGE) return position < 0 ? 0 : n - 1;
  if (n == 1) return 0;
  int64_t period = 2 * (n - 1);
  int64_t folded = position % period;
  if (folded < 0) folded += period;
  return folded < n ? folded : period - folded;
}

static void border_pixel(
  const uint8_t *from, uint8_t *to, const fer_pixels_warp_shape *shape, int channels, int64_t x,
  int64_t y) {
  const int64_t width = shape->width, height = shape->height;
  const int border = shape->border;
  const uint32_t value = shape->value;
  if (shape->nearest) {
    int64_t column = outside(x >> 16, width, border), row = outside(y >> 16, height, border);
    for (int c = 0; c < channels; c++) {
      to[c] = row < 0 || column < 0 ? shape->value : from[(row * width + column) * channels + c];
    }
    return;
  }
  uint32_t fx = (uint32_t)(x >> 8) & 255, fy = (uint32_t)(y >> 8) & 255;
  int64_t left = outside(x >> 16, width, border), right = outside((x >> 16) + 1, width, border);
  int64_t top = outside(y >> 16, height, border), bottom = outside((y >> 16) + 1, height, border);
  for (int c = 0; c < channels; c++) {
#define SAMPLE(row, column) \
  ((row) < 0 || (column) < 0 ? value : from[((row) * width + (column)) * channels + c])
    uint32_t upper = SAMPLE(top, left) * (256 - fx) + SAMPLE(top, right) * fx;
    uint32_t lower = SAMPLE(bottom, left) * (256 - fx) + SAMPLE(bottom, right) * fx;
#undef SAMPLE
    to[c] = (uint8_t)((upper * (256 - fy) + lower * fy + 32768) >> 16);
  }
}

// Pixels whose four neighbours all lie inside; positions fit 32 bits (sides up to 32767).
INLINE void inner_gray(
  const uint8_t *from, uint8_t *to, int count, int stride, uint32_t x, uint32_t y, uint32_t stepX,
  uint32_t stepY) {
  for (int i = 0; i < count; i++, x += stepX, y += stepY) {
    const uint8_t *p = from + (size_t)(y >> 16) * (size_t)stride + (x >> 16);
    uint32_t fx = (x >> 8) & 255, fy = (y >> 8) & 255;
    uint32_t upper = p[0] * (256 - fx) + p[1] * fx;
    uint32_t lower = p[stride] * (256 - fx) + p[stride + 1] * fx;
    to[i] = (uint8_t)((upper * (256 - fy) + lower * fy + 32768) >> 16);
  }
}

// Six bytes: this pixel and the next one, never a byte more.
INLINE u16x8 two_pixels(const uint8_t *p) {
  uint32_t low;
  uint16_t high;
  memcpy(&low, p, 4);
  memcpy(&high, p + 4, 2);
  uint64_t word = (uint64_t)low | (uint64_t)high << 32;
  u8x8 packed;
  memcpy(&packed, &word, 8);
  return __builtin_convertvector(packed, u16x8);
}

INLINE u8x4 pixel_rgb(const uint8_t *from, int stride, uint32_t x, uint32_t y) {
  const uint8_t *p = from + (size_t)(y >> 16) * (size_t)stride + (size_t)(x >> 16) * 3;
  uint16_t fx = (uint16_t)((x >> 8) & 255), fy = (uint16_t)((y >> 8) & 255);
  // At most 255 · 256: both rows of both pixels fit 16 bits.
  u16x8 column = two_pixels(p) * (u16x8)(uint16_t)(256 - fy) + two_pixels(p + stride) * (u16x8)fy;
  u32x4 left = __builtin_convertvector(__builtin_shufflevector(column, column, 0, 1, 2, 2), u32x4);
  u32x4 right = __builtin_convertvector(__builtin_shufflevector(column, column, 3, 4, 5, 5), u32x4);
  u32x4 sum = left * (u32x4)(uint32_t)(256 - fx) + right * (u32x4)(uint32_t)fx + 32768u;
  return __builtin_convertvector(sum >> 16, u8x4);
}

INLINE void inner_rgb(
  const uint8_t *from, uint8_t *to, int count, int stride, uint32_t x, uint32_t y, uint32_t stepX,
  uint32_t stepY) {
  // Four bytes at once: the fourth belongs to the next pixel of the run, which follows.
  for (int i = 0; i < count - 1; i++, x += stepX, y += stepY) {
    u8x4 pixel = pixel_rgb(from, stride, x, y);
    memcpy(to + 3 * (size_t)i, &pixel, 4);
  }
  u8x4 pixel = pixel_rgb(from, stride, x, y);
  memcpy(to + 3 * (size_t)(count - 1), &pixel, 3);
}

KERNEL static void inner_run(
  const uint8_t *from, uint8_t *to, int count, int width, int channels, uint32_t x, uint32_t y,
  uint32_t stepX, uint32_t stepY) {
  if (channels == 1) {
    inner_gray(from, to, count, width, x, y, stepX, stepY);
  } else {
    inner_rgb(from, to, count, width * 3, x, y, stepX, stepY);
  }
}

void fer_pixels_warp(
  const uint8_t *from, uint8_t *to, int channels, const fer_pixels_warp_shape *shape,
  const fer_pixels_map *map) {
  const int width = shape->width, height = shape->height, columns = shape->toWidth;
  const int64_t limitX = (int64_t)(width - 1) << 16, limitY = (int64_t)(height - 1) << 16;
  const int small = width <= 32767 && height <= 32767 && !shape->nearest;
  for (int y = 0; y < shape->toHeight; y++) {
    int64_t sourceX = map->originX + y * map->stepXY, sourceY = map->originY + y * map->stepYY;
    uint8_t *row = to + (size_t)y * (size_t)columns * (size_t)channels;
#define INSIDE(x)                                                                  \
  (sourceX + (x) * map->stepXX >= 0 && sourceX + (x) * map->stepXX < limitX        \
   && sourceY + (x) * map->stepYX >= 0 && sourceY + (x) * map->stepYX < limitY)
    // The inside of a row is one run, for a rectangle is convex.
    int start = 0, end = columns;
    if (small) {
      while (start < columns && !INSIDE((int64_t)start)) start++;
      while (end > start && !INSIDE((int64_t)end - 1)) end--;
    } else {
      start = end = columns;
    }
#undef INSIDE
    for (int x = 0; x < columns; x++) {
      if (x == start && end > start) {
        inner_run(
          from, row + (size_t)start * channels, end - start, width, channels,
          (uint32_t)(sourceX + start * map->stepXX), (uint32_t)(sourceY + start * map->stepYX),
          (uint32_t)map->stepXX, (uint32_t)map->stepYX);
        x = end - 1;
        continue;
      }
      border_pixel(
        from, row + (size_t)x * channels, shape, channels, sourceX + x * map->stepXX,
        sourceY + x * map->stepYX);
    }
  }
}
