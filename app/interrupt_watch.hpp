#pragma once
#include <csignal>

namespace leadstream::app {

/// Lets the first SIGINT or SIGTERM end what runs in good order while this lives; one at a time. The next
/// one ends the process.
class interrupt_watch {
public:
  interrupt_watch();
  ~interrupt_watch();
  interrupt_watch(const interrupt_watch&) = delete;
  interrupt_watch& operator=(const interrupt_watch&) = delete;

  static bool interrupted();

private:
  struct sigaction interrupt_before_ {};
  struct sigaction termination_before_ {};
};

} // namespace leadstream::app
