#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::simweb::overpass {

/// What the parser throws inside; parse() turns it into query::error.
struct parse_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads the small pieces of Overpass QL: names, quoted strings, numbers, punctuation. Skips blanks and
/// comments.
class scanner {
public:
  explicit scanner(std::string_view text) : text_(text) {}

  bool at_end();
  char peek();
  bool accept(std::string_view punctuation);
  void expect(std::string_view punctuation);
  /// Letters, digits, _ and : as they come; may be empty.
  std::string word();
  /// A quoted string or a word.
  std::string value();
  double number();
  /// Everything up to the closing character that belongs to the opening one just read, which is read too.
  std::string until_closing(char opening, char closing);
  [[noreturn]] void fail(std::string_view message);

private:
  void skip_blanks();
  std::string quoted(char mark);

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace leadstream::simweb::overpass
