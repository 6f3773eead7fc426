// The affine warp: bilinear and nearest.
//
// A target row is cut into what reads inside the source only, and what lies at its edges. The samples of a
// bilinear pixel are first collected, in the order of the target, in a block of some hundred pixels: places
// and fractions by vectors, samples by plain loads, for they lie anywhere. Then vectors take the means of
// the whole block, whatever rows and parts it comes from.
#include "warp_block.h"

enum { SURROUNDED = 16384, WIDEST = 1024 };

// A part of a target row: how many pixels, where they read in 1/65536 pixel, and the steps between them.
typedef struct {
  int count;
  int64_t x, y, stepX, stepY;
} part;

INLINE uint32_t load_2(const uint8_t *p) {
  uint16_t value;
  memcpy(&value, p, 2);
  return value;
}

INLINE uint32_t load_3(const uint8_t *p) { return load_2(p) | (uint32_t)p[2] << 16; }

INLINE uint64_t load_8(const uint8_t *p) {
  uint64_t value;
  memcpy(&value, p, 8);
  return value;
}

INLINE void copy_pixel(const uint8_t *from, uint8_t *to, const int channels) {
  for (int c = 0; c < channels; c++) to[c] = from[c];
}

// Adds pixels that read inside only, at most BLOCK; positions fit 32 bits.
INLINE void add_inside(
  block *b, const uint8_t *from, int width, part run, const int channels, const int nearest) {
  uint32_t places[BLOCK + GROUP];
  const uint32_t stride = (uint32_t)width * (uint32_t)channels;
  const uint32_t x = (uint32_t)run.x, y = (uint32_t)run.y;
  const uint32_t stepX = (uint32_t)run.stepX, stepY = (uint32_t)run.stepY;
  const int first = b->count;
  const u32x8 lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  u32x8 atX = x + lanes * stepX, atY = y + lanes * stepY;
  for (int i = 0; i < run.count; i += GROUP) {
    u32x8 place = (atY >> 16) * stride + (atX >> 16) * (uint32_t)channels;
    memcpy(places + i, &place, sizeof place);
    if (!nearest) {
      u32x8 fx = atX >> 8 & 255, fy = atY >> 8 & 255;
      memcpy(b->fx + first + i, &fx, sizeof fx);
      memcpy(b->fy + first + i, &fy, sizeof fy);
    }
    atX += stepX * GROUP;
    atY += stepY * GROUP;
  }
  if (nearest) {
    for (int i = 0; i < run.count; i++) {
      copy_pixel(from + places[i], b->to + i * channels, channels);
    }
    b->to += run.count * channels;
    return;
  }
  for (int i = 0; i < run.count; i++) {
    const uint8_t *upper = from + places[i], *lower = upper + stride;
    if (channels == 1) {
      b->gray[first + i] = load_2(upper) | load_2(lower) << 16;
    } else {
      b->rgb.upper[first + i] = load_8(upper);
      b->rgb.lower[first + i] = load_8(lower);
    }
  }
  b->count += run.count;
}

// The index of a position under a border rule, −1 for the constant, for positions that are mirrored once
// at most; `last` is the last index.
INLINE int32_t folded(int32_t position, int32_t last, const int border) {
  if (border == FER_BORDER_CONSTANT) return position < 0 || position > last ? -1 : position;
  if (border == FER_BORDER_REFLECT) {
    position = position < 0 ? -position : position;
    int32_t mirrored = 2 * last - position;
    return position < mirrored ? position : mirrored;
  }
  position = position < 0 ? 0 : position;
  return position < last ? position : last;
}

