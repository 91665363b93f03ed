#include "domain/text/charset.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace leadstream::extraction {
namespace {

constexpr std::size_t meta_is_within = 4096;
constexpr std::size_t detection_looks_at = 64U << 10U;

/// Labels that the Encoding Standard reads as another encoding than they name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 27> labels{
    {{"utf8", "utf-8"},
     {"unicode-1-1-utf-8", "utf-8"},
     {"iso-8859-1", "windows-1252"},
     {"iso8859-1", "windows-1252"},
     {"iso_8859-1", "windows-1252"},
     {"latin1", "windows-1252"},
     {"latin-1", "windows-1252"},
     {"l1", "windows-1252"},
     {"ascii", "windows-1252"},
     {"us-ascii", "windows-1252"},
     {"cp1252", "windows-1252"},
     {"x-cp1252", "windows-1252"},
     {"ansi", "windows-1252"},
     {"latin2", "iso-8859-2"},
     {"iso8859-2", "iso-8859-2"},
     {"cp1250", "windows-1250"},
     {"cp1251", "windows-1251"},
     {"iso-8859-9", "windows-1254"},
     {"iso-8859-11", "windows-874"},
     {"tis-620", "windows-874"},
     {"iso8859-15", "iso-8859-15"},
     {"latin-9", "iso-8859-15"},
     {"gb2312", "gbk"},
     {"x-gbk", "gbk"},
     {"ks_c_5601-1987", "euc-kr"},
     {"x-sjis", "shift_jis"},
     {"sjis", "shift_jis"}}};

std::string canonical_label(std::string_view label) {
  std::string name = lower(trim(label, " \t\r\n\"';"));
  for (const auto& [alias, standard] : labels) {
    if (name == alias) {
      return std::string(standard);
    }
  }
  return name == "utf-7" ? std::string{} : name; // UTF-7 would let a page hide markup from everybody else
}

struct close_converter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using converter = std::unique_ptr<UConverter, close_converter>;

converter open_converter(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  converter opened(charset.empty() ? nullptr : ucnv_open(charset.c_str(), &status));
  return U_SUCCESS(status) ? std::move(opened) : nullptr;
}

std::string convert(UConverter* from, std::string_view bytes) {
  const converter to = open_converter("utf-8");
  std::string out(bytes.size() * 3 + 16, '\0');
  char* target = out.data();
  const char* source = bytes.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_convertEx(to.get(), from, &target, out.data() + out.size(), &source, bytes.data() + bytes.size(),
                 nullptr, nullptr, nullptr, nullptr, 1, 1, &status);
  out.resize(static_cast<std::size_t>(target - out.data()));
  return make_valid_utf8(out);
}

/// By far the commonest encoding after UTF-8. NUL is dropped.
std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(),
                                  [](char c) { return is_high(c) || c == '\0'; });
    const auto run = static_cast<std::size_t>(end - bytes.begin());
    out.append(bytes.substr(at, run - at));
    if (run < bytes.size() && bytes[run] != '\0') {
      append_utf8(out, windows_1252(static_cast<unsigned char>(bytes[run])));
    }
    at = run + 1;
  }
  return out;
}

/// Those that need no look into ICU.
bool is_built_in(std::string_view charset) {
  return charset == "utf-8" || charset == "windows-1252";
}

/// The value after `charset=` or `encoding=`.
std::string declared_after(std::string_view text, std::string_view key) {
  for (std::size_t i = 0; i + key.size() < text.size(); ++i) {
    if (!starts_with_ignoring_case(text.substr(i), key)) {
      continue;
    }
    std::string_view rest = trim(text.substr(i + key.size()));
    if (!rest.starts_with('=')) {
      continue;
    }
    rest = trim(rest.substr(1), " \t\r\n\"'");
    return canonical_label(rest.substr(0, rest.find_first_of(" \t\r\n\"';,/>?")));
  }
  return {};
}

