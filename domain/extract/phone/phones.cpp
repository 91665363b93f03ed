#include "domain/extract/phone/phones.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/bounds.hpp"
#include "domain/extract/page/table_cells.hpp"
#include "domain/extract/phone/phone_candidates.hpp"
#include "domain/extract/phone/phone_icons.hpp"
#include "domain/extract/phone/phone_labels.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/percent.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_attempts = 3000; ///< rows of digits that are read as numbers, in one page

/// The country that is named right before a number.
struct named_country {
  std::string code;
  bool sure = false; ///< it is meant for the number, whatever the page's own country is
};

/// "Germany: 089 …", "UK: 07545 …", "Germany 089 …". Short words are words of the language ("at", "in", "fr")
/// unless they are capitals with a mark, and capitals are also departments, days and labels ("IT:", "FR:").
named_country country_before(std::string_view before) {
  const std::size_t end = before.find_last_not_of(" :.-/(\t") + 1;
  const std::string_view text = before.substr(0, end);
  const bool marked = before.find_first_of(":(", end) != std::string_view::npos;
  const std::size_t seam = text.find_last_of(" ,;:/|(\t\n");
  const std::string_view word = seam == std::string_view::npos ? text : text.substr(seam + 1);
  if (word.size() >= 4) {
    return {country_code(word), marked};
  }
  const bool capitals = word.size() >= 2 && std::all_of(word.begin(), word.end(), is_upper);
  if (!marked || !capitals || is_one_of(word, {"PH", "NO", "FAX", "TEL", "MOB"})) {
    return {};
  }
  return {country_code(word), is_one_of(word, {"UK", "GB", "US", "USA", "UAE", "DE", "AT", "CH", "NL", "DK",
                                               "SE", "PL", "CZ", "AU", "NZ"})};
}

/// "BE 0456.789.012", "DK-31 24 56 78": the country's letters of a VAT number, which stand before no phone.
bool behind_vat_prefix(std::string_view before) {
  static const RE2 prefix(
      "(?:^|[^\\pL\\d])(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|"
      "PL|PT|RO|SE|SI|SK|XI)[ -]?$");
  return RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), prefix);
}

/// "089 1234560 (Fax)", "089 1234560 Fax": a word alone says more than the label in front.
bool is_word_alone(std::string_view behind) {
  static const RE2 word(R"(^\s*[(\[]?\s*\pL+\.?\s*[)\]]?\s*(?:$|[,;|/\n]))");
  return RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), word);
}

