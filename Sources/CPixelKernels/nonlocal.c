// Non-local means (Buades, Coll and Morel, 2005), the same whole numbers as OpenCV's.
#include "border.h"

enum { LANES = 16, BAND = 64 };
typedef uint8_t bytes __attribute__((ext_vector_type(16)));
typedef uint16_t shorts __attribute__((ext_vector_type(16)));
typedef uint32_t words __attribute__((ext_vector_type(16), aligned(4)));

// A band of rows in memory: padded planes, and sums with a margin of `search` on all sides.
typedef struct {
  int width, height, channels, template, search, shift;
  size_t row, plane;         // bytes of a padded row and of a padded plane
  size_t sum_row, sum_plane; // numbers of a row and of a plane of sums
  uint8_t *samples;
  uint32_t *sums, *totals, *columns;
  const uint32_t *weights;
  uint32_t last; // the index of the first weight that is zero, like all after it
} band;

static size_t plane_row(int width, int pad) { return (size_t)width + 2 * (size_t)pad + LANES; }

INLINE void widen(shorts *to, const uint8_t *from) {
  bytes narrow;
  memcpy(&narrow, from, LANES);
  *to = __builtin_convertvector(narrow, shorts);
}

INLINE void add_square(const uint8_t *a, const uint8_t *b, words *sum) {
  shorts left, right;
  widen(&left, a);
  widen(&right, b);
  // At most 255²: the low 16 bits hold the square of either sign.
  shorts difference = left - right;
  *sum += __builtin_convertvector(difference * difference, words);
}

// Adds the squares of one row to the column sums and takes those of another away.
INLINE void move_columns(
  const band *b, const uint8_t *entering, const uint8_t *leaving, ptrdiff_t apart, int count,
  const int channels) {
  for (int x = 0; x < count; x += LANES) {
    words enter = 0, leave = 0;
#pragma clang loop unroll(full)
    for (int c = 0; c < channels; c++) {
      const uint8_t *in = entering + (size_t)c * b->plane + x;
      add_square(in, in + apart, &enter);
      if (leaving) {
        const uint8_t *out = leaving + (size_t)c * b->plane + x;
        add_square(out, out + apart, &leave);
      }
    }
    *(words *)(b->columns + x) += enter - leave;
  }
}

// The weights of a run of pixels and their partners, added to the sums of both.
INLINE void add_pairs(
  const band *b, const uint8_t *sample, ptrdiff_t apart, uint32_t *sum, uint32_t *total,
  ptrdiff_t sum_apart, int count, const int channels, const int side) {
  for (int x = 0; x < count; x += LANES) {
    words distance = *(const words *)(b->columns + x);
#pragma clang loop unroll(full)
    for (int k = 1; k < side; k++) distance += *(const words *)(b->columns + x + k);
    distance = __builtin_elementwise_min(distance >> (uint32_t)b->shift, (words)b->last);
    if (__builtin_reduce_min(distance) == b->last) continue;
    words weight;
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) weight[i] = b->weights[distance[i]];
    uint32_t *own = total + x;
    *(words *)own += weight;
    *(words *)(own + sum_apart) += weight;
#pragma clang loop unroll(full)
    for (int c = 0; c < channels; c++) {
      shorts left, right;
      widen(&left, sample + (size_t)c * b->plane + x);
      widen(&right, sample + (size_t)c * b->plane + x + apart);
      uint32_t *place = sum + (size_t)c * b->sum_plane + x;
      *(words *)place += weight * __builtin_convertvector(right, words);
      *(words *)(place + sum_apart) += weight * __builtin_convertvector(left, words);
    }
  }
}

// One offset, dy ≥ 0: every pair of pixels that far apart of which one lies in the band, once.
INLINE void add_offset(
  const band *b, int dx, int dy, const int channels, const int side) {
  const int radius = side / 2, pad = b->template + b->search;
  const int first = dx > 0 ? -dx : 0, count = b->width + (dx < 0 ? -dx : dx);
  const ptrdiff_t apart = (ptrdiff_t)dy * (ptrdiff_t)b->row + dx;
  const ptrdiff_t sum_apart = (ptrdiff_t)dy * (ptrdiff_t)b->sum_row + dx;
  memset(b->columns, 0, sizeof(uint32_t) * ((size_t)count + 2 * (size_t)radius + 2 * LANES));
  for (int y = -dy - radius; y < b->height + radius; y++) {
    const uint8_t *entering =
      b->samples + (size_t)(y + pad) * b->row + (size_t)(first - radius + pad);
    const int top = y - 2 * radius; // the first row that is still in the window
    const uint8_t *leaving =
      top > -dy - radius ? entering - (size_t)side * b->row : NULL;
    move_columns(b, entering, leaving, apart, count + 2 * radius, channels);
    const int middle = y - radius;
    if (middle < -dy) continue;
    const uint8_t *sample = b->samples + (size_t)(middle + pad) * b->row + (size_t)(first + pad);
    const size_t place =
      (size_t)(middle + b->search) * b->sum_row + (size_t)(first + b->search);
    add_pairs(
      b, sample, apart, b->sums + place, b->totals + place, sum_apart, count, channels, side);
  }
}

