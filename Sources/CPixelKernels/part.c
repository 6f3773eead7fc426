// How alike two pictures are where one shows a part of the other: a crop that was stretched to the whole size.
//
// A part is a rectangle in half pixels, 72 to 96 wide and high, that may reach over the edge: the sample x of
// the other picture lies at x' = part.x / 2 + (x + 1/2) · part.width / 96 − 1/2 in the one. It is guessed from
// the slopes at half the size, twice (Lucas and Kanade, 1981), then sought by steps of a pixel and of half a
// pixel; only the correlation at the end counts, and that is in whole numbers.
#include "agreement.h"

enum { SIDE = FER_PICTURE_SIDE, SMALL = SIDE / 2, WHOLE = 2 * SIDE, LEAST = 72, ROUNDS = 12 };

typedef struct {
  int x, y, width, height;
} part;

// Where the samples of one axis come from: two neighbours and the share of the second in 1/64.
typedef struct {
  int16_t at[SIDE], share[SIDE];
  int from, to;
} axis;

// Samples that come from outside are left out: those from `from` to `to` stay. Returns whether they are enough.
INLINE int place(int side, int start, int size, axis *axis) {
  const int unit = side == SIDE ? 32 : 16, last = 64 * (side - 1);
  axis->from = side;
  axis->to = 0;
  for (int x = 0; x < side; x++) {
    int at = unit * start - 32 + (2 * x + 1) * size / 3;
    const int is_inside = at >= -32 && at <= last + 32;
    at = at < 0 ? 0 : at > last ? last : at;
    const int left = at < last ? at >> 6 : side - 2;
    axis->at[x] = (int16_t)left;
    axis->share[x] = (int16_t)(at - 64 * left);
    if (!is_inside) continue;
    if (x < axis->from) axis->from = x;
    axis->to = x + 1;
  }
  return axis->to - axis->from >= side - side / 6;
}

// One row of the part in 1/16 of a level, between samples linearly.
INLINE void sample_row(
  int side, const int16_t *picture, const axis *across, const axis *down, int y, int32_t *to) {
  const int16_t *upper = picture + down->at[y] * side, *lower = upper + side;
  const int32_t low = down->share[y], high = 64 - low;
  int32_t row[SIDE];
  for (int x = 0; x < side; x++) row[x] = upper[x] * high + lower[x] * low;
  for (int x = 0; x < side; x++) {
    const int32_t *two = row + across->at[x];
    to[x] = (two[0] * (64 - across->share[x]) + two[1] * across->share[x] + 128) >> 8;
  }
}

// The correlation of the part of one picture with the other; −1 where too little is shared.
INLINE double score_at(int side, const int16_t *one, const int16_t *other, part part) {
  axis across, down;
  if (!place(side, part.x, part.width, &across)) return -1;
  if (!place(side, part.y, part.height, &down)) return -1;
  moments sums = {(int64_t)(across.to - across.from) * (down.to - down.from), 0, 0, 0, 0, 0};
  for (int y = down.from; y < down.to; y++) {
    int32_t row[SIDE], a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    sample_row(side, one, &across, &down, y, row);
    const int16_t *right = other + y * side;
    for (int x = across.from; x < across.to; x++) {
      a += row[x];
      b += right[x];
      aa += row[x] * row[x];
      bb += right[x] * right[x];
      ab += row[x] * right[x];
    }
    sums.a += a;
    sums.b += b;
    sums.aa += aa;
    sums.bb += bb;
    sums.ab += ab;
  }
  return correlation(&sums);
}

KERNEL static double small_score(const int16_t *one, const int16_t *other, part part) {
  return score_at(SMALL, one, other, part);
}

KERNEL static double full_score(const int16_t *one, const int16_t *other, part part) {
  return score_at(SIDE, one, other, part);
}

typedef double scorer(const int16_t *, const int16_t *, part);

// Moves and sizes of a part, the centre kept where it is made smaller or larger.
static const int8_t changes[][4] = {
  {1, 0, 0, 0},  {-1, 0, 0, 0}, {0, 1, 0, 0},  {0, -1, 0, 0}, {1, 1, -2, -2},
  {-1, -1, 2, 2}, {1, 0, -2, 0}, {-1, 0, 2, 0}, {0, 1, 0, -2}, {0, -1, 0, 2},
};

