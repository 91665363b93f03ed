#include "app/try/json_input.hpp"
#include "app/try/lead_input.hpp"

#include <cmath>

namespace leadstream::app {
namespace {

using nlohmann::json;

error wrong(const std::string& where, const std::string& why) {
  return {error_code::invalid_argument, "\"" + where + "\" " + why, where};
}

/// Fills numbers that an object names.
template <class Number, std::size_t N, class Name>
result<done> read_numbers(const json& from, const char* key, std::array<Number, N>& into, double most,
                          Name name_of) {
  const auto object = from.find(key);
  if (object == from.end()) {
    return done{};
  }
  std::vector<std::string> known;
  for (std::size_t i = 0; i < N; ++i) {
    known.emplace_back(name_of(i));
  }
  if (auto fits = refuse_unknown(*object, known, key); !fits) {
    return fits;
  }
  for (std::size_t i = 0; i < N; ++i) {
    const auto number = object->find(known[i]);
    if (number == object->end()) {
      continue;
    }
    if (!number->is_number() || number->template get<double>() < 0 || number->template get<double>() > most) {
      return wrong(known[i], "must be a number from 0 to " + std::to_string(static_cast<int>(most)));
    }
    into[i] = number->template get<Number>();
  }
  return done{};
}

result<done> read_sizes(const json& from, std::vector<size_category>& into) {
  for (const char* key : {"company_sizes", "company_size", "sizes", "size", "target_size"}) {
    for (const std::string& text : texts_at(from, key)) {
      const auto size = parse_size_category(text);
      if (!size) {
        return wrong(key, "must be of 1-10, 11-50, 51-200, 201-1000, 1000+");
      }
      into.push_back(*size);
    }
  }
  return done{};
}

result<done> check_weights(const score::profile& read) {
  double sum = 0;
  for (const double weight : read.weights) {
    sum += weight;
  }
  return std::abs(sum - 1) < 1e-6 ? result<done>(done{})
                                  : wrong("weights", "of the four categories must sum to 1; give all four");
}

} // namespace

result<score::profile> read_profile(const json& from) {
  score::profile read;
  auto fits = refuse_unknown(from,
                             {"weights", "points", "company_sizes", "company_size", "sizes", "size",
                              "target_size", "industries", "industry", "technologies", "technology"},
                             "profile");
  if (fits) {
    fits = read_numbers(from, "weights", read.weights, 1,
                        [](std::size_t i) { return score::to_string(static_cast<score::category>(i)); });
  }
  if (fits) {
    fits = read_numbers(from, "points", read.points, 1'000,
                        [](std::size_t i) { return score::to_string(static_cast<score::criterion>(i)); });
  }
  if (fits) {
    fits = read_sizes(from, read.sizes);
  }
  if (fits) {
    fits = check_weights(read);
  }
  for (const char* key : {"industries", "industry"}) {
    const auto texts = texts_at(from, key);
    read.industries.insert(read.industries.end(), texts.begin(), texts.end());
  }
  for (const char* key : {"technologies", "technology"}) {
    const auto texts = texts_at(from, key);
    read.technologies.insert(read.technologies.end(), texts.begin(), texts.end());
  }
  return fits ? result<score::profile>(std::move(read)) : fits.problem();
}

} // namespace leadstream::app
