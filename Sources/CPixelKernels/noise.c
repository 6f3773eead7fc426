// Noise near to normal, from a counter.
#include "kernel.h"

enum { BLOCKS = 32 };

// Philox4x32-10 (Salmon et al., 2011) of counters first, first + 1, …: block b's words are
// words[0][b] … words[3][b].
INLINE void philox(uint32_t first, uint32_t seed, uint32_t words[4][BLOCKS]) {
  uint32_t key0 = seed, key1 = 0x4E4F4953;
  for (int b = 0; b < BLOCKS; b++) {
    words[0][b] = first + (uint32_t)b;
    words[1][b] = words[2][b] = words[3][b] = 0;
  }
  for (int round = 0; round < 10; round++) {
    for (int b = 0; b < BLOCKS; b++) {
      uint64_t product0 = (uint64_t)0xD2511F53 * words[0][b];
      uint64_t product1 = (uint64_t)0xCD9E8D57 * words[2][b];
      words[0][b] = (uint32_t)(product1 >> 32) ^ words[1][b] ^ key0;
      words[1][b] = (uint32_t)product1;
      words[2][b] = (uint32_t)(product0 >> 32) ^ words[3][b] ^ key1;
      words[3][b] = (uint32_t)product0;
    }
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
}

KERNEL void fer_pixels_noise(
  const uint8_t *from, uint8_t *to, size_t pixels, int channels, int planar, int32_t factor,
  uint32_t seed) {
  const size_t count = pixels * (size_t)channels;
  uint32_t words[4][BLOCKS];
  int32_t noise[BLOCKS * 4];
  for (size_t start = 0; start < count; start += BLOCKS * 4) {
    philox((uint32_t)(start / 4), seed, words);
    for (int lane = 0; lane < 4; lane++) {
      for (int b = 0; b < BLOCKS; b++) {
        uint32_t word = words[lane][b];
        uint32_t sum = (word & 255) + (word >> 8 & 255) + (word >> 16 & 255) + (word >> 24);
        noise[4 * b + lane] = (((int32_t)sum - 510) * factor + 32768) >> 16;
      }
    }
    size_t part = count - start < BLOCKS * 4 ? count - start : BLOCKS * 4;
    for (size_t k = 0; k < part; k++) {
      size_t i = start + k;
      size_t place =
        planar && channels > 1 ? i % (size_t)channels * pixels + i / (size_t)channels : i;
      int32_t value = from[place] + noise[k];
      to[place] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
}