// The best of all neighbours, again and again, until none is better.
static double climb(
  scorer *score, const int16_t *one, const int16_t *other, int step, double highest, part *at) {
  for (int round = 0; round < ROUNDS; round++) {
    part best = *at;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
      const int8_t *change = changes[i];
      const part next = {
        at->x + step * change[0], at->y + step * change[1], at->width + step * change[2],
        at->height + step * change[3]};
      if (next.width > WHOLE || next.height > WHOLE) continue;
      if (next.width < LEAST || next.height < LEAST) continue;
      const double there = score(one, other, next);
      if (there <= highest) continue;
      highest = there;
      best = next;
    }
    if (!memcmp(&best, at, sizeof best)) break;
    *at = best;
  }
  return highest;
}

// Means of 2 × 2, times 4, less 512.
KERNEL static void halve(const int16_t *picture, int16_t *small) {
  for (int y = 0; y < SMALL; y++) {
    const int16_t *upper = picture + 2 * y * SIDE, *lower = upper + SIDE;
    for (int x = 0; x < SMALL; x++) {
      small[y * SMALL + x] =
        (int16_t)(upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]);
    }
  }
}

// No number of a plane of length one is so large: there is none.
static const float absent = 2;

KERNEL void fer_pixels_calm(const uint8_t *picture, float *calm) {
  int16_t samples[SIDE * SIDE], small[SMALL * SMALL];
  int32_t now[SMALL * SMALL], next[SMALL * SMALL];
  for (int i = 0; i < SIDE * SIDE; i++) samples[i] = (int16_t)(picture[i] - 128);
  halve(samples, small);
  for (int i = 0; i < SMALL * SMALL; i++) now[i] = small[i];
  for (int time = 0; time < 2; time++) {
    for (int y = 0; y < SMALL; y++) {
      const int32_t *row = now + y * SMALL;
      const int32_t *upper = y > 0 ? row - SMALL : row, *lower = y < SMALL - 1 ? row + SMALL : row;
      for (int x = 0; x < SMALL; x++) next[y * SMALL + x] = upper[x] + 2 * row[x] + lower[x];
    }
    for (int y = 0; y < SMALL; y++) {
      const int32_t *row = next + y * SMALL;
      int32_t *to = now + y * SMALL;
      for (int x = 1; x < SMALL - 1; x++) to[x] = row[x - 1] + 2 * row[x] + row[x + 1];
      to[0] = 3 * row[0] + row[1];
      to[SMALL - 1] = 3 * row[SMALL - 1] + row[SMALL - 2];
    }
  }
  int64_t total = 0, squares = 0;
  for (int i = 0; i < SMALL * SMALL; i++) total += now[i];
  for (int i = 0; i < SMALL * SMALL; i++) {
    const int64_t centred = (int64_t)now[i] * (SMALL * SMALL) - total;
    squares += centred * centred >> 12;
    now[i] = (int32_t)centred;
  }
  if (squares <= 0) {
    for (int i = 0; i < SMALL * SMALL; i++) calm[i] = absent;
    return;
  }
  const double scale = 1 / (64 * sqrt((double)squares));
  for (int i = 0; i < SMALL * SMALL; i++) calm[i] = (float)(now[i] * scale);
}

// Mirroring changes no sum: the plane of the mirrored picture is the mirrored plane, bit by bit.
KERNEL static void mirror(const float *calm, float *to) {
  for (int y = 0; y < SMALL; y++) {
    for (int x = 0; x < SMALL; x++) to[y * SMALL + x] = calm[y * SMALL + SMALL - 1 - x];
  }
}

// The part of a blurred picture, less its mean and of length one.
KERNEL static int calm_part(const float *calm, part part, float *to) {
  axis across, down;
  place(SMALL, part.x, part.width, &across);
  place(SMALL, part.y, part.height, &down);
  float total = 0, squares = 0;
  for (int y = 0; y < SMALL; y++) {
    const float *upper = calm + down.at[y] * SMALL, *lower = upper + SMALL;
    const float low = (float)down.share[y] / 64;
    float row[SMALL];
    for (int x = 0; x < SMALL; x++) row[x] = upper[x] + (lower[x] - upper[x]) * low;
    for (int x = 0; x < SMALL; x++) {
      const float *two = row + across.at[x];
      to[y * SMALL + x] = two[0] + (two[1] - two[0]) * ((float)across.share[x] / 64);
      total += to[y * SMALL + x];
    }
  }
  for (int i = 0; i < SMALL * SMALL; i++) {
    to[i] -= total / (SMALL * SMALL);
    squares += to[i] * to[i];
  }
  if (squares <= 0) return 0;
  const float scale = 1 / sqrtf(squares);
  for (int i = 0; i < SMALL * SMALL; i++) to[i] *= scale;
  return 1;
}

enum { XX, XY, YY, XYV, YYV, YYVV, XR, YR, YRV, SUMS };

