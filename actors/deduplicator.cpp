#include "actors/port_call.hpp"
#include "actors/stages.hpp"
#include "domain/dedup/fold.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include <utility>

namespace leadstream::actors {
namespace {

constexpr int most_folds = 20;
constexpr int most_questions = 4;
constexpr auto commit_timeout = std::chrono::minutes(10);

/// One work item between its arrival and its commit.
struct folding {
  std::shared_ptr<work_item> item;
  caf::typed_response_promise<work_result> answer;
  dedup::wanted asked;
  int folds = 0;
  int questions = 0;
};
using folding_ptr = std::shared_ptr<folding>;

/// What the deduplicator does, step by step; lives in the actor's behaviour.
class folder {
public:
  folder(deduplicator::pointer self, stage next, store& storage)
      : self_(self), next_(std::move(next)), store_(storage) {}

  void begin(const folding_ptr& f) {
    f->questions = 0;
    f->asked = dedup::wanted_of(f->item->fresh);
    ask(f);
  }

private:
  void ask(const folding_ptr& f) {
    ++f->questions;
    store_.scope(f->item->tenant)
        ->find_related(
            f->asked.keys, f->asked.blocking_keys,
            answer_in<std::vector<related_lead>>(self_, [this, f](result<std::vector<related_lead>> stored) {
              if (stored) {
                related(f, *stored);
              } else {
                fail(f, stored.problem());
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
    f->item->unit.leads = dedup::fold(stored, f->item->fresh);
    f->item->unit.observations = f->item->fresh;
    self_->request(next_, commit_timeout, work{f->item})
        .then([this, f](work_result& r) { committed(f, std::move(r)); },
              [f](const caf::error& problem) mutable { f->answer.deliver(problem); });
  }

  void committed(const folding_ptr& f, work_result r) {
    if (r.committed.outcome == commit_outcome::conflict && ++f->folds < most_folds) {
      begin(f);
    } else {
      f->answer.deliver(std::move(r));
    }
  }

  static void fail(const folding_ptr& f, const error& problem) {
    f->answer.deliver(caf::make_error(caf::sec::runtime_error, problem.message));
  }

  deduplicator::pointer self_;
  stage next_;
  store& store_;
};

} // namespace

deduplicator::behavior_type run_deduplicator(deduplicator::pointer self, const stage& next, store* storage) {
  auto steps = std::make_shared<folder>(self, next, *storage);
  return {
      [self, steps](work& w) {
        auto f = std::make_shared<folding>();
        f->item = std::move(w.item);
        f->answer = self->make_response_promise<work_result>();
        steps->begin(f);
        return f->answer;
      },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
