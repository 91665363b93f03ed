#include "actors/stages.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

#include <set>

using namespace leadstream;
using namespace leadstream::actors;

namespace {

/// Every domain takes mail, but for "none.example".
class scripted_records : public mail_resolver {
public:
  void find(const std::string& domain, completion<mail_records> done) override {
    using answer = mail_records::answer;
    const auto what = domain == "none.example" ? answer::none : answer::found;
    done(mail_records{what, {"mx." + domain}});
  }
  void stop() override {}
};

class scripted_mailboxes : public mailbox_prober {
public:
  void ask(const std::string& address, const mail_records& mail, completion<mailbox_answer> done) override {
    asked.insert(address + " at " + mail.hosts.front());
    if (stopped) {
      done(error{error_code::cancelled, "the program ends", {}});
    } else {
      done(mailbox_answer{mailbox_answer::kind::refused, "it said no", {}});
    }
  }
  void stop() override { stopped = true; }

  std::set<std::string> asked;
  bool stopped = false;
};

/// An enricher between the test and a last stage that keeps what arrives.
struct enriching_world : test::actor_world {
  scripted_records records;
  scripted_mailboxes mailboxes;
  std::vector<std::shared_ptr<work_item>> arrived;

  void enrich(const std::vector<std::string>& addresses, const suppressions& forbidden) {
    auto item = std::make_shared<work_item>();
    item->tenant = default_tenant();
    item->fresh.emplace_back();
    for (const std::string& address : addresses) {
      item->fresh.front().processed.facts.push_back({field::email, address, "mailto", 1.0, {}});
    }
    const auto keep = [](deduplicator::pointer, enriching_world* world) -> deduplicator::behavior_type {
      return {[world](work& w) {
                world->arrived.push_back(w.item);
                return work_result{};
              },
              [](deferred& d) { d.run(); }};
    };
    const deduplicator last = system.spawn(keep, this);
    const deduplicator enricher =
        system.spawn(run_enricher, last, mail_sources{&records, &mailboxes, forbidden});
    caf::anon_send(enricher, work{item});
    settle();
    for (const deduplicator& each : {enricher, last}) {
      caf::anon_send_exit(each, caf::exit_reason::user_shutdown);
    }
    settle();
  }
};

} // namespace

TEST_CASE("mail servers are asked for addresses whose domain takes mail, and never for suppressed ones") {
  enriching_world world;
  const auto forbidden = std::make_shared<law::suppression_list>();
  for (const auto& [kind, text] : {std::pair{law::subject_kind::email, "sam@still.example"},
                                   std::pair{law::subject_kind::domain, "quiet.example"}}) {
    forbidden->add(default_tenant(), kind, law::hash_of(*law::read_subject(kind, text)));
  }
  world.enrich({"anna@firma.example", "bea@none.example", "sam@still.example", "tom@mail.quiet.example"},
               forbidden);
  CHECK(world.mailboxes.asked == std::set<std::string>{"anna@firma.example at mx.firma.example"});
  REQUIRE(world.arrived.size() == 1);
  const auto& facts = world.arrived.front()->fresh.front().processed.facts;
  CHECK(facts[0].detail.starts_with("invalid: The mail server knows no such mailbox"));
  CHECK(facts[1].detail.starts_with("invalid: none.example has no mail server"));
  CHECK(facts[2].detail == "valid");
}

TEST_CASE("work whose questions are cancelled does not go on") {
  enriching_world world;
  world.mailboxes.stop();
  world.enrich({"anna@firma.example"}, nullptr);
  CHECK(world.mailboxes.asked.size() == 1);
  CHECK(world.arrived.empty());
}
