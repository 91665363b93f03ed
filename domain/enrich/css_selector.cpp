#include "domain/enrich/css_selector.hpp"

#include "domain/enrich/css_parser.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::enrich {
namespace {

using extraction::document;
using extraction::node;

bool holds(std::string_view actual, const attribute_condition& wanted) {
  const std::string folded = wanted.ignore_case ? lower(actual) : std::string();
  const std::string folded_target = wanted.ignore_case ? lower(wanted.value) : std::string();
  const std::string_view target = wanted.ignore_case ? folded_target : wanted.value;
  const std::string_view text = wanted.ignore_case ? std::string_view(folded) : actual;
  switch (wanted.how) {
  case 0:
    return true;
  case '=':
    return text == target;
  case '^':
    return !target.empty() && text.starts_with(target);
  case '$':
    return !target.empty() && text.ends_with(target);
  case '*':
    return !target.empty() && text.find(target) != std::string_view::npos;
  case '|':
    return text == target ||
           (text.starts_with(target) && text.size() > target.size() && text[target.size()] == '-');
  default:
    break;
  }
  for (std::size_t at = text.find(target); at != std::string_view::npos; at = text.find(target, at + 1)) {
    const std::size_t end = at + target.size();
    const bool begins = at == 0 || blanks.find(text[at - 1]) != std::string_view::npos;
    const bool ends = end == text.size() || blanks.find(text[end]) != std::string_view::npos;
    if (begins && ends && !target.empty()) {
      return true;
    }
  }
  return false;
}

/// The place of an element among its siblings, from 1; 0 when it is beyond those that are counted.
int place_of(const document& page, std::uint32_t element, const position_condition& how) {
  const std::uint32_t parent = page.nodes[element].parent;
  const std::uint32_t from = how.from_end ? page.nodes[element].end : parent + 1;
  const std::uint32_t until = how.from_end ? page.nodes[parent].end : element;
  int place = 1;
  int looked_at = 0;
  for (std::uint32_t i = from; i < until; i = page.nodes[i].end) {
    if (++looked_at > 2 * most_siblings || place > most_siblings) {
      return 0;
    }
    const node& sibling = page.nodes[i];
    place += sibling.is_text() || (how.of_type && sibling.name != page.nodes[element].name) ? 0 : 1;
  }
  return place;
}

bool stands(const document& page, std::uint32_t element, const position_condition& how) {
  const int place = element == 0 ? 0 : place_of(page, element, how);
  const int beyond = place - how.offset;
  return place > 0 && (how.step == 0 ? beyond == 0 : beyond % how.step == 0 && beyond / how.step >= 0);
}

const extraction::attribute* find_attribute(const document& page, std::uint32_t element,
                                            std::string_view name) {
  const auto begin = page.attributes.begin() + page.nodes[element].first_attribute;
  const auto end = begin + page.nodes[element].attributes;
  const auto found = std::find_if(begin, end, [name](const auto& each) { return each.name == name; });
  return found == end ? nullptr : &*found;
}

bool fits(const document& page, std::uint32_t element, const compound_selector& wanted) {
  if (page.nodes[element].is_text() || (!wanted.tag.empty() && page.nodes[element].name != wanted.tag)) {
    return false;
  }
  return std::all_of(wanted.attributes.begin(), wanted.attributes.end(),
                     [&](const attribute_condition& each) {
                       const auto* actual = find_attribute(page, element, each.name);
                       return actual != nullptr && holds(actual->value, each);
                     }) &&
         std::none_of(wanted.excluded.begin(), wanted.excluded.end(),
                      [&](const compound_selector& each) { return fits(page, element, each); }) &&
         std::all_of(wanted.positions.begin(), wanted.positions.end(),
                     [&](const position_condition& each) { return stands(page, element, each); });
}

/// The element before this one under the same parent; 0 when there is none.
std::uint32_t previous_sibling(const document& page, std::uint32_t element) {
  std::uint32_t last = 0;
  const std::uint32_t parent = page.nodes[element].parent;
  for (std::uint32_t next = parent + 1; next < element; next = page.nodes[next].end) {
    last = page.nodes[next].is_text() ? last : next;
  }
  return last;
}

constexpr int most_steps = 2'000; ///< of one match, so that hostile nesting cannot cost more

bool fits_before(const document& page, std::uint32_t element, const std::vector<compound_selector>& parts,
                 std::size_t index, int& steps) {
  if (index == 0) {
    return true;
  }
  const char combinator = parts[index].combinator;
  const bool sideways = combinator == '+' || combinator == '~';
  const bool repeats = combinator == ' ' || combinator == '~';
  while (element != 0 && --steps > 0) {
    element = sideways ? previous_sibling(page, element) : page.nodes[element].parent;
    const bool here = (element != 0 || !sideways) && fits(page, element, parts[index - 1]);
    if (here && fits_before(page, element, parts, index - 1, steps)) {
      return true;
    }
    if (!repeats) {
      return false;
    }
  }
  return false;
}

/// The elements of an index under a key; none when there is no such key.
const std::vector<std::uint32_t>& under(const page_index::elements& index, std::string_view key) {
  static const std::vector<std::uint32_t> none;
  const auto found = index.find(key);
  return found == index.end() ? none : found->second;
}

const std::vector<std::uint32_t>& with_attribute(const attribute_condition& wanted, const page_index& index) {
  if (wanted.name == "class" && wanted.how == '~' && !wanted.ignore_case) {
    return under(index.classes, wanted.value);
  }
  return wanted.name == "id" && wanted.how == '=' && !wanted.ignore_case
             ? under(index.ids, wanted.value)
             : under(index.attribute_names, wanted.name);
}

/// The fewest elements among which all that fit are; null: they may be any.
const std::vector<std::uint32_t>* candidates(const compound_selector& wanted, const page_index& index) {
  const std::vector<std::uint32_t>* fewest = wanted.tag.empty() ? nullptr : &under(index.tags, wanted.tag);
  for (const attribute_condition& each : wanted.attributes) {
    const auto& some = with_attribute(each, index);
    fewest = fewest == nullptr || some.size() < fewest->size() ? &some : fewest;
  }
  return fewest;
}

void note(page_index::elements& index, std::string_view key, std::uint32_t element) {
  auto& elements = index[key];
  if (elements.empty() || elements.back() != element) {
    elements.push_back(element);
  }
}

void note_words(page_index::elements& index, std::string_view text, std::uint32_t element) {
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
    if (end > begin) {
      note(index, text.substr(begin, end - begin), element);
    }
    text.remove_prefix(end);
  }
}

