// The bilateral filter (Tomasi and Manduchi, 1998) in 16-bit whole numbers.
#include "border.h"

enum { LANES = 32, MOST_TAPS = 225 };
typedef uint8_t bytes __attribute__((ext_vector_type(32)));
typedef uint16_t shorts __attribute__((ext_vector_type(32)));
typedef uint32_t words __attribute__((ext_vector_type(32)));
typedef int32_t signed_words __attribute__((ext_vector_type(32)));
typedef float floats __attribute__((ext_vector_type(32)));

typedef struct {
  int count;
  int x[MOST_TAPS], y[MOST_TAPS];
  uint16_t share[MOST_TAPS];
} tap_list;

#define LOW(value) __builtin_convertvector((value), shorts)
#define WORDS(value) __builtin_convertvector((value), words)
// (a · b) >> 16, the high half of a 16-bit product.
#define SCALED(a, b) LOW((WORDS(a) * WORDS(b)) >> 16)

INLINE void widen(shorts *to, const uint8_t *from) {
  bytes narrow;
  memcpy(&narrow, from, LANES);
  *to = __builtin_convertvector(narrow, shorts);
}

#define LIFTED(a, b) __builtin_elementwise_add_sat(SCALED((a), (b)), lift)
#define LESS(value) __builtin_elementwise_sub_sat(one, (value))

// share · exp(−difference² · …) as the header states it. That `one` and `lift` are not known to the compiler
// and that their sums saturate, which they never do, keeps it from widening all of this to 32 bits.
INLINE void weight_of(
  const shorts *difference, const fer_pixels_bilateral_weights *rule, uint16_t share,
  shorts *weight) {
  const shorts one = rule->one, lift = rule->lift;
  shorts scaled =
    __builtin_elementwise_min(*difference, (shorts)rule->most) * (shorts)rule->spread;
  shorts u = LIFTED(LIFTED(scaled, scaled), (shorts)rule->rate);
  shorts value = LESS(u >> 2);
  value = LESS(LIFTED(LIFTED(u, (shorts)21845), value));
  value = LESS(LIFTED(u >> 1, value));
  value = LESS(LIFTED(u, value));
  value = LIFTED(value, value);
  value = LIFTED(value, value);
  value = LIFTED(value, value);
  value = LIFTED(value, value);
  *weight = SCALED(value, (shorts)share);
}

// One division in single precision; both numbers are below 2^31.
INLINE void divide(const signed_words *sum, const signed_words *total, bytes *to) {
  floats quotient =
    __builtin_convertvector(*sum, floats) / __builtin_convertvector(*total, floats);
  *to = __builtin_convertvector(__builtin_convertvector(quotient + 0.5f, signed_words), bytes);
}

// One row; rows[y + radius] is a plane's padded row, the planes `plane` bytes apart.
INLINE void filter_row(
  const uint8_t *const *rows, size_t plane, uint8_t *const *to, int width, const int channels,
  int radius, const tap_list *taps, const fer_pixels_bilateral_weights *rule) {
  for (int x = 0; x < width; x += LANES) {
    const uint8_t *middle = rows[radius] + x + radius;
    shorts own[3];
    signed_words sums[3], total = 0;
#pragma clang loop unroll(full)
    for (int c = 0; c < channels; c++) {
      widen(&own[c], middle + (size_t)c * plane);
      sums[c] = 0;
    }
    for (int k = 0; k < taps->count; k++) {
      const uint8_t *place = rows[taps->y[k] + radius] + x + taps->x[k] + radius;
      shorts other[3], difference = 0, weight;
#pragma clang loop unroll(full)
      for (int c = 0; c < channels; c++) {
        widen(&other[c], place + (size_t)c * plane);
        difference += __builtin_elementwise_max(own[c], other[c])
          - __builtin_elementwise_min(own[c], other[c]);
      }
      weight_of(&difference, rule, taps->share[k], &weight);
      signed_words wide = __builtin_convertvector(weight, signed_words);
      total += wide;
#pragma clang loop unroll(full)
      for (int c = 0; c < channels; c++) {
        sums[c] += wide * __builtin_convertvector(other[c], signed_words);
      }
    }
#pragma clang loop unroll(full)
    for (int c = 0; c < channels; c++) {
      bytes result;
      divide(&sums[c], &total, &result);
      memcpy(to[c] + x, &result, LANES);
    }
  }
}

KERNEL static void filter_line(
  const uint8_t *const *rows, size_t plane, uint8_t *const *to, int width, int channels, int radius,
  const tap_list *taps, const fer_pixels_bilateral_weights *rule) {
  if (channels == 1) {
    filter_row(rows, plane, to, width, 1, radius, taps, rule);
  } else {
    filter_row(rows, plane, to, width, 3, radius, taps, rule);
  }
}

static size_t padded_width(int width, int radius) {
  return (size_t)width + 2 * (size_t)radius + LANES;
}

size_t fer_pixels_bilateral_scratch(int width, int channels, int radius) {
  return padded_width(width, radius) * (size_t)channels * (2 * (size_t)radius + 2);
}

void fer_pixels_bilateral(
  const uint8_t *from, uint8_t *to, int width, int height, int channels, int radius,
  const uint16_t *shares, const fer_pixels_bilateral_weights *rule, uint8_t *scratch) {
  tap_list taps = {0};
  const int side = 2 * radius + 1;
  for (int i = 0; i < side * side; i++) {
    if (shares[i] == 0) continue;
    taps.x[taps.count] = i % side - radius;
    taps.y[taps.count] = i / side - radius;
    taps.share[taps.count++] = shares[i];
  }
  const size_t plane = padded_width(width, radius), row_bytes = plane * (size_t)channels;
  memset(scratch, 0, row_bytes * ((size_t)side + 1));
  uint8_t *lines[3] = {0};
  for (int c = 0; c < channels; c++) lines[c] = scratch + row_bytes * (size_t)side + plane * c;
  int loaded = 0;
  for (int y = 0; y < height; y++) {
    for (; loaded < height && loaded <= y + radius; loaded++) {
      for (int c = 0; c < channels; c++) {
        padded_channel(
          from + (size_t)loaded * (size_t)width * (size_t)channels,
          scratch + row_bytes * (size_t)(loaded % side) + plane * (size_t)c, width, channels, c,
          radius);
      }
    }
    const uint8_t *rows[2 * FER_BILATERAL_RADIUS + 1];
    for (int k = 0; k < side; k++) {
      rows[k] = scratch + row_bytes * (size_t)(mirrored(y + k - radius, height) % side);
    }
    filter_line(rows, plane, lines, width, channels, radius, &taps, rule);
    uint8_t *target = to + (size_t)y * (size_t)width * (size_t)channels;
    if (channels == 1) {
      memcpy(target, lines[0], (size_t)width);
    } else {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) target[3 * (size_t)x + (size_t)c] = lines[c][x];
      }
    }
  }
}
