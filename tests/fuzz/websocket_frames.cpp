#include "net/serve/websocket_frames.hpp"
#include "net/api/subscription.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace leadstream::serve;

namespace {

/// All events of a stream of frames that arrives in pieces of that size, as text.
std::string events_of(std::string_view text, std::size_t piece) {
  frame_reader frames(1'000);
  std::string seen;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
    std::string_view part = text.substr(0, piece);
    while (!part.empty()) {
      const auto event = frames.next(part);
      if (event == frame_reader::event::nothing) {
        break;
      }
      seen += std::to_string(static_cast<int>(event)) + ":";
      if (event == frame_reader::event::violation) {
        return seen + std::to_string(frames.code());
      }
      seen += frames.payload();
      if (event == frame_reader::event::text) {
        (void)leadstream::api::read_subscribe(frames.payload());
      }
    }
  }
  return seen;
}

} // namespace

/// Whatever a client sends in whatever pieces: the same messages, or the same violation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (events_of(text, 1) != events_of(text, 65'536)) {
    std::abort();
  }
  return 0;
}
