#include "tests/simweb/http/connection.hpp"

#include "tests/simweb/http/reply.hpp"

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace leadstream::simweb {
namespace {

constexpr std::size_t endless = 512u << 20; // even endless answers end, should nobody hang up
constexpr std::size_t pieces = 20;

// A close with a reset instead of an orderly end.
void arm_reset(int socket) {
  const linger now{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

connection::~connection() {
  finish();
  close(socket_);
}

void connection::finish() {
  if (busy_)
    log_.write(asked_, reply_, start_, bytes_);
  busy_ = false;
}

bool connection::on_readable() {
  char buffer[16384];
  for (;;) {
    const auto got = recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got == 0)
      return false;
    if (got < 0) {
      if (errno != EAGAIN && errno != EINTR)
        return false;
      break;
    }
    in_.append(buffer, static_cast<std::size_t>(got));
    if (static_cast<std::size_t>(got) < sizeof buffer)
      break;
  }
  return busy_ || serve_next();
}

bool connection::serve_next() {
  while (!busy_) {
    const auto state = take_request(in_, asked_);
    if (state == read_state::malformed)
      return false;
    if (state == read_state::more) {
      if (!continued_ && awaits_continue(in_)) {
        continued_ = true;
        out_ += "HTTP/1.1 100 Continue\r\n\r\n";
        return write_out();
      }
      return true;
    }
    continued_ = false;
    start_ = clock::now();
    busy_ = true;
    bytes_ = 0;
    begin(answer_(asked_));
    if (reply_.how == delivery::close)
      return false;
    if (!write_out())
      return false;
  }
  return true;
}

void connection::begin(reply made) {
  reply_ = std::move(made);
  auto bytes = encode_reply(asked_, reply_);
  reply_.body.clear();
  if (reply_.how == delivery::drip) {
    later_ = std::move(bytes);
    piece_ = later_.size() / pieces + 1;
    due_ = start_;
  } else {
    out_ += bytes;
  }
}

bool connection::on_timer() {
  if (!due_ || clock::now() < *due_)
    return true;
  out_ += later_.substr(0, piece_);
  later_.erase(0, std::min(piece_, later_.size()));
  due_ = later_.empty() ? std::nullopt : std::optional(*due_ + reply_.duration / pieces);
  return write_out();
}

bool connection::on_writable() {
  return write_out();
}

bool connection::write_out() {
  while (sent_ < out_.size()) {
    const auto put = send(socket_, out_.data() + sent_, out_.size() - sent_, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put < 0)
      return errno == EAGAIN || errno == EINTR;
    sent_ += static_cast<std::size_t>(put);
    bytes_ += static_cast<std::size_t>(put);
  }
  out_.clear();
  sent_ = 0;
  return after_write();
}

bool connection::after_write() {
  if (!busy_ || due_ || reply_.how == delivery::hang)
    return true;
  if (refill())
    return true;
  if (reply_.how == delivery::reset)
    arm_reset(socket_);
  const bool ends = closes(asked_, reply_);
  finish();
  if (ends) {
    shutdown(socket_, SHUT_WR);
    return false;
  }
  return in_.empty() || serve_next();
}

// The next bytes of an answer without an end; they wait until the client has taken the ones before.
bool connection::refill() {
  if (bytes_ > endless)
    return false;
  if (reply_.how == delivery::endless_headers)
    for (int i = 0; i < 200; ++i)
      out_ += "X-Filler-" + std::to_string(bytes_ + static_cast<std::size_t>(i)) + ": " +
              std::string(300, 'x') + "\r\n";
  else if (reply_.how == delivery::endless_body)
    out_ += "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
  return !out_.empty();
}

} // namespace leadstream::simweb
