#include "domain/archive/warc.hpp"

#include <cstdint>
#include <cstdlib>

/// What reads as a record is written and reads as the same record.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace archive = leadstream::archive;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t rest = 0;
  const auto first = archive::read(bytes, {4'096, 65'536}, &rest);
  if (!first) {
    return 0;
  }
  if (rest > size) {
    std::abort();
  }
  (void)archive::to_page(*first);
  const auto again = archive::read(archive::write(*first));
  if (!again || again->content != first->content || again->type != first->type) {
    std::abort();
  }
  return 0;
}
