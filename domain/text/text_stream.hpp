#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// A file's text in UTF-8, read piece by piece in flat memory: UTF-16 by its byte order mark, lines that are
/// no UTF-8 as windows-1252.
class text_stream {
public:
  /// The text that is complete with these bytes.
  std::string take(std::string_view bytes);
  /// What is left at the end of the file.
  std::string finish();

private:
  std::string complete(bool at_end);
  std::string wide(bool at_end);
  std::string lines(bool at_end);

  std::string waiting_; ///< bytes that are not decoded yet
  std::string mark_;    ///< the byte order mark of UTF-16
  bool begun_ = false;  ///< the mark was looked for
};

} // namespace leadstream::extraction
