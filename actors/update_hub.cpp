#include "actors/update_hub.hpp"

#include "actors/port_call.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>

namespace leadstream::actors {
namespace {

constexpr std::size_t batch = 256;

/// What the hub does; the state is the actor's.
class follower {
public:
  follower(update_hub::stateful_pointer<update_hub_state> self, store& storage)
      : self_(self), store_(storage) {}

  void hint(const committed_hint& h) {
    tail& t = self_->state.tails[h.tenant];
    t.known_end = std::max(t.known_end, h.end.seq);
    if (!t.known && self_->state.sink != nullptr && h.tenant != first_) {
      // Who listens to that tenant reads what came before from the store.
      t = {h.end.epoch, h.end.seq - 1, t.known_end, true, false};
    }
    advance(h.tenant);
  }

  void watch(const tenant_id& tenant, std::shared_ptr<update_sink> sink) {
    self_->state.sink = std::move(sink);
    first_ = tenant;
    if (self_->state.sink == nullptr) {
      return;
    }
    self_->state.tails[tenant] = {};
    store_.scope(tenant)->find_position(answer_in<position>(self_, [this, tenant](result<position> end) {
      tail& t = self_->state.tails[tenant];
      if (end && !t.known) {
        t = {end->epoch, end->seq, std::max(t.known_end, end->seq), true, false};
      }
      advance(tenant);
    }));
  }

private:
  void advance(const tenant_id& tenant) {
    tail& t = self_->state.tails[tenant];
    if (self_->state.sink == nullptr || !t.known || t.reading || t.published >= t.known_end) {
      return;
    }
    t.reading = true;
    store_.scope(tenant)->read_events(t.published, batch,
                                      answer_in<event_page>(self_, [this, tenant](result<event_page> page) {
                                        hand_on(tenant, std::move(page));
                                      }));
  }

  void hand_on(const tenant_id& tenant, result<event_page> page) {
    tail& t = self_->state.tails[tenant];
    t.reading = false;
    if (!page || page->events.empty()) {
      return;
    }
    t.epoch = page->end.epoch;
    t.published = page->events.back().seq;
    t.known_end = std::max(t.known_end, page->end.seq);
    if (self_->state.sink != nullptr) {
      self_->state.sink->publish(tenant, t.epoch,
                                 std::make_shared<const std::vector<event>>(std::move(page->events)));
    }
    advance(tenant);
  }

  update_hub::stateful_pointer<update_hub_state> self_;
  store& store_;
  tenant_id first_; ///< whose position is asked for when watching begins
};

} // namespace

update_hub::behavior_type run_update_hub(update_hub::stateful_pointer<update_hub_state> self, store* storage,
                                         const tenant_id& tenant) {
  auto steps = std::make_shared<follower>(self, *storage);
  return {
      [steps](const committed_hint& h) { steps->hint(h); },
      [steps, tenant](watch_order& order) { steps->watch(tenant, std::move(order.sink)); },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
