#include "actors/port_call.hpp"
#include "actors/stages.hpp"
#include "domain/enrich/enrich.hpp"
#include "domain/enrich/verdicts.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include <map>

namespace leadstream::actors {
namespace {

/// A work item that waits until DNS has told of its addresses.
struct asking {
  std::shared_ptr<work_item> item;
  caf::typed_response_promise<work_result> answer;
  std::map<std::string, mail_records> told; ///< by domain
  std::size_t open = 0;                     ///< questions without an answer
  bool cancelled = false;                   ///< the program ends: the work is done again later
};

void finish(const std::shared_ptr<asking>& a, const deduplicator& next) {
  if (a->cancelled) {
    a->answer.deliver(caf::make_error(caf::sec::runtime_error, "stopped while DNS was asked"));
    return;
  }
  for (observation& seen : a->item->fresh) {
    enrich::add_verdicts(seen, [&](const std::string& domain) { return a->told[domain]; });
  }
  a->answer.delegate(next, work{a->item});
}

void ask(deduplicator::pointer self, const std::shared_ptr<asking>& a, mail_resolver& mail,
         const deduplicator& next) {
  for (const observation& seen : a->item->fresh) {
    for (const std::string& domain : enrich::mail_domains_of(seen)) {
      a->told[domain];
    }
  }
  a->open = a->told.size();
  if (a->open == 0) {
    finish(a, next);
    return;
  }
  for (const auto& [domain, records] : a->told) {
    mail.find(domain, answer_in<mail_records>(self, [a, next, name = domain](result<mail_records> said) {
                if (said) {
                  a->told[name] = *said;
                }
                a->cancelled = a->cancelled || !said;
                if (--a->open == 0) {
                  finish(a, next);
                }
              }));
  }
}

} // namespace

deduplicator::behavior_type run_enricher(deduplicator::pointer self, const deduplicator& next,
                                         mail_resolver* mail) {
  return {
      [self, next, mail](work& w) {
        for (observation& seen : w.item->fresh) {
          seen.processed = enrich::enrich(std::move(seen.processed));
        }
        auto a = std::make_shared<asking>();
        a->item = std::move(w.item);
        a->answer = self->make_response_promise<work_result>();
        if (mail == nullptr) {
          a->answer.delegate(next, work{a->item});
        } else {
          ask(self, a, *mail, next);
        }
        return a->answer;
      },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
