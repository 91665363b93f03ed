#include "domain/intel/rules.hpp"

#include "domain/lexicons.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

namespace leadstream::intel {
namespace {

constexpr std::string_view bar = " | ";

std::string_view take(std::string_view& line) {
  const std::size_t end = std::min(line.find(bar), line.size());
  const std::string_view part = line.substr(0, end);
  line.remove_prefix(std::min(end + bar.size(), line.size()));
  return part;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

} // namespace

void compile(text_rule& rule) {
  auto compiled = std::make_shared<const re2::RE2>(rule.expression, re2::RE2::Quiet);
  rule.compiled = compiled->ok() ? compiled : nullptr;
}

std::vector<text_rule> read_rules(std::string_view lexicon_name, bool compile) {
  std::vector<text_rule> rules;
  for (std::string_view line : lexicon_lines(lexicon_name)) {
    text_rule rule;
    if (line.find(bar) != std::string_view::npos) {
      rule.label = take(line);
    }
    if (std::string_view rest = line; is_number(take(rest)) && !rest.empty()) {
      rule.weight = std::strtod(std::string(take(line)).c_str(), nullptr);
    }
    rule.expression = line;
    if (compile) {
      intel::compile(rule);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

span find(const text_rule& rule, std::string_view text) {
  re2::StringPiece match;
  if (rule.compiled == nullptr ||
      !rule.compiled->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
    return {};
  }
  const auto begin = static_cast<std::size_t>(match.data() - text.data());
  return {begin, begin + match.size()};
}

} // namespace leadstream::intel
