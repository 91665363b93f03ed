#pragma once
#include "domain/ports.hpp"

#include <future>
#include <memory>
#include <utility>

namespace leadstream::app {

/// Waits for a port call: `ask` is called with its completion. Only on threads of the program's own.
template <class T, class Ask>
result<T> wait_for(Ask ask) {
  auto answered = std::make_shared<std::promise<result<T>>>();
  auto answer = answered->get_future();
  ask(completion<T>([answered](result<T> found) { answered->set_value(std::move(found)); }));
  return answer.get();
}

} // namespace leadstream::app
