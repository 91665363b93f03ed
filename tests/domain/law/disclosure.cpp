#include "domain/law/disclosure.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using law::subject_kind;

namespace {

lead company_of_two() {
  lead whole;
  whole.company.name = "Muster AG";
  contact ada;
  ada.name = "Ada Beispiel";
  ada.email = "ada@muster.test";
  contact grace;
  grace.name = "Grace Probe";
  grace.email = "grace@muster.test";
  whole.contacts = {ada, grace};
  whole.provenance = {
      {"contact.email", "ada@muster.test", "website", "https://muster.test/", {}, "page", 0.9},
      {"contact.email", "grace@muster.test", "website", "https://muster.test/", {}, "page", 0.9},
      {"contact.name", "Ada Beispiel", "website", "https://muster.test/", {}, "page", 0.9}};
  whole.breakdown.total = 70;
  return whole;
}

} // namespace

TEST_CASE("a person is told of its own data and its company, and nothing of colleagues") {
  const lead own = law::own_data(company_of_two(), {subject_kind::email, "ada@muster.test"});
  CHECK(own.company.name == "Muster AG");
  REQUIRE(own.contacts.size() == 1);
  CHECK(own.contacts.front().name == "Ada Beispiel");
  REQUIRE(own.provenance.size() == 2);
  CHECK(own.provenance.front().value == "ada@muster.test");
  CHECK(own.provenance.back().value == "Ada Beispiel");
}

TEST_CASE("a company is told of all that is known of it") {
  const lead own = law::own_data(company_of_two(), {subject_kind::domain, "muster.test"});
  CHECK(own.contacts.size() == 2);
  CHECK(own.provenance.size() == 3);
}
