// Winograd's convolutions, one thread: effective GFLOP/s of each pass (as if every product of the direct
// convolution were made) beside the peak of fused multiply-adds measured in the same run.
//
//   clang -O2 -I ../Sources/CKernels/include winograd.c ../Sources/CKernels/winograd*.c \
//     ../Sources/CKernels/support.c -o winograd
//   ./winograd [repetitions]
//
// Shapes are those of the small VGG of the documentation, 16 images (a slice); the best repetition counts.
// "both" is the backward pass as training runs it: both gradients from one transform of the output's.
#include "CKernels.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { IMAGES = 16, GROUP_TILES = 72 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2,fma")))
#else
#define TARGET
#endif

typedef float v8 __attribute__((ext_vector_type(8)));

// Twelve independent chains, as in the kernels.
TARGET static double peak(volatile float *sink) {
  double best = 0;
  for (int turn = 0; turn < 20; turn++) {
    v8 sums[12];
    for (int i = 0; i < 12; i++) sums[i] = (v8)(float)i;
    const v8 x = (v8)(0.5f + *sink * 0), y = (v8)(0.25f + *sink * 0);
    const int count = 1 << 18;
    const double start = now();
    for (int step = 0; step < count; step++) {
#pragma clang loop unroll(full)
      for (int i = 0; i < 12; i++) sums[i] = __builtin_elementwise_fma(sums[i], x, y);
    }
    const double rate = 2.0 * 12 * 8 * count / (now() - start) / 1e9;
    for (int i = 0; i < 12; i++) *sink += sums[i][0] * 0;
    if (rate > best) best = rate;
  }
  return best;
}

static float *drawn(size_t count, uint32_t seed) {
  float *values = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
  if (values == NULL) exit(1);
  for (size_t i = 0; i < count; i++) {
    seed = seed * 1664525u + 1013904223u;
    values[i] = (float)(int32_t)seed / 2147483648.0f;
  }
  return values;
}

static double best_of(int repetitions, const fer_winograd_arguments *arguments) {
  double best = 1e9;
  for (int i = 0; i < repetitions; i++) {
    const double start = now();
    fer_winograd(arguments);
    const double taken = now() - start;
    if (taken < best) best = taken;
  }
  return best;
}

static void measure(size_t inputs, size_t outputs, size_t side, size_t tile, int repetitions) {
  const size_t c = inputs / 8, k = outputs / 8, map = side * side * 8, across = (side + tile - 1) / tile;
  float *x = drawn(IMAGES * c * map, 1), *dy = drawn(IMAGES * k * map, 2);
  float *y = drawn(IMAGES * k * map, 3), *dx = drawn(IMAGES * c * map, 4);
  const size_t packed = (k + 1) / 2 * c * 9 * 128;
  float *weights = drawn(packed, 5), *sums = drawn(packed, 6);
  float *forward = drawn(fer_winograd_weight_count(tile, c, k, 0), 7);
  float *turned = drawn(fer_winograd_weight_count(tile, c, k, 1), 8);
  const double start = now();
  for (size_t i = 0; i < (k + 1) / 2; i++) fer_winograd_weights(weights, c, k, tile, 0, i, forward);
  for (size_t i = 0; i < (c + 1) / 2; i++) fer_winograd_weights(weights, c, k, tile, 1, i, turned);
  const double preparing = now() - start;
  size_t rows = GROUP_TILES / across;
  if (rows > across * IMAGES) rows = across * IMAGES;
  fer_winograd_arguments a = {
      .shape = {.tile = tile, .read_height = side, .read_width = side, .written_height = side,
                .written_width = side, .padding = 1, .group_rows = rows > 0 ? rows : 1},
      .images = IMAGES};
  const size_t one = fer_winograd_scratch(&a.shape, c, k), two = fer_winograd_scratch(&a.shape, k, c);
  a.scratch = drawn(one > two ? one : two, 9);
  a.read = x; a.read_stride = c * map; a.read_blocks = c; a.weights = forward;
  a.written = y; a.written_stride = k * map; a.written_blocks = k;
  const double first = best_of(repetitions, &a);
  a.read = dy; a.read_stride = k * map; a.read_blocks = k; a.weights = turned;
  a.written = dx; a.written_stride = c * map; a.written_blocks = c;
  const double data = best_of(repetitions, &a);
  a.other = x; a.other_stride = c * map; a.sums = sums;
  const double both = best_of(repetitions, &a);
  a.weights = NULL;
  const double only = best_of(repetitions, &a);
  const double work = 2.0 * 9 * (double)(inputs * outputs * side * side) * IMAGES / 1e9;
  printf("%4zu %4zu %3zu %5zu %8.0f %8.0f %8.0f %8.0f %10.1f %10.1f %8.2f\n", inputs, outputs, side,
         tile, work / first, work / data, work / only, 2 * work / both, first / IMAGES * 1e6,
         both / IMAGES * 1e6, preparing * 1e3);
  fflush(stdout);
  float *all[] = {x, dy, y, dx, weights, sums, forward, turned, a.scratch};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

int main(int count, char **arguments) {
  const int repetitions = count > 1 ? atoi(arguments[1]) : 10;
  volatile float sink = 0;
  if (!fer_kernels_supported()) return 1;
  printf("peak of fused multiply-adds, one thread: %.1f GFLOP/s\n", peak(&sink));
  printf("   C    K   @  tile  forward   data-g weight-g     both us/img fwd us/img both prep ms\n");
  static const size_t shapes[][3] = {{32, 32, 48}, {32, 64, 24}, {64, 64, 24}, {64, 128, 12},
                                     {128, 128, 12}, {128, 256, 6}, {256, 256, 6}};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    for (size_t tile = 2; tile <= 6; tile += 2) {
      measure(shapes[i][0], shapes[i][1], shapes[i][2], tile, repetitions);
    }
  }
  printf("peak of fused multiply-adds, one thread: %.1f GFLOP/s\n", peak(&sink));
  return 0;
}
