#include "net/serve/strict_request.hpp"
#include "net/serve/chunked_body.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace leadstream::serve;

namespace {

void demand(bool condition) {
  if (!condition) {
    std::abort();
  }
}

strict_request::verdict judge_in_pieces(strict_request& strict, std::string_view text) {
  auto verdict = strict_request::verdict::incomplete;
  for (std::size_t size = 1; size <= text.size() && verdict == strict_request::verdict::incomplete; ++size) {
    verdict = strict.scan(std::string(text.substr(0, size)));
  }
  return verdict;
}

void check_chunks(std::string_view text) {
  chunked_body at_once(10'000);
  std::string_view rest = text;
  const auto verdict = at_once.take(rest);
  chunked_body slowly(10'000);
  auto last = chunked_body::verdict::incomplete;
  for (std::size_t i = 0; i < text.size() && last == chunked_body::verdict::incomplete; ++i) {
    std::string_view byte = text.substr(i, 1);
    last = slowly.take(byte);
  }
  demand(last == verdict && at_once.body() == slowly.body() && at_once.body().size() <= 10'000);
}

} // namespace

/// Whatever arrives in whatever pieces: the verdict is the same, and what passes is framed in one way only.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  strict_request at_once{http_limits{}};
  strict_request slowly{http_limits{}};
  const auto verdict = at_once.scan(text);
  if (size <= 2'000) {
    demand(judge_in_pieces(slowly, text) == verdict);
    demand(verdict != strict_request::verdict::complete || slowly.size() == at_once.size());
  }
  if (verdict == strict_request::verdict::complete) {
    const request_head& head = at_once.head();
    demand(text.substr(0, at_once.size()).ends_with("\r\n\r\n"));
    demand(head.framing == body_framing::length || head.content_length == 0);
    demand(!head.version_1_1 || !head.host.empty());
    check_chunks(text.substr(at_once.size()));
  } else {
    demand(verdict == strict_request::verdict::incomplete || at_once.status() >= 400);
    check_chunks(text);
  }
  return 0;
}
