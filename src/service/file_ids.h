// Ids of files. A file is public to whoever knows its id, so that one id must be no key to the others: they are not counted
// up like other ids but drawn at random within the time they say.
//
//   52                33 32                    0
//  +--------------------+-----------------------+
//  | time, 4096 s steps | random                |
//  +--------------------+-----------------------+
//
// 53 bits: exact where a protocol writes ids as JSON numbers.
#pragma once

#include <cstdint>

#include "core/file.h"
#include "store/store.h"

namespace service {

inline constexpr std::int64_t kFileIdStepMs = 4096 * 1000;

/// Of a file that is about to be inserted. Emojis are shown to everybody and become emoji ids: theirs are ordinary ids.
core::FileId new_file_id(store::Transaction& tx, core::FileBucket bucket);
/// Not above the id of any file that was inserted at `unix_ms` or later. Ids of earlier versions, all below, count as old.
core::FileId first_file_id_of_ms(std::int64_t unix_ms);

}  // namespace service
