#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::app {

/// `text` without what a terminal would obey: control characters become spaces. Bytes that are no UTF-8 stay.
std::string printable(std::string_view text);

/// How many columns a terminal uses for UTF-8 text, wide characters counted as one.
std::size_t columns(std::string_view text);

/// `text` cut to at most `width` columns, with an ellipsis where something was cut.
std::string fitted(std::string_view text, std::size_t width);

/// Whether output to that file is for eyes: a terminal, and neither NO_COLOR nor TERM=dumb forbids more than
/// text.
bool is_terminal(int file);
bool may_color(int file);

/// `text` in a colour of the terminal ("31" is red), or as it is when colours are off.
std::string colored(std::string_view text, const char* code, bool on);

/// Rows as aligned columns with a header; the last column is not padded.
class table {
public:
  explicit table(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  /// Cells wider than `widest` columns are cut.
  std::string text(std::size_t widest = default_width()) const;

  /// Fits a screen when standard output is a terminal, and keeps everything otherwise.
  static std::size_t default_width();

private:
  std::vector<std::vector<std::string>> rows_;
};

/// One line on standard error that changes while something goes on; plain lines, each once, when standard
/// error is no terminal.
class progress_line {
public:
  explicit progress_line(bool quiet);
  ~progress_line();
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;

  void show(const std::string& text);
  /// Prints a line on standard output and keeps the progress line below it.
  void print(const std::string& line);
  /// Removes the live line, before other output.
  void clear();

private:
  bool quiet_;
  bool live_;
  std::string shown_;
};

} // namespace leadstream::app
