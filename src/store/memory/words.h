// The words of a text, as the search for messages knows them (store.h, MessageSearch). Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace store::memory {

/// Runs of letters and digits, folded: the same for words that differ only in case or in composition. In their order.
std::vector<std::string> words_of(std::string_view text);

}  // namespace store::memory
