// How well two pictures agree that lie over each other.
#ifndef FER_DATA_PIXEL_AGREEMENT_H
#define FER_DATA_PIXEL_AGREEMENT_H

#include "kernel.h"

#include <math.h>

// The columns and rows that both share.
typedef struct {
  int left, right, top, bottom;
} frame;

typedef struct {
  int64_t count, a, b, aa, bb, ab;
} moments;

INLINE double correlation(const moments *sums) {
  const double left = (double)(sums->count * sums->aa - sums->a * sums->a);
  const double right = (double)(sums->count * sums->bb - sums->b * sums->b);
  if (left <= 0 || right <= 0) return -1;
  return (double)(sums->count * sums->ab - sums->a * sums->b) / (sqrt(left) * sqrt(right));
}

INLINE int nearest(double value) { return (int)(value < 0 ? value - 0.5 : value + 0.5); }

// Of two pictures of FER_PICTURE_SIDE × FER_PICTURE_SIDE samples in 1/16 of a level, within the frame; the details
// are −1000000 where nothing reaches `least`.
fer_pixels_agreement fer_pixels_agree(
  const int32_t *left, const int32_t *right, const frame *frame, int32_t least);

#endif
