#include "actors/stages.hpp"
#include "domain/score/basis.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <unordered_map>

namespace leadstream::actors {
namespace {

/// Scorers for the profiles in use, as they stand.
class scorers {
public:
  explicit scorers(std::shared_ptr<const score::profile_book> profiles) : profiles_(std::move(profiles)) {}

  score::scorer& of(const tenant_id& tenant, const uuid& profile_id) {
    constexpr std::size_t most_kept = 64;
    const auto by = profiles_->find(tenant, profile_id);
    if (ready_.size() >= most_kept && !ready_.contains(by)) {
      ready_.clear();
    }
    return ready_.try_emplace(by, *by).first->second;
  }

private:
  std::shared_ptr<const score::profile_book> profiles_;
  std::unordered_map<std::shared_ptr<const score::saved_profile>, score::scorer> ready_;
};

} // namespace

stage::behavior_type run_scorer(stage::pointer self, const lead_writer& next,
                                std::shared_ptr<const score::profile_book> profiles) {
  const auto ready = std::make_shared<scorers>(std::move(profiles));
  return {[self, next, ready](work& w) {
    score::scorer& scorer = ready->of(w.item->tenant, w.item->criteria.score_profile);
    score::context context;
    context.criteria = w.item->criteria;
    for (lead_change& change : w.item->unit.leads) {
      context.now = change.lead.company.updated_at;
      const score::basis known = score::basis_of(change.lead, context);
      change.lead.breakdown = scorer.score(known);
      change.lead.company.lead_score = change.lead.breakdown.total;
      change.state = scorer.keep(known);
    }
    return self->delegate(next, std::move(w));
  }};
}

} // namespace leadstream::actors
