// Requests and answers about messages, webhooks, reports and uploads (bonfire-rest 3.6, 4.2, 4.3, 5.2). Plain values, any
// thread.
#pragma once

#include "proto/bonfire/wire_message.h"
#include "proto/bonfire/wire_partial.h"

namespace bonfire {

// --- 3.6 messages ---------------------------------------------------------------------------------------------------------
struct ReplyIntent {
  MessageId id;
  bool mention = false;
  bool fail_if_not_exists = true;

  static constexpr std::string_view wire_name = "ReplyIntent";
  template <typename Self = ReplyIntent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"mention">(&Self::mention),
                        wire::field<"fail_if_not_exists">(&Self::fail_if_not_exists,
                                                          {.null_is_absent = true, .doc = "true, if it is not there."}));
  }
};
struct SendableEmbed {
  std::optional<std::string> icon_url;
  std::optional<std::string> url;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<FileId> media;
  std::optional<std::string> colour;

  static constexpr std::string_view wire_name = "SendableEmbed";
  template <typename Self = SendableEmbed>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"icon_url">(&Self::icon_url, {.min = limits::kEmbedUrlMin, .max = limits::kEmbedUrlMax}),
        wire::field<"url">(&Self::url, {.min = limits::kEmbedUrlMin, .max = limits::kEmbedUrlMax}),
        wire::field<"title">(&Self::title, {.min = limits::kEmbedTitleMin, .max = limits::kEmbedTitleMax}),
        wire::field<"description">(&Self::description,
                                   {.min = limits::kEmbedDescriptionMin, .max = limits::kEmbedDescriptionMax}),
        wire::field<"media">(&Self::media,
                             {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged attachments."}),
        wire::field<"colour">(&Self::colour, {.min = limits::kColourMin, .max = limits::kColourMax}));
  }
};
struct MessageSend {
  std::optional<std::string> nonce;
  std::optional<std::string> content;
  std::vector<FileId> attachments;
  std::vector<ReplyIntent> replies;
  std::vector<SendableEmbed> embeds;
  std::optional<Masquerade> masquerade;
  std::optional<Interactions> interactions;
  std::optional<std::uint32_t> flags;

  static constexpr std::string_view wire_name = "MessageSend";
  template <typename Self = MessageSend>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"nonce">(&Self::nonce, {.min = limits::kNonceMin,
                                                            .max = limits::kNonceMax,
                                                            .doc = "Deprecated; the header Idempotency-Key does the same."}),
                        wire::field<"content">(&Self::content),
                        wire::field<"attachments">(&Self::attachments, {.item_min = limits::kFileIdMin,
                                                                        .item_max = limits::kFileIdMax,
                                                                        .null_is_absent = true,
                                                                        .doc = "Files tagged attachments."}),
                        wire::field<"replies">(&Self::replies, {.null_is_absent = true}),
                        wire::field<"embeds">(&Self::embeds, {.null_is_absent = true}),
                        wire::field<"masquerade">(&Self::masquerade), wire::field<"interactions">(&Self::interactions),
                        wire::field<"flags">(&Self::flags, {.doc = "1 suppresses notifications; at most 7."}));
  }
};
struct MessageEdit {
  std::optional<std::string> content;
  std::optional<std::vector<SendableEmbed>> embeds;

  static constexpr std::string_view wire_name = "MessageEdit";
  template <typename Self = MessageEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content, {.min = 1}),
                        wire::field<"embeds">(&Self::embeds, {.min = 0, .max = limits::kEditEmbedsMax}));
  }
};
/// What is no id is refused by the route, which has a word of its own for it.
struct BulkDelete {
  std::vector<std::string> ids;

  static constexpr std::string_view wire_name = "BulkDelete";
  template <typename Self = BulkDelete>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ids">(&Self::ids, {.min = limits::kBulkDeleteMin, .max = limits::kBulkDeleteMax}));
  }
};

enum class MessageSort : std::uint8_t { relevance, latest, oldest };
constexpr auto wire_names(MessageSort) {
  return wire::names<MessageSort>(
      {{MessageSort::relevance, "Relevance"}, {MessageSort::latest, "Latest"}, {MessageSort::oldest, "Oldest"}});
}
struct MessageSearch {
  std::optional<std::string> query;
  std::optional<bool> pinned;
  std::optional<std::uint32_t> limit;
  std::optional<MessageId> before;
  std::optional<MessageId> after;
  MessageSort sort = MessageSort::relevance;
  bool include_users = false;

  static constexpr std::string_view wire_name = "MessageSearch";
  template <typename Self = MessageSearch>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"query">(&Self::query, {.min = limits::kSearchQueryMin, .max = limits::kSearchQueryMax}),
                        wire::field<"pinned">(&Self::pinned),
                        wire::field<"limit">(&Self::limit, {.min = limits::kPageMin, .max = limits::kPageMax, .doc = "50."}),
                        wire::field<"before">(&Self::before, {.min = limits::kUlidLength, .max = limits::kUlidLength}),
                        wire::field<"after">(&Self::after, {.min = limits::kUlidLength, .max = limits::kUlidLength}),
                        wire::field<"sort">(&Self::sort, {.null_is_absent = true}),
                        wire::field<"include_users">(&Self::include_users, {.null_is_absent = true}));
  }
};
/// The answer to queries with include_users; without, it is the array alone.
struct MessagesWithUsers {
  std::vector<Message> messages;
  std::vector<User> users;
  std::optional<std::vector<Member>> members;

