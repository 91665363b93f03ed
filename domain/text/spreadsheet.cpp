#include "domain/text/spreadsheet.hpp"

#include <algorithm>
#include <array>

namespace leadstream {
namespace {

constexpr std::array<std::string_view, 4> wide_formula_starts{"＝", "＋", "－", "＠"};

bool starts_formula(std::string_view text) {
  const char c = text.front();
  return c == '=' || c == '+' || c == '-' || c == '@' ||
         std::any_of(wide_formula_starts.begin(), wide_formula_starts.end(),
                     [&](std::string_view wide) { return text.starts_with(wide); });
}

} // namespace

/// Spreadsheets that split at another separator or strip quotes and blanks must not find a formula behind
/// them.
bool looks_like_formula(std::string_view text) {
  const auto byte = [](char c) { return static_cast<unsigned char>(c); };
  if (text.empty() || (byte(text.front()) >= '0' && byte(text.front()) < 0x7F && text.front() != '=' &&
                       text.front() != '@' && text.front() != ';')) {
    return false;
  }
  if (byte(text.front()) < 0x20) {
    return true;
  }
  const auto first = text.find_first_not_of(" \"';,");
  return first != std::string_view::npos && starts_formula(text.substr(first));
}

std::string_view without_formula_guard(std::string_view cell) {
  return cell.starts_with('\'') && looks_like_formula(cell.substr(1)) ? cell.substr(1) : cell;
}

} // namespace leadstream
