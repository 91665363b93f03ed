#include "domain/law/without_points.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::law;

TEST_CASE("what is stored as JSON forgets points, and stays JSON") {
  struct row {
    const char* before;
    const char* after;
  };
  const std::vector<point> gone{{47.1, 9.5}, {-0.5, 12}};
  const row table[] = {
      {R"({"city":"Vaduz","latitude":47.1,"longitude":9.5})", R"({"city":"Vaduz"})"},
      {R"({"latitude":47.1,"longitude":9.5,"method":"api"})", R"({"method":"api"})"},
      {R"({"latitude":47.1,"longitude":9.5})", R"({})"},
      {R"([{"a":1,"latitude":-0.5,"longitude":12,"b":2},{"a":1,"latitude":47.1,"longitude":9.5}])",
       R"([{"a":1,"b":2},{"a":1}])"},
      {R"({"body":"{\"city\":\"Vaduz\",\"latitude\":47.1,\"longitude\":9.5}"})",
       R"({"body":"{\"city\":\"Vaduz\"}"})"},
      {R"({"city":"Vaduz","latitude":47.2,"longitude":9.5})",
       R"({"city":"Vaduz","latitude":47.2,"longitude":9.5})"},
      {R"({"city":"Vaduz","latitude":47.1,"longitude":12})",
       R"({"city":"Vaduz","latitude":47.1,"longitude":12})"},
      {R"({"name":"Muster","lat":"47.1","lng":"9.5"})", R"({"name":"Muster","lat":"","lng":""})"},
      {R"({"name":"47.1 Grad","rating":47.1})", R"({"name":"47.1 Grad","rating":47.1})"},
      {R"(latitude)", R"(latitude)"},
      {R"("latitude":47.1,)", R"("latitude":47.1,)"},
      {R"("latitude":47.1,"longitude)", R"("latitude":47.1,"longitude)"},
      {"", ""},
  };
  for (const row& r : table) {
    INFO(r.before);
    CHECK(without_points(r.before, gone) == r.after);
  }
}
