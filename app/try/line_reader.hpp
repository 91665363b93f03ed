#pragma once
#include <cstddef>
#include <string>

namespace leadstream::app {

/// Reads lines from a file descriptor and knows whether the next read would wait. Not thread-safe.
class line_reader {
public:
  /// Lines longer than `longest` bytes come out cut to longest + 1 bytes.
  line_reader(int descriptor, std::size_t longest) : descriptor_(descriptor), longest_(longest) {}

  /// The next line without its line feed; false at the end of the input.
  bool next(std::string& line);

  /// Whether next() answers at once: buffered bytes, readable input or its end.
  bool ready() const;

private:
  bool fill();

  int descriptor_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t position_ = 0;
};

} // namespace leadstream::app
