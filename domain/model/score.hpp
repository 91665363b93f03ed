#pragma once
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadstream {

/// Whether a criterion counts. Unknown: nothing at hand can decide it; scores 0 and is never shown as "no".
enum class criterion_state : std::uint8_t { no, yes, unknown };
const char* to_string(criterion_state state);

/// One line of the score, with what decided it.
struct criterion_score {
  std::string name;
  int points = 0; ///< what it adds, 0 unless the state is yes
  criterion_state state = criterion_state::unknown;
  std::vector<std::string> evidence;

  bool operator==(const criterion_score&) const = default;
};

/// One of the four categories.
struct category_score {
  std::string name;
  int points = 0;      ///< sum of the criteria
  int available = 0;   ///< the most that the category can give
  double weighted = 0; ///< weight x 100 x points / available
  std::vector<criterion_score> criteria;

  bool operator==(const category_score&) const = default;
};

/// How a lead came by its score.
struct score_breakdown {
  int total = 0; ///< 0..100
  std::uint32_t rules_version = 1;
  uuid profile_id;                   ///< the saved profile that it was scored by; nil: that of the settings
  std::string profile;               ///< its name
  std::uint64_t profile_version = 0; ///< its version then
  std::vector<category_score> categories;

  bool operator==(const score_breakdown&) const = default;
};

/// "hot" 80..100, "warm" 60..79, "cold" 40..59, "poor" 0..39.
const char* score_category(int total);

} // namespace leadstream