// Adds pixels at the edges, at most BLOCK.
INLINE void add_edge(
  block *b, const uint8_t *from, const fer_pixels_warp_shape *shape, part run, const int channels,
  const int nearest, const int border) {
  const int32_t lastX = shape->width - 1, lastY = shape->height - 1;
  const int64_t stride = (int64_t)shape->width * channels;
  const uint8_t constant[3] = {shape->value, shape->value, shape->value};
#define PLACE(row, column)                                \
  (border == FER_BORDER_CONSTANT && ((row) | (column)) < 0 \
     ? constant                                           \
     : from + (row) * stride + (int64_t)(column) * channels)
  int64_t x = run.x, y = run.y;
  for (int i = 0; i < run.count; i++, x += run.stepX, y += run.stepY) {
    const int32_t column = (int32_t)(x >> 16), row = (int32_t)(y >> 16);
    const int32_t left = folded(column, lastX, border), top = folded(row, lastY, border);
    const uint8_t *p = PLACE(top, left);
    if (nearest) {
      copy_pixel(p, b->to, channels);
      b->to += channels;
      continue;
    }
    const int32_t right = folded(column + 1, lastX, border);
    const int32_t bottom = folded(row + 1, lastY, border);
    const uint8_t *q = PLACE(top, right), *r = PLACE(bottom, left), *s = PLACE(bottom, right);
    const int place = b->count++;
    b->fx[place] = (uint32_t)(x >> 8) & 255;
    b->fy[place] = (uint32_t)(y >> 8) & 255;
    if (channels == 1) {
      b->gray[place] = p[0] | (uint32_t)q[0] << 8 | (uint32_t)r[0] << 16 | (uint32_t)s[0] << 24;
    } else {
      b->rgb.upper[place] = load_3(p) | (uint64_t)load_3(q) << 24;
      b->rgb.lower[place] = load_3(r) | (uint64_t)load_3(s) << 24;
    }
  }
#undef PLACE
}

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

// Copies some bytes, by vectors where there are enough.
INLINE void copy_run(const uint8_t *from, uint8_t *to, int64_t count) {
  if (count < 16) {
    for (int64_t i = 0; i < count; i++) to[i] = from[i];
    return;
  }
  for (int64_t i = 0; i < count - 16; i += 16) memcpy(to + i, from + i, 16);
  memcpy(to + count - 16, from + count - 16, 16);
}

// One pixel by the rules as they are written, for positions far outside and for huge images.
static void any_pixel(
  const uint8_t *from, uint8_t *to, const fer_pixels_warp_shape *shape, int channels, int64_t x,
  int64_t y) {
  const int64_t width = shape->width, height = shape->height;
  const int border = shape->border;
  const int64_t left = outside(x >> 16, width, border), top = outside(y >> 16, height, border);
#define SAMPLE(row, column) \
  ((row) < 0 || (column) < 0 ? shape->value : from[((row)*width + (column)) * channels + c])
  if (shape->nearest) {
    for (int c = 0; c < channels; c++) to[c] = SAMPLE(top, left);
    return;
  }
  const uint32_t fx = (uint32_t)(x >> 8) & 255, fy = (uint32_t)(y >> 8) & 255;
  const int64_t right = outside((x >> 16) + 1, width, border);
  const int64_t bottom = outside((y >> 16) + 1, height, border);
  for (int c = 0; c < channels; c++) {
    uint32_t upper = SAMPLE(top, left) * (256 - fx) + SAMPLE(top, right) * fx;
    uint32_t lower = SAMPLE(bottom, left) * (256 - fx) + SAMPLE(bottom, right) * fx;
    to[c] = (uint8_t)((upper * (256 - fy) + lower * fy + 32768) >> 16);
  }
#undef SAMPLE
}

// Whether `add_edge` may take a part: positions fit 32 bits and are mirrored once at most.
static int is_near(int64_t first, int64_t last, int64_t n, int border) {
  int64_t low = (first < last ? first : last) >> 16, high = (first < last ? last : first) >> 16;
  if (low < -(1 << 30) || high >= 1 << 30) return 0;
  return border != FER_BORDER_REFLECT || (low > -n && high + 1 <= 2 * (n - 1));
}

