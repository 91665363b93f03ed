#pragma once
#include "domain/model/time.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace leadstream::extraction {

/// What an arena throws when its memory or its time is over.
struct budget_exceeded {
  const char* what; ///< "parse_memory" or "parse_time"
};

/// Memory that is only ever given, and given back all at once. Watches the time as well, because a parser
/// that works also allocates. Not thread-safe.
class arena {
public:
  arena(std::size_t bytes, monotonic_time deadline, const std::function<monotonic_time()>& now)
      : left_(bytes), deadline_(deadline), now_(now) {}

  /// Memory for any fundamental type. Throws budget_exceeded.
  void* allocate(std::size_t bytes);

  /// Throws budget_exceeded when the deadline has passed; looks at the clock now and then. For loops whose
  /// turns take microseconds.
  void check_time() const;

private:
  void* take(std::size_t bytes);
  void grow(std::size_t bytes);

  std::size_t left_;
  monotonic_time deadline_;
  const std::function<monotonic_time()>& now_;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t room_ = 0;
  unsigned calls_ = 0;
  mutable unsigned checks_ = 0;
};

} // namespace leadstream::extraction
