#include "app/settings.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/setting_tables.h"
#include "app/setting_types.h"

namespace app {
namespace {

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::string upper(std::string text) {
  for (char& c : text) c = c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

Result<void> apply_part(ListenConfig& listen, std::string_view part) {
  const auto equals = part.find('=');
  const std::string_view key = part.substr(0, equals);
  if (equals == std::string_view::npos) return expected("key=value after the address, not \"" + std::string(part) + "\"");
  std::string value(part.substr(equals + 1));
  if (key == "certificate") {
    listen.certificate = std::move(value);
  } else if (key == "key") {
    listen.key = std::move(value);
  } else if (key == "mount") {
    listen.mount = std::move(value);
  } else {
    return expected("certificate=, key= or mount= after the address, not \"" + std::string(key) + "\"");
  }
  return {};
}

}  // namespace

std::string Setting::environment_name() const { return "TETRAGATE_" + upper(name); }

std::string Setting::flag() const {
  std::string flag = "--" + name;
  for (char& c : flag) {
    if (c == '.' || c == '_') c = '-';
  }
  return flag;
}

std::string Setting::section() const {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(0, dot);
}

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all = [] {
    std::vector<Setting> list = server_settings();
    for (std::vector<Setting>& more : std::array{pandemonium_settings(), bonfire_settings()}) {
      std::move(more.begin(), more.end(), std::back_inserter(list));
    }
    return list;
  }();
  return all;
}

const Setting* find_setting(std::string_view name) {
  for (const Setting& setting : settings()) {
    if (setting.name == name) return &setting;
  }
  return nullptr;
}

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  for (const Setting& setting : settings()) names.push_back(setting.name);
  return names;
}

std::optional<std::string> nearest_name(std::string_view mistyped, const std::vector<std::string>& names) {
  std::optional<std::string> nearest;
  // More than a third of the word changed is another word.
  std::size_t best = std::max<std::size_t>(2, mistyped.size() / 3) + 1;
  for (const std::string& name : names) {
    const std::size_t d = distance(mistyped, name);
    if (d < best) best = d, nearest = name;
  }
  return nearest;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    std::string_view part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

Result<ListenConfig> parse_listen(const std::string& text) {
  static constexpr std::string_view kForm = "address:port, like 127.0.0.1:7000 or [::1]:7000";
  std::string_view rest = text;
  const std::string_view where = rest.substr(0, rest.find(' '));
  const auto colon = where.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return base::fail(base::ErrorKind::invalid, {}, "expected " + std::string(kForm));
  ListenConfig listen;
  std::string_view address = where.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  listen.address = std::string(address);
  const auto port = parse_number(std::string(where.substr(colon + 1)), 0, 65'535);
  if (!port) return base::fail(base::ErrorKind::invalid, {}, "expected " + std::string(kForm));
  listen.port = static_cast<std::uint16_t>(*port);
  rest.remove_prefix(where.size());
  while (!rest.empty()) {
    if (rest.front() == ' ') {
      rest.remove_prefix(1);
      continue;
    }
    const std::string_view part = rest.substr(0, rest.find(' '));
    const auto applied = apply_part(listen, part);
    if (!applied) return base::pass(applied);
    rest.remove_prefix(part.size());
  }
  return listen;
}

std::string to_string(const ListenConfig& listen) {
  std::string text = listen.address.find(':') == std::string::npos ? listen.address : "[" + listen.address + "]";
  text += ":" + std::to_string(listen.port);
  if (!listen.certificate.empty()) text += " certificate=" + listen.certificate;
  if (!listen.key.empty()) text += " key=" + listen.key;
  if (!listen.mount.empty()) text += " mount=" + listen.mount;
  return text;
}

Result<void> check(const Config& config) {
  const auto wrong = [](const std::string& text) { return base::fail(base::ErrorKind::invalid, "configuration", text); };
  if (config.data_folder.empty()) return wrong("data_folder: must not be empty");
  if (config.listen.empty()) return wrong("listen: at least one address is needed");
  for (const ListenConfig& listen : config.listen) {
    const std::string which = "listen " + to_string(listen) + ": ";
    if (listen.certificate.empty() != listen.key.empty()) return wrong(which + "certificate and key go together");
    const auto& known = mount_names();
    if (listen.mount.empty() || std::find(known.begin(), known.end(), listen.mount) != known.end()) continue;
    const auto nearest = nearest_name(listen.mount, known);
    return wrong(which + "unknown mount" + (nearest ? "; did you mean " + *nearest + "?" : ""));
  }
  if (!config.mail.relay.empty() && config.mail.address.empty()) return wrong("mail.address: needed when mail.relay is set");
  if (config.mail.username.empty() != config.mail.password.empty()) {
    return wrong("mail.username: goes together with mail.password");
  }
  if (const auto checked = pandemonium::check(config.pandemonium); !checked) {
    return wrong("pandemonium." + checked.error().subject + ": " + checked.error().info);
  }
  if (const auto checked = bonfire::check(config.bonfire); !checked) {
    return wrong("bonfire." + checked.error().subject + ": " + checked.error().info);
  }
  return {};
}

}  // namespace app