INLINE void add_all(const band *b, const int channels, const int side) {
  for (int dy = 0; dy <= b->search; dy++) {
    for (int dx = dy == 0 ? 1 : -b->search; dx <= b->search; dx++) {
      add_offset(b, dx, dy, channels, side);
    }
  }
}

KERNEL static void compare(const band *b) {
  const int side = 2 * b->template + 1;
  if (b->channels == 1) {
    if (side == 7) add_all(b, 1, 7);
    else add_all(b, 1, side);
  } else {
    if (side == 7) add_all(b, 3, 7);
    else add_all(b, 3, side);
  }
}

// Fills the padded planes with rows from `first` of the image on, and the sums with the pixels themselves.
static void load(const band *b, const uint8_t *from, int rows, int first) {
  const int pad = b->template + b->search;
  for (int y = -pad; y < b->height + pad; y++) {
    const uint8_t *source =
      from + (size_t)mirrored(first + y, rows) * (size_t)b->width * (size_t)b->channels;
    for (int c = 0; c < b->channels; c++) {
      padded_channel(
        source, b->samples + (size_t)c * b->plane + (size_t)(y + pad) * b->row, b->width,
        b->channels, c, pad);
    }
  }
  memset(b->sums, 0, sizeof(uint32_t) * b->sum_plane * (size_t)b->channels);
  memset(b->totals, 0, sizeof(uint32_t) * b->sum_plane);
}

KERNEL static void store(const band *b, uint8_t *to) {
  const int pad = b->template + b->search;
  const uint32_t own = b->weights[0];
  for (int y = 0; y < b->height; y++) {
    const size_t place = (size_t)(y + b->search) * b->sum_row + (size_t)b->search;
    for (int c = 0; c < b->channels; c++) {
      const uint8_t *sample =
        b->samples + (size_t)c * b->plane + (size_t)(y + pad) * b->row + (size_t)pad;
      const uint32_t *sum = b->sums + (size_t)c * b->sum_plane + place, *total = b->totals + place;
      uint8_t *target = to + (size_t)y * (size_t)b->width * (size_t)b->channels + (size_t)c;
      for (int x = 0; x < b->width; x++) {
        uint32_t all = total[x] + own;
        // Exact in double precision: see the bilateral filter.
        double quotient = (double)(sum[x] + own * sample[x] + all / 2) / (double)all;
        target[(size_t)x * (size_t)b->channels] = (uint8_t)(uint32_t)quotient;
      }
    }
  }
}

static band layout(int width, int channels, int template, int search) {
  const size_t pad = (size_t)(template + search);
  band b = {0};
  b.width = width;
  b.channels = channels;
  b.template = template;
  b.search = search;
  b.row = plane_row(width, template + search);
  b.plane = b.row * (BAND + 2 * pad) + LANES;
  b.sum_row = plane_row(width, search);
  b.sum_plane = b.sum_row * (BAND + 2 * (size_t)search) + LANES;
  return b;
}

static size_t columns_length(int width, int template, int search) {
  return (size_t)width + (size_t)search + 2 * (size_t)template + 4 * LANES;
}

size_t fer_pixels_nonlocal_scratch(int width, int channels, int template, int search) {
  band b = layout(width, channels, template, search);
  return b.sum_plane * ((size_t)channels + 1) + columns_length(width, template, search)
    + (b.plane * (size_t)channels + 3) / 4;
}

void fer_pixels_nonlocal(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int template, int search,
  int shift, const uint32_t *weights, uint32_t last, uint32_t *scratch) {
  band b = layout(width, channels, template, search);
  b.shift = shift;
  b.weights = weights;
  b.last = last;
  b.totals = scratch;
  b.sums = b.totals + b.sum_plane;
  b.columns = b.sums + b.sum_plane * (size_t)channels;
  b.samples = (uint8_t *)(b.columns + columns_length(width, template, search));
  memset(b.samples, 0, b.plane * (size_t)channels);
  for (int first = 0; first < height; first += BAND) {
    b.height = height - first < BAND ? height - first : BAND;
    load(&b, from, height, first);
    compare(&b);
    store(&b, to + (size_t)first * (size_t)width * (size_t)channels);
  }
}
