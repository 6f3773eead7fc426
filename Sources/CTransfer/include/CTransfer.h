// One download over HTTP or HTTPS, by the system's libcurl.
//
// The library is loaded when a download begins (dlopen), not when the program starts: only `model install`
// needs a network, and libcurl brings some thirty libraries (TLS, Kerberos, LDAP), which would double the
// time every other verb takes to start and stop the program from starting where they are missing. Proxies
// (http_proxy, https_proxy, all_proxy, no_proxy) and certificates are libcurl's own business.
#ifndef FER_DATA_CTRANSFER_H
#define FER_DATA_CTRANSFER_H

#include <stddef.h>
#include <stdint.h>

// How a download ended.
enum {
  FER_TRANSFER_DONE = 0,
  FER_TRANSFER_NO_LIBRARY = 1,
  FER_TRANSFER_BAD_ADDRESS = 2,
  FER_TRANSFER_UNKNOWN_HOST = 3,
  FER_TRANSFER_UNREACHABLE = 4,
  FER_TRANSFER_STALLED = 5,
  FER_TRANSFER_INTERRUPTED = 6,
  FER_TRANSFER_CERTIFICATE = 7,
  FER_TRANSFER_REDIRECTS = 8,
  FER_TRANSFER_STOPPED = 9
};

// What a download may take, and who receives it.
typedef struct {
  // The address; http and https only, and a redirection never leads from https back to http.
  const char *url;
  // The first byte wanted; when it is not 0, the request has a Range header that the server may ignore.
  int64_t offset;
  // Hosts to ask without a proxy, as in the variable no_proxy; NULL leaves it to that variable.
  const char *no_proxy;
  // Seconds until a connection must stand.
  long connect_seconds;
  // Seconds in which nothing may come.
  long stall_seconds;
  // How many redirections are followed.
  long redirects;
  // Called with each piece of the body of the final answer, with that answer's status and the first byte
  // of its Content-Range (−1 without one). Another result than 0 stops the download.
  int (*receive)(void *context, long status, int64_t range_start, const char *bytes, size_t count);
  // Called several times a second while the download lasts. Another result than 0 stops it.
  int (*poll)(void *context);
  void *context;
} fer_transfer_request;

// How it went: one of the codes above, the last status (0 without an answer), libcurl's own words.
typedef struct {
  int code;
  long status;
  char words[256];
} fer_transfer_outcome;

// Downloads; returns when it has ended. Not for use from two threads at a time.
void fer_transfer_get(const fer_transfer_request *request, fer_transfer_outcome *outcome);

#endif
