#include "domain/flow/backoff.hpp"

#include <algorithm>

namespace leadstream::flow {

std::chrono::milliseconds random_delay(std::chrono::milliseconds min, std::chrono::milliseconds max,
                                       const random_source& random) {
  if (max <= min)
    return min;
  const auto span = static_cast<std::uint64_t>((max - min).count()) + 1;
  return min + std::chrono::milliseconds(static_cast<std::int64_t>(random() % span));
}

std::chrono::milliseconds backoff_delay(const backoff_rules& rules, std::uint32_t attempt,
                                        const random_source& random,
                                        std::optional<std::chrono::milliseconds> retry_after) {
  if (retry_after)
    return *retry_after;
  auto ceiling = std::min(rules.base, rules.cap);
  for (std::uint32_t i = 1; i < attempt && ceiling < rules.cap; ++i)
    ceiling = std::min(ceiling * 2, rules.cap);
  return random_delay(std::chrono::milliseconds(0), ceiling, random);
}

} // namespace leadstream::flow
