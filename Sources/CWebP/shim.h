// libwebp, the reader of WebP.
#ifndef FER_DATA_CWEBP_H
#define FER_DATA_CWEBP_H

#include <webp/decode.h>

#endif
