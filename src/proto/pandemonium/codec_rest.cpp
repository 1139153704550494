// The REST side's types as JSON, and its request bodies read. One of the few places where wire templates are instantiated.
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/errors.h"
#include "wire/json.h"

namespace pandemonium {

template <typename T>
std::string encode(const T& value) {
  return wire::to_json(value);
}

template <typename T>
tl::expected<T, ErrorObject> decode(std::string_view body) {
  auto value = wire::from_json<T>(body);
  if (!value) return tl::unexpected<ErrorObject>(to_error_object(value.error()));
  return std::move(*value);
}

void append(std::string& out, const MemberView& member) { wire::append_json(out, member); }

template std::string encode(const User&);
template std::string encode(const Member&);
template std::string encode(const Sphere&);
template std::string encode(const SphereParts&);
template std::string encode(const std::vector<Sphere>&);
template std::string encode(const std::vector<SphereParts>&);
template std::string encode(const Category&);
template std::string encode(const SphereChannel&);
template std::string encode(const Message&);
template std::string encode(const std::vector<Message>&);
template std::string encode(const Emoji&);
template std::string encode(const FileData&);
template std::string encode(const Session&);
template std::string encode(const std::vector<Session>&);
template std::string encode(const SessionCreated&);
template std::string encode(const InstanceInfo&);
template std::string encode(const ErrorObject&);

template tl::expected<SessionCreate, ErrorObject> decode(std::string_view);
template tl::expected<UserCreate, ErrorObject> decode(std::string_view);
template tl::expected<UserEdit, ErrorObject> decode(std::string_view);
template tl::expected<UserProfileEdit, ErrorObject> decode(std::string_view);
template tl::expected<PasswordResetCodeCreate, ErrorObject> decode(std::string_view);
template tl::expected<PasswordReset, ErrorObject> decode(std::string_view);
template tl::expected<PasswordDeleteCredentials, ErrorObject> decode(std::string_view);
template tl::expected<SphereCreate, ErrorObject> decode(std::string_view);
template tl::expected<SphereEdit, ErrorObject> decode(std::string_view);
template tl::expected<MemberEdit, ErrorObject> decode(std::string_view);
template tl::expected<CategoryCreate, ErrorObject> decode(std::string_view);
template tl::expected<CategoryEdit, ErrorObject> decode(std::string_view);
template tl::expected<SphereChannelCreate, ErrorObject> decode(std::string_view);
template tl::expected<SphereChannelEdit, ErrorObject> decode(std::string_view);
template tl::expected<MessageCreate, ErrorObject> decode(std::string_view);
template tl::expected<MessageEdit, ErrorObject> decode(std::string_view);
template tl::expected<EmojiCreate, ErrorObject> decode(std::string_view);
template tl::expected<EmojiEdit, ErrorObject> decode(std::string_view);
template tl::expected<ReactionEmojiReference, ErrorObject> decode(std::string_view);

}  // namespace pandemonium
