#include "app/client/views.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace leadstream::app;
using nlohmann::json;

TEST_CASE("A lead is one line, what is unknown left out") {
  const json lead = {{"company_name", "Zahn AG"},
                     {"lead_score", 72},
                     {"location", {{"city", "Vaduz"}}},
                     {"email", nullptr},
                     {"phone", "+4231"}};
  CHECK(lead_line(lead, '+', false) == "+  72  Zahn AG  Vaduz  +4231");
  CHECK(lead_line(json::object(), '+', false) == "+   0  ");
}

TEST_CASE("A job says its state, progress, leads and errors") {
  CHECK(job_line({{"status", "running"}, {"progress", 40}, {"results_count", 1}}) == "running 40 %, 1 lead");
  CHECK(job_line({{"status", "completed"}, {"progress", 100}, {"results_count", 2}, {"errors", {1, 2}}}) ==
        "completed 100 %, 2 leads, 2 errors");
  CHECK(job_line({{"status", "running"}, {"progress", 1}, {"results_count", 0}, {"error_count", 1}}) ==
        "running 1 %, 0 leads, 1 error");
}

TEST_CASE("A job says what was decided on its sources") {
  const std::string sheet = job_sheet({{"job_id", "1"},
                                       {"decisions",
                                        {{{"source", "linkedin"},
                                          {"step", "fallback"},
                                          {"target", nullptr},
                                          {"message", "robots.txt forbids it"}}}}});
  CHECK(sheet.find("decided       linkedin fallback: robots.txt forbids it\n") != std::string::npos);
}

TEST_CASE("Answers that are not as promised are shown as far as they go") {
  for (const json& odd :
       {json(), json::array({1, "x"}), json("text"), json(5), json{{"company", 5}, {"contacts", "x"}}}) {
    CHECK_NOTHROW(lead_sheet(odd));
    CHECK_NOTHROW(job_sheet(odd));
    CHECK_NOTHROW(lead_table(odd));
    CHECK_NOTHROW(job_table(odd));
    CHECK_NOTHROW(job_line(odd));
  }
}