void note_attributes(page_index& index, const document& page, std::uint32_t element) {
  const node& at = page.nodes[element];
  for (std::uint32_t i = at.first_attribute; i < at.first_attribute + at.attributes; ++i) {
    const extraction::attribute& each = page.attributes[i];
    note(index.attribute_names, each.name, element);
    if (each.name == "class") {
      note_words(index.classes, each.value, element);
    } else if (each.name == "id") {
      note(index.ids, each.value, element);
    }
  }
}

} // namespace

page_index index_of(const document& page) {
  page_index index;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    if (!page.nodes[i].is_text()) {
      note(index.tags, page.nodes[i].name, i);
      note_attributes(index, page, i);
    }
  }
  return index;
}

std::optional<css_selector> css_selector::parse(std::string_view text) {
  auto all = parse_selectors(text);
  if (!all) {
    return std::nullopt;
  }
  css_selector made;
  made.alternatives_ = std::move(*all);
  return made;
}

std::vector<std::uint32_t> css_selector::find(const document& page, const page_index& index,
                                              std::size_t most) const {
  std::vector<std::uint32_t> found;
  for (const auto& parts : alternatives_) {
    const std::size_t before = found.size();
    const auto look = [&](std::uint32_t element) {
      int steps = most_steps;
      if (found.size() - before < most && fits(page, element, parts.back()) &&
          fits_before(page, element, parts, parts.size() - 1, steps)) {
        found.push_back(element);
      }
    };
    if (const auto* some = candidates(parts.back(), index)) {
      std::for_each(some->begin(), some->end(), look);
      continue;
    }
    for (std::uint32_t element = 0; element < page.nodes.size(); ++element) {
      look(element);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  found.resize(std::min(found.size(), most));
  return found;
}

} // namespace leadstream::enrich
