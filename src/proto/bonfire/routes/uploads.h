// Files that requests name (bonfire-rest 5.2). Runs inside a unit of work.
#pragma once

#include "core/change.h"
#include "core/file.h"
#include "store/store.h"

#include <string_view>

namespace bonfire {

/// An upload is good once: invalid `place` when the file is not there, is of another kind, or serves for something already.
/// Whoever takes the file does so in the same unit.
base::Result<void> check_upload(store::Reader& reader, const core::Change<core::FileId>& file, core::FileBucket bucket,
                                std::string_view place);

}  // namespace bonfire
