// libjpeg-turbo's TurboJPEG 2.1 interface (the `tj…` calls, not `tj3…`), as Debian 12 ships it.
#ifndef FER_DATA_CTURBOJPEG_H
#define FER_DATA_CTURBOJPEG_H

#include <turbojpeg.h>

// Why: `TJFLAG_…` are plain macros, but what decoding must use is one decision and belongs in one
// place. The accurate integer transform is the one every build computes to the same bits; the limit
// on scans turns a progressive "scan bomb" into an error instead of minutes of work.
static inline int fer_jpeg_decode_flags(void) {
  return TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS;
}

// Why: the caller's buffer (sized by tjBufSize) must never be reallocated behind Swift's back.
static inline int fer_jpeg_encode_flags(void) {
  return TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC;
}

// Why: the enumerators import as `TJERR`, which does not compare with tjGetErrorCode's `int`.
static inline int fer_jpeg_last_error_is_warning(tjhandle handle) {
  return tjGetErrorCode(handle) == (int)TJERR_WARNING;
}

// Why: pixel formats, subsamplings and colour spaces import as distinct enum types, while the calls
// take and give `int`.
static inline int fer_jpeg_pixel_format(int channels) {
  return channels == 1 ? (int)TJPF_GRAY : channels == 4 ? (int)TJPF_CMYK : (int)TJPF_RGB;
}

static inline int fer_jpeg_subsampling(int channels) {
  return channels == 1 ? (int)TJSAMP_GRAY : (int)TJSAMP_420;
}

#endif
