#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace leadstream {

/// What went wrong, as far as a caller must tell cases apart. The text says the rest.
enum class error_code : std::uint8_t {
  invalid_argument, ///< the caller's value is at fault: `field` names it
  not_found,        ///< no such thing in this tenant
  conflict,         ///< the state of the thing forbids it
  unavailable,      ///< try again later: storage down, source open-circuited, shutting down
  timed_out,        ///< a deadline passed
  cancelled,        ///< the caller or a shutdown ended it
  refused,          ///< a rule forbids it: robots.txt, the address guard, a block page
  too_large,        ///< a documented limit was exceeded
  malformed,        ///< foreign bytes that do not parse
  internal          ///< our fault
};

/// The stable snake_case name of a code, as logs and the API print it.
const char* to_string(error_code code);

/// An error as a value. `message` says what was wrong, where, and what to do about it.
struct error {
  error_code code = error_code::internal;
  std::string message;
  std::string field; ///< the field or setting at fault, empty when none is
};

/// A value or an error. Like std::expected of C++23, with only what is used here.
template <class T>
class [[nodiscard]] result {
public:
  result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  result(error problem) : state_(std::in_place_index<1>, std::move(problem)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Only when ok(). Throws std::bad_variant_access otherwise.
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Only when not ok().
  const error& problem() const { return std::get<1>(state_); }

private:
  std::variant<T, error> state_;
};

/// The value of operations that give none.
struct done {};

} // namespace leadstream