std::string declared_in_markup(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, meta_is_within);
  if (head.starts_with("<?xml")) {
    if (auto named = declared_after(head.substr(0, head.find('>')), "encoding"); !named.empty()) {
      return named;
    }
  }
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string_view::npos; ++at) {
    if (!starts_with_ignoring_case(head.substr(at), "<meta")) {
      continue;
    }
    const std::size_t end = head.find('>', at);
    if (auto named = declared_after(head.substr(at, end - at), "charset"); !named.empty()) {
      return named.starts_with("utf-16") ? "utf-8" : named; // could not have been read if it were true
    }
  }
  return {};
}

std::string byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return "utf-8";
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return "utf-16be";
  }
  return bytes.starts_with("\xFF\xFE") ? "utf-16le" : "";
}

/// UTF-16 without a mark shows as markup with NUL as every other byte.
std::string unmarked_utf16(std::string_view bytes) {
  std::size_t even = 0;
  std::size_t odd = 0;
  const std::size_t looked_at = std::min<std::size_t>(bytes.size(), 512);
  for (std::size_t i = 0; i < looked_at; ++i) {
    (i % 2 == 0 ? even : odd) += bytes[i] == '\0' ? 1U : 0U;
  }
  const std::size_t most = looked_at / 2 * 7 / 10;
  if (looked_at < 16) {
    return {};
  }
  return odd > most ? "utf-16le" : even > most ? "utf-16be" : "";
}

/// What is left of pure doubt is nearly always the encoding of western Windows.
constexpr const char* when_in_doubt = "windows-1252";
constexpr std::ptrdiff_t enough_to_tell = 12; ///< bytes above ASCII

/// Korean in EUC-KR, which the detector misses in short texts: pairs of bytes that all stand for Hangul or
/// signs. Half of the Chinese in GBK stands elsewhere, and nearly all the Japanese in EUC-JP.
bool is_hangul(std::string_view bytes) {
  constexpr int enough_pairs = 10;
  int syllables = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      continue;
    }
    const auto trail = static_cast<unsigned char>(i + 1 < bytes.size() ? bytes[++i] : 0);
    const bool syllable = lead >= 0xB0 && lead <= 0xC8;
    if (trail < 0xA1 || trail == 0xFF || (!syllable && (lead < 0xA1 || lead > 0xA3))) {
      return false;
    }
    syllables += syllable ? 1 : 0;
  }
  return syllables >= enough_pairs;
}

/// The language that the markup names, in two letters; empty when it names none.
std::string declared_language(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, meta_is_within);
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string_view::npos; ++at) {
    if (starts_with_ignoring_case(head.substr(at), "<html")) {
      return declared_after(head.substr(at, head.find('>', at) - at), "lang").substr(0, 2);
    }
  }
  return {};
}

/// Of the two encodings of Central Europe only that of Windows has letters below 0xA0, and the Polish "ą" at
/// 0xB9.
std::string central_european(std::string_view bytes, bool polish) {
  const bool windows = std::any_of(bytes.begin(), bytes.end(), [polish](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x80 && byte < 0xA0) || (polish && (byte == 0xB9 || byte == 0xA5));
  });
  return windows ? "windows-1250" : "iso-8859-2";
}

/// What pages in a language are written in where they do not say it (the Encoding Standard's table).
std::string usual_charset(std::string_view language, std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, const char*>, 15> usual{{{"be", "windows-1251"},
                                                                            {"bg", "windows-1251"},
                                                                            {"mk", "windows-1251"},
                                                                            {"ru", "windows-1251"},
                                                                            {"sr", "windows-1251"},
                                                                            {"uk", "windows-1251"},
                                                                            {"el", "iso-8859-7"},
                                                                            {"et", "windows-1257"},
                                                                            {"lt", "windows-1257"},
                                                                            {"lv", "windows-1257"},
                                                                            {"tr", "windows-1254"},
                                                                            {"he", "windows-1255"},
                                                                            {"ar", "windows-1256"},
                                                                            {"fa", "windows-1256"},
                                                                            {"vi", "windows-1258"}}};
  if (is_one_of(language, {"pl", "cs", "sk", "hu", "sl", "hr"})) {
    return central_european(bytes, language == "pl");
  }
  const auto known =
      std::find_if(usual.begin(), usual.end(), [&](const auto& one) { return one.first == language; });
  return known == usual.end() ? when_in_doubt : known->second;
}

