#include "domain/enrich/classify.hpp"

#include <catch2/catch.hpp>

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <fstream>

using namespace leadstream::enrich;

namespace {

bool kept_aside(const std::string& phrase) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(phrase.data()), phrase.size(), digest.data());
  return digest[0] < 51;
}

} // namespace

TEST_CASE("phrases of the NAICS index that were kept aside fall into their sectors") {
  std::ifstream file("../shared/data/industry/naics2007_index.csv");
  if (!file) {
    WARN("no ../shared/data: skipped");
    return;
  }
  std::size_t all = 0;
  std::size_t answered = 0;
  std::size_t right = 0;
  for (std::string line; std::getline(file, line);) {
    std::string phrase = line.substr(std::min<std::size_t>(7, line.size()));
    phrase.erase(std::remove_if(phrase.begin(), phrase.end(), [](char c) { return c == '"' || c == '\r'; }),
                 phrase.end());
    if (line.find(',') != 6 || !kept_aside(phrase)) {
      continue;
    }
    const classification told = classify(phrase);
    ++all;
    answered += told.answer ? 1 : 0;
    right += told.answer && told.answer->naics.substr(0, 2) == line.substr(0, 2) ? 1 : 0;
  }
  const double coverage = static_cast<double>(answered) / static_cast<double>(all);
  const double accuracy = static_cast<double>(right) / static_cast<double>(answered);
  WARN("NAICS, " << all << " phrases kept aside: answered " << coverage << ", right of these " << accuracy);
  CHECK(coverage >= 0.60);
  CHECK(accuracy >= 0.80);
}

TEST_CASE("a company's own words name its industry in several languages") {
  const std::array<std::pair<const char*, const char*>, 8> cases{{
      {"Our dental clinic offers implants, orthodontics and gentle dentistry for the whole family.",
       "dentist"},
      {"Unsere Zahnarztpraxis in Vaduz: Zahnarzt, Prophylaxe und Implantate.", "dentist"},
      {"Boulangerie artisanale: pain au levain et pâtisserie maison.", "bakery"},
      {"Hotel im Zentrum mit 40 Zimmern, Frühstück und Wellness.", "hotel"},
      {"Abogado en Madrid: derecho civil y penal. Su abogado de confianza.", "lawyer"},
      {"Idraulico pronto intervento: idraulico a Milano per perdite e caldaie.", "plumber"},
      {"Law firm advising on litigation and contracts. Our attorney team.", "lawyer"},
      {"Coiffeur Salon für Damen und Herren, Friseur ohne Termin.", "hairdresser"},
  }};
  for (const auto& [text, wanted] : cases) {
    const classification told = classify(text);
    CAPTURE(text, told.confidence, told.alternatives.empty() ? "" : told.alternatives.front().industry);
    REQUIRE(told.answer.has_value());
    CHECK(told.answer->industry == wanted);
    CHECK(told.answer->naics.size() == 6);
  }
}

TEST_CASE("what tells nothing is not answered, but guessed at") {
  for (const char* text :
       {"Welcome to our website", "Contact us today for more information", "Wir freuen uns auf Sie"}) {
    const classification told = classify(text);
    CAPTURE(text, told.confidence);
    CHECK_FALSE(told.answer.has_value());
    CHECK(told.alternatives.size() == 3);
  }
  CHECK(classify("").alternatives.empty());
}
