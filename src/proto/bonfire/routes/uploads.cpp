// See uploads.h.
#include "proto/bonfire/routes/uploads.h"

namespace bonfire {

base::Result<void> check_upload(store::Reader& reader, const core::Change<core::FileId>& file, core::FileBucket bucket,
                                std::string_view place) {
  if (!file.is_set()) return {};
  const auto found = reader.file(file.value(), bucket);
  if (!found || found->used) return base::invalid(place, "no such file");
  return {};
}

}  // namespace bonfire
