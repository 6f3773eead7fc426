#include "CTransfer.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// libcurl's binary interface, frozen since soname 4 (2006): numbers of options are never reused. They are
// written out here because its headers are in a development package that nothing else needs.
enum {
  OPT_WRITEDATA = 10001,
  OPT_URL = 10002,
  OPT_RANGE = 10007,
  OPT_ERRORBUFFER = 10010,
  OPT_USERAGENT = 10018,
  OPT_LOW_SPEED_LIMIT = 19,
  OPT_LOW_SPEED_TIME = 20,
  OPT_HEADERDATA = 10029,
  OPT_NOPROGRESS = 43,
  OPT_FOLLOWLOCATION = 52,
  OPT_XFERINFODATA = 10057,
  OPT_MAXREDIRS = 68,
  OPT_CONNECTTIMEOUT = 78,
  OPT_NOSIGNAL = 99,
  // Superseded by names in 7.85, but these numbers stay and older systems have no others.
  OPT_PROTOCOLS = 181,
  OPT_REDIR_PROTOCOLS = 182,
  OPT_NOPROXY = 10177,
  OPT_WRITEFUNCTION = 20011,
  OPT_HEADERFUNCTION = 20079,
  OPT_XFERINFOFUNCTION = 20219,
  INFO_RESPONSE_CODE = 0x200002,
  PROTOCOL_HTTP = 1,
  PROTOCOL_HTTPS = 2,
  ERROR_BUFFER_SIZE = 256,
};

typedef struct {
  void *(*init)(void);
  int (*setopt)(void *, int, ...);
  int (*perform)(void *);
  int (*getinfo)(void *, int, ...);
  void (*cleanup)(void *);
  const char *(*strerror)(int);
} library;

typedef struct {
  const library *curl;
  void *handle;
  const fer_transfer_request *request;
  int64_t range_start;
} transfer;

// Loads the library; the same one again is only counted by the loader. It is never unloaded, since TLS
// libraries register themselves for the end of the process.
static int load(library *curl) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.dylib"};
  void *image = NULL;
  for (size_t i = 0; image == NULL && i < sizeof names / sizeof *names; i++)
    image = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (image == NULL) return 0;
  // POSIX has functions and data of one size; C itself has no cast for it.
  *(void **)&curl->init = dlsym(image, "curl_easy_init");
  *(void **)&curl->setopt = dlsym(image, "curl_easy_setopt");
  *(void **)&curl->perform = dlsym(image, "curl_easy_perform");
  *(void **)&curl->getinfo = dlsym(image, "curl_easy_getinfo");
  *(void **)&curl->cleanup = dlsym(image, "curl_easy_cleanup");
  *(void **)&curl->strerror = dlsym(image, "curl_easy_strerror");
  return curl->init && curl->setopt && curl->perform && curl->getinfo && curl->cleanup &&
         curl->strerror;
}

// One header line, of a redirection or of the final answer: keeps the start of "Content-Range: bytes 7-9/10".
static size_t header(char *line, size_t size, size_t count, void *context) {
  static const char name[] = "content-range: bytes ";
  transfer *self = context;
  size_t length = size * count;
  if (length > 5 && strncasecmp(line, "HTTP/", 5) == 0) self->range_start = -1;
  if (length >= sizeof name && strncasecmp(line, name, sizeof name - 1) == 0) {
    int64_t start = -1;
    for (size_t i = sizeof name - 1; i < length && line[i] >= '0' && line[i] <= '9'; i++) {
      if (start > INT64_MAX / 16) return 0;
      start = (start < 0 ? 0 : start) * 10 + (line[i] - '0');
    }
    self->range_start = start;
  }
  return length;
}

static size_t body(char *bytes, size_t size, size_t count, void *context) {
  transfer *self = context;
  long status = 0;
  self->curl->getinfo(self->handle, INFO_RESPONSE_CODE, &status);
  int stop = self->request->receive(
    self->request->context, status, self->range_start, bytes, size * count);
  return stop ? 0 : size * count;
}

static int progress(void *context, int64_t a, int64_t b, int64_t c, int64_t d) {
  (void)a, (void)b, (void)c, (void)d;
  const transfer *self = context;
  return self->request->poll(self->request->context);
}

