#include "domain/access/scope.hpp"

#include "domain/model/names.hpp"

#include <algorithm>

namespace leadstream::access {
namespace {

constexpr name_table<scope, scope_count> table{{{{scope::leads_read, "leads:read"},
                                                 {scope::leads_write, "leads:write"},
                                                 {scope::jobs_read, "jobs:read"},
                                                 {scope::jobs_write, "jobs:write"},
                                                 {scope::exports_read, "exports:read"},
                                                 {scope::sources_read, "sources:read"},
                                                 {scope::sources_write, "sources:write"},
                                                 {scope::webhooks_read, "webhooks:read"},
                                                 {scope::webhooks_write, "webhooks:write"},
                                                 {scope::metrics_read, "metrics:read"},
                                                 {scope::admin, "admin"}}}};

std::string all_names() {
  std::string names;
  for (const auto& [what, name] : table.entries) {
    names.append(names.empty() ? "" : ", ").append(name);
  }
  return names;
}

} // namespace

const char* to_string(scope what) {
  return table.name(what);
}

bool scope_set::includes(const scope_set& others) const {
  for (const auto& [what, name] : table.entries) {
    if ((others.bits_ & bit(what)) != 0 && !has(what)) {
      return false;
    }
  }
  return true;
}

scope_set scope_set::common(const scope_set& others) const {
  scope_set both;
  for (const auto& [what, name] : table.entries) {
    if (has(what) && others.has(what)) {
      both.add(what);
    }
  }
  return both;
}

std::vector<std::string> scope_set::names() const {
  std::vector<std::string> all;
  for (const auto& [what, name] : table.entries) {
    if ((bits_ & bit(what)) != 0) {
      all.emplace_back(name);
    }
  }
  return all;
}

result<scope_set> parse_scopes(const std::vector<std::string>& names) {
  scope_set scopes;
  for (const std::string& name : names) {
    const auto known = table.parse(name);
    if (!known) {
      return error{error_code::invalid_argument, "\"" + name + "\" is no scope; there are " + all_names(),
                   "scopes"};
    }
    scopes.add(*known);
  }
  return scopes;
}

std::string joined(const scope_set& scopes) {
  std::string text;
  for (const std::string& name : scopes.names()) {
    text += (text.empty() ? "" : " ") + name;
  }
  return text;
}

scope_set split_scopes(std::string_view text) {
  scope_set scopes;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (const auto known = table.parse(text.substr(0, end))) {
      scopes.add(*known);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

} // namespace leadstream::access