// The sums of products of slopes and differences, column by column: V stands for the row's distance from the
// middle, in halves.
KERNEL static double slopes(const float *one, const float *other, float sums[SUMS][SMALL]) {
  memset(sums, 0, sizeof(float) * SUMS * SMALL);
  float square[SMALL] = {0};
  for (int y = 0; y < SMALL; y++) {
    const float *a = one + y * SMALL, *b = other + y * SMALL;
    for (int x = 0; x < SMALL; x++) square[x] += (b[x] - a[x]) * (b[x] - a[x]);
    if (y == 0 || y == SMALL - 1) continue;
    const float v = (float)(2 * y + 1 - SMALL);
    for (int x = 1; x < SMALL - 1; x++) {
      const float across = a[x + 1] - a[x - 1] + (b[x + 1] - b[x - 1]);
      const float down =
        a[x + SMALL] - a[x - SMALL] + (b[x + SMALL] - b[x - SMALL]);
      const float both = across * down, steep = down * down, rest = b[x] - a[x];
      sums[XX][x] += across * across;
      sums[XY][x] += both;
      sums[YY][x] += steep;
      sums[XYV][x] += both * v;
      sums[YYV][x] += steep * v;
      sums[YYVV][x] += steep * v * v;
      sums[XR][x] += across * rest;
      sums[YR][x] += down * rest;
      sums[YRV][x] += down * rest * v;
    }
  }
  double total = 0;
  for (int x = 0; x < SMALL; x++) total += square[x];
  return total;
}

// The movement and growth that make one picture most like the other, to first order: `by` is right, down (in
// samples of 24) and the growth of width and height by sample from the middle. Returns the correlation that is
// to be expected then.
static double guess(const float *one, const float *other, double by[4]) {
  float sums[SUMS][SMALL];
  const double apart = slopes(one, other, sums);
  // Slopes are four times those of the mean of both, distances from the middle twice what they are.
  double left[4][5] = {{0}};
  for (int x = 1; x < SMALL - 1; x++) {
    const double u = 2 * x + 1 - SMALL;
    left[0][0] += sums[XX][x];
    left[0][1] += sums[XY][x];
    left[0][2] += sums[XX][x] * u;
    left[0][3] += sums[XYV][x];
    left[1][1] += sums[YY][x];
    left[1][2] += sums[XY][x] * u;
    left[1][3] += sums[YYV][x];
    left[2][2] += sums[XX][x] * u * u;
    left[2][3] += sums[XYV][x] * u;
    left[3][3] += sums[YYVV][x];
    left[0][4] += sums[XR][x];
    left[1][4] += sums[YR][x];
    left[2][4] += sums[XR][x] * u;
    left[3][4] += sums[YRV][x];
  }
  double right[4];
  for (int i = 0; i < 4; i++) {
    right[i] = left[i][4];
    for (int j = 0; j < i; j++) left[i][j] = left[j][i];
    left[i][i] += 1e-6;
  }
  // Gauss; the matrix is symmetric and its diagonal positive.
  for (int i = 0; i < 4; i++) {
    for (int j = i + 1; j < 4; j++) {
      const double factor = left[j][i] / left[i][i];
      for (int k = i; k < 5; k++) left[j][k] -= factor * left[i][k];
    }
  }
  double gained = 0;
  for (int i = 3; i >= 0; i--) {
    double rest = left[i][4];
    for (int k = i + 1; k < 4; k++) rest -= left[i][k] * by[k];
    by[i] = rest / left[i][i];
  }
  for (int i = 0; i < 4; i++) gained += by[i] * right[i];
  by[0] *= 4;
  by[1] *= 4;
  by[2] *= 8;
  by[3] *= 8;
  return 1 - (apart - gained) / 2;
}

INLINE int within(int least, double value, int most) {
  return value < least ? least : value > most ? most : nearest(value);
}

// The part that the guess makes of another.
static part moved(part from, const double by[4]) {
  part to;
  to.width = within(LEAST, from.width * (1 + by[2]), WHOLE);
  to.height = within(LEAST, from.height * (1 + by[3]), WHOLE);
  // Samples of 24 are four half pixels.
  const double x = from.x + from.width / 2.0 + 4 * by[0] * from.width / WHOLE - to.width / 2.0;
  const double y = from.y + from.height / 2.0 + 4 * by[1] * from.height / WHOLE - to.height / 2.0;
  to.x = within(-16, x, 40);
  to.y = within(-16, y, 40);
  return to;
}

// What must be expected after the first guess, from the whole and from the inner part, and after the second;
// what must be reached at half the size, at first and in the end. Fitted to FER2013 (docs/duplicates.md).
static const double expected[] = {0.89, 0.90, 0.96}, reached[] = {0.85, 0.93};

