#pragma once
#include "domain/sources/listing_search.hpp"

#include <cstdint>
#include <string>

namespace leadstream::sources {

/// Useless answers in a row to one question of a search, which is asked three times at most.
class vain_answers {
public:
  explicit vain_answers(std::uint32_t count = 0) : count_(count) {}

  /// One more. True: noted in `out`, the question is to be asked again. False: it was asked often enough.
  bool ask_again(const std::string& step, const std::string& target, const std::string& why,
                 search_step& out);
  /// What to say of the last one.
  static std::string last(const std::string& why) { return why + " (asked three times)"; }

  std::uint32_t count() const { return count_; }

private:
  std::uint32_t count_;
};

} // namespace leadstream::sources
