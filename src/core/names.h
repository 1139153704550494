// Names of people: which texts are one, when two are the same, and how the two kinds of name follow from each other. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

inline constexpr std::size_t kTagNameMin = 2;  // code points, both
inline constexpr std::size_t kTagNameMax = 32;
inline constexpr std::size_t kHandleMax = 32;  // characters of a username

/// The form under which tag names are compared: they are the same whatever the case and the composition. Empty for what is
/// not UTF-8.
std::string fold_name(std::string_view tag_name);

/// Whether every character may be in a tag name (letters and decimal digits of any script, '_', '.', '-') and there are not
/// too few nor too many.
bool is_tag_name(std::string_view text);

/// What a wished-for tag name becomes: composed, variants of letters as the plain ones, and ASCII where people would read
/// the whole name as ASCII although it is written in letters of other scripts; case kept; padded with '_' to the shortest
/// length. Nothing when the wish has other characters than a tag name's or is too long. Names that an instance does not want
/// are refused by whoever asks, comparing this form.
std::optional<std::string> clean_tag_name(std::string_view wish);

/// 2 to 9998 without those that are a pattern people want or a sign people use (123, 1111, 1234, 1488, 2222, 3333 to 8888).
bool is_assignable_discriminator(std::uint16_t discriminator);
inline constexpr std::uint16_t kDiscriminatorMin = 2;
inline constexpr std::uint16_t kDiscriminatorMax = 9998;

/// The username that goes with a tag name: 2 to 32 of a-z, 0-9, '_' and '-', at least one letter. Empty when the name has no
/// ASCII letters to make one of.
std::string handle_of(std::string_view tag_name);

/// What an address is known by: one mailbox may be written in several ways. Lower case; in the part before the '@'
/// everything from a '+' on and all dots are dropped. Never send anything there: elsewhere dots can matter.
std::string email_key(std::string_view email);

}  // namespace core