/// Escapes of JIS, which has no byte above ASCII.
bool is_jis(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
}

std::string detect(std::string_view bytes) {
  std::string otherwise = usual_charset(declared_language(bytes), bytes);
  if (std::count_if(bytes.begin(), bytes.end(), is_high) < enough_to_tell) {
    return otherwise;
  }
  if (is_hangul(bytes)) {
    return "euc-kr";
  }
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  const auto first = std::find_if(bytes.begin(), bytes.end(), is_high) - bytes.begin();
  bytes.remove_prefix(static_cast<std::size_t>(first) / 2); // the letters that tell are not before it
  uchardet_handle_data(detector.get(), bytes.data(), std::min(bytes.size(), detection_looks_at));
  uchardet_data_end(detector.get());
  std::string found = canonical_label(uchardet_get_charset(detector.get()));
  const bool western = is_one_of(found, {"windows-1252", "iso-8859-15"});
  return found.empty() || found == "utf-8" || found.starts_with("mac") || western ? otherwise : found;
}

decoded_text decode_as(std::string charset, std::string_view bytes, std::string warning) {
  if (charset == "windows-1252") {
    return {from_windows_1252(bytes), std::move(charset), std::move(warning)};
  }
  if (charset != "utf-8") {
    if (const converter from = open_converter(charset)) {
      return {convert(from.get(), bytes), std::move(charset), std::move(warning)};
    }
  }
  const bool valid = is_valid_utf8(bytes);
  return {make_valid_utf8(bytes), "utf-8", !valid && warning.empty() ? "invalid_bytes" : std::move(warning)};
}

bool is_single_byte(const std::string& charset) {
  return charset.starts_with("windows-") || charset.starts_with("iso-8859-");
}

/// Declared as UTF-8, and it is not: a cut character or two is damage, whole words of them are another
/// encoding.
decoded_text decode_broken_utf8(std::string_view bytes) {
  std::string mended = make_valid_utf8(bytes);
  std::size_t broken = 0;
  for (std::size_t at = 0; (at = mended.find("\xEF\xBF\xBD", at)) != std::string::npos; ++at) {
    ++broken;
  }
  const auto high = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_high));
  if (broken * 4 < high) {
    return {std::move(mended), "utf-8", "invalid_bytes"};
  }
  return decode_as(detect(bytes), bytes, "charset_mismatch");
}

std::string declared_charset(std::string_view bytes, std::string_view content_type) {
  std::string declared = declared_after(content_type, "charset");
  if (is_built_in(declared) || open_converter(declared)) {
    return declared;
  }
  declared = declared_in_markup(bytes);
  return is_built_in(declared) || open_converter(declared) ? declared : std::string{};
}

} // namespace

char32_t windows_1252(unsigned char byte) {
  constexpr std::array<char32_t, 32> rows{0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                          0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  return byte >= 0x80 && byte < 0xA0 ? rows[byte - 0x80U] : byte;
}

decoded_text decode(std::string_view bytes, std::string_view content_type) {
  if (const std::string marked = byte_order_mark(bytes); !marked.empty()) {
    return decode_as(marked, bytes.substr(marked == "utf-8" ? 3 : 2), {});
  }
  if (const std::string wide = unmarked_utf16(bytes); !wide.empty()) {
    return decode_as(wide, bytes, {});
  }
  const std::string declared = declared_charset(bytes, content_type);
  const bool valid = is_valid_utf8(bytes);
  if (declared.empty()) {
    return decode_as(is_jis(bytes) ? "iso-2022-jp" : valid ? "utf-8" : detect(bytes), bytes, {});
  }
  if (declared == "utf-8" && !valid) {
    return decode_broken_utf8(bytes);
  }
  const bool plain = is_ascii(bytes);
  if (valid && !plain && is_single_byte(declared)) {
    return decode_as("utf-8", bytes, "charset_mismatch");
  }
  return decode_as(declared, bytes, {});
}

} // namespace leadstream::extraction
