#include "storage/failpoint.hpp"

#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace leadstream::storage {
namespace {

struct crash_plan {
  std::string point;
  std::atomic<std::uint64_t> left{0};

  crash_plan() {
    const char* wanted = std::getenv("LEADSTREAM_CRASH_AT"); // NOLINT(concurrency-mt-unsafe): read once
    const std::string_view text = wanted == nullptr ? "" : wanted;
    const std::size_t colon = text.find(':');
    std::uint64_t count = 0;
    if (colon != std::string_view::npos) {
      std::from_chars(text.data() + colon + 1, text.data() + text.size(), count);
      point = text.substr(0, colon);
      left = count;
    }
  }
};

} // namespace

void failpoint(std::string_view point) {
  static crash_plan plan;
  if (plan.point == point && plan.left.fetch_sub(1) == 1) {
    ::_exit(137);
  }
}

} // namespace leadstream::storage
