#include "domain/sources/description.hpp"

#include <array>

namespace leadstream::sources {
namespace {

constexpr std::array kind_names{"places", "overpass", "recipe", "website", "linkedin", "job_board", "news"};
constexpr std::array priority_names{"high", "medium", "low"};

template <class Enum, class Names>
std::optional<Enum> parse(std::string_view text, const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text == names[i]) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<kind> parse_kind(std::string_view text) {
  return parse<kind>(text, kind_names);
}

const char* to_string(kind what) {
  return kind_names[static_cast<std::size_t>(what)];
}

std::optional<priority> parse_priority(std::string_view text) {
  return parse<priority>(text, priority_names);
}

const char* to_string(priority how) {
  return priority_names[static_cast<std::size_t>(how)];
}

} // namespace leadstream::sources
