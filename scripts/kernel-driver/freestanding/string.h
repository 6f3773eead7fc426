// The four functions that the kernels and the driver use, for a machine without a C library.

#ifndef FER_FREESTANDING_STRING_H
#define FER_FREESTANDING_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
size_t strlen(const char *text);

#endif
