// Shared by the kernels' files.
#ifndef FER_DATA_PIXEL_KERNEL_H
#define FER_DATA_PIXEL_KERNEL_H

#pragma clang fp contract(off)

#include "CPixelKernels.h"

#include <string.h>

// Each kernel is compiled twice and chosen by the loader: with AVX2 where the processor has it.
// Only integers are computed, so both give the same bytes. Elsewhere (arm64, Musl) once.
#if defined(__x86_64__) && defined(__GLIBC__)
#define KERNEL __attribute__((target_clones("avx2", "default")))
#else
#define KERNEL
#endif

#define INLINE static inline __attribute__((always_inline))

#endif
