#include "app/interrupt_watch.hpp"

#include <atomic>

namespace leadstream::app {
namespace {

std::atomic<bool> came{false};

} // namespace

interrupt_watch::interrupt_watch() {
  came = false;
  struct sigaction wish {};
  wish.sa_handler = [](int) { came = true; };
  wish.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &wish, &interrupt_before_);
  ::sigaction(SIGTERM, &wish, &termination_before_);
}

interrupt_watch::~interrupt_watch() {
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  ::sigaction(SIGTERM, &termination_before_, nullptr);
}

bool interrupt_watch::interrupted() {
  return came;
}

} // namespace leadstream::app
