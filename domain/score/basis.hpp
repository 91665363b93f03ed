#pragma once
#include "domain/score/criteria.hpp"
#include "domain/score/saved_profile.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadstream::score {

/// All that a score needs to know of a lead, whatever the profile: small, so that a million leads are scored
/// again for another profile without reading them.
struct basis {
  std::array<judgement, criterion_count> judged; ///< those that the profile decides are left unknown
  std::optional<size_category> size;
  std::string industry;
  std::vector<std::string> technologies;
  std::optional<size_category> searched_size; ///< by the search that found it
  std::string searched_industry;
};
basis basis_of(const lead& of, const context& with);

/// The version of the rules: a score is told by them, a profile and a basis alone.
inline constexpr std::uint32_t rules_version = 2;

/// As text that a store keeps, and back; nothing when the text is no such basis. Without the evidence it
/// scores the same and is read faster.
std::string save(const basis& of);
std::optional<basis> load_basis(std::string_view text, bool with_evidence = true);

/// Scores many leads by one profile. Remembers how words compare. One thread at a time.
class scorer {
public:
  explicit scorer(profile by);
  /// Each breakdown names the profile.
  explicit scorer(const saved_profile& by);
  score_breakdown score(const basis& of);
  /// The breakdown's total, without the rest.
  int total(const basis& of);
  /// What a store keeps of a score (domain/score/kept_score.hpp).
  std::string keep(const basis& of) const { return rules_ + save(of); }

  const uuid& profile_id() const { return empty_.profile_id; }
  const std::string& rules() const { return rules_; } ///< the first line of what is kept

private:
  double weighted(std::size_t category, int points) const;
  judgement judge_size(const basis& of) const;
  judgement judge_industry(const basis& of);
  judgement judge_technology(const basis& of);
  judgement judge_by_profile(criterion which, const basis& of);
  bool fits(const std::string& wanted, const std::string& industry);
  const std::string& plain(const std::string& technology);

  profile by_;
  std::array<int, category_count> available_{};
  std::string rules_;
  score_breakdown empty_; ///< what every breakdown begins with
  std::vector<std::string> wanted_technologies_;
  std::unordered_map<std::string, bool> fits_;
  std::unordered_map<std::string, std::string> plain_;
};

} // namespace leadstream::score
