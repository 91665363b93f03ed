#include "domain/intel/signal_detail.hpp"

#include "domain/intel/dates.hpp"

namespace leadstream::intel {

std::string detail_of(const growth_signal& signal, const std::string& date) {
  std::string terms;
  for (const std::string* part : {&signal.funding.amount, &signal.funding.round, &signal.funding.investor}) {
    if (!part->empty()) {
      terms += (terms.empty() ? "" : ", ") + *part;
    }
  }
  return std::string(to_string(signal.type)) + '|' + (signal.date ? to_iso(*signal.date) : date) +
         (terms.empty() ? "" : '|' + terms);
}

} // namespace leadstream::intel
