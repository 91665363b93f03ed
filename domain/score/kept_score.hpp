#pragma once
#include "domain/model/score.hpp"
#include "domain/score/saved_profile.hpp"

#include <optional>
#include <string>
#include <string_view>

/// A score as a store keeps it: on the first line the profile that it was made by, below it what it was made
/// of (domain/score/basis.hpp). So its lines are told again without the lead, and another profile is applied
/// to a million leads without writing more than that line.
namespace leadstream::score {

/// The first line, with its end: the version of the rules, that of the profile, and its values.
std::string rules_line(const profile& by, std::uint64_t version);

/// Whether the text begins with such a line; what older versions kept does not.
bool has_rules(std::string_view kept);
/// The text behind that line, if it has one.
std::string_view basis_in(std::string_view kept);

/// The breakdown that was made then, all but the profile's id and name; nothing when the text is no whole
/// score.
std::optional<score_breakdown> retell(std::string_view kept);

} // namespace leadstream::score
