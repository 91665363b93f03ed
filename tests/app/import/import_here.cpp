#include "app/import/import_here.hpp"

#include "tests/support/fake_service.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>

using namespace leadstream;
using namespace leadstream::app;

namespace {

constexpr std::uint64_t count = 3'000;

import_report import_rows(service& inside, std::uint64_t most_leads) {
  import_settings options;
  options.file = "build/rows_of_an_import.csv";
  {
    std::ofstream file(options.file);
    file << "name,website\n";
    for (std::uint64_t i = 0; i < count; ++i) {
      file << "Company " << i << ",https://c" << i << ".example\n";
    }
  }
  import_request wanted = request_of(options).value();
  wanted.most_leads = most_leads;
  import_file from(options.file);
  auto told = import_here(&inside, wanted, from, [](const import_report&) {});
  std::remove(options.file.c_str());
  return std::move(told).value();
}

} // namespace

TEST_CASE("an import stores no more leads than its tenant may have, and says why of the rest") {
  test::fake_service inside;
  inside.rows.resize(5);
  const std::uint64_t room = GENERATE(0U, 1U, 700U);
  const import_report told = import_rows(inside, 5 + room);
  CHECK(told.rows == count);
  CHECK(told.stored == room);
  CHECK(told.new_leads == room);
  CHECK(inside.imported == room);
  CHECK(told.refused == count - room);
  REQUIRE(told.refusals.size() == count - room);
  CHECK(told.refusals[0].line == room + 2);
  CHECK(told.refusals[0].reason.find("limits.leads") != std::string::npos);
}

TEST_CASE("an import of a tenant without a quota, or within it, is stored whole") {
  test::fake_service inside;
  inside.rows.resize(5);
  const std::uint64_t most = GENERATE(0U, 5U + count);
  CHECK(import_rows(inside, most).stored == count);
}
