#pragma once
#include "domain/intel/growth.hpp"

#include <string>
#include <vector>

namespace leadstream::intel {

/// A sentence that tells of a trouble.
struct pain_point {
  std::string category; ///< "technology", "processes", "scaling" or "compliance"
  std::string sentence;
  double confidence = 0; ///< 0..1
};

/// The pain points of a text: sentences with a word of trouble and beside it what it is about. Trouble
/// denied, solved, long past, of others, of everybody, asked about or sold against is none; in the press
/// only what is plainly the company's own counts. Pure, linear in the text.
std::vector<pain_point> find_pain_points(const source_text& from);

} // namespace leadstream::intel
