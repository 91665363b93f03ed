#include "domain/score/profile_store.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

/// Takes each profile and keeps none.
class forgetful_profiles final : public score::profile_store {
public:
  using one = score::saved_profile;
  void list(const tenant_id&, completion<std::vector<one>> done) override { done(std::vector<one>{}); }
  void find(const tenant_id&, const uuid&, completion<one> done) override { done(nothing()); }
  void find_named(const tenant_id&, const std::string&, completion<one> done) override { done(nothing()); }
  void add(const tenant_id&, const one& fresh, completion<one> done) override { done(fresh); }
  void change(const tenant_id&, const one& wanted, completion<one> done) override { done(wanted); }
  void find_default(const tenant_id&, completion<one> done) override { done(nothing()); }
  void use(const tenant_id&, const uuid&, completion<leadstream::done> done) override { done(nothing()); }
  void remove(const tenant_id&, const uuid&, std::uint64_t, completion<leadstream::done> done) override {
    done(nothing());
  }

private:
  static error nothing() { return {error_code::not_found, "no such profile", {}}; }
};

} // namespace

TEST_CASE("a score profile that says nothing, or nothing clear, is refused with the member at fault") {
  forgetful_profiles profiles;
  serve::server_options options;
  options.profiles = &profiles;
  served s(options);
  const std::vector<std::pair<json, std::string>> cases{
      {{{"name", 5}}, "name"},
      {{{"technologies", "WordPress"}}, "technologies"},
      {{{"technology", {"WordPress"}}}, "technology"},
      {{{"industries", {""}}}, "industries"},
      {{{"company_sizes", {"11-50", "11-50"}}}, "company_sizes"},
      {{{"weights", {{"contact_completeness", 2}}}}, "weights.contact_completeness"},
      {{{"points", {{"email", 2}}}}, "points.email"},
      {{{"points",
         {{"email_found", 0}, {"phone_found", 0}, {"decision_maker_contact", 0}, {"multiple_contacts", 0}}}},
       "points"},
  };
  for (const auto& [members, field] : cases) {
    json body{{"name", "Shops"}};
    body.update(members);
    INFO(body.dump());
    const auto r = s.post("/api/v1/score-profiles", body.dump());
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == field);
  }
  CHECK(s.post("/api/v1/score-profiles", R"({"name":"Shops","points":{"email_found":0},"industries":null})")
            .status == 201);
}
