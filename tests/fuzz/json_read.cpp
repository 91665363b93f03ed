#include "domain/json/findings.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>

/// Whatever JSON comes: it is read or refused, and a string that was written reads back as valid UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)leadstream::json::read(text);
  (void)leadstream::json::read_findings(text);
  std::string out;
  leadstream::json::append_string(out, text);
  if (!leadstream::json::read(out)) {
    std::abort();
  }
  return 0;
}
