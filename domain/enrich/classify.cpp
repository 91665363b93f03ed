#include "domain/enrich/classify.hpp"

#include "domain/enrich/catalog.hpp"
#include "domain/enrich/industry_model.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace leadstream::enrich {
namespace {

constexpr double sure = 0.7;
constexpr double word_weight = 5.0; ///< of the catalog's words beside the model
constexpr double title_weight = 2;  ///< of a word in the title, beside one in the text
constexpr std::size_t longest_text = 20'000;
constexpr std::size_t most_words_of_name = 3;
constexpr std::size_t most_alternatives = 3;

struct sector {
  const char* code;
  const char* name;
};
constexpr std::array<sector, 24> sectors{{{"11", "agriculture, forestry, fishing and hunting"},
                                          {"21", "mining, quarrying, oil and gas"},
                                          {"22", "utilities"},
                                          {"23", "construction"},
                                          {"31", "manufacturing of food and textiles"},
                                          {"32", "manufacturing of wood, paper and chemicals"},
                                          {"33", "manufacturing of metal, machinery and goods"},
                                          {"42", "wholesale trade"},
                                          {"44", "retail trade"},
                                          {"45", "retail trade of general goods"},
                                          {"48", "transportation"},
                                          {"49", "couriers and warehousing"},
                                          {"51", "information"},
                                          {"52", "finance and insurance"},
                                          {"53", "real estate, rental and leasing"},
                                          {"54", "professional and technical services"},
                                          {"55", "management of companies"},
                                          {"56", "administrative and support services"},
                                          {"61", "educational services"},
                                          {"62", "health care and social assistance"},
                                          {"71", "arts, entertainment and recreation"},
                                          {"72", "accommodation and food services"},
                                          {"81", "other services"},
                                          {"92", "public administration"}}};

/// Industries whose names stand in any company's text.
bool is_everyday(const industry& row) {
  constexpr std::array<std::string_view, 12> names{"company",     "association", "club",      "research",
                                                   "parking",     "post office", "it",        "factory",
                                                   "marketplace", "training",    "warehouse", "studio"};
  const bool group =
      std::any_of(row.tags.begin(), row.tags.end(), [](const tag& each) { return each.value.empty(); });
  return group || std::find(names.begin(), names.end(), row.name) != names.end();
}

using hits = std::map<const industry*, double>;

/// Counts the catalog's words in a text, the longest name first.
void count_words(std::string_view text, double weight, hits& into) {
  const std::string plain = plain_words(text.substr(0, longest_text));
  const std::vector<std::string_view> words = split_words(plain);
  for (std::size_t i = 0; i < words.size();) {
    std::size_t length = std::min(most_words_of_name, words.size() - i);
    const industry* found = nullptr;
    for (; length > 0 && found == nullptr; length -= found == nullptr ? 1 : 0) {
      const auto begin = static_cast<std::size_t>(words[i].data() - plain.data());
      const std::string_view last = words[i + length - 1];
      const auto end = static_cast<std::size_t>(last.data() - plain.data()) + last.size();
      found = end - begin > 3 ? catalog::standard().find(std::string_view(plain).substr(begin, end - begin))
                              : nullptr;
    }
    if (found != nullptr && !is_everyday(*found)) {
      into[found] += weight;
    }
    i += std::max<std::size_t>(length, 1);
  }
}

/// The most named industry of a sector; null when none is named.
const industry* named_in(const hits& found, std::string_view code) {
  const industry* best = nullptr;
  double most = 0;
  for (const auto& [row, count] : found) {
    if (row->naics.starts_with(code) &&
        (count > most || (count == most && best != nullptr && row->name < best->name))) {
      best = row;
      most = count;
    }
  }
  return best;
}

/// The model's probabilities, pulled towards the sectors that words name.
std::vector<double> weigh(std::vector<double> likely, const std::vector<std::string>& codes,
                          const hits& found) {
  double sum = 0;
  for (std::size_t i = 0; i < likely.size(); ++i) {
    double count = 0;
    for (const auto& [row, times] : found) {
      count += row->naics.starts_with(codes[i]) ? times : 0;
    }
    likely[i] *= std::pow(1 + count, word_weight);
    sum += likely[i];
  }
  for (double& each : likely) {
    each /= sum;
  }
  return likely;
}

std::vector<industry_guess> ranked(std::string_view text, std::string_view title) {
  hits found;
  count_words(title, title_weight, found);
  count_words(text, 1, found);
  const industry_model& model = industry_model::standard();
  const auto features = text_features(std::string(title) + " " + std::string(text));
  if (features.empty()) {
    return {};
  }
  const auto likely = weigh(model.probabilities(features), model.sectors(), found);
  std::vector<industry_guess> guesses;
  for (std::size_t i = 0; i < likely.size(); ++i) {
    const std::string& code = model.sectors()[i];
    const industry* named = named_in(found, code);
    guesses.push_back(named == nullptr ? industry_guess{std::string(sector_name(code)), code, likely[i]}
                                       : industry_guess{named->name, named->naics, likely[i]});
  }
  std::stable_sort(guesses.begin(), guesses.end(),
                   [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  return guesses;
}

} // namespace

std::string_view sector_name(std::string_view code) {
  const auto found =
      std::find_if(sectors.begin(), sectors.end(), [&](const sector& each) { return code == each.code; });
  return found == sectors.end() ? std::string_view() : found->name;
}

classification classify(std::string_view text, std::string_view title) {
  std::vector<industry_guess> guesses = ranked(text, title);
  classification told;
  if (guesses.empty()) {
    return told;
  }
  told.confidence = guesses.front().confidence;
  if (told.confidence > sure) {
    told.answer = guesses.front();
    guesses.erase(guesses.begin());
  }
  guesses.resize(std::min(guesses.size(), most_alternatives));
  told.alternatives = std::move(guesses);
  return told;
}

} // namespace leadstream::enrich
