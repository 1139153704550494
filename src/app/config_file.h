// Reading the TOML file and the environment into a Config. At start, on the main thread.
#pragma once

#include <string>

#include "app/config.h"
#include "base/result.h"

namespace app {

/// Applies the file's values. Errors: one line with file, line and key: an unknown key (and the nearest known one), a wrong
/// value.
base::Result<void> apply_file(Config& config, const std::string& path);
/// The same for TOML text; `name` stands for the file in errors.
base::Result<void> apply_toml(Config& config, const std::string& text, const std::string& name);
/// Applies TETRAGATE_<SECTION>_<KEY> of `environment` (as `environ`: null-terminated, "NAME=value"). An unknown TETRAGATE_
/// name is an error likewise.
base::Result<void> apply_environment(Config& config, const char* const* environment);

}  // namespace app
