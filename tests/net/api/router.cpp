#include "net/api/routes.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::api;

TEST_CASE("paths lead to their routes") {
  struct expected {
    std::string method;
    std::string path;
    std::string pattern; ///< empty: none
    std::string id;
  };
  const std::vector<expected> cases{
      {"GET", "/health", "/health", ""},
      {"HEAD", "/health", "/health", ""},
      {"GET", "/api/v1/leads", "/api/v1/leads", ""},
      {"GET", "/api/v1/leads/", "", ""},
      {"GET", "/health/", "", ""},
      {"GET", "/api/v1/leads/abc", "/api/v1/leads/{id}", "abc"},
      {"POST", "/api/v1/scrape/jobs/7/cancel", "/api/v1/scrape/jobs/{id}/cancel", "7"},
      {"GET", "/api/v1/leads/a/b", "", ""},
      {"GET", "/api/v1/leads//", "", ""},
      {"GET", "//health", "", ""},
      {"GET", "/HEALTH", "", ""},
      {"GET", "/api/v1/../v1/leads", "", ""},
      {"GET", "/%68ealth", "", ""},
      {"DELETE", "/api/v1/leads", "", ""},
  };
  const router r = make_router();
  for (const expected& e : cases) {
    INFO(e.method + " " + e.path);
    const auto match = r.match(e.method, e.path);
    CHECK((match.found == nullptr ? "" : match.found->pattern) == e.pattern);
    CHECK(match.id == e.id);
  }
  CHECK(r.match("DELETE", "/api/v1/leads").allowed == "GET, HEAD, OPTIONS");
  CHECK(r.match("DELETE", "/nothing").allowed.empty());
}
