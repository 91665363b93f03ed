#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// Many regular expressions looked for in one pass over a text. Any thread.
class pattern_set {
public:
  /// `regexes` as JavaScript writes them; those that RE2 has not must have been sorted out before.
  explicit pattern_set(const std::vector<std::string>& regexes);
  ~pattern_set();
  pattern_set(pattern_set&&) noexcept;
  pattern_set& operator=(pattern_set&&) noexcept;

  /// Indices of the expressions that match somewhere; all of them when the set would need too much memory, so
  /// that a caller who then tries each one is right in any case.
  std::vector<int> matches(std::string_view text) const;

private:
  struct compiled;
  std::unique_ptr<compiled> compiled_;
  std::size_t size_ = 0;
};

} // namespace leadstream::enrich
