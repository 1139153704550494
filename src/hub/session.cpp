// Runs on the hub's thread.
#include "hub/session.h"

#include "hub/hub_state.h"

namespace hub {

Session::Session(Hub& hub, Connection& connection, Dialect& dialect)
    : dialect_(dialect),
      uses_relations_(dialect.uses_relations()),
      follows_members_(dialect.follows_members()),
      connection_(connection),
      hub_(hub) {
  hub_.state_->enter(*this);
}

Session::~Session() { leave(); }

void Session::on_closed() { leave(); }

void Session::leave() {
  if (left_) return;
  clear_timeout();
  hub_.state_->leave(*this);
}

void Session::on_written() { hub_.state_->writer().written(*this); }

void Session::send(FrameRef frame) { hub_.state_->writer().push(*this, connection_.deflate() ? frame->deflated() : frame); }

void Session::send_text(std::string_view payload, Priority priority) { send(Frame::make(Opcode::text, payload, priority)); }

void Session::close(std::uint16_t code, std::string_view reason) {
  clear_timeout();
  hub_.state_->writer().close(*this, Frame::make_close(code, reason));
}

void Session::set_timeout_ms(std::int64_t from_now_ms) {
  if (closing_ || left_) return;
  hub_.timers().arm(*this, hub_.clock().steady_ms() + from_now_ms);
}

}  // namespace hub
