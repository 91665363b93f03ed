#include "domain/sources/vain_answers.hpp"

namespace leadstream::sources {
namespace {

constexpr std::uint32_t most_tries = 3;

} // namespace

bool vain_answers::ask_again(const std::string& step, const std::string& target, const std::string& why,
                             search_step& out) {
  if (++count_ >= most_tries) {
    count_ = 0;
    return false;
  }
  out.failures = count_;
  out.notes.push_back({step, target, {}, why + ": asked again"});
  return true;
}

} // namespace leadstream::sources
