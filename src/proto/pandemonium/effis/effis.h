// Effis, the file server (pandemonium 5.11): what app constructs, and what other routes borrow. One context per loop, used
// on that loop's thread.
#pragma once

#include "base/executor.h"
#include "base/task.h"
#include "core/file.h"
#include "http/rate_limiter.h"
#include "http/router.h"
#include "proto/pandemonium/config.h"
#include "service/files.h"
#include "service/remote_fetch.h"
#include "service/runner.h"

namespace pandemonium {

/// Whatever is referred to must outlive the mounts made with it, and so must the context itself.
struct EffisContext {
  service::Runner& runner;     // of this loop
  http::RateLimiter& limiter;  // shared by all loops
  const Config& config;
  service::Files& files;
  const service::Fetcher& fetcher;  // used only with Config::proxy
  base::Executor& fetch_pool;       // where it blocks
};

/// The routes of 5.11: "/", "/{bucket}", "/{bucket}/{id}" and so on, below whatever the mount stands for.
void add_effis_routes(http::Mount& mount, EffisContext& context);
/// A mount with these routes, the answers of 6.2, CORS and the path rules of 5.1.
http::Mount make_effis_mount(EffisContext& context);

/// The bytes of a file as an answer to GET or HEAD, with the rules of `size`, ranges, entity tags and safe headers of 5.11;
/// no rate-limit headers. Unknown file: 404. The request must live until the task ends. Also for GET /users/{user}/avatar.
base::Task<http::Response> file_answer(service::Runner& runner, service::Files& files, const http::Request& request,
                                       core::FileId id, core::FileBucket bucket, bool download);

}  // namespace pandemonium
