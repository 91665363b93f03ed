#include "domain/enrich/verdicts.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::enrich;
using answer = mail_records::answer;

namespace {

observation seen() {
  observation made;
  made.processed.facts = {{field::email, "info@acme.example", "mailto", 1.0, {}},
                          {field::email, "anna@gone.example", "text", 0.9, {}}};
  person anna;
  anna.name = "Bea Frick";
  anna.email = "bea.frick@acme.example";
  made.processed.people = {anna};
  return made;
}

mailbox_answer unasked(const std::string&) {
  return {};
}

} // namespace

TEST_CASE("each address is told of once, those of people too") {
  CHECK(mail_addresses_of(seen()) ==
        std::set<std::string>{"anna@gone.example", "bea.frick@acme.example", "info@acme.example"});
  CHECK(mail_domain_of("info@acme.example") == "acme.example");
}

TEST_CASE("every address gets a verdict; an invalid one stays and is named; unknown is not invalid") {
  observation made = seen();
  add_verdicts(
      made,
      [](const std::string& domain) {
        return mail_records{domain == "gone.example" ? answer::none : answer::found, {}};
      },
      unasked);
  const auto& facts = made.processed.facts;
  REQUIRE(facts.size() == 3);
  CHECK(facts[0].detail.starts_with("risky: "));
  CHECK(facts[1].detail.starts_with("invalid: "));
  CHECK(facts[2].value == "bea.frick@acme.example");
  CHECK(facts[2].detail == "valid");
  REQUIRE(made.rejected.size() == 1);
  CHECK(made.rejected[0].value == "anna@gone.example");

  observation unanswered = seen();
  add_verdicts(
      unanswered, [](const std::string&) { return mail_records{}; }, unasked);
  CHECK(unanswered.processed.facts[1].detail.starts_with("unknown: "));
  CHECK(unanswered.rejected.empty());
}

TEST_CASE("an address whose mailbox the server does not know stays, with its words") {
  observation made = seen();
  add_verdicts(
      made,
      [](const std::string&) {
        return mail_records{answer::found, {"mx.example"}};
      },
      [](const std::string& address) -> mailbox_answer {
        using kind = mailbox_answer::kind;
        return {address == "anna@gone.example" ? kind::refused : kind::accepted, "it said \"550 5.1.1\"", {}};
      });
  const auto& facts = made.processed.facts;
  CHECK(facts[1].detail == "invalid: The mail server knows no such mailbox: it said \"550 5.1.1\".");
  CHECK(facts[2].detail == "valid: The mail server accepts the mailbox.");
  REQUIRE(made.rejected.size() == 1);
}