INLINE void add_edges(
  block *b, const uint8_t *from, const fer_pixels_warp_shape *shape, part run, const int channels,
  const int nearest) {
  if (!is_near(run.x, run.x + (run.count - 1) * run.stepX, shape->width, shape->border)
      || !is_near(run.y, run.y + (run.count - 1) * run.stepY, shape->height, shape->border)) {
    if (!nearest) write_all(b, channels);
    for (int i = 0; i < run.count; i++, b->to += channels) {
      any_pixel(from, b->to, shape, channels, run.x + i * run.stepX, run.y + i * run.stepY);
    }
  } else if (shape->border == FER_BORDER_REFLECT) {
    add_edge(b, from, shape, run, channels, nearest, FER_BORDER_REFLECT);
  } else if (shape->border == FER_BORDER_EDGE) {
    add_edge(b, from, shape, run, channels, nearest, FER_BORDER_EDGE);
  } else {
    add_edge(b, from, shape, run, channels, nearest, FER_BORDER_CONSTANT);
  }
}

// One side of the source: pixel x of a target row is inside of it where a number that grows by `step` from
// pixel to pixel is not negative. `value` is the number at `bound`: the pixels before it are on one side, those
// from it on on the other.
typedef struct {
  int64_t value, step, down;
  int bound;
} limit;

// Moves the bound to where it is in this row. It only ever moves one way, so that all rows together cost no
// more than one walk along the target's sides.
INLINE void follow(limit *l, int columns) {
  // All bits where the number falls: then one comparison serves both ways.
  const int64_t turned = l->step >> 63;
  while (l->bound > 0 && ((l->value - l->step) ^ turned) >= 0) l->bound--, l->value -= l->step;
  while (l->bound < columns && (l->value ^ turned) < 0) l->bound++, l->value += l->step;
}

// The target pixels of the next row that are inside of all four sides; an empty run is at the end.
INLINE void inside_run(limit *limits, int columns, int *start, int *end) {
  *start = 0;
  *end = columns;
  for (int i = 0; i < 4; i++) {
    limit *l = &limits[i];
    follow(l, columns);
    if (l->step < 0) {
      if (l->bound < *end) *end = l->bound;
    } else if (l->bound > *start) {
      *start = l->bound;
    }
    l->value += l->down;
  }
  if (*start >= *end) *start = *end = columns;
}

// Copies a small image with as much of its surroundings, by the border rule, as a warp reads: then every
// pixel reads inside, and rows need not be cut into parts. False where that is too much.
INLINE int surround(
  const uint8_t *from, uint8_t *copy, fer_pixels_warp_shape *shape, fer_pixels_map *map,
  const int channels) {
  // What is read is widest at the target's corners. A colored pair of pixels is read with a third one.
  const int64_t right = shape->toWidth - 1, down = shape->toHeight - 1;
  int64_t lowX = map->originX, highX = lowX, lowY = map->originY, highY = lowY;
#define WIDEN(low, high, step, count) \
  if ((step) < 0) low += (step) * (count); else high += (step) * (count);
  WIDEN(lowX, highX, map->stepXX, right)
  WIDEN(lowX, highX, map->stepXY, down)
  WIDEN(lowY, highY, map->stepYX, right)
  WIDEN(lowY, highY, map->stepYY, down)
#undef WIDEN
  const int64_t left = lowX >> 16, top = lowY >> 16;
  const int64_t columns = (highX >> 16) - left + (channels == 1 ? 2 : 3);
  const int64_t rows = (highY >> 16) - top + 2;
  if (columns > WIDEST || rows > WIDEST || columns * rows * channels > SURROUNDED) return 0;
  const int64_t width = shape->width, height = shape->height;
  // The columns of the copy that are those of the image, and for the others which ones they show.
  const int64_t start = left < 0 ? (-left < columns ? -left : columns) : 0;
  const int64_t end = width - left < columns ? (width - left > start ? width - left : start) : columns;
  int32_t places[WIDEST];
  for (int64_t i = 0; i < columns; i++) {
    if (i == start) i = end;
    if (i < columns) places[i] = (int32_t)outside(left + i, width, shape->border);
  }
  for (int64_t y = 0; y < rows; y++) {
    uint8_t *row = copy + y * columns * channels;
    const int64_t place = outside(top + y, height, shape->border);
    if (place < 0) {
      memset(row, shape->value, (size_t)(columns * channels));
      continue;
    }
    const uint8_t *source = from + place * width * channels;
    for (int64_t i = 0; i < columns; i++) {
      if (i == start && end > start) {
        copy_run(
          source + (left + start) * channels, row + start * channels, (end - start) * channels);
        i = end;
        if (i == columns) break;
      }
      for (int c = 0; c < channels; c++) {
        row[i * channels + c] = places[i] < 0 ? shape->value : source[places[i] * channels + c];
      }
    }
  }
  map->originX -= left * 65536;
  map->originY -= top * 65536;
  shape->width = (int)columns;
  shape->height = (int)rows;
  return 1;
}

