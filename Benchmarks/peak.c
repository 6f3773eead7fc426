// The limit of the processor: independent chains of fused multiply-adds on 8 floats, nothing else.
//
//   cc -O2 -mavx2 -mfma -pthread peak.c -o peak && ./peak THREADS SECONDS      prints GFLOP/s of all threads

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float v8 __attribute__((vector_size(32)));

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds;

// Twelve chains cover four cycles of latency on two units, with some to spare.
static void *work(void *result) {
  const v8 one = {1, 2, 3, 4, 5, 6, 7, 8};
  v8 a = one, b = one + a, c = one + b, d = one + c, e = one + d, f = one + e;
  v8 g = one + f, h = one + g, i = one + h, j = one + i, k = one + j, l = one + k;
  v8 x = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, y = x + x;
  double best = 0;
  const double end = now() + seconds;
  do {
    const double start = now();
    for (int n = 0; n < 1000000; n++) {
      a = a * x + y, b = b * x + y, c = c * x + y, d = d * x + y, e = e * x + y, f = f * x + y;
      g = g * x + y, h = h * x + y, i = i * x + y, j = j * x + y, k = k * x + y, l = l * x + y;
      // The compiler must take the factors for new ones and may not fold the loop.
      __asm__ volatile("" : "+x"(x), "+x"(y));
    }
    const double speed = 1e6 * 12 * 16 / (now() - start) / 1e9;
    if (speed > best) best = speed;
  } while (now() < end);
  const v8 sum = a + b + c + d + e + f + g + h + i + j + k + l;
  *(double *)result = sum[0] > -1 ? best : 0;
  return NULL;
}

int main(int count, char **words) {
  const int threads = count > 1 ? atoi(words[1]) : 1;
  seconds = count > 2 ? atof(words[2]) : 0.5;
  if (threads < 1 || threads > 1024) return 1;
  pthread_t ids[1024];
  double speeds[1024], total = 0;
  for (int i = 0; i < threads; i++) pthread_create(&ids[i], NULL, work, &speeds[i]);
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    total += speeds[i];
  }
  printf("%.1f\n", total);
  return 0;
}
