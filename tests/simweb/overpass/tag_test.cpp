#include "tests/simweb/overpass/tag_test.hpp"

#include <algorithm>
#include <clocale>
#include <stdexcept>

namespace leadstream::simweb::overpass {

using test = tag_filter::test;

tag_test::pattern::pattern(const std::string& text, bool ignore_case) {
  std::setlocale(LC_CTYPE, "C.UTF-8"); // as the real server does: [:alpha:] knows umlauts
  if (regcomp(&compiled, text.c_str(), REG_EXTENDED | REG_NOSUB | (ignore_case ? REG_ICASE : 0)) != 0)
    throw std::runtime_error("Invalid regular expression: \"" + text + "\"");
}

bool tag_test::pattern::matches(const std::string& text) const {
  return regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
}

tag_test::tag_test(const std::vector<tag_filter>& filters) {
  for (const auto& filter : filters) {
    compiled_filter one{filter, nullptr, nullptr};
    if (filter.key_is_pattern)
      one.key = std::make_unique<pattern>(filter.key, filter.ignore_case);
    if (filter.how == test::matches || filter.how == test::misses)
      one.value = std::make_unique<pattern>(filter.value, filter.ignore_case);
    filters_.push_back(std::move(one));
  }
}

bool tag_test::key_fits(const compiled_filter& one, const std::string& key) {
  return one.key ? one.key->matches(key) : key == one.filter.key;
}

bool tag_test::value_fits(const compiled_filter& one, const std::string& value) {
  if (one.value)
    return one.value->matches(value);
  return one.filter.how == test::exists || one.filter.how == test::absent || value == one.filter.value;
}

bool tag_test::passes(const compiled_filter& one, const tag_list& tags) {
  const bool found = std::any_of(tags.begin(), tags.end(), [&](const auto& tag) {
    return key_fits(one, tag.first) && value_fits(one, tag.second);
  });
  const bool negative =
      one.filter.how == test::absent || one.filter.how == test::differs || one.filter.how == test::misses;
  return found != negative;
}

bool tag_test::passes(const tag_list& tags) const {
  return std::all_of(filters_.begin(), filters_.end(), [&](const auto& one) { return passes(one, tags); });
}

} // namespace leadstream::simweb::overpass
