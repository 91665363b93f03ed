#include "domain/extract/page/html_tree_builder.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::ptrdiff_t most_alike = 3; ///< "Noah's Ark": equal formatting elements that are kept

} // namespace

/// The adoption agency algorithm for a formatting element that holds no block; else nodes would move.
void tree_builder::adopt(const html_token& token) {
  const auto is_current = [this](const formatting_element& one) { return one.index == current().index; };
  if (current().tag == token.tag && std::none_of(formatting_.rbegin(), formatting_.rend(), is_current)) {
    pop();
    return;
  }
  const auto entry = formatting_of(token.tag);
  if (!entry) {
    end_ordinary(token);
    return;
  }
  const auto place = place_on_stack(formatting_[*entry].index);
  if (!place) {
    forget_formatting(*entry);
    return;
  }
  const auto above = open_.begin() + static_cast<std::ptrdiff_t>(*place) + 1;
  if (std::any_of(above, open_.end(), [](const auto& one) { return default_scope.has(one.tag); })) {
    return;
  }
  if (std::any_of(above, open_.end(), [](const auto& one) { return special_elements.has(one.tag); })) {
    give_up();
    return;
  }
  while (open_.size() > *place) {
    pop();
  }
  forget_formatting(*entry);
}

/// Opens again what a block closed: "<p><b>one<p>two" is bold twice.
void tree_builder::reconstruct() {
  const auto is_standing = [this](const formatting_element& one) {
    return one.tag == GUMBO_TAG_LAST || place_on_stack(one.index).has_value();
  };
  std::size_t first = formatting_.size();
  while (first > 0 && !is_standing(formatting_[first - 1])) {
    --first;
  }
  for (; first < formatting_.size(); ++first) {
    const auto index = static_cast<std::uint32_t>(out_.nodes.size());
    node again = out_.nodes[formatting_[first].index];
    again.parent = current().index;
    push(index, formatting_[first].tag, again.name);
    out_.nodes.push_back(again);
    formatting_[first].index = index;
  }
}

/// Notes the element that was just opened.
void tree_builder::push_formatting() {
  const node& added = out_.nodes[current().index];
  const auto alike = [&](const formatting_element& one) {
    return one.tag == current().tag && same_attributes(out_.nodes[one.index], added);
  };
  auto begin = formatting_.end();
  while (begin != formatting_.begin() && std::prev(begin)->tag != GUMBO_TAG_LAST) {
    --begin;
  }
  if (std::count_if(begin, formatting_.end(), alike) >= most_alike) {
    formatting_.erase(std::find_if(begin, formatting_.end(), alike));
  }
  formatting_.push_back({current().index, current().tag});
}

bool tree_builder::same_attributes(const node& a, const node& b) const {
  const auto first = out_.attributes.begin() + a.first_attribute;
  const auto others = out_.attributes.begin() + b.first_attribute;
  return a.attributes == b.attributes && std::all_of(first, first + a.attributes, [&](const attribute& one) {
           return std::any_of(others, others + b.attributes, [&](const attribute& other) {
             return one.name == other.name && one.value == other.value;
           });
         });
}

void tree_builder::clear_to_marker() {
  while (!formatting_.empty()) {
    const bool marker = formatting_.back().tag == GUMBO_TAG_LAST;
    formatting_.pop_back();
    if (marker) {
      return;
    }
  }
}

/// The last formatting element of that name behind the last marker.
std::optional<std::size_t> tree_builder::formatting_of(GumboTag tag) const {
  for (std::size_t at = formatting_.size(); at > 0 && formatting_[at - 1].tag != GUMBO_TAG_LAST; --at) {
    if (formatting_[at - 1].tag == tag) {
      return at - 1;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> tree_builder::place_on_stack(std::uint32_t index) const {
  for (std::size_t at = open_.size(); at > 0; --at) {
    if (open_[at - 1].index <= index) {
      return open_[at - 1].index == index ? std::optional(at - 1) : std::nullopt;
    }
  }
  return std::nullopt;
}

} // namespace leadstream::extraction
