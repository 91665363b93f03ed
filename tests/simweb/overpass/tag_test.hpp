#pragma once
#include "tests/simweb/overpass/map_data.hpp"
#include "tests/simweb/overpass/query.hpp"

#include <memory>
#include <regex.h>
#include <vector>

namespace leadstream::simweb::overpass {

/// The tag filters of one statement, with their POSIX regular expressions compiled (as the real server uses
/// them).
class tag_test {
public:
  /// Throws std::runtime_error for an expression that does not compile.
  explicit tag_test(const std::vector<tag_filter>& filters);

  bool passes(const tag_list& tags) const;

private:
  struct pattern {
    regex_t compiled;
    explicit pattern(const std::string& text, bool ignore_case);
    ~pattern() { regfree(&compiled); }
    pattern(const pattern&) = delete;
    pattern& operator=(const pattern&) = delete;
    bool matches(const std::string& text) const;
  };
  struct compiled_filter {
    tag_filter filter;
    std::unique_ptr<pattern> key, value;
  };

  static bool passes(const compiled_filter& one, const tag_list& tags);
  static bool key_fits(const compiled_filter& one, const std::string& key);
  static bool value_fits(const compiled_filter& one, const std::string& value);

  std::vector<compiled_filter> filters_;
};

} // namespace leadstream::simweb::overpass
