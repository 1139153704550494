// The spelling of file ids (bonfire 7, bonfire-rest 1.3): 42 characters of A-Z a-z 0-9 _ -, one text per id. Plain
// functions, any thread.
#pragma once

#include "core/ids.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace bonfire {

inline constexpr std::size_t kFileIdLength = 42;

/// An id that no file has: what texts become that are not ours.
inline constexpr core::FileId kNoFile{~0ull};

/// The first 11 characters carry the id, scattered so that neighbours do not look alike; the rest follows from it. It is a
/// spelling, no secret: who may fetch a file is decided by the file.
std::string file_id_text(core::FileId id);
/// kNoFile for every text that file_id_text() does not make.
core::FileId parse_file_id(std::string_view text);

}  // namespace bonfire