// One of our codes for one of libcurl's.
static int code_of(int result) {
  switch (result) {
  case 0: return FER_TRANSFER_DONE;
  case 1: case 3: return FER_TRANSFER_BAD_ADDRESS;
  case 5: case 6: return FER_TRANSFER_UNKNOWN_HOST;
  case 7: return FER_TRANSFER_UNREACHABLE;
  case 23: case 42: return FER_TRANSFER_STOPPED;
  case 28: return FER_TRANSFER_STALLED;
  case 35: case 58: case 60: case 77: case 83: return FER_TRANSFER_CERTIFICATE;
  case 47: return FER_TRANSFER_REDIRECTS;
  default: return FER_TRANSFER_INTERRUPTED;
  }
}

// Sets what is asked for; the number of options the library refused.
static int prepare(transfer *self, char *range, char *words) {
  const library *curl = self->curl;
  const fer_transfer_request *request = self->request;
  void *handle = self->handle;
  long protocols = PROTOCOL_HTTP | PROTOCOL_HTTPS;
  long next = strncasecmp(request->url, "https:", 6) == 0 ? PROTOCOL_HTTPS : protocols;
  int refused = 0;
  refused += curl->setopt(handle, OPT_ERRORBUFFER, words) != 0;
  refused += curl->setopt(handle, OPT_URL, request->url) != 0;
  refused += curl->setopt(handle, OPT_PROTOCOLS, protocols) != 0;
  refused += curl->setopt(handle, OPT_REDIR_PROTOCOLS, next) != 0;
  refused += curl->setopt(handle, OPT_FOLLOWLOCATION, 1L) != 0;
  refused += curl->setopt(handle, OPT_MAXREDIRS, request->redirects) != 0;
  refused += curl->setopt(handle, OPT_CONNECTTIMEOUT, request->connect_seconds) != 0;
  refused += curl->setopt(handle, OPT_LOW_SPEED_LIMIT, 1L) != 0;
  refused += curl->setopt(handle, OPT_LOW_SPEED_TIME, request->stall_seconds) != 0;
  // Name look-ups that time out must not use signals, which belong to the program.
  refused += curl->setopt(handle, OPT_NOSIGNAL, 1L) != 0;
  refused += curl->setopt(handle, OPT_USERAGENT, "fer-data") != 0;
  if (request->no_proxy != NULL)
    refused += curl->setopt(handle, OPT_NOPROXY, request->no_proxy) != 0;
  // A plain Range header: with libcurl's own resuming, a server that ignores it is an error, not a fresh start.
  if (request->offset > 0) refused += curl->setopt(handle, OPT_RANGE, range) != 0;
  refused += curl->setopt(handle, OPT_HEADERFUNCTION, header) != 0;
  refused += curl->setopt(handle, OPT_HEADERDATA, self) != 0;
  refused += curl->setopt(handle, OPT_WRITEFUNCTION, body) != 0;
  refused += curl->setopt(handle, OPT_WRITEDATA, self) != 0;
  refused += curl->setopt(handle, OPT_XFERINFOFUNCTION, progress) != 0;
  refused += curl->setopt(handle, OPT_XFERINFODATA, self) != 0;
  refused += curl->setopt(handle, OPT_NOPROGRESS, 0L) != 0;
  return refused;
}

// "7-": from byte 7 to the end.
static void write_range(char range[24], int64_t offset) {
  char digits[20];
  int count = 0, length = 0;
  do digits[count++] = (char)('0' + offset % 10);
  while ((offset /= 10) > 0);
  while (count > 0) range[length++] = digits[--count];
  range[length++] = '-';
  range[length] = 0;
}

void fer_transfer_get(const fer_transfer_request *request, fer_transfer_outcome *outcome) {
  library curl;
  char words[ERROR_BUFFER_SIZE] = "", range[24];
  memset(outcome, 0, sizeof *outcome);
  outcome->code = FER_TRANSFER_NO_LIBRARY;
  if (!load(&curl)) return;
  transfer self = {&curl, curl.init(), request, -1};
  if (self.handle == NULL) return;
  write_range(range, request->offset < 0 ? 0 : request->offset);
  if (prepare(&self, range, words) == 0) {
    int result = curl.perform(self.handle);
    outcome->code = code_of(result);
    curl.getinfo(self.handle, INFO_RESPONSE_CODE, &outcome->status);
    const char *text = words[0] ? words : curl.strerror(result);
    strncpy(outcome->words, text, sizeof outcome->words - 1);
  }
  curl.cleanup(self.handle);
}
