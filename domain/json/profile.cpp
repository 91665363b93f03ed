#include "domain/json/profile.hpp"

#include "domain/dedup/similarity.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>
#include <vector>

namespace leadstream::json {
namespace {

using nlohmann::json;

constexpr std::size_t most_texts = 200;
constexpr std::size_t longest_text = 200;

error wrong(const std::string& where, const std::string& why) {
  return {error_code::invalid_argument, "\"" + where + "\" " + why, where};
}

/// Says which of the names a mistyped one most likely meant.
template <std::size_t N, class Name>
error none_of(const std::string& name, const std::string& key, Name name_of) {
  std::size_t nearest = 0;
  for (std::size_t at = 1; at < N; ++at) {
    if (dedup::edit_distance(name, name_of(at)) < dedup::edit_distance(name, name_of(nearest))) {
      nearest = at;
    }
  }
  return wrong(key + "." + name,
               "is none of the " + key + "; did you mean \"" + std::string(name_of(nearest)) + "\"?");
}

/// Fills numbers that an object names.
template <class Number, std::size_t N, class Name>
result<done> read_numbers(const json& from, const char* key, std::array<Number, N>& into, double most,
                          Name name_of) {
  const auto object = from.find(key);
  if (object == from.end() || object->is_null()) {
    return done{};
  }
  if (!object->is_object()) {
    return wrong(key, "must be an object");
  }
  for (const auto& [name, number] : object->items()) {
    std::size_t at = 0;
    while (at < N && name != name_of(at)) {
      ++at;
    }
    if (at == N) {
      return none_of<N>(name, key, name_of);
    }
    const double value = number.is_number() ? number.template get<double>() : -1;
    if (value < 0 || value > most || static_cast<double>(static_cast<Number>(value)) != value) {
      return wrong(key + ("." + name), std::string("must be a ") +
                                           (std::is_integral_v<Number> ? "whole " : "") +
                                           "number from 0 to " + std::to_string(static_cast<int>(most)));
    }
    into[at] = number.template get<Number>();
  }
  return done{};
}

/// The strings at one of the keys: one or a list of them.
result<done> read_texts(const json& from, std::initializer_list<const char*> keys,
                        std::vector<std::string>& into) {
  for (const char* key : keys) {
    const auto found = from.find(key);
    if (found == from.end() || found->is_null()) {
      continue;
    }
    const auto list = found->is_array() ? *found : json::array({*found});
    for (const auto& entry : list) {
      const bool fits = entry.is_string() && entry.get_ref<const std::string&>().size() <= longest_text;
      if (!fits || into.size() == most_texts) {
        return wrong(key, "must be a list of at most 200 texts of at most 200 bytes");
      }
      if (auto text = entry.get<std::string>(); !text.empty()) {
        into.push_back(std::move(text));
      }
    }
  }
  return done{};
}

result<done> read_sizes(const json& from, std::vector<size_category>& into) {
  std::vector<std::string> texts;
  auto read = read_texts(from, {"company_sizes", "company_size", "sizes", "size", "target_size"}, texts);
  for (const std::string& text : texts) {
    const auto size = parse_size_category(text);
    if (!size) {
      return wrong("company_sizes", "must be of 1-10, 11-50, 51-200, 201-1000, 1000+");
    }
    into.push_back(*size);
  }
  return read;
}

result<done> check_weights(const score::profile& read) {
  double sum = 0;
  for (const double weight : read.weights) {
    sum += weight;
  }
  return std::abs(sum - 1) < 1e-6 ? result<done>(done{})
                                  : wrong("weights", "of the four categories must sum to 1; give all four");
}

result<done> refuse_unknown(const json& from) {
  static const std::vector<std::string> known{"weights",  "points",       "company_sizes", "company_size",
                                              "sizes",    "size",         "target_size",   "industries",
                                              "industry", "technologies", "technology"};
  if (!from.is_object()) {
    return wrong("profile", "must be an object");
  }
  for (const auto& [key, value] : from.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return wrong(key, "is no member of a profile; it has weights, points, company_sizes, industries and "
                        "technologies");
    }
  }
  return done{};
}

template <class Values, class Text>
void append_texts(writer& w, std::string_view name, const Values& values, Text text) {
  w.key(name).begin_array();
  for (const auto& value : values) {
    w.value(text(value));
  }
  w.end_array();
}

} // namespace

void append(std::string& out, const score::profile& values) {
  writer w(out);
  w.begin_object().key("weights").begin_object();
  for (std::size_t i = 0; i < score::category_count; ++i) {
    w.member(to_string(static_cast<score::category>(i)), values.weights[i]);
  }
  w.end_object().key("points").begin_object();
  for (std::size_t i = 0; i < score::criterion_count; ++i) {
    w.member(to_string(static_cast<score::criterion>(i)), values.points[i]);
  }
  w.end_object();
  append_texts(w, "company_sizes", values.sizes, [](size_category size) { return to_string(size); });
  append_texts(w, "industries", values.industries, [](const std::string& text) { return text; });
  append_texts(w, "technologies", values.technologies, [](const std::string& text) { return text; });
  w.end_object();
}

result<score::profile> read_profile(const json& from) {
  score::profile read;
  auto fits = refuse_unknown(from);
  const auto then = [&](auto step) {
    if (fits) {
      fits = step();
    }
  };
  then([&] {
    return read_numbers(from, "weights", read.weights, 1,
                        [](std::size_t i) { return score::to_string(static_cast<score::category>(i)); });
  });
  then([&] {
    return read_numbers(from, "points", read.points, 1'000,
                        [](std::size_t i) { return score::to_string(static_cast<score::criterion>(i)); });
  });
  then([&] { return read_sizes(from, read.sizes); });
  then([&] { return check_weights(read); });
  then([&] { return read_texts(from, {"industries", "industry"}, read.industries); });
  then([&] { return read_texts(from, {"technologies", "technology"}, read.technologies); });
  return fits ? result<score::profile>(std::move(read)) : fits.problem();
}

result<score::profile> read_profile(std::string_view text) {
  const auto parsed = read(text);
  return parsed ? read_profile(*parsed) : parsed.problem();
}

} // namespace leadstream::json
