// How well two pictures agree that lie over each other: altogether, in their details, and where they agree best.
#include "agreement.h"

enum { SIDE = FER_PICTURE_SIDE, ACROSS = 8, BLOCKS = ACROSS * ACROSS, WORST = 10, REACH = 3 };

// 49 times each sample less the sum of 7 × 7, the edge of the frame repeated.
KERNEL static void details(const int32_t *samples, const frame *at, int32_t *to) {
  int32_t sums[SIDE * SIDE], row[SIDE + 2 * REACH];
  const int left = at->left, right = at->right;
  for (int y = at->top; y < at->bottom; y++) {
    const int32_t *from = samples + y * SIDE;
    for (int d = 0; d < REACH; d++) {
      row[left + d] = from[left];
      row[right + REACH + d] = from[right - 1];
    }
    memcpy(row + left + REACH, from + left, sizeof(int32_t) * (size_t)(right - left));
    for (int x = left; x < right; x++) {
      sums[y * SIDE + x] = row[x] + row[x + 1] + row[x + 2] + row[x + 3] + row[x + 4] + row[x + 5]
        + row[x + 6];
    }
  }
  for (int y = at->top; y < at->bottom; y++) {
    const int32_t *rows[2 * REACH + 1];
    for (int d = -REACH; d <= REACH; d++) {
      const int from = y + d < at->top ? at->top : y + d < at->bottom ? y + d : at->bottom - 1;
      rows[d + REACH] = sums + from * SIDE;
    }
    for (int x = left; x < right; x++) {
      to[y * SIDE + x] = 49 * samples[y * SIDE + x] - rows[0][x] - rows[1][x] - rows[2][x]
        - rows[3][x] - rows[4][x] - rows[5][x] - rows[6][x];
    }
  }
}

// The same sums of samples in 1/16 of a level, which are below 2^12: 8 products fit 32 bits.
KERNEL static void sum_up_samples(
  const int32_t *left, const int32_t *right, const frame *at, moments blocks[BLOCKS]) {
  const int width = at->right - at->left, height = at->bottom - at->top;
  for (int j = 0; j < ACROSS; j++) {
    const int top = at->top + j * height / ACROSS, bottom = at->top + (j + 1) * height / ACROSS;
    int32_t sums[5][SIDE];
    // Columns outside the frame are summed as well, and not read.
    for (int start = 0; start < SIDE; start += 8) {
      int32_t a[8] = {0}, b[8] = {0}, aa[8] = {0}, bb[8] = {0}, ab[8] = {0};
      for (int y = top; y < bottom; y++) {
        const int32_t *one = left + y * SIDE + start, *other = right + y * SIDE + start;
        for (int x = 0; x < 8; x++) {
          a[x] += one[x];
          b[x] += other[x];
          aa[x] += one[x] * one[x];
          bb[x] += other[x] * other[x];
          ab[x] += one[x] * other[x];
        }
      }
      memcpy(sums[0] + start, a, sizeof a);
      memcpy(sums[1] + start, b, sizeof b);
      memcpy(sums[2] + start, aa, sizeof aa);
      memcpy(sums[3] + start, bb, sizeof bb);
      memcpy(sums[4] + start, ab, sizeof ab);
    }
    for (int i = 0; i < ACROSS; i++) {
      const int first = at->left + i * width / ACROSS, last = at->left + (i + 1) * width / ACROSS;
      moments block = {(int64_t)(last - first) * (bottom - top), 0, 0, 0, 0, 0};
      for (int x = first; x < last; x++) {
        block.a += sums[0][x];
        block.b += sums[1][x];
        block.aa += sums[2][x];
        block.bb += sums[3][x];
        block.ab += sums[4][x];
      }
      blocks[j * ACROSS + i] = block;
    }
  }
}

// The sums over each of 8 × 8 blocks, as even as whole samples allow.
KERNEL static void sum_up(
  const int32_t *left, const int32_t *right, const frame *at, moments blocks[BLOCKS]) {
  const int width = at->right - at->left, height = at->bottom - at->top;
  for (int j = 0; j < ACROSS; j++) {
    const int top = at->top + j * height / ACROSS, bottom = at->top + (j + 1) * height / ACROSS;
    // Down the columns first: at most 8 rows of numbers below 2^18, exact in 53 bits.
    double sums[5][SIDE];
    memset(sums, 0, sizeof sums);
    for (int y = top; y < bottom; y++) {
      const int32_t *one = left + y * SIDE, *other = right + y * SIDE;
      for (int x = at->left; x < at->right; x++) {
        const double a = one[x], b = other[x];
        sums[0][x] += a;
        sums[1][x] += b;
        sums[2][x] += a * a;
        sums[3][x] += b * b;
        sums[4][x] += a * b;
      }
    }
    for (int i = 0; i < ACROSS; i++) {
      const int first = at->left + i * width / ACROSS, last = at->left + (i + 1) * width / ACROSS;
      moments block = {(int64_t)(last - first) * (bottom - top), 0, 0, 0, 0, 0};
      for (int x = first; x < last; x++) {
        block.a += (int64_t)sums[0][x];
        block.b += (int64_t)sums[1][x];
        block.aa += (int64_t)sums[2][x];
        block.bb += (int64_t)sums[3][x];
        block.ab += (int64_t)sums[4][x];
      }
      blocks[j * ACROSS + i] = block;
    }
  }
}

