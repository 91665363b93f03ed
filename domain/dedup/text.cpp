#include "domain/dedup/text.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

namespace leadstream::dedup {
namespace {

constexpr std::size_t longest_read = 1024;

// U+00C0..U+017F without diacritics, a word of Latin letters each.
constexpr std::array<std::string_view, 192> latin{
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", " ", "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", " ", "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s"};

/// Each ASCII letter and digit in lower case; 0 for all else.
constexpr std::array<char, 256> plain_letters = [] {
  std::array<char, 256> all{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) {
    all[c] = static_cast<char>(c);
    all[c - 32U] = static_cast<char>(c);
  }
  for (unsigned char c = '0'; c <= '9'; ++c) {
    all[c] = static_cast<char>(c);
  }
  return all;
}();

char plain_letter(char c) {
  return plain_letters[static_cast<unsigned char>(c)];
}
bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC;
}
bool is_mark(UChar32 c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}
bool parts_words(UChar32 c) {
  return c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || c > 0x1F000;
}

/// Writes words into a place that is large enough for them: a space only between them.
class word_writer {
public:
  explicit word_writer(char* out) : begin_(out), end_(out) {}

  void letter(char c) {
    if (pending_space_ && end_ > begin_) {
      *end_++ = ' ';
    }
    pending_space_ = false;
    *end_++ = c;
  }
  void letters(std::string_view text) {
    if (text == " ") {
      return part();
    }
    std::for_each(text.begin(), text.end(), [this](char c) { letter(c); });
  }
  void part() { pending_space_ = true; }
  /// A dot joins single letters ("s.p.a") and parts everything else.
  void dot() {
    const auto size = end_ - begin_;
    const bool single = !pending_space_ && size > 0 &&
                        (size == 1 || end_[-2] == ' ' || (joined_at_ == size - 1 && joined_at_ > 0));
    if (single) {
      joined_at_ = size;
    } else {
      part();
    }
  }
  std::string_view words() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }

private:
  char* begin_;
  char* end_;
  bool pending_space_ = false;
  std::ptrdiff_t joined_at_ = 0; ///< where the letter after a joining dot stands
};

void put_sign(word_writer& out, char c) {
  if (c == '&' || c == '+') {
    out.part();
    out.letters("and");
    out.part();
  } else if (c == '.') {
    out.dot();
  } else {
    out.part();
  }
}

constexpr UChar32 no_character = -1;

/// The code point at `at`, which moves behind it; no_character for a byte that begins no valid sequence.
UChar32 next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(at++);
  if (lead < 0x80) {
    return static_cast<UChar32>(lead);
  }
  const std::size_t more = lead >= 0xF0 ? 3 : (lead >= 0xE0 ? 2 : 1);
  if (lead < 0xC2 || lead > 0xF4) {
    return no_character;
  }
  unsigned code = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      return no_character;
    }
    code = code << 6U | (byte(at + i) & 0x3FU);
  }
  at += more;
  return static_cast<UChar32>(code);
}

/// False when a character of another script stands in the text; it parts words.
bool fold_latin(std::string_view text, std::string& folded) {
  constexpr std::size_t most_of_a_byte = 4; // "&" is " and"
  thread_local std::string room;
  room.resize(std::max(room.size(), text.size() * most_of_a_byte));
  word_writer out(room.data());
  bool all_latin = true;
  for (std::size_t at = 0; at < text.size();) {
    if (const char plain = plain_letter(text[at]); plain != 0) {
      out.letter(plain);
      ++at;
      continue;
    }
    const UChar32 c = next_character(text, at);
    if (is_apostrophe(c) || is_mark(c)) {
      continue;
    }
    if (c >= 0 && c < 0x80) {
      put_sign(out, static_cast<char>(c));
    } else if (c >= 0xC0 && c < 0x180) {
      out.letters(latin[static_cast<std::size_t>(c - 0xC0)]);
    } else {
      all_latin = all_latin && (c < 0 || parts_words(c));
      out.part();
    }
  }
  folded += out.words();
  return all_latin;
}

std::string to_latin(std::string_view text) {
  thread_local const std::unique_ptr<icu::Transliterator> convert = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  if (convert) {
    convert->transliterate(wide);
  }
  std::string latin_text;
  wide.toUTF8String(latin_text);
  return latin_text;
}

/// Letters that sound alike become one; vowels (but a first one) and h vanish.
constexpr std::array<char, 256> sounds = [] {
  std::array<char, 256> all{};
  for (std::size_t c = 0; c < all.size(); ++c) {
    all[c] = static_cast<char>(c);
  }
  constexpr std::string_view letters = "aeiouyhjcqzwdb";
  constexpr std::string_view become{"\0\0\0\0\0\0\0\0kksvtp", letters.size()};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    all[static_cast<unsigned char>(letters[i])] = become[i];
  }
  return all;
}();

} // namespace

void append_folded(std::string& to, std::string_view text) {
  text = text.substr(0, longest_read);
  const std::size_t before = to.size();
  if (!fold_latin(text, to)) {
    to.resize(before);
    fold_latin(to_latin(text), to);
  }
}

std::string fold_text(std::string_view text) {
  std::string folded;
  folded.reserve(std::min(text.size(), longest_read));
  append_folded(folded, text);
  return folded;
}

std::vector<std::string_view> split_words(std::string_view folded) {
  constexpr std::size_t usual_count = 8;
  std::vector<std::string_view> words;
  words.reserve(usual_count);
  split_words(folded, words);
  return words;
}

void split_words(std::string_view folded, std::vector<std::string_view>& words) {
  words.clear();
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) {
      words.push_back(folded.substr(0, end));
    }
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

sound_code sound_of(std::string_view word) {
  sound_code code;
  char last = '\0';
  for (std::size_t i = 0; i < word.size() && !code.full(); ++i) {
    char next = sounds[static_cast<unsigned char>(word[i])];
    if (next == '\0' && i == 0) {
      next = 'a';
    }
    if (next != '\0' && next != last) {
      code.add(next);
    }
    last = next;
  }
  return code;
}

std::string domain_sound(std::string_view site) {
  if (site.find('/') != std::string_view::npos) {
    return std::string(site);
  }
  const std::size_t dot = std::min(site.find('.'), site.size());
  std::string sound;
  char last = '\0';
  for (const char letter : site.substr(0, dot)) {
    const char next = letter == '-' ? '\0' : sounds[static_cast<unsigned char>(letter)];
    if (next != '\0' && next != last) {
      sound += next;
    }
    last = next;
  }
  return sound.append(site.substr(dot));
}

} // namespace leadstream::dedup
