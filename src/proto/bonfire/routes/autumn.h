// Autumn, the file server (bonfire-rest 5): what its files share. Loop thread.
#pragma once

#include "base/task.h"
#include "core/file.h"
#include "proto/bonfire/routes/context.h"
#include "proto/bonfire/wire_files.h"
#include "service/video.h"

#include <string>
#include <string_view>
#include <vector>

namespace bonfire::autumn {

/// What a tag of 5.2 is for.
struct Tag {
  FileTag tag = FileTag::attachments;
  std::string_view name;
  service::PixelSize preview;             // the box
  bool stills = false;                    // its previews do not move; elsewhere what moves has none
  std::vector<core::FileBucket> buckets;  // the first one for uploads; others are filled by other protocols
};
/// Null for names of none.
const Tag* tag_of_name(std::string_view name);

/// The id in the form that clients know: a ULID for emojis, otherwise 42 characters.
std::string id_text(const Tag& tag, core::FileId id);

/// POST /{tag}. The guard is part of it, because only uploads are limited.
base::Task<http::Response> upload(RoutesContext& context, http::Request& request);

/// GET /{tag}/{id}: a picture small enough to be shown, or the way to the file.
base::Task<http::Response> preview(RoutesContext& context, http::Request& request);
/// GET /{tag}/{id}/original: the way to the file under its name.
base::Task<http::Response> original(RoutesContext& context, http::Request& request);
/// GET /{tag}/{id}/{filename}: the bytes.
base::Task<http::Response> download(RoutesContext& context, http::Request& request);
/// GET /mod/{tag}/{id}/{filename}: likewise, for moderators, and also what nothing uses (5.4).
base::Task<http::Response> moderate(RoutesContext& context, http::Request& request);

}  // namespace bonfire::autumn
