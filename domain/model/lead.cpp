#include "domain/model/lead.hpp"

#include "domain/model/names.hpp"

namespace leadstream {
namespace {

constexpr name_table<size_category, 5> sizes{{{{size_category::s1_10, "1-10"},
                                               {size_category::s11_50, "11-50"},
                                               {size_category::s51_200, "51-200"},
                                               {size_category::s201_1000, "201-1000"},
                                               {size_category::s1000_plus, "1000+"}}}};

constexpr name_table<criterion_state, 3> states{
    {{{criterion_state::no, "no"}, {criterion_state::yes, "yes"}, {criterion_state::unknown, "unknown"}}}};

} // namespace

const char* to_string(size_category size) {
  return sizes.name(size);
}
std::optional<size_category> parse_size_category(std::string_view text) {
  return sizes.parse(text);
}

size_category size_of(std::uint64_t employees) {
  if (employees <= 10) {
    return size_category::s1_10;
  }
  if (employees <= 50) {
    return size_category::s11_50;
  }
  if (employees <= 200) {
    return size_category::s51_200;
  }
  return employees <= 1000 ? size_category::s201_1000 : size_category::s1000_plus;
}

const char* to_string(criterion_state state) {
  return states.name(state);
}

const char* score_category(int total) {
  if (total >= 80) {
    return "hot";
  }
  if (total >= 60) {
    return "warm";
  }
  return total >= 40 ? "cold" : "poor";
}

} // namespace leadstream
