// Runs every kernel on drawn inputs and prints one line each: its name and a digest of all its memory.

#include "driver.h"

#if defined(FER_FREESTANDING)
void put(const char *text, size_t count);
#else
#include <stdio.h>
static void put(const char *text, size_t count) { fwrite(text, 1, count, stdout); }
#endif

enum { BLOCK_BYTES = 8 << 20, GUARD = 64 };

static _Alignas(64) uint8_t block[BLOCK_BYTES];
static size_t used;
static uint64_t state;

// SplitMix64 (Steele, Lea and Flood, 2014).
uint64_t draw(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

size_t draw_below(size_t limit) { return (size_t)((draw() >> 32) * limit >> 32); }

void *room(size_t count) {
  const size_t whole = (count + 63) / 64 * 64 + GUARD;
  if (used + whole > BLOCK_BYTES) __builtin_trap();
  uint8_t *place = block + used;
  memset(place, 0x5a, whole);
  used += whole;
  return place;
}

static float unit(void) { return (float)((int32_t)(draw() >> 40) - (1 << 23)) * 0x1p-23f; }

float *floats(size_t count, float scale) {
  float *values = room(count * sizeof(float));
  for (size_t i = 0; i < count; i++) values[i] = unit() * scale;
  return values;
}

float *positive(size_t count, float scale) {
  float *values = room(count * sizeof(float));
  for (size_t i = 0; i < count; i++) values[i] = ((float)(draw() >> 41) + 0.5f) * 0x1p-23f * scale;
  return values;
}

float *hard(size_t count) {
  static const uint32_t special[] = {
      0x00000000, 0x80000000, 0x00000001, 0x80000001, 0x007fffff, 0x00800000, 0x7f7fffff,
      0xff7fffff, 0x7f800000, 0xff800000, 0x7fc00000, 0x3f800000, 0xbf800000, 0x42b17218,
      0xc2aeac50, 0x42b20000, 0xc2b00000, 0x40400000, 0xc0400000, 0x41a00000, 0x3f200000,
  };
  const size_t known = sizeof special / sizeof special[0];
  uint32_t *words = room(count * sizeof(float));
  for (size_t i = 0; i < count; i++) {
    words[i] = i < known ? special[i] : (uint32_t)(draw() >> 32);
    // Half of them of a magnitude that the functions bend.
    if (i >= known && i % 2 == 0) {
      const float value = unit() * 100;
      memcpy(words + i, &value, sizeof value);
    }
    // Arithmetic makes quiet NaN only; what becomes of a signaling one is the compiler's choice.
    if ((words[i] & 0x7fffffffu) > 0x7f800000u) words[i] |= 0x00400000u;
  }
  return (float *)words;
}

double *doubles(size_t count) {
  double *values = room(count * sizeof(double));
  for (size_t i = 0; i < count; i++) values[i] = unit();
  return values;
}

uint8_t *bytes(size_t count, unsigned limit) {
  uint8_t *values = room(count);
  for (size_t i = 0; i < count; i++) values[i] = (uint8_t)draw_below(limit);
  return values;
}

int32_t *ramp(size_t count, int32_t step) {
  int32_t *values = room(count * sizeof(int32_t));
  for (size_t i = 0; i < count; i++) values[i] = (int32_t)i * step;
  return values;
}

// FNV-1a, 64 bits, over words.
static uint64_t digest(void) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < used; i += 4) {
    uint32_t word;
    memcpy(&word, block + i, 4);
    if ((word & 0x7fffffffu) > 0x7f800000u) word = 0x7fc00000u;
    for (int byte = 0; byte < 4; byte++) {
      hash = (hash ^ (word >> (8 * byte) & 255)) * 0x100000001b3u;
    }
  }
  return hash;
}

static void run(const kernel_case *list) {
  for (; list->name != NULL; list++) {
    used = 0;
    state = 0;
    const size_t length = strlen(list->name);
    for (size_t i = 0; i < length; i++) state = state * 131 + (uint8_t)list->name[i];
    list->run();
    const uint64_t value = digest();
    char text[18] = " ";
    for (int i = 0; i < 16; i++) text[1 + i] = "0123456789abcdef"[value >> (60 - 4 * i) & 15];
    text[17] = '\n';
    put(list->name, length);
    put(text, sizeof text);
  }
}

int main(void) {
  if (!fer_kernels_supported()) return 2;
  run(product_cases);
  run(element_cases);
  run(normalization_cases);
  run(inference_cases);
  run(channel_cases);
  run(winograd_cases);
  return 0;
}
