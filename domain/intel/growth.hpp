#pragma once
#include "domain/intel/funding.hpp"
#include "domain/intel/growth_type.hpp"
#include "domain/model/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::intel {

/// Where a text comes from.
enum class text_kind : std::uint8_t { news, job, blog, review };
std::optional<text_kind> parse_text_kind(std::string_view text);

/// A text that is read for signals.
struct source_text {
  std::string_view text;
  text_kind kind = text_kind::news;
  std::optional<wall_time> date; ///< when it was published
  std::string_view company;      ///< whom it is about; empty: its author
};

/// A sentence that tells of growth.
struct growth_signal {
  growth_type type = growth_type::hiring_spree;
  std::string sentence;
  double confidence = 0;                     ///< 0..1; falls with the age of the news
  std::optional<std::chrono::sys_days> date; ///< when it happened, where the sentence says the day
  funding_terms funding;
};

/// The growth signals of a text, as seen at `now`: each part of a sentence gives its most telling one.
/// Negations, plans, the distant past and the news of other companies give none; old news only a low
/// confidence. Pure, linear in the text.
std::vector<growth_signal> find_growth(const source_text& from, wall_time now);

} // namespace leadstream::intel
