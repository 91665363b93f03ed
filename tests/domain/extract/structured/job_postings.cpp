#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

/// The postings that a page of www.acme.ch gives on 23 November 2026, each with its day.
std::vector<std::string> postings_in(const std::string& json_ld, const std::string& body = "<h1>Jobs</h1>") {
  page source = page_of("<html lang=de><title>Jobs | Acme AG</title>" + body +
                            "<script type='application/ld+json'>" + json_ld + "</script>",
                        "https://www.acme.ch/jobs");
  source.fetched_at = *parse_rfc3339("2026-11-23T08:00:00Z");
  std::vector<std::string> found;
  for (const fact& one : extract(source, {}).job_postings) {
    found.push_back(one.value + (one.detail.empty() ? "" : " " + one.detail));
  }
  return found;
}

std::string posting(const std::string& members) {
  return R"({"@context":"https://schema.org","@type":"JobPosting","title":"Maler",)" + members + "}";
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("given postings in a graph, a list or a second type, then each is found once") {
  CHECK(
      postings_in(R"({"@graph":[{"@type":"Organization","name":"Acme AG"},{"@type":"JobPosting","title":"A"},
      {"@type":["JobPosting","Thing"],"title":"B &amp; C"}]})") == list{"A", "B & C"});
  CHECK(postings_in(R"({"@type":"ItemList","itemListElement":[
      {"@type":"ListItem","position":1,"item":{"@type":"JobPosting","title":"A"}},
      {"@type":"ListItem","position":2,"item":{"@type":"schema:JobPosting","title":"B"}},
      {"@type":"ListItem","position":3,"url":"https://www.acme.ch/jobs/3"}]})") == list{"A", "B"});
  CHECK(postings_in(
            R"([{"@type":"JobPosting","title":"A"},{"@type":"JobPosting","title":"A"}])",
            R"(<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop=title>A</b></div>)") ==
        list{"A"});
}

TEST_CASE("given the day of a posting in any form, then it is that day") {
  for (const char* written :
       {R"("2026-10-01")", R"("2026-10-01T08:00:00+02:00")", R"("2026-10-01 08:00")", R"("01.10.2026")",
        R"("1. Oktober 2026")", R"("October 1, 2026")", "1790812800", "1790812800000",
        R"({"@type":"Date","@value":"2026-10-01"})", R"(["2026-10-01"])"}) {
    CAPTURE(written);
    CHECK(postings_in(posting(std::string("\"datePosted\":") + written)) == list{"Maler 2026-10-01"});
  }
  CHECK(postings_in(posting(R"("datePosted":"soon")")) == list{"Maler"});
}

TEST_CASE("given a posting with its last day, then it counts up to that day") {
  for (const char* open :
       {"2026-11-23", "2026-11-23T00:00:00+01:00", "2027-01-31", "31.12.2026", "", "open"}) {
    CAPTURE(open);
    CHECK(postings_in(posting(std::string(R"("validThrough":")") + open + "\"")) == list{"Maler"});
  }
  for (const char* over : {"2026-11-22", "2026-11-22T23:59:59Z", "1.10.2026", "2025-12-31"}) {
    CAPTURE(over);
    CHECK(postings_in(posting(std::string(R"("validThrough":")") + over + "\"")).empty());
  }
}

TEST_CASE("given who hires, then the posts of another company are left out") {
  for (const char* own :
       {R"("Acme AG")", R"({"@type":"Organization","name":"ACME"})",
        R"({"name":"Acme Holding International"})", R"({"name":"ABC Maler GmbH","sameAs":"https://acme.ch"})",
        R"({"name":"ABC Maler GmbH","url":["https://abc.example","https://jobs.acme.ch/"]})",
        R"({"@type":"Organization"})"}) {
    CAPTURE(own);
    CHECK(postings_in(posting(std::string(R"("hiringOrganization":)") + own)) == list{"Maler"});
  }
  for (const char* other :
       {R"("Bollinger Bau AG")", R"({"name":"Bollinger Bau AG","sameAs":"https://bollinger.example"})"}) {
    CAPTURE(other);
    CHECK(postings_in(posting(std::string(R"("hiringOrganization":)") + other)).empty());
  }
  CHECK(postings_in(
            R"({"@graph":[{"@type":"Organization","@id":"#us","name":"Acme AG","url":"https://www.acme.ch"},
      {"@type":"JobPosting","title":"A","hiringOrganization":{"@id":"#us"}}]})") == list{"A"});
}

TEST_CASE("given a client who hires, then its contacts are not the page's") {
  page source =
      page_of(R"(<p>info@acme.ch</p><script type='application/ld+json'>{"@type":"JobPosting","title":"A",
      "hiringOrganization":{"@type":"Organization","name":"Bollinger AG","url":"https://bollinger.example",
      "email":"jobs@bollinger.ch","telephone":"+41 44 668 18 00"}}</script>)",
              "https://www.acme.ch/jobs");
  const auto facts = extract(source, {.region = "CH"});
  REQUIRE(facts.emails.size() == 1);
  CHECK(facts.emails[0].address == "info@acme.ch");
  CHECK(facts.phones.empty());
  CHECK(facts.organization.name != "Bollinger AG");
}
