// A libcurl handle with an owner. Each is used by one thread at a time; the library is initialised once.
#pragma once

#include <curl/curl.h>

#include <memory>

namespace service {

struct FreeCurlHandle {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
using CurlHandle = std::unique_ptr<CURL, FreeCurlHandle>;

/// Null when there is no memory for it. Any thread.
inline CurlHandle make_curl_handle() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return CurlHandle(ready ? curl_easy_init() : nullptr);
}

}  // namespace service
