// Taking an uploaded file for something: a message, an avatar, an emoji. Runs inside a unit of work.
#pragma once

#include <initializer_list>
#include <optional>

#include "core/file.h"
#include "store/store.h"

namespace service {

/// Some protocols let a file serve for several things, for others an upload is good once.
enum class FileUse : unsigned char { any, once };

/// The file, which serves for something from now on (core::File::used). Nothing when there is none in these buckets, or when
/// it may be used only once and serves for something already.
std::optional<core::File> take_file(store::Transaction& tx, core::FileId id, std::initializer_list<core::FileBucket> buckets,
                                    FileUse use);

}  // namespace service