/// The groups of North America: "(616) 233-4455", "616.233.4455", in links "+"-less "16162334455".
bool has_american_form(std::string_view text) {
  static const RE2 form(R"(\s*(?:1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}\s*|1?[2-9]\d{9})");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

class phone_reader {
public:
  phone_reader(const context& page, const std::vector<std::string>& regions,
               const std::vector<address_hit>& addresses)
      : page_(page), regions_(regions), maybe_american_((page.language == "en" || page.language.empty()) &&
                                                        country_of_host(page.host).empty()),
        american_(maybe_american_ || std::find(regions.begin(), regions.end(), "US") != regions.end() ||
                  std::find(regions.begin(), regions.end(), "CA") != regions.end()) {
    for (const address_hit& hit : addresses) {
      if (!hit.where.postal_code.empty()) {
        postcodes_.emplace(hit.segment, hit.where.postal_code);
      }
    }
  }

  std::vector<phone_hit> run() {
    links();
    const auto& segments = page_.text.segments();
    for (std::size_t i = 0; i < segments.size() && may_go_on(); ++i) {
      line(i);
    }
    return std::move(hits_);
  }

private:
  bool may_go_on() const { return attempts_ < most_attempts && !time_is_over(page_.budget); }

  void links() {
    for (std::uint32_t i = 0; i < page_.page.nodes.size() && may_go_on(); ++i) {
      const std::string_view href = page_.page.nodes[i].name == "a" ? trim(page_.page.get(i, "href")) : "";
      if (starts_with_ignoring_case(href, "tel:") || starts_with_ignoring_case(href, "callto:")) {
        link(i, percent_decode(href.substr(href.find(':') + 1)), false);
      } else if (starts_with_ignoring_case(href, "fax:")) {
        link(i, percent_decode(href.substr(4)), true);
      } else if (starts_with_ignoring_case(href, "skype:+")) {
        link(i, percent_decode(href.substr(6)), false);
      }
    }
  }

  void link(std::uint32_t i, std::string_view target, bool fax) {
    target = trim(trim(target), "/");
    target = target.substr(0, target.find_first_of(";?,"));
    const phone_number number = read(target, true);
    if (number.e164.empty()) {
      return;
    }
    const auto [begin, end] = page_.text.range_of(page_.page, i);
    const std::string& text = page_.text.text();
    const std::size_t line = begin == 0 ? 0 : text.find_last_of("\n\t", begin - 1) + 1;
    const auto inside = meaning_before(std::string_view(text).substr(begin, end - begin));
    const auto before = meaning_before(std::string_view(text).substr(line, begin > line ? begin - line : 0));
    const bool nameless = inside == digits_meaning::unknown && before == digits_meaning::unknown;
    const bool is_fax = fax || inside == digits_meaning::fax || before == digits_meaning::fax ||
                        (nameless && meaning_of_icon(page_.page, i + 1) == digits_meaning::fax);
    hits_.push_back({number.e164, number.extension, "tel_link", 0.97, is_fax, i, begin});
  }

  phone_number read(std::string_view text, bool labelled) {
    ++attempts_;
    phone_number number = read_phone(text, {});
    for (std::size_t i = 0; i < regions_.size() && number.e164.empty(); ++i) {
      number = read_phone(text, regions_[i], labelled);
    }
    if (number.e164.empty() && maybe_american_ && has_american_form(text)) {
      number = read_phone(text, "US");
    }
    return number;
  }

  void line(std::size_t index) {
    const segment& s = page_.text.segments()[index];
    const std::string_view text = page_.text.view(s);
    std::size_t from = 0;
    digits_meaning last = digits_meaning::unknown;
    for (const phone_candidate& c : phone_candidates(text)) {
      digits_meaning before = meaning_before(text.substr(from, c.begin - from));
      const std::uint32_t node = page_.text.node_at(s.begin + c.begin);
      if (before == digits_meaning::unknown &&
          (from == 0 || node != page_.text.node_at(s.begin + from - 1))) {
        before = meaning_of_icon(page_.page, node);
      }
      if (before == digits_meaning::unknown && from == 0 && trim(text.substr(0, c.begin), " :.-(").empty()) {
        before = label_of_line(index, c.end == text.size());
      } else if (before == digits_meaning::unknown && from > 0 && c.begin - from <= 8) {
        before = last; // "Tel. 1, 2"
      }
      last = before;
      if (!is_address(index, text.substr(c.begin, c.end - c.begin))) {
        candidate(s, text, c, before);
      }
      from = c.end;
    }
    if (american_) {
      vanity(s, text);
    }
  }

  /// Whether digits hold the postcode of an address in that line: "27 4050-253 Porto".
  bool is_address(std::size_t index, std::string_view written) const {
    const auto [first, last] = postcodes_.equal_range(index);
    return std::any_of(first, last, [written](const auto& held) {
      return written.find(held.second) != std::string_view::npos;
    });
  }

  /// "1-800-FLOWERS": letters of the dial stand for digits.
  void vanity(const segment& s, std::string_view text) {
    for (const phone_candidate& c : vanity_numbers(text)) {
      phone_number number = read_phone(text.substr(c.begin, c.end - c.begin), "US");
      if (!number.e164.empty()) {
        const std::size_t offset = s.begin + c.begin;
        hits_.push_back({std::move(number.e164), {}, "text", 0.8, false, page_.text.node_at(offset), offset});
      }
    }
  }

  /// A line that begins with digits may be named by the cell or short line before it, the heading of its
  /// column, or when there is nothing else in it by the "Fax" below.
  digits_meaning label_of_line(std::size_t index, bool only_digits) const {
    const auto& segments = page_.text.segments();
    const std::uint32_t cell = cell_of(page_.page, segments[index].node);
    const digits_meaning before = index == 0 ? digits_meaning::unknown : label_at(index - 1);
    if (cell != 0 && before != digits_meaning::unknown) {
      const std::uint32_t cell_before = cell_of(page_.page, segments[index - 1].node);
      if (page_.page.closest(cell_before, "tr") == page_.page.closest(cell, "tr")) {
        return before;
      }
    }
    if (const auto column = meaning_of_column(cell); column != digits_meaning::unknown) {
      return column;
    }
    const bool named_below = only_digits && before == digits_meaning::unknown &&
                             index + 1 < segments.size() && label_at(index + 1) == digits_meaning::fax &&
                             !digits_begin(index + 2);
    return named_below ? digits_meaning::fax : before;
  }

  /// What a short line without digits of its own says of its neighbour.
  digits_meaning label_at(std::size_t index) const {
    const std::string_view line = page_.text.view(page_.text.segments()[index]);
    return line.size() <= 32 ? meaning_before(line) : digits_meaning::unknown;
  }

  bool digits_begin(std::size_t index) const {
    const auto& segments = page_.text.segments();
    return index < segments.size() && !phone_candidates(page_.text.view(segments[index])).empty();
  }

  digits_meaning meaning_of_column(std::uint32_t cell) const {
    const std::uint32_t heading = cell == 0 ? 0 : column_heading(page_.page, cell);
    const std::string words = heading == 0 ? std::string{} : page_.page.text_of(heading);
    const bool label = words.size() <= 32 && words.find_first_of("0123456789") == std::string::npos;
    return label ? meaning_before(words) : digits_meaning::unknown;
  }

  void candidate(const segment& s, std::string_view text, const phone_candidate& c, digits_meaning before) {
    digits_meaning meaning = before;
    const digits_meaning behind = meaning_behind(text.substr(c.end));
    if (behind == digits_meaning::other || meaning == digits_meaning::unknown ||
        (behind == digits_meaning::fax && is_word_alone(text.substr(c.end)))) {
      meaning = behind == digits_meaning::unknown ? meaning : behind;
    }
    const bool vat = meaning == digits_meaning::unknown && !c.plus && text[c.begin] != '(' &&
                     behind_vat_prefix(text.substr(0, c.begin));
    if (meaning == digits_meaning::other || vat) {
      return;
    }
    if (!accept(s, text, c, meaning)) {
      split_candidate(s, text, c, before, meaning);
    }
  }

  bool accept(const segment& s, std::string_view text, const phone_candidate& c, digits_meaning meaning) {
    std::string written(text.substr(c.begin, c.end - c.begin));
    std::replace(written.begin(), written.end(), '\'', ' ');
    const named_country named = country_before(text.substr(0, c.begin + (written.starts_with('(') ? 1 : 0)));
    const bool labelled = meaning != digits_meaning::unknown || named.sure;
    if (!labelled && !looks_dialled(written, c) && !is_written_as_at_home(written, c)) {
      return false;
    }
    phone_number number = named.sure ? read_phone(written, named.code, labelled) : phone_number{};
    if (number.e164.empty()) {
      number = read(written, labelled);
    }
    if (number.e164.empty()) {
      number = read_phone(written, named.code, labelled);
    }
    if (number.e164.empty()) {
      return false;
    }
    const std::string_view extension = extension_behind(text.substr(c.end));
    const double confidence = meaning == digits_meaning::unknown ? 0.75 : 0.92;
    const std::size_t offset = s.begin + c.begin;
    hits_.push_back({std::move(number.e164), std::string(extension), "text", confidence,
                     meaning == digits_meaning::fax, page_.text.node_at(offset), offset});
    return true;
  }

  /// Fewer digits do without a label when they are grouped as the page's own country does it.
  bool is_written_as_at_home(std::string_view written, const phone_candidate& c) const {
    return c.digits >= 8 && !regions_.empty() && is_grouped_as_dialled(written, regions_.front());
  }

  /// Without a label only what is grouped as people write numbers: not ids, years, prices or sizes.
  static bool looks_dialled(std::string_view written, const phone_candidate& c) {
    const bool year = c.groups >= 3 && (written.starts_with("20") || written.starts_with("19")) &&
                      written.size() > 4 && !is_digit(written[4]) && is_digit(written[2]) &&
                      is_digit(written[3]);
    if (year) {
      return false; // 2024-10-00317 counts orders
    }
    if (c.plus || c.parens || written.starts_with("00")) {
      return c.digits >= 7;
    }
    return c.digits >= 9 && (c.groups >= 3 || (c.groups == 2 && written.starts_with('0')));
  }

  /// Two numbers in one row ("01 23 45 67 89 / 01 23 45 67 90", "a - b"): try the parts. What stands behind
  /// them says of the last alone what it is.
  void split_candidate(const segment& s, std::string_view text, const phone_candidate& c,
                       digits_meaning before, digits_meaning meaning) {
    const std::string_view written = text.substr(c.begin, c.end - c.begin);
    for (const std::string_view between : {" / ", "/", " - ", " \xE2\x80\x93 ", "  ", " . "}) {
      const std::size_t at = written.find(between);
      if (at == std::string_view::npos) {
        continue;
      }
      bool any = false;
      std::size_t from = 0;
      for (const std::size_t until : {at, written.size()}) {
        for (phone_candidate part : phone_candidates(written.substr(from, until - from))) {
          part.begin += c.begin + from;
          part.end += c.begin + from;
          any = accept(s, text, part, until == at && before != digits_meaning::unknown ? before : meaning) ||
                any;
        }
        from = std::min(until + between.size(), written.size());
      }
      if (any) {
        return;
      }
    }
  }

  const context& page_;
  const std::vector<std::string>& regions_;
  bool maybe_american_; ///< English on a host of no country: the last resort for what no region reads
  bool american_;
  std::multimap<std::size_t, std::string> postcodes_; ///< by the line they stand in
  std::vector<phone_hit> hits_;
  std::size_t attempts_ = 0;
};

} // namespace

std::vector<phone_hit> find_phones(const context& page, const std::vector<std::string>& regions,
                                   const std::vector<address_hit>& addresses) {
  return phone_reader(page, regions, addresses).run();
}

} // namespace leadstream::extraction
