// The text of one step; see steps.cpp.
#pragma once

namespace store::migrations {

extern const char kVersion2[];

}  // namespace store::migrations
