#include "domain/law/suppression.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::law;

namespace {

const tenant_id us{"us"};

void put(suppression_list& list, const tenant_id& tenant, subject_kind kind, const char* text) {
  const auto what = read_subject(kind, text);
  REQUIRE(what.ok());
  list.add(tenant, kind, hash_of(*what));
}

observation seen_page() {
  observation seen;
  seen.source_url = "https://muster.example/team";
  for (findings* content : {&seen.raw, &seen.processed}) {
    content->facts = {{field::email, "Ada@Muster.example", "mailto", 1, ""},
                      {field::email, "info@muster.example", "mailto", 1, ""},
                      {field::phone, "+41446681800", "tel", 1, ""}};
    content->people = {{"Ada Muster", "Owner", "ada@muster.example", "", "", true, "card", 1},
                       {"Ada Muster", "", "", "", "", false, "json_ld", 1},
                       {"Bo Muster", "", "", "", "", false, "card", 1}};
  }
  return seen;
}

} // namespace

TEST_CASE("subjects are compared in one form") {
  CHECK(hash_of(*read_subject(subject_kind::email, " Ada@Muster.Example ")) ==
        hash_of(*read_subject(subject_kind::email, "ada@muster.example")));
  CHECK(hash_of({subject_kind::email, "a"}) ==
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  CHECK(read_subject(subject_kind::phone, "+41 44 668 18 00")->value == "+41446681800");
  CHECK(read_subject(subject_kind::domain, "WWW.Muster.example")->value == "muster.example");
  CHECK(read_subject(subject_kind::domain, "Bücher.example")->value == "xn--bcher-kva.example");
  for (const char* text :
       {"", "muster", "a b.example", "https://muster.example", "muster.example/x", "10.0.0.1"}) {
    CHECK_FALSE(read_subject(subject_kind::domain, text).ok());
  }
}

TEST_CASE("a suppressed person is taken out whole, others stay") {
  suppression_list list;
  put(list, us, subject_kind::email, "ada@muster.example");
  observation seen = seen_page();
  CHECK(redact(seen, us, list));
  for (const findings* content : {&seen.raw, &seen.processed}) {
    CHECK(content->facts.size() == 2);
    CHECK(content->people.size() == 1);
    CHECK(content->people.front().name == "Bo Muster");
  }
  CHECK(seen.rejected.size() == 1);
  CHECK(seen.rejected.front().value.empty());
}

TEST_CASE("a list holds for its tenant, that of everybody for all") {
  suppression_list list;
  put(list, us, subject_kind::phone, "+41446681800");
  observation seen = seen_page();
  CHECK(redact(seen, {"others"}, list));
  CHECK(seen.processed.facts.size() == 3);
  CHECK(redact(seen, us, list));
  CHECK(seen.processed.facts.size() == 2);
  put(list, {"*"}, subject_kind::email, "info@muster.example");
  CHECK(list.forbids_email({"others"}, "INFO@muster.example"));
}

TEST_CASE("of a suppressed domain nothing is kept, nor of what stands below it") {
  suppression_list list;
  put(list, us, subject_kind::domain, "muster.example");
  observation seen = seen_page();
  CHECK_FALSE(redact(seen, us, list));
  CHECK(list.forbids_url(us, "http://www.shop.muster.example/x"));
  CHECK(list.forbids_email(us, "x@mail.muster.example"));
  CHECK_FALSE(list.forbids_email(us, "x@notmuster.example"));
}

TEST_CASE("a public suffix is no company's domain") {
  for (const char* suffix : {"co.uk", "github.io", "WWW.co.uk"}) {
    INFO(suffix);
    CHECK_FALSE(read_subject(subject_kind::domain, suffix).ok());
  }
  CHECK(read_subject(subject_kind::domain, "muster.co.uk").ok());
  CHECK(read_subject(subject_kind::domain, "shop.muster.co.uk").ok());
}

TEST_CASE("a company is forbidden by the website that a record names, however it is written") {
  suppression_list list;
  put(list, us, subject_kind::domain, "muster.example");
  for (const char* website : {"muster.example", "WWW.Muster.example/", "https://shop.muster.example/a?b"}) {
    observation seen;
    seen.source_url = "https://directory.example/7";
    seen.raw.facts = {{field::website, website, "listing", 1, ""}};
    CHECK(is_forbidden(seen, us, list));
    CHECK_FALSE(is_forbidden(seen, {"others"}, list));
    CHECK_FALSE(redact(seen, us, list));
  }
  observation neighbour;
  neighbour.raw.facts = {{field::website, "notmuster.example", "listing", 1, ""},
                         {field::email, "x@muster.example", "listing", 1, ""}};
  CHECK_FALSE(is_forbidden(neighbour, us, list));
}
