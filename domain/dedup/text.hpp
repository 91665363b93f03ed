#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text as comparisons need it: notation gone, words left.
namespace leadstream::dedup {

/// Letters and digits in lower case, without diacritics, other scripts written in Latin letters, words parted
/// by one space. '&' and '+' become "and"; apostrophes vanish ("Joe's" -> "joes"), as do the dots of
/// "S.p.A.". Invalid UTF-8 parts words. Linear; at most 1,024 bytes of the text are read.
std::string fold_text(std::string_view text);

/// The same, appended to a text that holds other things before.
void append_folded(std::string& to, std::string_view text);

/// The words of folded text, as views into it.
std::vector<std::string_view> split_words(std::string_view folded);
void split_words(std::string_view folded, std::vector<std::string_view>& words);

/// A short code that words of the same sound share, so that most typos keep it: at most four characters.
class sound_code {
public:
  void add(char letter) { letters_[size_++] = letter; }
  bool full() const { return size_ == letters_.size(); }
  std::string_view view() const { return {letters_.data(), size_}; }

private:
  std::array<char, 4> letters_{};
  std::uint8_t size_ = 0;
};
sound_code sound_of(std::string_view word);

/// The same of a whole domain, of any length: what stands behind the first dot is left as it is, as is the
/// name of a page on a platform ("platform.example/page").
std::string domain_sound(std::string_view site);

} // namespace leadstream::dedup
