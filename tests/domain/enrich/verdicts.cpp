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

} // namespace

TEST_CASE("each domain is asked for once") {
  CHECK(mail_domains_of(seen()) == std::set<std::string>{"acme.example", "gone.example"});
}

TEST_CASE("every address gets a verdict; an invalid one stays and is named; unknown is not invalid") {
  observation made = seen();
  add_verdicts(made, [](const std::string& domain) {
    return mail_records{domain == "gone.example" ? answer::none : answer::found, {}};
  });
  const auto& facts = made.processed.facts;
  REQUIRE(facts.size() == 3);
  CHECK(facts[0].detail.starts_with("risky: "));
  CHECK(facts[1].detail.starts_with("invalid: "));
  CHECK(facts[2].value == "bea.frick@acme.example");
  CHECK(facts[2].detail == "valid");
  REQUIRE(made.rejected.size() == 1);
  CHECK(made.rejected[0].value == "anna@gone.example");

  observation unasked = seen();
  add_verdicts(unasked, [](const std::string&) { return mail_records{}; });
  CHECK(unasked.processed.facts[1].detail.starts_with("unknown: "));
  CHECK(unasked.rejected.empty());
}
