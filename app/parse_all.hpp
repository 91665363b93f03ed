#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::app {

/// Reads each text of a list setting; the error names the setting.
template <class T>
result<std::vector<T>> parse_all(const std::vector<std::string>& texts, const char* setting,
                                 result<T> (*parse)(std::string_view)) {
  std::vector<T> all;
  for (const std::string& text : texts) {
    auto one = parse(text);
    if (!one) {
      error problem = one.problem();
      problem.field = setting;
      problem.message = std::string(setting) + ": " + problem.message;
      return problem;
    }
    all.push_back(*std::move(one));
  }
  return all;
}

} // namespace leadstream::app
