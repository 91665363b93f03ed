#pragma once
#include "net/api/problem.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace leadstream::auth {

/// Reads the fields of a JSON object and gathers what is wrong with them, fields that nobody asked for
/// included.
class fields {
public:
  explicit fields(const std::string& body);

  bool has(const char* name);
  /// 1..`longest` characters without control characters; a fault when it is missing and `required`.
  std::string text(const char* name, std::size_t longest, bool required);
  std::vector<std::string> texts(const char* name);
  std::optional<std::int64_t> number(const char* name, std::int64_t least, std::int64_t most);
  std::optional<bool> flag(const char* name);

  void fault(const char* name, std::string detail) { faults_.push_back({name, std::move(detail)}); }
  /// Call it last; empty when everything is in order.
  const std::vector<api::field_error>& finish();

private:
  const nlohmann::json* take(const char* name);

  nlohmann::json object_ = nlohmann::json::object();
  std::set<std::string> known_;
  std::vector<api::field_error> faults_;
};

} // namespace leadstream::auth
