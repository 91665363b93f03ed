#pragma once
#include "domain/intel/growth_type.hpp"
#include "domain/score/score.hpp"

#include <functional>
#include <string_view>

namespace leadstream::score {

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

  /// The growth signals that are not too old, of one type or (nothing given) of any.
  std::vector<std::string> growth(std::optional<intel::growth_type> type) const;

  /// Whether a moment lies at most so many days back, and not ahead.
  bool is_recent(wall_time moment, int days) const;

private:
  const lead& lead_;
  const context& context_;
};

} // namespace leadstream::score
