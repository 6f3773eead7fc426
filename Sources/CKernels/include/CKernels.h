// The vector kernels of the network.
//
// Layouts. Blocked: one image of C channels, H rows and W columns is [C/8][H][W][8] floats, C rounded
// up to a multiple of 8 and the surplus channels zero. Planar: [C][H][W]. Packed weights:
// [K/16][rows][16], K output channels rounded up to a multiple of 16, a row being one gathered input.
//
// Sameness. Every output element is one lane's chain of fma in a stated order, and every sum across
// lanes or partial sums is a stated tree; no library function is called. The bytes are the same on
// every machine that passes `fer_kernels_supported`.
//
// No kernel allocates, keeps state or touches memory beyond what its arguments describe. Buffers
// must not overlap unless a comment says that they may be the same.

#ifndef FER_CKERNELS_H
#define FER_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "ConvolutionKernels.h"
#include "ElementKernels.h"
#include "InferenceKernels.h"
#include "MapKernels.h"

/// Whether this processor runs the kernels: AVX2 and FMA on x86-64, always on arm64.
int32_t fer_kernels_supported(void);

/// Does `rounds` times twelve fused multiply-adds of eight floats, 192 operations a round, to measure the peak.
///
/// `values` holds three vectors of eight: the start, the factor and the summand; the first gets the result.
void fer_fma_peak(size_t rounds, float *values);

#endif
