#include "domain/dedup/similarity.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <random>
#include <string>
#include <vector>

using namespace leadstream::dedup;

namespace {

std::size_t plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text(std::uniform_int_distribution<std::size_t>(0, most)(random), ' ');
  for (char& c : text) {
    c = static_cast<char>(std::uniform_int_distribution<int>('a', 'd')(random));
  }
  return text;
}

} // namespace

TEST_CASE(
    "the edit distance equals that of the plain algorithm, on short texts and on those of several words") {
  std::mt19937 random(7);
  for (const std::size_t most : {5U, 20U, 63U, 70U, 130U, 256U}) {
    for (int i = 0; i < 400; ++i) {
      const std::string a = random_text(random, most);
      const std::string b = random_text(random, most);
      INFO(a << " | " << b);
      REQUIRE(edit_distance(a, b) == plain_distance(a, b));
    }
  }
}

TEST_CASE("well-known distances") {
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("same", "same") == 0);
  CHECK(edit_similarity("", "") == 1.0);
  CHECK(edit_similarity("abcd", "abce") == Approx(0.75));
}

TEST_CASE("Jaro-Winkler gives the values of the literature") {
  CHECK(jaro_winkler("martha", "marhta") == Approx(0.9611).margin(1e-4));
  CHECK(jaro_winkler("dwayne", "duane") == Approx(0.84).margin(1e-4));
  CHECK(jaro_winkler("dixon", "dicksonx") == Approx(0.8133).margin(1e-4));
  CHECK(jaro_winkler("abc", "xyz") == 0.0);
  CHECK(jaro_winkler("", "") == 1.0);
}
