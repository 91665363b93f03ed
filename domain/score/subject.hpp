#pragma once
#include "domain/intel/growth_type.hpp"
#include "domain/score/score.hpp"

#include <functional>
#include <string_view>

namespace leadstream::score {

/// A growth signal with how much it counts: less than 100 when it is doubtful or old.
struct weighed_signal {
  std::string text;
  int percent = 100;
};

/// The lead that is scored, as the criteria ask for it.
class subject {
public:
  subject(const lead& of, const context& with) : lead_(of), context_(with) {}

  const lead& the_lead() const { return lead_; }
  const context& the_context() const { return context_; }

  /// Calls `each` for every observed value of a field, until it returns false.
  void observed(std::string_view field, const std::function<bool(const provenance&)>& each) const;

  /// The newest observed value of a field, or null.
  const provenance* newest(std::string_view field) const;

  /// Whether a page of the company's own website was read.
  bool website_was_read() const;

  /// The growth signals that are not too old, of one type or (nothing given) of any, the weightiest first.
  std::vector<weighed_signal> growth(std::optional<intel::growth_type> type) const;

  /// Whether a moment lies at most so many days back, and not ahead.
  bool is_recent(wall_time moment, int days) const;

private:
  int percent_of(const provenance& signal) const;

  const lead& lead_;
  const context& context_;
};

} // namespace leadstream::score
