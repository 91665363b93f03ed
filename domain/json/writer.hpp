#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream::json {

/// Appends `text` as a JSON string with its quotes. Control characters are escaped; invalid UTF-8 becomes
/// U+FFFD.
void append_string(std::string& out, std::string_view text);

/// Appends JSON to a string that the caller owns: no tree, no allocation of its own. Commas are set by it.
/// The caller keeps the nesting right; nothing is checked.
class writer {
public:
  explicit writer(std::string& out) : out_(out) {}

  writer& begin_object() { return open('{'); }
  writer& end_object() { return close('}'); }
  writer& begin_array() { return open('['); }
  writer& end_array() { return close(']'); }

  writer& key(std::string_view name);
  writer& value(std::string_view text);
  writer& value(const char* text) { return value(std::string_view(text)); }
  writer& value(const std::string& text) { return value(std::string_view(text)); }
  writer& value(bool flag);
  writer& value(std::int64_t number);
  writer& value(std::uint64_t number);
  writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  writer& value(unsigned number) { return value(static_cast<std::uint64_t>(number)); }
  writer& value(double number); ///< shortest form that reads back the same; NaN and infinity become null
  writer& null();
  writer& raw(std::string_view json); ///< JSON that was encoded before

  /// key and value in one call.
  template <class T>
  writer& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }
  /// A string, or null when it is empty.
  writer& member_or_null(std::string_view name, std::string_view text);

private:
  writer& open(char bracket);
  writer& close(char bracket);
  void separate();

  std::string& out_;
  bool need_comma_ = false;
};

} // namespace leadstream::json
