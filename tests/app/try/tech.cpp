#include "app/try/tech.hpp"

#include "domain/enrich/fingerprints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::app;

TEST_CASE("given what DNS answers for the site, when asked, then technologies are known by it") {
  enrich::fingerprints known;
  REQUIRE(enrich::read_technologies(R"({"Post":{"dns":{"MX":"mail\\.post\\.example"}}})", known));
  const enrich::tech_detector by(std::move(known));
  const auto ask = [&](const nlohmann::json& request) {
    std::string text;
    json::writer answer(text);
    answer.begin_object();
    const bool answered = detect_technologies(by, request, answer).ok();
    answer.end_object();
    return answered ? nlohmann::json::parse(text)["technologies"].size() : 99;
  };
  CHECK(ask({{"dns", {{"MX", {"10 a.example", "20 mail.post.example"}}}}}) == 1);
  CHECK(ask({{"dns", {{"TXT", "mail.post.example"}}}}) == 0);
  CHECK(ask({{"dns", "mail.post.example"}}) == 99);
}
