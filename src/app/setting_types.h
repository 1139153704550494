// How the values of settings are written and read: one function per kind of value. Used by the tables of settings only.
#pragma once

#include <charconv>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/settings.h"

namespace app {

using base::Result;

inline Result<void> expected(std::string_view what) {
  return base::fail(base::ErrorKind::invalid, {}, "expected " + std::string(what));
}

Result<std::uint64_t> parse_number(const std::string& text, std::uint64_t min, std::uint64_t max);
/// "4096", "64KB", "20MB", "1GB": decimal units.
Result<std::uint64_t> parse_size(const std::string& text, std::uint64_t min, std::uint64_t max);
std::string size_text(std::uint64_t bytes);

/// `at` gives a reference to the value inside a Config: [](auto& c) -> auto& { return c.log.level; }
template <typename At>
Setting text_setting(std::string name, At at, std::string doc, std::size_t length_max = 4096) {
  const std::string takes = length_max < 4096 ? "text of at most " + std::to_string(length_max) + " bytes" : "text";
  return {std::move(name),
          takes,
          std::move(doc),
          false,
          [at, takes, length_max](Config& config, const std::vector<std::string>& values) -> Result<void> {
            if (values.size() != 1 || values[0].size() > length_max) return expected(takes);
            at(config) = values[0];
            return {};
          },
          [at](const Config& config) { return std::vector<std::string>{at(config)}; }};
}

template <typename At>
Setting choice_setting(std::string name, std::vector<std::string> choices, At at, std::string doc) {
  std::string takes = "one of";
  for (const std::string& choice : choices) takes += (&choice == &choices[0] ? " " : ", ") + choice;
  return {std::move(name),
          takes,
          std::move(doc),
          false,
          [at, takes, choices](Config& config, const std::vector<std::string>& values) -> Result<void> {
            if (values.size() != 1) return expected(takes);
            for (const std::string& choice : choices) {
              if (values[0] != choice) continue;
              at(config) = choice;
              return {};
            }
            return expected(takes);
          },
          [at](const Config& config) { return std::vector<std::string>{at(config)}; }};
}

template <typename At>
Setting number_setting(std::string name, std::uint64_t min, std::uint64_t max, At at, std::string doc) {
  const std::string takes = "a whole number from " + std::to_string(min) + " to " + std::to_string(max);
  return {std::move(name),
          takes,
          std::move(doc),
          false,
          [at, takes, min, max](Config& config, const std::vector<std::string>& values) -> Result<void> {
            const auto number =
                values.size() == 1 ? parse_number(values[0], min, max) : base::fail(base::ErrorKind::invalid);
            if (!number) return expected(takes);
            at(config) = static_cast<std::remove_reference_t<decltype(at(config))>>(*number);
            return {};
          },
          [at](const Config& config) { return std::vector<std::string>{std::to_string(at(config))}; }};
}

template <typename At>
Setting size_setting(std::string name, std::uint64_t min, std::uint64_t max, At at, std::string doc) {
  const std::string takes = "a size from " + size_text(min) + " to " + size_text(max) + ", like 20MB or 4096";
  return {std::move(name),
          takes,
          std::move(doc),
          false,
          [at, takes, min, max](Config& config, const std::vector<std::string>& values) -> Result<void> {
            const auto size = values.size() == 1 ? parse_size(values[0], min, max) : base::fail(base::ErrorKind::invalid);
            if (!size) return expected(takes);
            at(config) = static_cast<std::remove_reference_t<decltype(at(config))>>(*size);
            return {};
          },
          [at](const Config& config) { return std::vector<std::string>{size_text(at(config))}; }};
}

template <typename At>
Setting switch_setting(std::string name, At at, std::string doc) {
  return {std::move(name),
          "true or false",
          std::move(doc),
          false,
          [at](Config& config, const std::vector<std::string>& values) -> Result<void> {
            if (values.size() != 1 || (values[0] != "true" && values[0] != "false")) return expected("true or false");
            at(config) = values[0] == "true";
            return {};
          },
          [at](const Config& config) { return std::vector<std::string>{at(config) ? "true" : "false"}; }};
}

template <typename At>
Setting list_setting(std::string name, At at, std::string doc) {
  return {std::move(name),
          "a list of texts",
          std::move(doc),
          true,
          [at](Config& config, const std::vector<std::string>& values) -> Result<void> {
            at(config) = values;
            return {};
          },
          [at](const Config& config) { return at(config); }};
}

}  // namespace app
