#pragma once
#include "domain/model/observation.hpp"

#include <map>
#include <string>
#include <string_view>

namespace leadstream::dedup {

/// Chooses one value of several that sources gave. Sources that agree add up; ties go to the newer, then the
/// longer, then the smaller value, so that the choice depends on the votes alone and never on their order.
class ballot {
public:
  /// `key` is what equal values share ("muller"), `value` how this source writes it ("Müller").
  void vote(std::string_view key, std::string_view value, std::string_view source, double confidence,
            wall_time at);

  /// The chosen value, empty when nobody voted.
  std::string winner() const;

private:
  struct spelling {
    double confidence = 0;
    wall_time newest{};
  };
  struct option {
    std::map<std::string, double, std::less<>> by_source;
    std::map<std::string, spelling, std::less<>> spellings;
    wall_time newest{};
    double evidence() const;
    const std::string& best_spelling() const;
  };
  std::map<std::string, option, std::less<>> options_;
};

} // namespace leadstream::dedup
