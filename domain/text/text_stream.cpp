#include "domain/text/text_stream.hpp"

#include "domain/text/charset.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::extraction {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
/// A line so long is decoded before its end is seen.
constexpr std::size_t longest_line = 64U << 10U;

std::size_t last_unit(std::string_view bytes, bool big_endian) {
  const std::size_t pairs = bytes.size() / 2 * 2;
  const auto high = pairs == 0 ? 0U : static_cast<unsigned char>(bytes[pairs - (big_endian ? 2 : 1)]);
  const bool first_of_two = high >= 0xD8 && high < 0xDC;
  return first_of_two ? pairs - 2 : pairs;
}

/// Before a character that the bytes cut.
std::size_t last_character(std::string_view bytes) {
  std::size_t end = bytes.size();
  for (std::size_t back = 0; back < 3 && end > 0 && is_high(bytes[end - 1]); ++back) {
    --end;
    if (static_cast<unsigned char>(bytes[end]) >= 0xC0) {
      return end;
    }
  }
  return bytes.size();
}

/// A bad byte among good characters is damage; where most are bad it is another encoding.
std::string decode_line(std::string_view line) {
  std::string mended = make_valid_utf8(line);
  std::size_t bad = 0;
  for (auto at = mended.find("\xEF\xBF\xBD"); at != std::string::npos;
       at = mended.find("\xEF\xBF\xBD", at + 3)) {
    ++bad;
  }
  const auto high = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_high));
  if (bad * 4 < high) {
    return mended;
  }
  std::string out;
  for (const char c : line) {
    append_utf8(out, windows_1252(static_cast<unsigned char>(c)));
  }
  return out;
}

} // namespace

std::string text_stream::take(std::string_view bytes) {
  waiting_ += bytes;
  return complete(false);
}

std::string text_stream::finish() {
  return complete(true);
}

std::string text_stream::complete(bool at_end) {
  if (!begun_) {
    if (waiting_.size() < utf8_mark.size() && !at_end) {
      return {};
    }
    begun_ = true;
    if (waiting_.starts_with(utf8_mark)) {
      waiting_.erase(0, utf8_mark.size());
    } else if (waiting_.starts_with("\xFF\xFE") || waiting_.starts_with("\xFE\xFF")) {
      mark_ = waiting_.substr(0, 2);
      waiting_.erase(0, 2);
    }
  }
  return mark_.empty() ? lines(at_end) : wide(at_end);
}

std::string text_stream::wide(bool at_end) {
  const std::size_t end = at_end ? waiting_.size() : last_unit(waiting_, mark_.front() == '\xFE');
  std::string text = decode(mark_ + waiting_.substr(0, end), {}).utf8;
  waiting_.erase(0, end);
  return text;
}

std::string text_stream::lines(bool at_end) {
  const auto newline = waiting_.rfind('\n');
  std::size_t end = newline == std::string::npos ? 0 : newline + 1;
  if (at_end) {
    end = waiting_.size();
  } else if (waiting_.size() - end > longest_line) {
    end = last_character(waiting_);
  }
  std::string rest = waiting_.substr(end);
  waiting_.resize(end);
  std::string whole = std::exchange(waiting_, std::move(rest));
  if (is_valid_utf8(whole)) {
    return whole;
  }
  std::string text;
  for (std::size_t from = 0; from < whole.size();) {
    const std::size_t to = std::min(whole.find('\n', from), whole.size() - 1) + 1;
    const auto line = std::string_view(whole).substr(from, to - from);
    text += is_valid_utf8(line) ? std::string(line) : decode_line(line);
    from = to;
  }
  return text;
}

} // namespace leadstream::extraction