// The correlation over all blocks but those left out, in millionths.
static int32_t over(const moments blocks[BLOCKS], const uint8_t *out, moments *sums) {
  *sums = (moments){0, 0, 0, 0, 0, 0};
  for (int i = 0; i < BLOCKS; i++) {
    if (out[i]) continue;
    sums->count += blocks[i].count;
    sums->a += blocks[i].a;
    sums->b += blocks[i].b;
    sums->aa += blocks[i].aa;
    sums->bb += blocks[i].bb;
    sums->ab += blocks[i].ab;
  }
  return nearest(correlation(sums) * 1e6);
}

// Leaves out the blocks where the pictures, brought to one mean and deviation, differ most.
static void leave_out(const moments blocks[BLOCKS], const moments *sums, uint8_t *out) {
  const double count = (double)sums->count;
  const double a = (double)(sums->count * sums->aa - sums->a * sums->a);
  const double b = (double)(sums->count * sums->bb - sums->b * sums->b);
  memset(out, 0, BLOCKS);
  if (a <= 0 || b <= 0) return;
  double apart[BLOCKS];
  for (int i = 0; i < BLOCKS; i++) {
    const moments *block = &blocks[i];
    const double n = (double)block->count, s = (double)block->a, t = (double)block->b;
    const double first = (double)sums->a / count, second = (double)sums->b / count;
    // Σ (p − q)² of the deviations p and q; exchanging the pictures exchanges equal terms.
    const double one = ((double)block->aa - 2 * first * s + n * first * first) / a;
    const double other = ((double)block->bb - 2 * second * t + n * second * second) / b;
    const double both = (double)block->ab - (first * t + second * s) + n * (first * second);
    apart[i] = one + other - 2 * both / (sqrt(a) * sqrt(b));
  }
  // The worst so far, in falling order; of equal ones the first comes first.
  int worst[WORST], held = 0;
  for (int i = 0; i < BLOCKS; i++) {
    if (held == WORST && !(apart[i] > apart[worst[WORST - 1]])) continue;
    int place = held < WORST ? held++ : WORST - 1;
    for (; place > 0 && apart[i] > apart[worst[place - 1]]; place--) worst[place] = worst[place - 1];
    worst[place] = i;
  }
  for (int i = 0; i < WORST; i++) out[worst[i]] = 1;
}

fer_pixels_agreement fer_pixels_agree(
  const int32_t *left, const int32_t *right, const frame *frame, int32_t least) {
  const uint8_t none[BLOCKS] = {0};
  uint8_t out[BLOCKS];
  moments blocks[BLOCKS], sums;
  sum_up_samples(left, right, frame, blocks);
  fer_pixels_agreement found = {
    .millionths = over(blocks, none, &sums), .details = -1000000, .most_details = -1000000};
  // Twice: what is left out first has moved the means that the second choice rests on.
  for (int time = 0; time < 2; time++) {
    leave_out(blocks, &sums, out);
    found.most = over(blocks, out, &sums);
  }
  if (found.millionths < least && found.most < least) return found;
  int32_t first[SIDE * SIDE], second[SIDE * SIDE];
  details(left, frame, first);
  details(right, frame, second);
  sum_up(first, second, frame, blocks);
  found.details = over(blocks, none, &sums);
  found.most_details = over(blocks, out, &sums);
  return found;
}

KERNEL fer_pixels_agreement fer_pixels_agree_moved(
  const uint8_t *first, const uint8_t *second, int mirrored, int x, int y, int32_t least) {
  int32_t left[SIDE * SIDE] = {0}, right[SIDE * SIDE] = {0};
  const frame frame = {
    x > 0 ? x : 0, x < 0 ? SIDE + x : SIDE, y > 0 ? y : 0, y < 0 ? SIDE + y : SIDE};
  for (int row = frame.top; row < frame.bottom; row++) {
    const uint8_t *from = second + (row - y) * SIDE;
    int32_t samples[SIDE];
    for (int column = 0; column < SIDE; column++) {
      left[row * SIDE + column] = 16 * (first[row * SIDE + column] - 128);
    }
    if (mirrored) {
      for (int column = 0; column < SIDE; column++) {
        samples[column] = 16 * (from[SIDE - 1 - column] - 128);
      }
    } else {
      for (int column = 0; column < SIDE; column++) samples[column] = 16 * (from[column] - 128);
    }
    memcpy(
      right + row * SIDE + frame.left, samples + frame.left - x,
      sizeof(int32_t) * (size_t)(frame.right - frame.left));
  }
  return fer_pixels_agree(left, right, &frame, least);
}
