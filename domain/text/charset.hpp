#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Text of a page and how its bytes were read.
struct decoded_text {
  std::string utf8;    ///< always valid UTF-8, without byte order mark and NUL
  std::string charset; ///< name of the Encoding Standard in lower case
  std::string
      warning; ///< "charset_mismatch" when what was declared cannot be true, "invalid_bytes"; else empty
};

/// What a byte of windows-1252 stands for.
char32_t windows_1252(unsigned char byte);

/// Decodes by byte order mark, Content-Type, meta, and else by detection. A declaration that the bytes
/// contradict loses against what they are.
decoded_text decode(std::string_view bytes, std::string_view content_type);

} // namespace leadstream::extraction
