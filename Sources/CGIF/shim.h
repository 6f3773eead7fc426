// giflib 5, the reader of GIF.
#ifndef FER_DATA_CGIF_H
#define FER_DATA_CGIF_H

#include <gif_lib.h>

#endif
