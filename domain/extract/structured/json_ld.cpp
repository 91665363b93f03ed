#include "domain/extract/structured/structured.hpp"

#include "domain/json/read.hpp"
#include "domain/text/strings.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::extraction {
namespace {

void add_values(std::vector<nlohmann::json>& out, nlohmann::json&& value) {
  if (value.is_object()) {
    out.push_back(std::move(value));
    return;
  }
  for (auto& entry : value) {
    if (entry.is_object()) { // templates leave null and false between them
      out.push_back(std::move(entry));
    }
  }
}

/// Objects after each other are what some templates make of a list.
result<nlohmann::json> read_mended(const std::string& mended) {
  auto value = json::read_lenient(mended);
  if (!value && mended.starts_with('{')) {
    auto list = json::read_lenient('[' + mended + ']');
    return list ? list : value;
  }
  return value;
}

} // namespace

std::vector<nlohmann::json> read_json_ld(std::string_view script, std::string& problem) {
  std::vector<nlohmann::json> out;
  const std::string_view text = trim(script);
  if (text.empty()) {
    return out;
  }
  auto value = json::read_lenient(text);
  if (!value) {
    value = read_mended(std::string(trim(mend_json(text))));
  }
  if (!value) {
    problem = value.problem().message;
    return out;
  }
  add_values(out, std::move(*value));
  return out;
}

const char* to_string(markup_form form) {
  switch (form) {
  case markup_form::json_ld:
    return "json_ld";
  case markup_form::microdata:
    return "microdata";
  case markup_form::rdfa:
    return "rdfa";
  case markup_form::hcard:
    break;
  }
  return "hcard";
}

structured_data read_structured(const context& page) {
  structured_data out;
  for (const std::string_view script : page.page.json_ld) {
    std::string problem;
    for (auto& value : read_json_ld(script, problem)) {
      out.json_ld.push_back(std::move(value));
    }
    if (!problem.empty()) {
      out.warnings.push_back("json_ld_malformed: " + problem);
    }
  }
  out.microdata = read_microdata(page);
  out.rdfa = read_rdfa(page);
  out.hcards = read_hcards(page);
  return out;
}

} // namespace leadstream::extraction
