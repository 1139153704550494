// Requests and responses as plain values; no sockets, no parser.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
std::string_view to_string(Method method);

struct Header {
  std::string name;  // as received
  std::string value;
};

class Headers {
 public:
  /// Case-insensitive; the first one with that name, or empty.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  void add(std::string name, std::string value) { list_.push_back({std::move(name), std::move(value)}); }
  void set(std::string_view name, std::string value);
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  std::size_t size() const { return list_.size(); }

 private:
  std::vector<Header> list_;
};

/// A file on disk that is removed when the last holder lets go of it, unless it was taken over.
class SpooledFile {
 public:
  SpooledFile(std::string path, std::uint64_t size) : path_(std::move(path)), size_(size) {}
  ~SpooledFile();
  SpooledFile(const SpooledFile&) = delete;
  SpooledFile& operator=(const SpooledFile&) = delete;
  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }

 private:
  std::string path_;
  std::uint64_t size_;
};

/// Where a request's body goes, decided by its route before the first byte of it is read.
struct BodyPolicy {
  enum class Kind : std::uint8_t { memory, spool };
  Kind kind = Kind::memory;
  std::uint64_t bytes_max = 1u << 20;  // one more is answered by the route's `too_large` response (413)
};

struct Request {
  Method method = Method::get;
  std::string target;        // as received
  std::string path;          // percent-decoded, without the mount's prefix; always begins with '/'
  std::string encoded_path;  // the same still encoded: the router splits it before it decodes, so that %2F stays inside a
                             // segment; empty in a request made by hand, then `path` is split
  std::string query;         // still encoded, without '?'
  Headers headers;
  std::string body;                      // BodyPolicy::memory
  std::shared_ptr<SpooledFile> spooled;  // BodyPolicy::spool
  std::string peer_address;              // text form; from a configured proxy's header where it came through one
  std::string origin;                    // scheme://host[:port] under which the client reached us
  std::vector<std::pair<std::string_view, std::string>> params;  // of the route's pattern

  /// A parameter of the matched pattern; empty when there is none of that name.
  std::string_view param(std::string_view name) const;
  /// The decoded value of a query parameter; nothing when absent, empty text for a bare flag.
  std::optional<std::string> query_value(std::string_view name) const;
};

/// Part of a file as a response body. The connection reads it off the loop in pieces.
struct FileRange {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct Response {
  int status = 200;
  Headers headers;  // Content-Length, Date and Connection are added by the connection
  std::string body;
  std::optional<FileRange> file;  // instead of body
};

std::string_view reason_phrase(int status);

/// Percent decoding; nothing when malformed or when the result holds a NUL or is not UTF-8. `plus_is_space` for query
/// strings.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace http
