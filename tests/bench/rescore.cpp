#include "domain/score/basis.hpp"
#include "storage/maintenance.hpp"
#include "storage/open.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/sqlite/open_file.hpp"
#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <ctime>

/// What it costs of a processor to score a store's leads again; LEADSTREAM_BENCH_LEADS says how many.
using namespace leadstream;
using namespace leadstream::storage;

namespace {

constexpr std::array<const char*, 6> industries{"dentist", "restaurant", "hotel", "bank", "bakery", "shop"};
constexpr std::array<const char*, 6> technologies{"WordPress", "jQuery", "nginx", "Shopify", "PHP", "React"};

uuid id_number(std::uint64_t number) {
  return hash_uuid(std::to_string(number));
}

/// What is known of a company: every criterion yes, no or unknown, as often as not.
score::basis basis_number(std::uint64_t number) {
  const uuid id = id_number(number);
  const std::string name = "company" + std::to_string(number);
  score::basis of;
  for (std::size_t i = 0; i < score::criterion_count; ++i) {
    of.judged[i].state = static_cast<criterion_state>(id.bytes[i] % 3);
    if (of.judged[i].state == criterion_state::yes) {
      of.judged[i].evidence = {"info@" + name + ".example", "https://www." + name + ".example/contact"};
    }
  }
  of.size = static_cast<size_category>(number % 5);
  of.industry = industries[number % industries.size()];
  for (std::size_t i = 0; i < number % 5; ++i) {
    of.technologies.emplace_back(technologies[(number + i) % technologies.size()]);
  }
  of.searched_industry = of.industry;
  return of;
}

void insert(sql::connection& db, std::uint64_t number, score::scorer& by) {
  const score::basis known = basis_number(number);
  const score_breakdown told = by.score(known);
  const uuid id = id_number(number);
  const std::string name = "Company " + std::to_string(number);
  const auto created = static_cast<std::int64_t>(1'700'000'000'000 + number * 1'000);
  db.run(
      "INSERT INTO companies (tenant_id, id, name, industry, website, city, country, lead_score, created_at, "
      "updated_at, primary_email, primary_phone, industry_text, location_text) "
      "VALUES ('default', ?1, ?2, ?3, ?4, 'Vaduz', 'LI', ?5, ?6, ?6, ?7, '+4232345678', ?3, 'vaduz li')",
      id, name, known.industry, "https://www.company" + std::to_string(number) + ".example/", told.total,
      created, "info@company" + std::to_string(number) + ".example");
  db.run("INSERT INTO lead_details (tenant_id, company_id) VALUES ('default', ?)", id);
  db.run("INSERT INTO score_breakdowns (tenant_id, company_id, total, rules_version, basis) "
         "VALUES ('default', ?, ?, ?, ?)",
         id, told.total, told.rules_version, by.keep(known));
}

void fill(const storage_options& options, std::uint64_t leads) {
  REQUIRE(migrate_schema(options).ok());
  const auto db = sqlite::open_writing(sqlite::file_of(options), options);
  score::scorer by(options.scoring);
  constexpr std::uint64_t in_a_commit = 20'000;
  for (std::uint64_t first = 0; first < leads; first += in_a_commit) {
    sql::write_transaction part(*db);
    for (std::uint64_t number = first; number < std::min(leads, first + in_a_commit); ++number) {
      insert(*db, number, by);
    }
    part.commit();
  }
}

void score_again(const char* what, storage_options options, const score::profile& by) {
  options.scoring = by;
  const std::clock_t start = std::clock();
  const auto done = rescore_leads(options);
  const double spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  INFO((done ? std::string() : done.problem().message));
  REQUIRE(done.ok());
  std::printf("%-28s %8llu leads %8llu changed   %5.1f us of a processor each\n", what,
              static_cast<unsigned long long>(done->leads), static_cast<unsigned long long>(done->changed),
              spent * 1e6 / static_cast<double>(done->leads));
  std::fflush(stdout);
}

} // namespace

TEST_CASE("what scoring again costs") {
  const char* wanted = std::getenv("LEADSTREAM_BENCH_LEADS");
  const scratch s;
  fill(s.options, wanted == nullptr ? 100'000 : std::stoull(wanted));
  score_again("as they were stored", s.options, {});
  score_again("the same profile", s.options, {});
  score::profile other;
  other.weights = {0.4, 0.3, 0.2, 0.1};
  score_again("other weights", s.options, other);
  other.industries = {"hotel", "restaurant"};
  other.technologies = {"WordPress"};
  score_again("other weights and ideals", s.options, other);
  other.points[0] = 25;
  score_again("other points", s.options, other);
}
