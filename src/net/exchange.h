// Exchange: one request and its response while they last. Owned by its HttpConnection.
#pragma once

#include <memory>
#include <string>

#include "net/body_file.h"
#include "net/http_parser.h"
#include "net/server.h"

namespace net {

struct Exchange {
  explicit Exchange(std::uint32_t header_bytes_max) : parser(header_bytes_max) {}

  HttpParser parser;
  http::Request request;
  http::Mount* mount = nullptr;
  http::Route* route = nullptr;
  Gateway* gateway = nullptr;
  bool begun = false;  // a byte of it is there: the deadline for the head runs
  bool head_known = false;
  bool keep_alive = false;  // decided by the request; failing to read it whole decides against
  bool upgrade = false;
  bool deflate = false;  // negotiated with the upgrade

  std::shared_ptr<SpoolWriter> spool;
  std::string piece;           // of the body, to be spooled
  std::uint64_t received = 0;  // bytes of a spooled body

  std::string out_head;
  std::string out_body;
  std::size_t sent = 0;  // of both together
  std::shared_ptr<FileReader> file;
};

}  // namespace net
