#pragma once
#include "domain/model/job.hpp"
#include "net/api/problem.hpp"

#include <string_view>
#include <vector>

namespace leadstream::api {

/// The body of a search as it was understood, and all that is wrong with it.
struct search_request {
  search_criteria criteria;
  std::vector<field_error> faults;
  std::string score_profile{}; ///< the name or id of a saved one; empty: none
};

/// Reads {"industry", "location", "company_size"?, "max_results"?, "score_profile"?}. Members that are not
/// known are faults; null counts as absent.
search_request read_search(std::string_view body);

} // namespace leadstream::api