  static constexpr std::string_view wire_name = "MessagesWithUsers";
  template <typename Self = MessagesWithUsers>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"messages">(&Self::messages), wire::field<"users">(&Self::users),
                        wire::field<"members">(&Self::members, {.doc = "In channels of servers."}));
  }
};

// --- 4.2 webhooks ---------------------------------------------------------------------------------------------------------
struct WebhookCreate {
  std::string name;
  std::optional<FileId> avatar;

  static constexpr std::string_view wire_name = "WebhookCreate";
  template <typename Self = WebhookCreate>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"avatar">(&Self::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}));
  }
};
struct WebhookEdit {
  std::optional<std::string> name;
  std::optional<FileId> avatar;
  std::optional<Permissions> permissions;
  std::vector<FieldsWebhook> remove;

  static constexpr std::string_view wire_name = "WebhookEdit";
  template <typename Self = WebhookEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"avatar">(&Self::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}),
        wire::field<"permissions">(&Self::permissions), wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};
/// Without the token.
struct ResponseWebhook {
  WebhookId id;
  std::string name;
  std::optional<FileId> avatar;
  ChannelId channel_id;
  Permissions permissions = 0;

  static constexpr std::string_view wire_name = "ResponseWebhook";
  template <typename Self = ResponseWebhook>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"name">(&Self::name),
                        wire::field<"avatar">(&Self::avatar, {.null_when_empty = true}),
                        wire::field<"channel_id">(&Self::channel_id), wire::field<"permissions">(&Self::permissions));
  }
};

// --- 4.3 reports ----------------------------------------------------------------------------------------------------------
enum class ContentReportReason : std::uint8_t {
  none_specified,
  illegal,
  illegal_goods,
  illegal_extortion,
  illegal_pornography,
  illegal_hacking,
  extreme_violence,
  promotes_harm,
  unsolicited_spam,
  raid,
  spam_abuse,
  scams_fraud,
  malware,
  harassment,
};
constexpr auto wire_names(ContentReportReason) {
  using R = ContentReportReason;
  return wire::names<R>({{R::none_specified, "NoneSpecified"},
                         {R::illegal, "Illegal"},
                         {R::illegal_goods, "IllegalGoods"},
                         {R::illegal_extortion, "IllegalExtortion"},
                         {R::illegal_pornography, "IllegalPornography"},
                         {R::illegal_hacking, "IllegalHacking"},
                         {R::extreme_violence, "ExtremeViolence"},
                         {R::promotes_harm, "PromotesHarm"},
                         {R::unsolicited_spam, "UnsolicitedSpam"},
                         {R::raid, "Raid"},
                         {R::spam_abuse, "SpamAbuse"},
                         {R::scams_fraud, "ScamsFraud"},
                         {R::malware, "Malware"},
                         {R::harassment, "Harassment"}});
}
enum class UserReportReason : std::uint8_t {
  none_specified,
  unsolicited_spam,
  spam_abuse,
  inappropriate_profile,
  impersonation,
  ban_evasion,
  underage,
};
constexpr auto wire_names(UserReportReason) {
  using R = UserReportReason;
  return wire::names<R>({{R::none_specified, "NoneSpecified"},
                         {R::unsolicited_spam, "UnsolicitedSpam"},
                         {R::spam_abuse, "SpamAbuse"},
                         {R::inappropriate_profile, "InappropriateProfile"},
                         {R::impersonation, "Impersonation"},
                         {R::ban_evasion, "BanEvasion"},
                         {R::underage, "Underage"}});
}
/// The name of a reason, as a report keeps it.
std::string_view to_text(ContentReportReason reason);
std::string_view to_text(UserReportReason reason);

struct ReportedMessage {
  MessageId id;
  ContentReportReason report_reason = ContentReportReason::none_specified;
  static constexpr std::string_view wire_tag = "Message";
  template <typename Self = ReportedMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"report_reason">(&Self::report_reason));
  }
};
struct ReportedServer {
  ServerId id;
  ContentReportReason report_reason = ContentReportReason::none_specified;
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ReportedServer>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"report_reason">(&Self::report_reason));
  }
};
struct ReportedUser {
  UserId id;
  UserReportReason report_reason = UserReportReason::none_specified;
  std::optional<MessageId> message_id;
  static constexpr std::string_view wire_tag = "User";
  template <typename Self = ReportedUser>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"report_reason">(&Self::report_reason),
                        wire::field<"message_id">(&Self::message_id));
  }
};
using ReportedContent = std::variant<ReportedMessage, ReportedServer, ReportedUser>;
struct ReportCreate {
  ReportedContent content;
  std::string additional_context;

  static constexpr std::string_view wire_name = "ReportCreate";
  template <typename Self = ReportCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content),
                        wire::field<"additional_context">(&Self::additional_context,
                                                          {.max = limits::kReportContextMax, .null_is_absent = true}));
  }
};

// --- 5 files, 6 previews --------------------------------------------------------------------------------------------------
struct UploadResponse {
  std::string id;  // a FileId's text, or an EmojiId's for the tag emojis

  static constexpr std::string_view wire_name = "UploadResponse";
  template <typename Self = UploadResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};
struct AutumnRoot {
  std::string autumn;
  std::string version;

  static constexpr std::string_view wire_name = "AutumnRoot";
  template <typename Self = AutumnRoot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"autumn">(&Self::autumn), wire::field<"version">(&Self::version));
  }
};
struct JanuaryRoot {
  std::string january;
  std::string version;

  static constexpr std::string_view wire_name = "JanuaryRoot";
  template <typename Self = JanuaryRoot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"january">(&Self::january), wire::field<"version">(&Self::version));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::ReportedContent> {
  static constexpr std::string_view name = "ReportedContent";
};
