#pragma once
#include "domain/model/lead.hpp"
#include "domain/model/result.hpp"
#include "domain/score/profile.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// Facts of a lead as people write them in JSON lines (docs/cli.md).
namespace leadstream::app {

/// A criterion that the input itself decides: {"funding_news":false}.
struct told_criterion {
  score::criterion which;
  bool holds;
  std::string evidence;
};

/// A lead and what was said of its score without a value that shows it.
struct told_lead {
  leadstream::lead lead;
  std::vector<told_criterion> criteria;
};

/// Reads a list of {"field","value","detail"?,"url"?,"fetched_at"?} or an object of field and value(s) into
/// `to`. A value is text, a number, a list, true, false, or an object with its text and date; null says
/// nothing. Facts without a time count as seen `now`.
result<done> read_facts(const nlohmann::json& from, wall_time now, told_lead& to);

/// What may stand for the size of a company.
inline constexpr const char* size_forms =
    "must be one of 1-10, 11-50, 51-200, 201-1000, 1000+ or a number of employees";

/// The fields that facts may have.
std::vector<std::string> fact_fields();

} // namespace leadstream::app
