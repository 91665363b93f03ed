#include "domain/robots/robots.hpp"

#include "domain/robots/pattern.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes parse, and robots.txt itself stays allowed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto half = text.substr(0, size / 2);
  const auto rules = leadstream::robots::parse(text);
  (void)leadstream::robots::decide(rules, half, leadstream::robots::path_of(text.substr(size / 2)));
  if (!leadstream::robots::decide(rules, "bot", "/robots.txt").allowed)
    std::abort();
  return 0;
}
