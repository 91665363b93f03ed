#pragma once
#include "net/api/problem.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::api {

/// A number without a fraction, 100 or 100.0, as JSON Schema's integers; nothing for all else.
std::optional<std::int64_t> whole_number(const nlohmann::json& value);

/// Reads the JSON object of a request member by member. Every fault is collected with the member's name;
/// members that nobody asked for are faults, null counts as absent.
class json_body {
public:
  /// `example` is shown to who sends something else than an object.
  json_body(std::string_view text, std::string_view example);

  /// Whether there is an object at all.
  bool is_object() const { return body_.is_object(); }
  bool has(std::string_view name);
  /// Whether the member is there and null.
  bool clears(std::string_view name);

  /// A text of `least` to `longest` characters, trimmed, without control characters (line breaks and tabs
  /// pass when `lines`); nothing when absent.
  std::optional<std::string> text(std::string_view name, std::size_t least, std::size_t longest,
                                  bool lines = false);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::int64_t> number(std::string_view name, std::int64_t low, std::int64_t high);
  std::optional<double> real(std::string_view name, double low, double high);
  /// A list of at most `most` texts of 1..`longest` characters.
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t most, std::size_t longest);
  /// The member as it is; null when absent.
  const nlohmann::json* member(std::string_view name);

  void missing(std::string_view name, std::string_view what);
  void fault(std::string_view name, std::string detail);
  /// Whether something is wrong with that member already.
  bool faulty(std::string_view name) const;
  /// What is wrong, unknown members included. Call it last.
  const std::vector<field_error>& finish();

private:
  std::optional<std::string> plain(std::string_view name, const nlohmann::json& value, std::size_t least,
                                   std::size_t longest, bool lines);

  nlohmann::json body_;
  std::vector<std::string> known_;
  std::vector<field_error> faults_;
};

} // namespace leadstream::api
