#pragma once
#include "domain/extract/page_facts.hpp"

#include <string>
#include <string_view>

namespace leadstream::extraction {

/// What a title says of the one who bears it.
struct title_meaning {
  seniority level = seniority::unknown;
  std::string department;      ///< "sales", "finance", …; empty when unknown
  bool decision_maker = false; ///< owners, chiefs, directors and heads, and managers of what buys and sells
};
title_meaning meaning_of_title(std::string_view title);

/// Whether a line or a part of one is a job title: short, no sentence, with a word for a job.
bool is_title(std::string_view text);

} // namespace leadstream::extraction
