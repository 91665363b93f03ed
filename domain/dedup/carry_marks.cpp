#include "domain/dedup/carry_marks.hpp"

#include <algorithm>

namespace leadstream::dedup {

void carry_marks(const std::vector<related_lead>& stored, std::vector<lead_change>& leads) {
  const auto find = [&](const uuid& id) {
    const auto found =
        std::find_if(stored.begin(), stored.end(), [&](const related_lead& r) { return r.company_id == id; });
    return found == stored.end() ? lead_marks{} : found->marks;
  };
  for (lead_change& change : leads) {
    change.lead.marks = find(change.lead.company.id);
    for (const uuid& gone : change.superseded) {
      change.lead.marks = join(std::move(change.lead.marks), find(gone));
    }
  }
}

} // namespace leadstream::dedup
