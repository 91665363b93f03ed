#include "storage/migration.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::storage;

TEST_CASE("every new step says whether the version before goes on beside it") {
  constexpr int first_that_says = 73;
  for (const auto dialect : {sql::dialect::sqlite, sql::dialect::postgres}) {
    for (const migration& step : migrations_of(dialect)) {
      INFO(step.number << " " << step.name);
      CHECK((step.number < first_that_says || step.name.ends_with("_compatible") ||
             step.name.ends_with("_breaking")));
    }
  }
}
