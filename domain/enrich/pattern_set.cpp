#include "domain/enrich/pattern_set.hpp"

#include "domain/enrich/tech_pattern.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <numeric>

namespace leadstream::enrich {
namespace {

constexpr std::int64_t set_memory = 256LL << 20;

RE2::Options options() {
  RE2::Options with(RE2::Quiet);
  with.set_case_sensitive(false);
  with.set_encoding(RE2::Options::EncodingLatin1);
  with.set_max_mem(set_memory);
  return with;
}

} // namespace

struct pattern_set::compiled {
  RE2::Set set{options(), RE2::UNANCHORED};
  std::unique_ptr<const RE2> only; ///< of a set of one: RE2 looks for its beginning without an automaton
  bool usable = false;
};

pattern_set::pattern_set(const std::vector<std::string>& regexes)
    : compiled_(std::make_unique<compiled>()), size_(regexes.size()) {
  if (size_ == 1) {
    compiled_->only = std::make_unique<RE2>(to_re2(regexes.front()), options());
  }
  bool all = size_ > 1;
  for (const std::string& regex : regexes) {
    all = compiled_->set.Add(to_re2(regex), nullptr) >= 0 && all;
  }
  compiled_->usable = all && compiled_->set.Compile();
}

pattern_set::~pattern_set() = default;
pattern_set::pattern_set(pattern_set&&) noexcept = default;
pattern_set& pattern_set::operator=(pattern_set&&) noexcept = default;

std::vector<int> pattern_set::matches(std::string_view text) const {
  std::vector<int> found;
  if (compiled_->only != nullptr && compiled_->only->ok() &&
      !RE2::PartialMatch({text.data(), text.size()}, *compiled_->only)) {
    return found;
  }
  RE2::Set::ErrorInfo problem{RE2::Set::kNoError};
  const bool any = compiled_->usable && compiled_->set.Match({text.data(), text.size()}, &found, &problem);
  if (!any && size_ > 0 && (!compiled_->usable || problem.kind != RE2::Set::kNoError)) {
    found.resize(size_);
    std::iota(found.begin(), found.end(), 0);
  }
  return found;
}

} // namespace leadstream::enrich
