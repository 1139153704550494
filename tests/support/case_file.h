// Conformance as data: files of cases, each a name and lines of "word: value". Lines that begin with '#' are remarks.
//
//   case: RFC 6455 5.5.2, a ping is answered
//   send: ping hello
//   expect: pong hello
//   then: open
//
// In values \r \n \t \\ \xHH are escapes, and \{64*x} is 64 times "x" (which may hold escapes itself).
#pragma once

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testing_support {

struct Case {
  std::string name;
  std::vector<std::pair<std::string, std::string>> lines;  // values still escaped
};

inline std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'r':
        out += '\r';
        break;
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case '\\':
        out += '\\';
        break;
      case 'x':
        out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
        i += 2;
        break;
      case '{': {
        const std::size_t end = text.find('}', i), star = text.find('*', i);
        if (end == text.npos || star == text.npos) throw std::runtime_error("malformed repetition");
        const std::string piece = unescape(text.substr(star + 1, end - star - 1));
        for (int count = std::atoi(std::string(text.substr(i + 1)).c_str()); count > 0; --count) out += piece;
        i = end;
        break;
      }
      default:
        throw std::runtime_error("unknown escape");
    }
  }
  return out;
}

inline std::vector<Case> read_cases(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<Case> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) throw std::runtime_error(path + ": no colon in \"" + line + "\"");
    std::string value = line.substr(std::min(colon + 2, line.size()));
    if (line.starts_with("case:")) {
      out.push_back({std::move(value), {}});
    } else {
      out.at(out.size() - 1).lines.emplace_back(line.substr(0, colon), std::move(value));
    }
  }
  if (out.empty()) throw std::runtime_error(path + " holds no case");
  return out;
}

}  // namespace testing_support
