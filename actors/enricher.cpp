#include "actors/port_call.hpp"
#include "actors/stages.hpp"
#include "domain/enrich/enrich.hpp"
#include "domain/enrich/verdicts.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include <map>
#include <set>

namespace leadstream::actors {
namespace {

/// A work item that waits until all is told of its addresses.
struct asking {
  std::shared_ptr<work_item> item;
  caf::typed_response_promise<work_result> answer;
  mail_sources of;
  deduplicator next;
  std::map<std::string, mail_records> records;     ///< by domain
  std::map<std::string, mailbox_answer> mailboxes; ///< by address
  std::size_t open = 0;                            ///< questions without an answer
  bool cancelled = false;                          ///< the program ends: the work is done again later
};
using asking_ptr = std::shared_ptr<asking>;

/// Puts an answer in its place, which is within `a`; after the last one it goes on.
template <class T, class Continue>
auto put(deduplicator::pointer self, const asking_ptr& a, T& place, Continue go_on) {
  return answer_in<T>(self, [a, &place, go_on](result<T> said) {
    a->cancelled = a->cancelled || !said;
    if (said) {
      place = *std::move(said);
    }
    if (--a->open == 0) {
      go_on();
    }
  });
}

void finish(const asking_ptr& a) {
  if (a->cancelled) {
    a->answer.deliver(caf::make_error(caf::sec::runtime_error, "stopped while mail servers were asked for"));
    return;
  }
  for (observation& seen : a->item->fresh) {
    enrich::add_verdicts(
        seen, [&](const std::string& domain) { return a->records[domain]; },
        [&](const std::string& address) { return a->mailboxes[address]; });
  }
  a->answer.delegate(a->next, work{a->item});
}

std::set<std::string> addresses_of(const work_item& item) {
  std::set<std::string> all;
  for (const observation& seen : item.fresh) {
    all.merge(enrich::mail_addresses_of(seen));
  }
  return all;
}

bool may_ask_for(const asking& a, const std::string& address, const mail_records& mail) {
  return mail.what == mail_records::answer::found &&
         (a.of.forbidden == nullptr || !a.of.forbidden->forbids_email(a.item->tenant, address));
}

void ask_servers(deduplicator::pointer self, const asking_ptr& a) {
  for (const std::string& address : addresses_of(*a->item)) {
    if (a->of.mailboxes != nullptr && !a->cancelled &&
        may_ask_for(*a, address, a->records[enrich::mail_domain_of(address)])) {
      a->mailboxes[address];
    }
  }
  a->open = a->mailboxes.size();
  if (a->open == 0) {
    finish(a);
    return;
  }
  for (auto& [address, said] : a->mailboxes) {
    a->of.mailboxes->ask(address, a->records[enrich::mail_domain_of(address)],
                         put(self, a, said, [a] { finish(a); }));
  }
}

void ask_dns(deduplicator::pointer self, const asking_ptr& a) {
  for (const std::string& address : addresses_of(*a->item)) {
    a->records[enrich::mail_domain_of(address)];
  }
  a->open = a->records.size();
  if (a->open == 0) {
    finish(a);
    return;
  }
  for (auto& [domain, said] : a->records) {
    a->of.records->find(domain, put(self, a, said, [self, a] { ask_servers(self, a); }));
  }
}

} // namespace

deduplicator::behavior_type run_enricher(deduplicator::pointer self, const deduplicator& next,
                                         const mail_sources& mail) {
  return {
      [self, next, mail](work& w) {
        for (observation& seen : w.item->fresh) {
          seen.processed = enrich::enrich(std::move(seen.processed));
        }
        auto a = std::make_shared<asking>();
        a->item = std::move(w.item);
        a->answer = self->make_response_promise<work_result>();
        a->of = mail;
        a->next = next;
        if (mail.records == nullptr) {
          a->answer.delegate(next, work{a->item});
        } else {
          ask_dns(self, a);
        }
        return a->answer;
      },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
