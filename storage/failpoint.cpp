#include "storage/failpoint.hpp"

#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <unistd.h>

namespace leadstream::storage {

void failpoint(std::string_view point) {
  const char* wanted = std::getenv("LEADSTREAM_CRASH_AT"); // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (wanted == nullptr) {
    return;
  }
  static std::atomic<std::uint64_t> passed{0};
  const std::string_view text = wanted;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.substr(0, colon) != point) {
    return;
  }
  std::uint64_t turn = 0;
  std::from_chars(text.data() + colon + 1, text.data() + text.size(), turn);
  if (++passed == turn) {
    ::_exit(137);
  }
}

} // namespace leadstream::storage
