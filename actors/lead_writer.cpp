#include "actors/port_call.hpp"
#include "actors/stages.hpp"
#include "domain/json/lead.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

namespace leadstream::actors {

lead_writer::behavior_type run_lead_writer(lead_writer::pointer self, const update_hub& hub, store* storage) {
  return {
      [self, hub, storage](work& w) {
        auto answer = self->make_response_promise<work_result>();
        const auto item = std::move(w.item);
        // Those of a fold that met a conflict are made anew.
        std::erase_if(item->unit.events, [](const event_draft& e) { return !e.header.company_id.is_nil(); });
        for (const lead_change& change : item->unit.leads) {
          item->unit.events.push_back(json::announce(change, item->unit.job_id));
        }
        // The work is kept: a conflict folds it again.
        storage->scope(item->tenant)
            ->commit(item->unit, answer_in<commit_result>(self, [self, hub, item,
                                                                 answer](result<commit_result> done) mutable {
                       if (!done) {
                         answer.deliver(caf::make_error(caf::sec::runtime_error, done.problem().message));
                         return;
                       }
                       self->send(hub, committed_hint{item->tenant, done->last});
                       answer.deliver(work_result{*done});
                     }));
        return answer;
      },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
