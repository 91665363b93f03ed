#include "domain/directory/overpass.hpp"

#include <cstdint>

/// Whatever a directory answers, it is read or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)leadstream::directory::read_overpass(text, {}, [](const auto&) { return leadstream::fact{}; });
  (void)leadstream::directory::to_overpass_ql({{}, std::string(text), 10, std::chrono::seconds(10)});
  return 0;
}
