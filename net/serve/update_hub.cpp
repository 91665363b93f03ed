#include "net/serve/update_hub.hpp"

#include "net/api/subscription.hpp"
#include "net/serve/websocket_frames.hpp"

namespace leadstream::serve {

update_hub_sink::update_hub_sink(std::vector<std::shared_ptr<lane>> lanes) : lanes_(std::move(lanes)) {}

void update_hub_sink::publish(const tenant_id& tenant, const std::string& epoch,
                              std::shared_ptr<const std::vector<event>> events) {
  if (events->empty()) {
    return;
  }
  auto batch = std::make_shared<live_batch>();
  batch->tenant = tenant;
  batch->epoch = epoch;
  for (const event& e : *events) {
    auto frame = std::make_shared<std::string>();
    append_frame(*frame, opcode::text, api::event_message(e));
    batch->frames.push_back(std::move(frame));
  }
  batch->events = std::move(events);
  for (const auto& lane : lanes_) {
    lane->thread->post(
        [lane, batch = std::shared_ptr<const live_batch>(batch)] { lane->room.publish(*batch); });
  }
}

} // namespace leadstream::serve
