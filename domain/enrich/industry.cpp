#include "domain/enrich/industry.hpp"

#include "domain/enrich/catalog.hpp"
#include "domain/model/lead.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <re2/re2.h>

namespace leadstream::enrich {
namespace {

/// The keys that say what a business is, most telling first.
constexpr std::array<const char*, 9> business_keys{
    "shop", "craft", "office", "healthcare", "amenity", "tourism", "leisure", "industrial", "club"};
constexpr std::array<std::string_view, 5> nothing_told{"yes", "no", "vacant", "company", "other"};

using tag_list = std::vector<std::pair<std::string, std::string>>;

/// Whether one of the values of "a;b" is the wanted one; no wanted one: any but "no" and "vacant".
bool has_value(std::string_view values, std::string_view wanted) {
  if (wanted.empty()) {
    return values != "no" && values != "vacant";
  }
  while (!values.empty()) {
    const std::size_t end = std::min(values.find(';'), values.size());
    std::string_view one = values.substr(0, end);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one == wanted) {
      return true;
    }
    values.remove_prefix(std::min(end + 1, values.size()));
  }
  return false;
}

const tag* matching(const industry& row, const tag_list& tags) {
  for (const tag& wanted : row.tags) {
    for (const auto& [key, value] : tags) {
      if (key == wanted.key && has_value(value, wanted.value)) {
        return &wanted;
      }
    }
  }
  return nullptr;
}

fact told_by(std::string word, std::string_view key, std::string_view value) {
  return {field::industry, std::move(word), "osm_tag", 1.0, std::string(key) + "=" + std::string(value)};
}

std::string_view value_of(const tag_list& tags, std::string_view key) {
  const auto found =
      std::find_if(tags.begin(), tags.end(), [&](const auto& pair) { return pair.first == key; });
  return found == tags.end() ? std::string_view() : std::string_view(found->second);
}

/// The word that an unlisted tag says itself: shop=hearing_aids is "hearing aids".
std::string own_word(std::string_view value) {
  std::string word(value.substr(0, std::min(value.find(';'), longest_industry)));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

bool tells_something(std::string_view value) {
  return !value.empty() && std::find(nothing_told.begin(), nothing_told.end(), value) == nothing_told.end();
}

bool is_group(const industry& row) {
  return std::any_of(row.tags.begin(), row.tags.end(), [](const tag& each) { return each.value.empty(); });
}

bool contains(const industry& group, const industry& member) {
  return std::any_of(member.tags.begin(), member.tags.end(), [&](const tag& each) {
    return std::any_of(group.tags.begin(), group.tags.end(), [&](const tag& wide) {
      return wide == each || (wide.value.empty() && wide.key == each.key);
    });
  });
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += std::string_view(".*+?()[]{}|^$\\").find(c) != std::string_view::npos ? std::string("\\") + c
                                                                                 : std::string(1, c);
  }
  return out;
}

/// Names with the text as whole words, in the regular expressions of POSIX.
osm_filter in_names(std::string_view text) {
  return {"name", "(^|[^[:alpha:]])" + escaped(text) + "([^[:alpha:]]|$)", true};
}

/// As OpenStreetMap writes values: lower case, words joined by '_'.
std::string as_value(std::string_view wanted) {
  std::string value = catalog::standard().find_value(wanted);
  if (value.empty()) {
    value = plain_words(wanted);
    std::replace(value.begin(), value.end(), ' ', '_');
  }
  return value;
}

/// Whether a word is the value of one of the industry's tags: "car" of shop=car.
bool is_tag_value(std::string_view word, const industry& row) {
  const std::string value = catalog::standard().find_value(word);
  return !value.empty() &&
         std::any_of(row.tags.begin(), row.tags.end(), [&](const tag& each) { return each.value == value; });
}

void add_once(std::vector<osm_filter>& filters, osm_filter one) {
  if (std::find(filters.begin(), filters.end(), one) == filters.end()) {
    filters.push_back(std::move(one));
  }
}

/// A tag as the map writes it: "amenity=restaurant", "shop=*".
std::optional<tag> as_tag(std::string_view wanted) {
  static const re2::RE2 pattern(R"(\s*([a-z_]+(?::[a-z_]+)*)\s*=\s*([^\s=,;]+)\s*)");
  tag told;
  if (!re2::RE2::FullMatch(re2::StringPiece(wanted.data(), wanted.size()), pattern, &told.key, &told.value)) {
    return std::nullopt;
  }
  told.value = told.value == "*" ? "" : told.value;
  return told;
}

} // namespace

std::vector<osm_filter> osm_filters(std::string_view wanted) {
  if (const auto told = as_tag(wanted)) {
    return {{told->key, told->value, false}};
  }
  std::vector<osm_filter> filters;
  for (const industry* known : catalog::standard().find_all(wanted)) {
    for (const tag& each : known->tags) {
      add_once(filters, {each.key, each.value, false});
    }
  }
  if (!filters.empty()) {
    return filters;
  }
  const std::string value = as_value(wanted);
  if (value.empty()) {
    return {in_names(wanted)};
  }
  for (const char* key : business_keys) {
    filters.push_back({key, value, false});
  }
  for (const industry& row : catalog::standard().industries()) {
    for (const tag& each : row.tags) {
      if (each.value == value) {
        add_once(filters, {each.key, value, false});
      }
    }
  }
  return filters;
}

std::vector<osm_filter> osm_name_filters(std::string_view wanted) {
  const catalog& known = catalog::standard();
  if (as_tag(wanted) || plain_words(wanted).empty() || !known.find_all(wanted).empty() ||
      !known.find_value(wanted).empty()) {
    return {};
  }
  return {in_names(wanted)};
}

fact industry_of_tags(const tag_list& tags) {
  for (const industry& row : catalog::standard().industries()) {
    const tag* told = is_group(row) ? nullptr : matching(row, tags);
    if (told != nullptr) {
      return told_by(row.name, told->key, told->value);
    }
  }
  for (const char* key : business_keys) {
    if (const std::string_view value = value_of(tags, key); tells_something(value)) {
      return told_by(own_word(value), key, value);
    }
  }
  for (const industry& row : catalog::standard().industries()) {
    if (const tag* told = matching(row, tags)) {
      return told_by(row.name, told->key, value_of(tags, told->key));
    }
  }
  return {field::industry, {}, "osm_tag", 0.0, {}};
}

std::string canonical_industry(std::string_view word) {
  const industry* known = catalog::standard().find(word);
  return known == nullptr ? std::string() : known->name;
}

std::string naics_of(std::string_view word) {
  const industry* known = catalog::standard().find(word);
  return known == nullptr ? std::string() : known->naics;
}

std::string industry_of_naics(std::string_view code) {
  for (std::size_t length = std::min<std::size_t>(code.size(), 6); length >= 4; --length) {
    for (const industry& row : catalog::standard().industries()) {
      if (row.naics.compare(0, length, code.substr(0, length)) == 0) {
        return row.name;
      }
    }
  }
  return {};
}

bool same_industry(std::string_view wanted, std::string_view actual) {
  const auto asked = catalog::standard().find_all(wanted);
  const industry* found = catalog::standard().find(actual);
  if (const auto told = as_tag(wanted); told && found != nullptr) {
    return contains({{}, {}, {*told}}, *found);
  }
  if (!asked.empty() && found != nullptr) {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const industry* each) { return each == found || contains(*each, *found); });
  }
  if (asked.empty() && found != nullptr && is_tag_value(wanted, *found)) {
    return true;
  }
  return !wanted.empty() && plain_words(wanted) == plain_words(actual);
}

} // namespace leadstream::enrich
