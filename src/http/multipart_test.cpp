#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/multipart.h"

namespace {

using Status = http::MultipartParser::Status;

/// Parses the text in pieces of `piece` bytes; "name filename type content;" for each part, or "malformed", "cut".
std::string parse(const std::string& text, std::size_t piece, std::string_view boundary = "XX") {
  http::MultipartParser parser(boundary);
  Status status = Status::need_more;
  for (std::size_t at = 0; at < text.size(); at += piece) status = parser.feed(std::string_view(text).substr(at, piece));
  if (status == Status::malformed) return "malformed";
  if (status == Status::need_more) return "cut";
  std::string out;
  for (const http::Part& part : parser.parts()) {
    out += part.name + '|' + part.filename + '|' + part.content_type + '|' + text.substr(part.offset, part.length) + ';';
  }
  return out;
}

void check(const std::string& text, const std::string& expected) {
  INFO(text);
  for (const std::size_t piece : {std::size_t{1} << 20, std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
    CHECK(parse(text, piece) == expected);
  }
}

const std::string kA = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";

}  // namespace

TEST_CASE("multipart: parts, their names and where their bytes lie") {
  check("--XX\r\n" + kA + "hello\r\n--XX--\r\n", "a|||hello;");
  check("preamble\r\n--XX \t\r\n" + kA + "hello\r\n--XX\r\n" +
            "content-type: image/png\r\nCONTENT-DISPOSITION: form-data; filename=\"p \\\"q\\\" C:\\d.png\"; "
            "name=file\r\n\r\n" +
            "\r\n--XY\r\n-\r\r\n\r\n--XX--epilogue",
        "a|||hello;file|p \"q\" C:\\d.png|image/png|\r\n--XY\r\n-\r\r\n;");
  check("--XX\r\n" + kA + "\r\n--XX--", "a|||;");
  check("--XX\r\n" + kA + "\r\r\n--XX--", "a|||\r;");
  check("\r\n--XX--\r\n", "");
}

TEST_CASE("multipart: malformed bodies") {
  check("--XX\r\nContent-Type: x\r\n\r\nno disposition\r\n--XX--", "malformed");
  check("--XX\r\n\r\nno headers\r\n--XX--", "malformed");
  check("--XX\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--XX--", "malformed");
  check("--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--XX--", "malformed");
  check("--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--XX--", "malformed");
  check("--XX\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\r\n--XX--", "malformed");
  check("--XX\r\nnonsense\r\n" + kA + "\r\n--XX--", "malformed");
  check("--XXY\r\n" + kA + "hello\r\n--XX--\r\n", "malformed");
  check("--XX\r\n" + kA + "never closed\r\n--XX", "cut");
  check("", "cut");
}

TEST_CASE("multipart: limits") {
  std::string many;
  for (std::size_t i = 0; i < http::MultipartParser::kPartsMax; ++i) many += "--XX\r\n" + kA + "\r\n";
  CHECK(parse(many + "--XX--", 100).size() == http::MultipartParser::kPartsMax * 5);
  CHECK(parse(many + "--XX\r\n" + kA + "\r\n--XX--", 100) == "malformed");
  const std::string head = "--XX\r\nX: ";
  const std::size_t room = http::MultipartParser::kPartHeaderBytesMax - 5 - kA.size();
  CHECK(parse(head + std::string(room, 'x') + "\r\n" + kA + "\r\n--XX--", 100) == "a|||;");
  CHECK(parse(head + std::string(room + 1, 'x') + "\r\n" + kA + "\r\n--XX--", 100) == "malformed");
}

TEST_CASE("multipart: the boundary of a Content-Type") {
  CHECK(http::multipart_boundary("multipart/form-data; boundary=abc") == "abc");
  CHECK(http::multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") == "a b");
  CHECK(http::multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'b')).has_value());
  CHECK_FALSE(http::multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'b')).has_value());
  CHECK_FALSE(http::multipart_boundary("multipart/form-data; boundary=").has_value());
  CHECK_FALSE(http::multipart_boundary("multipart/form-data").has_value());
  CHECK_FALSE(http::multipart_boundary("multipart/mixed; boundary=abc").has_value());
  CHECK_FALSE(http::multipart_boundary("multipart/form-data; boundary=\"a\rb\"").has_value());
  CHECK_FALSE(http::multipart_boundary("").has_value());
}

TEST_CASE("multipart: finding a part in a spooled body") {
  const auto path = std::filesystem::temp_directory_path() / ("multipart-" + std::to_string(::getpid()));
  const std::string content = std::string(200'000, 'x') + "\r\n--X";
  const std::string text = "--XX\r\n" + kA +
                           "1\r\n--XX\r\nContent-Disposition: form-data; name=file; filename=f.bin\r\n\r\n" + content +
                           "\r\n--XX--\r\n";
  std::ofstream(path, std::ios::binary) << text;
  const http::SpooledFile body(path.string(), text.size());
  const auto part = http::find_part(body, "multipart/form-data; boundary=XX", "file");
  REQUIRE(part.has_value());
  CHECK(part->filename == "f.bin");
  CHECK(text.substr(part->offset, part->length) == content);
  CHECK(http::find_part(body, "multipart/form-data; boundary=XX", "absent").error().kind == base::ErrorKind::not_found);
  CHECK(http::find_part(body, "multipart/form-data; boundary=XZ", "file").error().kind == base::ErrorKind::invalid);
  CHECK(http::find_part(body, "text/plain", "file").error().kind == base::ErrorKind::invalid);
  const http::SpooledFile gone("/nonexistent/body", 1);
  CHECK(http::find_part(gone, "multipart/form-data; boundary=XX", "file").error().kind == base::ErrorKind::internal);
}
