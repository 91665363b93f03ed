#include "domain/enrich/catalog.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/trim.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace leadstream::enrich {
namespace {

constexpr std::size_t longest_word = 200;

/// A plural ending and what stands for it in the singular.
struct ending {
  std::string_view plural;
  std::string_view singular;
};
constexpr std::array<ending, 8> endings{
    {{"ies", "y"}, {"s", ""}, {"es", ""}, {"en", ""}, {"n", ""}, {"e", ""}, {"i", "o"}, {"i", "e"}}};

/// The part before the separator, which is cut off with it.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = trim(text.substr(0, end), " ");
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::vector<tag> read_tags(std::string_view text) {
  std::vector<tag> tags;
  while (!text.empty()) {
    const std::string_view pair = take(text, ' ');
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos) {
      const std::string_view value = pair.substr(equals + 1);
      tags.push_back({std::string(pair.substr(0, equals)), std::string(value == "*" ? "" : value)});
    }
  }
  return tags;
}

/// A word as it is and as it may be in the singular, plain.
std::vector<std::string> forms(std::string_view word) {
  std::vector<std::string> all{plain_words(word.substr(0, longest_word))};
  const std::string plain = all.front();
  for (const ending& each : endings) {
    if (plain.size() > each.plural.size() + 2 && plain.ends_with(each.plural)) {
      all.push_back(plain.substr(0, plain.size() - each.plural.size()) + std::string(each.singular));
    }
  }
  return all;
}

/// What a shop sells: "clothes" of "clothes shop", "Kleidergeschäft" and "magasin de clothes"; empty when the
/// word says no shop. Plain in and out.
std::string goods_of(std::string_view plain) {
  constexpr std::array<std::string_view, 7> behind{" shop", " shops", " store",  " stores",
                                                   "laden", "laeden", "geschaft"};
  constexpr std::array<std::string_view, 7> ahead{"magasin de ", "magasin d ",  "magasins de ", "tienda de ",
                                                  "tiendas de ", "negozio di ", "negozi di "};
  for (const std::string_view word : behind) {
    if (plain.size() > word.size() && plain.ends_with(word)) {
      return std::string(trim(plain.substr(0, plain.size() - word.size()), " "));
    }
  }
  for (const std::string_view word : ahead) {
    if (plain.starts_with(word)) {
      return std::string(plain.substr(word.size()));
    }
  }
  return {};
}

bool is_shop(const industry& row) {
  return std::any_of(row.tags.begin(), row.tags.end(), [](const tag& each) { return each.key == "shop"; });
}

} // namespace

catalog::catalog(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = take(text, '\n');
    if (!line.empty() && line.front() != '#') {
      add_row(line);
    }
  }
}

void catalog::add_words(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = take(text, '\n');
    const industry* row = line.starts_with('#') ? nullptr : find_plain(plain_words(take(line, '|')));
    while (row != nullptr && !line.empty()) {
      add_word(take(line, ','), static_cast<std::size_t>(row - industries_.data()));
    }
  }
}

const catalog& catalog::standard() {
  static const catalog built_in = [] {
    catalog all(lexicon("industries"));
    all.add_words(lexicon("other_scripts"));
    return all;
  }();
  return built_in;
}

void catalog::add_row(std::string_view line) {
  industry row;
  row.name = take(line, '|');
  row.naics = take(line, '|');
  row.tags = read_tags(take(line, '|'));
  if (row.name.empty() || row.tags.empty()) {
    return;
  }
  for (const tag& each : row.tags) {
    values_.insert(each.value);
  }
  const std::size_t index = industries_.size();
  add_word(row.name, index);
  while (!line.empty()) {
    add_word(take(line, ','), index);
  }
  industries_.push_back(std::move(row));
}

void catalog::add_word(std::string_view word, std::size_t index) {
  const std::string plain = plain_words(word);
  if (plain.empty()) {
    return;
  }
  const auto [found, added] = words_.emplace(plain, index);
  if (!added && found->second != index) {
    ambiguous_.push_back(plain);
  }
}

const industry* catalog::find_plain(const std::string& word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? nullptr : &industries_[found->second];
}

const industry* catalog::find(std::string_view word) const {
  for (const std::string& form : forms(word)) {
    if (const industry* found = find_plain(form)) {
      return found;
    }
  }
  const std::string goods = goods_of(plain_words(word.substr(0, longest_word)));
  const industry* sells = goods.empty() ? nullptr : find(goods);
  return sells != nullptr && is_shop(*sells) ? sells : nullptr;
}

std::vector<const industry*> catalog::find_all(std::string_view words) const {
  static const RE2 conjunction(
      R"((?i)\s+(?:and|und|et|y|e|ed|i|en|och|и|і|та|και|ve|और|및)\s+|\s*[,;/&+、和と]\s*|\s+[וو])");
  if (const industry* whole = find(words)) {
    return {whole};
  }
  std::vector<const industry*> all;
  std::string rest(words.substr(0, 200));
  RE2::GlobalReplace(&rest, conjunction, "\n");
  for (std::string_view left = rest; !left.empty();) {
    const industry* one = find(take(left, '\n'));
    if (one == nullptr) {
      return {};
    }
    all.push_back(one);
  }
  return all;
}

std::string catalog::find_value(std::string_view word) const {
  for (std::string& form : forms(word)) {
    std::replace(form.begin(), form.end(), ' ', '_');
    if (values_.contains(form)) {
      return form;
    }
  }
  const std::string goods = goods_of(plain_words(word.substr(0, longest_word)));
  return goods.empty() ? goods : find_value(goods);
}

} // namespace leadstream::enrich
