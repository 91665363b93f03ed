#include "storage/options.hpp"
#include "storage/sql/lead_filter.hpp"
#include "storage/sql/rows.hpp"
#include "storage/sqlite/open_file.hpp"
#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::storage;

namespace {

struct shape {
  const char* name;
  lead_query query;
  bool sorts = false; ///< so few leads fit that they are sorted
};

template <class Change>
shape with(const char* name, Change change, bool sorts = false) {
  shape made{name, {}, sorts};
  change(made.query);
  return made;
}

/// Every filter and order that the API has, and those that are asked together.
std::vector<shape> shapes() {
  const facet wordpress{facets::technology, "wordpress"};
  const facet email{facets::has, "email"};
  return {
      with("all", [](auto&) {}),
      with("score", [](auto& q) { q.score_min = 40, q.score_max = 80; }),
      with("industry", [](auto& q) { q.industry = "dentist"; }),
      with("location", [](auto& q) { q.location = "vaduz"; }),
      with("industry and location", [](auto& q) { q.industry = "dentist", q.location = "vaduz"; }),
      with("text", [](auto& q) { q.text = "muster"; }),
      with("text and location", [](auto& q) { q.text = "muster", q.location = "vaduz"; }),
      with("text, last seen", [](auto& q) { q.text = "muster", q.order = lead_order::updated; }),
      with(
          "facet", [&](auto& q) { q.having = {wordpress}; }, true),
      with(
          "two facets",
          [&](auto& q) {
            q.having = {wordpress, email};
          },
          true),
      with(
          "facet, industry and score",
          [&](auto& q) { q.having = {email}, q.industry = "dentist", q.score_min = 60; }, true),
      with(
          "facet and location", [&](auto& q) { q.having = {email}, q.location = "vaduz"; }, true),
      with(
          "facet and text", [&](auto& q) { q.having = {email}, q.text = "muster"; }, true),
      with("no such facet", [&](auto& q) { q.lacking = {wordpress}; }),
      with("owner", [](auto& q) { q.owner = "ada"; }),
      with(
          "job", [](auto& q) { q.job = uuid{{1}}; }, true),
      with("created since", [](auto& q) { q.created_since = wall_time{}; }),
      with("newest", [](auto& q) { q.order = lead_order::created; }),
      with("newest since", [](auto& q) { q.order = lead_order::created, q.created_since = wall_time{}; }),
      with("last seen", [](auto& q) { q.order = lead_order::updated; }),
      with("last seen of a score", [](auto& q) { q.order = lead_order::updated, q.score_min = 70; }),
      with("last seen in an industry", [](auto& q) { q.order = lead_order::updated, q.industry = "bank"; }),
      with("by name", [](auto& q) { q.order = lead_order::name, q.ascending = true; }),
      with("next page",
           [](auto& q) {
             q.after = lead_position{50, {}, {}, "n", uuid{{1}}};
           }),
  };
}

std::string plan_of(sql::connection& db, const std::string& sql, const sql::lead_filter& filter) {
  sql::statement plan = sql::prepare_shape(db, "EXPLAIN QUERY PLAN " + sql);
  filter.bind(plan);
  std::string all;
  while (plan.step()) {
    plan.skip();
    plan.skip();
    plan.skip();
    all += plan.text() + "\n";
  }
  return all;
}

} // namespace

TEST_CASE("every list of leads is read by an index, in its order") {
  scratch place;
  std::filesystem::create_directories(place.path);
  const auto file = sqlite::file_of(place.options);
  const auto writing = sqlite::open_writing(file, place.options);
  const auto db = sqlite::open_reading(file);

  for (const shape& s : shapes()) {
    const sql::lead_filter filter(*db, default_tenant(), s.query, sql::lead_filter::purpose::first_in_order);
    const std::string rows = sql::lead_reader(s.query.fields).columns();
    const std::string plan = plan_of(*db,
                                     "SELECT " + rows + filter.from_where() +
                                         sql::order_of(s.query, sql::lead_filter::purpose::first_in_order),
                                     filter);
    INFO(s.name << ":\n" << plan);
    CHECK(plan.find("SCAN c") == std::string::npos);
    CHECK(plan.find("SCAN companies") == std::string::npos);
    CHECK(plan.find("SCAN f") == std::string::npos);
    CHECK((plan.find("TEMP B-TREE FOR ORDER BY") != std::string::npos) <= s.sorts);

    const sql::lead_filter counted(*db, default_tenant(), s.query, sql::lead_filter::purpose::count);
    const std::string count = plan_of(*db, "SELECT count(*)" + counted.from_where(), counted);
    INFO("count:\n" << count);
    CHECK(count.find("SCAN c") == std::string::npos);
    CHECK((plan + count).find("lead_texts_1 (tenant_id=?)") == std::string::npos);
  }
}

TEST_CASE("the columns that exports show by default come from the index of their order alone") {
  scratch place;
  std::filesystem::create_directories(place.path);
  const auto file = sqlite::file_of(place.options);
  const auto writing = sqlite::open_writing(file, place.options);
  const auto db = sqlite::open_reading(file);
  lead_query query;
  query.industry = "dentist";
  lead_fields chosen = lead_fields::none();
  for (const lead_field field :
       {lead_field::company_name, lead_field::email, lead_field::phone, lead_field::lead_score}) {
    chosen.add(field);
  }

  const sql::lead_filter filter(*db, default_tenant(), query, sql::lead_filter::purpose::first_in_order);
  const std::string plan = plan_of(*db,
                                   "SELECT " + sql::lead_reader(chosen).columns() + filter.from_where() +
                                       sql::order_of(query, sql::lead_filter::purpose::first_in_order),
                                   filter);

  CHECK(plan.find("USING COVERING INDEX companies_by_score") != std::string::npos);
}