INLINE void warp(
  const uint8_t *from, uint8_t *to, const fer_pixels_warp_shape *given,
  const fer_pixels_map *given_map, const int channels, const int nearest) {
  fer_pixels_warp_shape kept_shape = *given;
  fer_pixels_map kept_map = *given_map;
  const fer_pixels_warp_shape *shape = &kept_shape;
  const fer_pixels_map *map = &kept_map;
  uint8_t copy[SURROUNDED];
  const int isSurrounded = surround(from, copy, &kept_shape, &kept_map, channels);
  if (isSurrounded) from = copy;
  const int width = shape->width, height = shape->height, columns = shape->toWidth;
  // A bilinear pixel reads the next one; of a colored pair 8 bytes are read, of which 2 are not used.
  const int reach = nearest ? 0 : channels == 1 ? 1 : 2;
  const int64_t limitX = ((int64_t)(width - reach) << 16) - 1;
  const int64_t limitY = ((int64_t)(height - (nearest ? 0 : 1)) << 16) - 1;
  const int isSmall = width <= 32767 && height <= 32767;
  limit limits[4] = {
    {map->originX, map->stepXX, map->stepXY, 0},
    {limitX - map->originX, -map->stepXX, -map->stepXY, 0},
    {map->originY, map->stepYX, map->stepYY, 0},
    {limitY - map->originY, -map->stepYX, -map->stepYY, 0},
  };
  block b;
  b.to = to;
  b.count = 0;
  for (int y = 0; y < shape->toHeight; y++) {
    // The inside of a row is one run, for a rectangle is convex.
    int start = isSurrounded ? 0 : columns, end = columns;
    if (isSmall && !isSurrounded) inside_run(limits, columns, &start, &end);
    part run = {
      0, map->originX + y * map->stepXY, map->originY + y * map->stepYY, map->stepXX, map->stepYX};
    for (int x = 0; x < columns; x += run.count) {
      const int isInside = x >= start && x < end;
      const int next = isInside ? end : x < start ? start : columns;
      run.count = next - x < BLOCK ? next - x : BLOCK;
      if (isInside) {
        add_inside(&b, from, width, run, channels, nearest);
      } else {
        add_edges(&b, from, shape, run, channels, nearest);
      }
      if (!nearest && b.count >= BLOCK) write_groups(&b, channels);
      run.x += run.count * run.stepX;
      run.y += run.count * run.stepY;
    }
  }
  if (!nearest) write_all(&b, channels);
}

#define WARP(name, channels, nearest)                                                       \
  KERNEL static void name(                                                                  \
    const uint8_t *from, uint8_t *to, const fer_pixels_warp_shape *shape,                   \
    const fer_pixels_map *map) {                                                            \
    warp(from, to, shape, map, channels, nearest);                                          \
  }
WARP(warp_gray, 1, 0)
WARP(warp_rgb, 3, 0)
WARP(warp_gray_nearest, 1, 1)
WARP(warp_rgb_nearest, 3, 1)

void fer_pixels_warp(
  const uint8_t *from, uint8_t *to, int channels, const fer_pixels_warp_shape *shape,
  const fer_pixels_map *map) {
  if (channels == 1) {
    (shape->nearest ? warp_gray_nearest : warp_gray)(from, to, shape, map);
  } else {
    (shape->nearest ? warp_rgb_nearest : warp_rgb)(from, to, shape, map);
  }
}
