#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// An industry that a text may speak of.
struct industry_guess {
  std::string industry;  ///< the catalog's word ("dentist"), or the sector's name where none is told
  std::string naics;     ///< six digits, or the two of the sector
  double confidence = 0; ///< 0..1, of the sector
};

/// What a text says of a company's industry.
struct classification {
  std::optional<industry_guess> answer;     ///< only when it is surer than 0.7
  double confidence = 0;                    ///< of the best guess, answered or not
  std::vector<industry_guess> alternatives; ///< the next best three; without an answer the best three
};

/// Tells the industry of a company from what is written of it: a linear model for the sector (English), and
/// the words of the catalog (eight languages) for the sector and for the industry within it. Pure, any
/// thread.
classification classify(std::string_view text, std::string_view title = {});

/// "Construction" of "23"; empty when there is no such sector.
std::string_view sector_name(std::string_view code);

} // namespace leadstream::enrich
