#include "domain/intel/signal_detail.hpp"

namespace leadstream::intel {

std::string detail_of(const growth_signal& signal, const std::string& date) {
  std::string terms;
  for (const std::string* part : {&signal.amount, &signal.round, &signal.investor}) {
    if (!part->empty()) {
      terms += (terms.empty() ? "" : ", ") + *part;
    }
  }
  return std::string(to_string(signal.type)) + '|' + date + (terms.empty() ? "" : '|' + terms);
}

} // namespace leadstream::intel
