#include "domain/extract/phone/phones.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/phone/phone_candidates.hpp"
#include "domain/extract/phone/phone_labels.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_attempts = 3000; ///< rows of digits that are read as numbers, in one page

class phone_reader {
public:
  phone_reader(const context& page, const std::vector<std::string>& regions,
               const std::vector<address_hit>& addresses)
      : page_(page), regions_(regions),
        american_(std::find(regions.begin(), regions.end(), "US") != regions.end() ||
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
    for (std::size_t i = 0; i < segments.size() && attempts_ < most_attempts; ++i) {
      page_.budget.check_time();
      line(i);
    }
    return std::move(hits_);
  }

private:
  void links() {
    for (std::uint32_t i = 0; i < page_.page.nodes.size(); ++i) {
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
    const phone_number number = read(target);
    if (number.e164.empty()) {
      return;
    }
    const auto [begin, end] = page_.text.range_of(page_.page, i);
    const std::string& text = page_.text.text();
    const std::size_t line = begin == 0 ? 0 : text.find_last_of("\n\t", begin - 1) + 1;
    const auto inside = meaning_before(std::string_view(text).substr(begin, end - begin));
    const auto before = meaning_before(std::string_view(text).substr(line, begin > line ? begin - line : 0));
    const bool is_fax = fax || inside == digits_meaning::fax || before == digits_meaning::fax;
    hits_.push_back({number.e164, number.extension, "tel_link", 0.97, is_fax, i, begin});
  }

  phone_number read(std::string_view text) {
    ++attempts_;
    phone_number number = read_phone(text, {});
    for (std::size_t i = 0; i < regions_.size() && number.e164.empty(); ++i) {
      number = read_phone(text, regions_[i]);
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
      if (before == digits_meaning::unknown && from == 0 && trim(text.substr(0, c.begin), " :.-(").empty()) {
        before = label_of_line(index);
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

  /// A line that begins with digits may be named by the cell or the short line before it.
  digits_meaning label_of_line(std::size_t index) const {
    if (index == 0) {
      return digits_meaning::unknown;
    }
    const std::string_view before = page_.text.view(page_.text.segments()[index - 1]);
    return before.size() <= 32 ? meaning_before(before) : digits_meaning::unknown;
  }

  void candidate(const segment& s, std::string_view text, const phone_candidate& c, digits_meaning before) {
    digits_meaning meaning = before;
    const digits_meaning behind = meaning_behind(text.substr(c.end));
    if (behind == digits_meaning::other || meaning == digits_meaning::unknown ||
        (behind == digits_meaning::fax && before != digits_meaning::fax)) {
      meaning = behind == digits_meaning::unknown ? meaning : behind;
    }
    if (meaning == digits_meaning::other) {
      return;
    }
    if (!accept(s, text, c, meaning)) {
      split_candidate(s, text, c, meaning);
    }
  }

  bool accept(const segment& s, std::string_view text, const phone_candidate& c, digits_meaning meaning) {
    const std::string_view written = text.substr(c.begin, c.end - c.begin);
    const std::string named = country_before(text.substr(0, c.begin));
    if (meaning == digits_meaning::unknown && named.empty() && !looks_dialled(written, c)) {
      return false;
    }
    phone_number number = read_phone(written, named);
    if (number.e164.empty()) {
      number = read(written);
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

  /// "UK: 07545 …": the country that is named right before a number.
  static std::string country_before(std::string_view text) {
    text = trim(text, " :.-/(\t");
    std::size_t start = text.size();
    while (start > 0 && text.size() - start < 24 &&
           (is_letter(text[start - 1]) || is_high(text[start - 1]))) {
      --start;
    }
    const std::string_view word = text.substr(start);
    return word.size() >= 2 ? country_code(word) : std::string{};
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

  /// Two numbers in one row ("01 23 45 67 89 / 01 23 45 67 90", "a - b"): try the parts.
  void split_candidate(const segment& s, std::string_view text, const phone_candidate& c,
                       digits_meaning meaning) {
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
          any = accept(s, text, part, meaning) || any;
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
