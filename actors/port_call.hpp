#pragma once
#include "actors/messages.hpp"

#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/actor_control_block.hpp>
#include <caf/send.hpp>

#include <memory>
#include <utility>

namespace leadstream::actors {

/// Turns the completion of a port into a message: `handler(result<T>)` runs inside the actor `self`, which
/// must understand `deferred`. When the actor is gone by then, nothing runs. Called inside the actor.
template <class T, class Actor, class Handler>
completion<T> answer_in(Actor* self, Handler handler) {
  auto to = caf::actor_cast<caf::weak_actor_ptr>(self);
  return [to = std::move(to), handler = std::move(handler)](result<T> value) {
    const caf::strong_actor_ptr strong = to.lock();
    if (strong == nullptr) {
      return;
    }
    auto kept = std::make_shared<result<T>>(std::move(value));
    caf::anon_send(caf::actor_cast<caf::actor>(strong),
                   deferred{[kept, handler]() mutable { handler(std::move(*kept)); }});
  };
}

} // namespace leadstream::actors
