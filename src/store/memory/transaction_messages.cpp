// What a unit changes about messages and files, and the events that tell of all changes. See memory_transaction.h.
#include <algorithm>

#include "core/named_files.h"
#include "store/memory/changes.h"
#include "store/memory/memory_transaction.h"

namespace store::memory {

void MemoryTransaction::insert_message(const core::Message& message) {
  core::Message row = message;
  row.reactions.clear();
  insert(rows_.messages, message.id, row, "message exists");
  rows_.history.put({message.channel, message.id}, {});
}

void MemoryTransaction::update_message(const core::Message& message) {
  const core::Message* old = rows_.messages.find(message.id);
  expect(old, "no such message");
  core::Message row = message;
  row.channel = old->channel;
  row.community = old->community;
  row.author = old->author;
  row.reactions.clear();
  rows_.messages.put(message.id, std::move(row));
}

void MemoryTransaction::delete_message(core::MessageId id) {
  const core::Message* old = rows_.messages.find(id);
  if (!old) return;
  rows_.history.erase({old->channel, id});
  rows_.reactions.erase(id);
  rows_.messages.erase(id);
}

bool MemoryTransaction::add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  auto rows = rows_.reactions.get(message).value_or(std::vector<ReactionRow>());
  ReactionRow row{user, key};
  if (std::ranges::find(rows, row) != rows.end()) return false;
  rows.push_back(std::move(row));
  rows_.reactions.put(message, std::move(rows));
  return true;
}

bool MemoryTransaction::remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  auto rows = rows_.reactions.get(message);
  if (!rows || std::erase(*rows, ReactionRow{user, key}) == 0) return false;
  rows_.reactions.put(message, std::move(*rows));
  return true;
}

bool MemoryTransaction::remove_reactions_of(core::MessageId message, const core::ReactionKey& key) {
  auto rows = rows_.reactions.get(message);
  if (!rows || std::erase_if(*rows, [&](const ReactionRow& r) { return r.key == key; }) == 0) return false;
  rows_.reactions.put(message, std::move(*rows));
  return true;
}

std::uint32_t MemoryTransaction::clear_reactions(core::MessageId message) {
  auto rows = rows_.reactions.get(message);
  rows_.reactions.erase(message);
  return rows ? static_cast<std::uint32_t>(rows->size()) : 0;
}

void MemoryTransaction::insert_file(const core::File& file) { insert(rows_.files, file.id, file, "file exists"); }

void MemoryTransaction::use_file(core::FileId id) {
  auto file = rows_.files.get(id);
  if (!file) return;
  file->used = true;
  rows_.files.put(id, std::move(*file));
}

void MemoryTransaction::delete_file(core::FileId id) { rows_.files.erase(id); }

core::EventRef MemoryTransaction::append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) {
  const std::uint64_t number = stream_number(stream) + 1;
  std::vector<core::File> named = files(core::files_named_by(body));
  core::Event value{stream, number, time_ms, std::move(body), std::move(named)};
  auto event = std::make_shared<const core::Event>(std::move(value));
  rows_.heads.put(stream, number);
  rows_.events.put({stream, number}, event);
  rows_.announced.push_back(event);
  return event;
}

}  // namespace store::memory
