#include "net/serve/lane.hpp"

#include "net/serve/http_session.hpp"

namespace leadstream::serve {

std::string server_state::report(const std::string& request_id, const std::string& what) const {
  std::string id = to_string(make_uuid_v7(options.clock(), options.random));
  log(log_level::error, "internal error", {{"error_id", id}, {"request_id", request_id}, {"error", what}});
  return id;
}

void server_state::log(log_level level, std::string message,
                       std::vector<std::pair<std::string, std::string>> fields) const {
  if (options.log) {
    options.log({level, std::move(message), std::move(fields)});
  }
}

bool server_state::has_room_for(const std::string& address) {
  const std::lock_guard lock(mutex);
  const auto known = by_address.find(address);
  return connections < options.http.connections &&
         (known == by_address.end() || known->second < options.http.connections_per_address);
}

ticket::ticket(std::shared_ptr<server_state> server, std::atomic<std::size_t>& counter, std::string address)
    : server_(std::move(server)), counter_(counter), address_(std::move(address)) {
  const std::lock_guard lock(server_->mutex);
  ++counter_;
  if (!address_.empty()) {
    ++server_->by_address[address_];
  }
}

ticket::~ticket() {
  const std::lock_guard lock(server_->mutex);
  --counter_;
  if (const auto mine = server_->by_address.find(address_);
      mine != server_->by_address.end() && --mine->second == 0) {
    server_->by_address.erase(mine);
  }
  server_->ended.notify_all();
}

void lane::drain() {
  draining = true;
  for (http_session* session : sessions) {
    session->drain();
  }
  room.close_all(1001, "the server is going away; connect again");
}

void lane::abort() {
  for (http_session* session : sessions) {
    session->abort();
  }
  room.hang_up_all();
  thread->end_waits();
}

} // namespace leadstream::serve
