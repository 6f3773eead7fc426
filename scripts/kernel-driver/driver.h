// What the cases share: drawn inputs in one block of memory, all of which is digested afterwards.
//
// A case draws its inputs, makes room for its outputs and calls one kernel, in several shapes. Inputs, outputs
// and the guards between them lie in one block, so that a byte written too far is seen, too. Every NaN
// counts as the same: its sign and payload differ between processors, and training stops at the first one.

#ifndef FER_KERNEL_DRIVER_H
#define FER_KERNEL_DRIVER_H

#include "CKernels.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Room for `bytes` bytes at a multiple of 64 plus a guard of 64; all of it filled with 0x5A.
void *room(size_t bytes);
/// Sixty-four drawn bits.
uint64_t draw(void);
/// A drawn number below `limit`.
size_t draw_below(size_t limit);
/// `count` drawn floats in (-scale, scale), multiples of scale / 2^23.
float *floats(size_t count, float scale);
/// `count` drawn floats in (0, scale).
float *positive(size_t count, float scale);
/// `count` floats of every magnitude, with both zeros, subnormals, infinities and NaN among them.
float *hard(size_t count);
/// `count` zero doubles, or drawn ones.
double *doubles(size_t count);
/// `count` drawn bytes below `limit`.
uint8_t *bytes(size_t count, unsigned limit);
/// The offsets 0, step, 2 * step, ...
int32_t *ramp(size_t count, int32_t step);

/// One kernel's case.
typedef struct {
  const char *name;
  void (*run)(void);
} kernel_case;

extern const kernel_case product_cases[], element_cases[], normalization_cases[], inference_cases[];
extern const kernel_case channel_cases[], winograd_cases[];

/// A case of the kernel of this name in a list that ends with `LAST_CASE`.
#define CASE(name) {#name, case_##name}
#define LAST_CASE {NULL, NULL}

#endif
