#pragma once
#include "domain/model/result.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::access {

/// What a credential may do. A route asks for one of them.
enum class scope : std::uint8_t {
  leads_read,
  leads_write,
  jobs_read,
  jobs_write,
  exports_read,
  sources_read,
  sources_write,
  webhooks_read,
  webhooks_write,
  metrics_read,
  admin ///< everything, users, keys and the audit log too
};
inline constexpr std::size_t scope_count = 11;

/// What a request uses up of its tenant's quotas.
enum class budget : std::uint8_t { none, job, export_ };

/// The name that keys and tokens carry, "leads:read".
const char* to_string(scope what);

/// Several scopes. `admin` includes all others; a write does not include the read.
class scope_set {
public:
  constexpr scope_set() = default;
  constexpr scope_set(std::initializer_list<scope> all) {
    for (const scope one : all) {
      add(one);
    }
  }

  constexpr void add(scope one) { bits_ |= bit(one); }
  constexpr bool has(scope one) const { return (bits_ & (bit(one) | bit(scope::admin))) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  /// Whether every one of `others` is allowed here too.
  bool includes(const scope_set& others) const;
  /// Those that are in both.
  scope_set common(const scope_set& others) const;
  std::vector<std::string> names() const;

  bool operator==(const scope_set&) const = default;

private:
  static constexpr std::uint32_t bit(scope one) { return 1U << static_cast<unsigned>(one); }
  std::uint32_t bits_ = 0;
};

/// Reads names of scopes. Unknown ones are invalid_argument, with all that there are in the message.
result<scope_set> parse_scopes(const std::vector<std::string>& names);

/// The names between blanks, as the database keeps them.
std::string joined(const scope_set& scopes);
scope_set split_scopes(std::string_view text);

} // namespace leadstream::access
