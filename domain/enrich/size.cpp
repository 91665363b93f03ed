#include "domain/enrich/size.hpp"

#include "domain/enrich/employee_count.hpp"

#include <re2/re2.h>

#include <charconv>
#include <cstdint>
#include <string>

namespace leadstream::enrich {
namespace {

/// A count as plain_counts() writes it, with words around but no other digits, signs or units.
const re2::RE2& count() {
  static const re2::RE2 expression(
      R"((?i)^(?:\D*[^\d.,'/+−-])?(\d+)(?:-(\d+)|\s?(\+|plus\b))?\+?(?:[.,]?$|[^\w.,'/%]\D*$))");
  return expression;
}

} // namespace

std::optional<size_category> size_of_text(std::string_view text) {
  std::string from;
  std::string to;
  std::string open_end;
  re2::RE2::PartialMatch(plain_counts(text), count(), &from, &to, &open_end);
  const std::string stated = count_text(from, !open_end.empty(), to);
  if (stated.empty()) {
    return std::nullopt;
  }
  const std::string& upper = to.empty() ? from : to;
  std::uint64_t employees = 0;
  std::from_chars(upper.data(), upper.data() + upper.size(), employees);
  return size_of(employees + (open_end.empty() ? 0 : 1));
}

} // namespace leadstream::enrich
