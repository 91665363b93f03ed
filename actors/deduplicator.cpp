#include "actors/port_call.hpp"
#include "actors/stages.hpp"
#include "domain/dedup/carry_marks.hpp"
#include "domain/dedup/fold.hpp"
#include "domain/dedup/turns.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include <unordered_map>
#include <utility>
#include <vector>

namespace leadstream::actors {
namespace {

constexpr int most_folds = 20;
constexpr int most_questions = 4;
constexpr auto commit_timeout = std::chrono::minutes(10);

/// One work item between its arrival and its commit.
struct folding {
  dedup::turns::number turn = 0;
  std::shared_ptr<work_item> item;
  std::function<void(result<work_result>)> answer; ///< called once
  dedup::wanted asked;
  std::vector<std::uint64_t> contested; ///< with the leads that were related when last asked
  int folds = 0;
  int questions = 0;
};
using folding_ptr = std::shared_ptr<folding>;

/// What the deduplicator does, step by step; lives in the actor's behaviour. Work that looks for the same
/// companies is folded one after the other: of two that both find nothing, the second would make a duplicate.
class folder {
public:
  folder(deduplicator::pointer self, stage next, store& storage, suppressions forbidden)
      : self_(self), next_(std::move(next)), store_(storage), forbidden_(std::move(forbidden)) {}

  void take(std::shared_ptr<work_item> item, std::function<void(result<work_result>)> answer) {
    auto f = std::make_shared<folding>();
    f->turn = ++last_turn_;
    f->item = std::move(item);
    f->answer = std::move(answer);
    waiting_[f->turn] = f;
    if (turns_.enter(f->turn, dedup::contested_keys(f->item->tenant, {}, f->item->fresh))) {
      start(f->turn);
    }
  }

private:
  void start(dedup::turns::number turn) {
    const auto f = waiting_.extract(turn).mapped();
    begin(f);
  }

  void end(const folding_ptr& f, result<work_result> with) {
    f->answer(std::move(with));
    for (const dedup::turns::number next : turns_.leave(f->turn)) {
      start(next);
    }
  }

  void begin(const folding_ptr& f) {
    f->questions = 0;
    f->asked = dedup::wanted_of(f->item->fresh);
    ask(f);
  }

  void ask(const folding_ptr& f) {
    ++f->questions;
    store_.scope(f->item->tenant)
        ->find_related(
            f->asked.keys, f->asked.blocking_keys,
            answer_in<std::vector<related_lead>>(self_, [this, f](result<std::vector<related_lead>> stored) {
              if (stored) {
                related(f, *stored);
              } else {
                end(f, stored.problem());
              }
            }));
  }

  void related(const folding_ptr& f, const std::vector<related_lead>& stored) {
    auto wanted = dedup::wanted_of(stored, f->item->fresh);
    if (wanted != f->asked && f->questions < most_questions) {
      f->asked = std::move(wanted);
      ask(f);
      return;
    }
    leave_out_forbidden(*f->item);
    f->contested = dedup::contested_keys(f->item->tenant, stored, f->item->fresh);
    f->item->unit.leads = dedup::fold(stored, f->item->fresh);
    dedup::carry_marks(stored, f->item->unit.leads);
    f->item->unit.observations = f->item->fresh;
    self_->request(next_, commit_timeout, work{f->item})
        .then([this, f](work_result& r) { committed(f, std::move(r)); },
              [this, f](const caf::error& problem) {
                end(f, error{error_code::unavailable, self_->system().render(problem), {}});
              });
  }

  /// An erasure holds for what was on its way meanwhile, too.
  void leave_out_forbidden(work_item& item) const {
    if (forbidden_ != nullptr) {
      std::erase_if(item.fresh, [&](observation& seen) {
        const bool kept = law::redact(seen, item.tenant, *forbidden_);
        if (!kept) {
          item.unit.rejected.push_back(suppress(seen, item.unit.job_id));
        }
        return !kept;
      });
    }
  }

  void committed(const folding_ptr& f, work_result r) {
    if (r.committed.outcome != commit_outcome::conflict) {
      end(f, std::move(r));
    } else if (++f->folds < most_folds) {
      queue_again(f);
    } else {
      end(f, error{error_code::conflict, "the leads were changed by others again and again", {}});
    }
  }

  /// Others changed the leads meanwhile: from now on it takes turns with all that speak of these.
  void queue_again(const folding_ptr& f) {
    const auto freed = turns_.leave(f->turn);
    f->turn = ++last_turn_;
    waiting_[f->turn] = f;
    const bool is_free = turns_.enter(f->turn, f->contested);
    for (const dedup::turns::number next : freed) {
      start(next);
    }
    if (is_free) {
      start(f->turn);
    }
  }

  deduplicator::pointer self_;
  stage next_;
  store& store_;
  suppressions forbidden_;
  dedup::turns turns_;
  dedup::turns::number last_turn_ = 0;
  std::unordered_map<dedup::turns::number, folding_ptr> waiting_;
};

} // namespace

deduplicator::behavior_type run_deduplicator(deduplicator::pointer self, const stage& next, store* storage,
                                             const suppressions& forbidden) {
  auto steps = std::make_shared<folder>(self, next, *storage, forbidden);
  return {
      [self, steps](work& w) {
        auto promise = self->make_response_promise<work_result>();
        steps->take(std::move(w.item), [promise](result<work_result> done) mutable {
          if (done) {
            promise.deliver(*std::move(done));
          } else {
            promise.deliver(caf::make_error(caf::sec::runtime_error, done.problem().message));
          }
        });
        return promise;
      },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