KERNEL static fer_pixels_agreement judge(
  const int16_t *one, const int16_t *other, part part, int32_t least) {
  axis across, down;
  int32_t left[SIDE * SIDE] = {0}, right[SIDE * SIDE] = {0};
  place(SIDE, part.x, part.width, &across);
  place(SIDE, part.y, part.height, &down);
  for (int y = down.from; y < down.to; y++) {
    sample_row(SIDE, one, &across, &down, y, left + y * SIDE);
    for (int x = 0; x < SIDE; x++) right[y * SIDE + x] = 16 * other[y * SIDE + x];
  }
  const frame frame = {across.from, across.to, down.from, down.to};
  return fer_pixels_agree(left, right, &frame, least);
}

KERNEL static void less(const uint8_t *picture, int mirrored, int16_t *to) {
  for (int y = 0; y < SIDE; y++) {
    const uint8_t *from = picture + y * SIDE;
    int16_t *row = to + y * SIDE;
    if (mirrored) {
      for (int x = 0; x < SIDE; x++) row[x] = (int16_t)(from[SIDE - 1 - x] - 128);
    } else {
      for (int x = 0; x < SIDE; x++) row[x] = (int16_t)(from[x] - 128);
    }
  }
}

KERNEL void fer_pixels_inner(const uint8_t *picture, uint8_t *to) {
  int16_t samples[SIDE * SIDE];
  axis both;
  less(picture, 0, samples);
  place(SIDE, 5, WHOLE - 10, &both);
  for (int y = 0; y < SIDE; y++) {
    int32_t row[SIDE];
    sample_row(SIDE, samples, &both, &both, y, row);
    for (int x = 0; x < SIDE; x++) to[y * SIDE + x] = (uint8_t)((row[x] + 128 * 16 + 8) >> 4);
  }
}

fer_pixels_part fer_pixels_fit_part(
  const uint8_t *first, const float *first_calm, const uint8_t *second, const float *second_calm,
  int mirrored, int start, int32_t least) {
  fer_pixels_part none = {.agreement = {-1000000, 0, -1000000, 0}};
  // The order of the two must not matter: the one of smaller samples goes first.
  const int turned = memcmp(first, second, SIDE * SIDE) > 0;
  if (first_calm[0] == absent || second_calm[0] == absent) return none;
  const float *calm[2] = {turned ? second_calm : first_calm, turned ? first_calm : second_calm};
  float other[SMALL * SMALL], here[SMALL * SMALL];
  if (mirrored) {
    mirror(calm[1], other);
    calm[1] = other;
  }
  double by[4];
  part at = {0, 0, WHOLE, WHOLE};
  int outer = (start == 2) != turned;
  if (start == 0) {
    // The one that shows more is cut.
    if (guess(calm[0], calm[1], by) < expected[0]) return none;
    outer = by[2] + by[3] > 0;
    for (int i = 0; i < 4 && outer; i++) by[i] = -by[i];
  } else {
    at = (part){5, 5, WHOLE - 10, WHOLE - 10};
    if (!calm_part(calm[outer], at, here)) return none;
    if (guess(here, calm[1 - outer], by) < expected[1]) return none;
  }
  const int inner = 1 - outer;
  at = moved(at, by);
  if (!calm_part(calm[outer], at, here)) return none;
  if (guess(here, calm[inner], by) < expected[2]) return none;
  at = moved(at, by);
  // Most pairs do not come so far: only now are the samples laid out.
  int16_t pictures[2][SIDE * SIDE], small[2][SMALL * SMALL];
  less(turned ? second : first, 0, pictures[0]);
  less(turned ? first : second, mirrored, pictures[1]);
  for (int i = 0; i < 2; i++) halve(pictures[i], small[i]);
  double score = small_score(small[outer], small[inner], at);
  if (score < reached[0]) return none;
  score = climb(small_score, small[outer], small[inner], 2, score, &at);
  score = climb(small_score, small[outer], small[inner], 1, score, &at);
  if (score < reached[1]) return none;
  score = full_score(pictures[outer], pictures[inner], at);
  score = climb(full_score, pictures[outer], pictures[inner], 1, score, &at);
  if (nearest(score * 1e6) < least) return none;
  fer_pixels_part found = {.agreement = judge(pictures[outer], pictures[inner], at, least)};
  found.is_of_second = outer != turned;
  // In the frame of the first as it is; of the second as it is mirrored.
  found.x = mirrored && turned ? WHOLE - at.x - at.width : at.x;
  found.y = at.y;
  found.width = at.width;
  found.height = at.height;
  return found;
}
