// libtiff 4, the reader of TIFF.
#ifndef FER_DATA_CTIFF_H
#define FER_DATA_CTIFF_H

#include <tiffio.h>

#endif
