#include "app/crawl/start_list.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace leadstream;
using namespace leadstream::app;

TEST_CASE("A list of sites is read as people keep it") {
  std::istringstream file("\xEF\xBB\xBF"
                          "http://a.test/\r\n"
                          "  # mine\n"
                          "\n"
                          " \tb.test \r\n"
                          "www.c.test/start\n"
                          "http://a.test/again\n"
                          "ftp://d.test/\n"
                          "not a site\n");
  const start_list list = read_starts(file);
  std::vector<std::pair<std::string, bool>> starts;
  for (const auto& [start, guessed] : list.starts) {
    starts.emplace_back(to_string(start), guessed);
  }
  CHECK(starts == std::vector<std::pair<std::string, bool>>{{"http://a.test/", false},
                                                            {"https://b.test/", true},
                                                            {"https://www.c.test/start", true}});
  CHECK(list.refused == std::vector<std::string>{"ftp://d.test/", "not a site"});
}
