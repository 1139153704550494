// The files that the hub knows of, as translations ask for them. Hub thread, during the call that the view was given to.
#pragma once

#include "hub/dialect.h"
#include "proto/bonfire/translate.h"

namespace bonfire {

class ViewFiles final : public Files {
 public:
  explicit ViewFiles(const hub::View& view) : view_(view) {}
  const core::File* file(core::FileId id) const override { return view_.file(id); }

 private:
  const hub::View& view_;
};

}  // namespace bonfire
