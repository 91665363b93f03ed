#include "domain/clean/legal_form.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/extract/organization.hpp"
#include "domain/extract/owner_lines.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/extract/socials.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/signs.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_name = 90;

/// Words that titles are made of when they say what a page is, not whose it is.
const word_set& generic_words() {
  static const word_set words(lexicon_lines("page_title_words"));
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view word : split(text, " ,.:;!?()/-")) {
    out.push_back(unicode_lower(word));
  }
  return out;
}

bool is_generic(std::string_view text) {
  const auto words = words_of(text);
  return std::all_of(words.begin(), words.end(),
                     [](const std::string& word) { return generic_words().contains(word); });
}

/// "bookstore.acme.org"; a name may be one label and its suffix ("Booking.com").
bool is_host(std::string_view text) {
  return text.find(' ') == std::string_view::npos && std::count(text.begin(), text.end(), '.') >= 2 &&
         !text.ends_with('.') && std::any_of(text.begin(), text.end(), is_lower);
}

/// What a page is made with has its own copyright line.
bool names_software(std::string_view text) {
  return contains_any(lower(text),
                      {"jquery", "wordpress", "bootstrap", "joomla", "template", "theme by", "plugin"});
}

/// A name has letters, is short, and is no sentence, address or number.
bool is_name(std::string_view text) {
  const auto letters =
      std::count_if(text.begin(), text.end(), [](char c) { return is_letter(c) || is_high(c); });
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return letters >= 2 && digits <= 6 && text.size() <= longest_name &&
         text.find_first_of("@{}<>=") == std::string_view::npos &&
         text.find("http") == std::string_view::npos && text.find("www.") == std::string_view::npos &&
         !is_host(text) && split(text, " ").size() <= 10 && !names_software(text) && !is_generic(text);
}

std::string tidy(std::string_view text) {
  static const RE2 leading(
      R"((?i)^(?:contact(?:\s+us)?\s*(?:[-:|–»]|at|the\b)|contact us|about us|about|welcome to|willkommen bei|bienvenue (?:chez|à|sur)|benvenuti (?:in|su|da)|bienvenidos a|bem-vindo (?:à|a|ao)|welkom bij|witamy w|kontakt\s*[-:|–]|impressum\s*[-:|–]?|from|a division of|home\s*[-:|–])\s+)");
  static const RE2 place_behind(R"(\s*\([^()]*\d{4,}[^()]*\)$)"); // "(Dallas, TX 75209)"
  std::string out = fold_blanks(text);
  out = std::string(without_label(out));
  RE2::Replace(&out, leading, "");
  RE2::Replace(&out, place_behind, "");
  return std::string(trim_signs(out, " -|:,;*\""));
}

/// Where the next mark stands that an owner may follow; the pattern itself is slow to find that.
std::size_t find_copyright(std::string_view text, std::size_t at) {
  const auto begins = [text](std::size_t from, std::string_view mark) {
    return starts_with_ignoring_case(text.substr(from), mark);
  };
  for (; at + 2 < text.size(); ++at) {
    const char c = text[at];
    const char next = text[at + 1];
    if ((to_lower(c) == 'c' && to_lower(next) == 'o' && begins(at, "copyright")) ||
        (c == '(' && to_lower(next) == 'c' && text[at + 2] == ')') ||
        (c == '&' && to_lower(next) == 'c' && begins(at, "&copy;")) || (c == '\xC2' && next == '\xA9')) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// A text that was cut anywhere, without a last character that lost its end.
std::string_view whole_characters(std::string_view text) {
  std::size_t last = text.size();
  while (last > 0 && text.size() - last < 4 &&
         (static_cast<unsigned char>(text[last - 1]) & 0xC0U) == 0x80U) {
    --last;
  }
  const bool cut = last > 0 && is_high(text[last - 1]) && !is_valid_utf8(text.substr(last - 1));
  return cut ? text.substr(0, last - 1) : text;
}

/// "Inh. Jan Otto", "Heilpraktikerin": whose house it is and what they are, not what it is called.
bool tells_a_person(std::string_view line) {
  const auto [who, title] = name_and_title(line);
  return (!who.name.empty() && !title.empty()) ||
         (line.find(' ') == std::string_view::npos && is_title(line) && !has_legal_form(line));
}

class candidate_reader {
public:
  candidate_reader(const context& page, std::string_view title, const std::vector<address_hit>& addresses)
      : page_(page) {
    imprint_ = contains_any(unicode_lower(title) + ' ' + (page.base ? unicode_lower(page.base->path) : ""),
                            {"impressum", "imprint", "mentions", "legal", "colofon", "aviso"});
    if (const auto profile = page.base ? profile_of(to_string(*page.base)) : std::nullopt) {
      platform_ = profile->network;
    }
    for (const address_hit& hit : addresses) {
      if (hit.where.city.size() >= 3) {
        towns_.push_back(unicode_lower(hit.where.city));
      }
    }
  }

  void add(std::string_view text, double weight, const char* method, bool legal = false) {
    const std::string name = without_town(tidy(text));
    if (is_name(name) && !is_town(name) && !is_platform(name)) {
      out_.push_back({name, weight, method, legal});
    }
  }

  /// Like add(), for places where sentences stand as well: a name begins with a capital or a digit there.
  void add_capital(std::string_view text, double weight, const char* method, bool legal = false) {
    std::size_t at = 0;
    const std::string_view clean = trim(text);
    if (weight > 0 && !clean.empty() &&
        (is_digit(clean.front()) || is_unicode_upper(next_code_point(clean, at)))) {
      add(clean, weight, method, legal);
    }
  }

  void described(const structured_facts& structured) {
    for (const described_organization& organization : structured.organizations) {
      const double weight = organization.weight >= 60   ? 6
                            : organization.weight >= 40 ? 4.5
                            : organization.weight >= 15 ? 2
                                                        : 0;
      if (weight > 0) {
        add(organization.facts.name, weight,
            organization.facts.method == "json_ld" ? "json_ld" : "microdata");
      }
    }
  }

  /// Titles say page and site, or the other way round, with a sign between.
  void title(std::string_view title) {
    static const RE2 seam(R"(\s+[-|–—:•·/\\~]+\s+|\s*[|»«›•]\s*|\s*::+\s*|:\s+|\s+//\s+|\s+-|™ - )");
    re2::StringPiece rest(title.data(), title.size());
    std::vector<std::string_view> parts;
    const char* from = title.data();
    re2::StringPiece found;
    while (seam.Match(rest, 0, rest.size(), RE2::UNANCHORED, &found, 1) && !found.empty()) {
      parts.emplace_back(from, static_cast<std::size_t>(found.data() - from));
      from = found.data() + found.size();
      rest = re2::StringPiece(from, static_cast<std::size_t>(title.data() + title.size() - from));
    }
    parts.emplace_back(from, static_cast<std::size_t>(title.data() + title.size() - from));
    const bool several = parts.size() > 1;
    std::erase_if(parts, [](std::string_view part) { return is_link_phrase(part) || !is_name(tidy(part)); });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool first = i == 0;
      const bool last = i + 1 == parts.size();
      const bool favoured = several && (is_home() ? first : last);
      add(parts[i],
          (first || last ? 2.0 : 1.4) + (favoured ? 0.5 : 0) + (has_legal_form(tidy(parts[i])) ? 0.6 : 0),
          "title");
    }
  }

  /// The home page's title begins with the name, those of other pages end with it.
  bool is_home() const { return page_.base && (page_.base->path.empty() || page_.base->path == "/"); }

  void copyright() {
    static const RE2 lead(
        R"((?i)(?:©|\(c\)|&copy;|copyright|Copyrights)[\s©:,]*(?:copyright)?[\s©,]*(?:\(c\))?\s*(?:(?:19|20)\d\d\b)?(?:\s*[-–,]\s*(?:(?:19|20)?\d\d\b|today|heute|present))*[\s,.:–|-]*(?:by |of |von |par )?)");
    constexpr std::size_t looked_at = 400; ///< bytes of a mark, years and owner
    constexpr std::size_t longest_owner = 220;
    const std::string_view text = page_.text.text();
    std::size_t at = find_copyright(text, 0);
    for (int found = 0; at != std::string_view::npos && found < 4; at = find_copyright(text, at)) {
      re2::StringPiece rest(text.data() + at, std::min(looked_at, text.size() - at));
      RE2::Consume(&rest, lead);
      const std::string_view line({rest.data(), rest.size()});
      const std::string_view owner =
          whole_characters(before_sign(line, {"©", "|", "•", "·", "\n", "\t"}).substr(0, longest_owner));
      at = static_cast<std::size_t>(owner.data() + owner.size() - text.data());
      if (owner.size() >= 2) {
        add_capital(owner_of(owner), 2.6, "copyright");
        ++found;
      }
    }
  }

  /// Cuts what follows the owner in a copyright line.
  static std::string owner_of(std::string_view text) {
    static const RE2 behind(
        R"((?i)(?:[.,;:–\-\s]*(?:all rights|alle rechte|tous droits|tutti i diritti|todos los derechos|todos os direitos|alle rechten|wszelkie prawa|designed|design by|powered|website by|web design|site by|privacy|terms|impressum|datenschutz|mentions|site ?map|contact us|p\.? ?iva|cookie|legal)| - |\s{2,}| \(?(?:19|20)\d\d).*$)");
    std::string out(text);
    RE2::Replace(&out, behind, "");
    const std::size_t stop = out.find(". ");
    const bool abbreviation =
        stop != std::string::npos && stop >= 2 && (stop < 4 || out.rfind(' ', stop) + 5 > stop);
    if (stop != std::string::npos && (!abbreviation || ends_legal_form(out, stop))) {
      out.resize(stop);
    }
    return std::string(trim(out, " ,;-"));
  }

  /// Whether a legal form is complete before the full stop: "Acme, LLC. License 12", not "Acme Co. Ltd."
  static bool ends_legal_form(const std::string& text, std::size_t stop) {
    const std::size_t next = std::min(text.find_first_of(" ,", stop + 2), text.size());
    const std::string form = split_legal_form(text.substr(0, stop)).legal_form;
    return !form.empty() && split_legal_form(text.substr(0, next)).legal_form.size() <= form.size();
  }

  void logo() {
    for (std::uint32_t i = 0; i < page_.page.nodes.size(); ++i) {
      if (page_.page.nodes[i].name != "img") {
        continue;
      }
      const std::string_view alt = trim(page_.page.get(i, "alt"));
      const std::uint32_t parent = page_.page.nodes[i].parent;
      const auto about_logo = [this](std::uint32_t n) {
        return contains_ignoring_case(page_.page.get(n, "class"), "logo") ||
               contains_ignoring_case(page_.page.get(n, "id"), "logo");
      };
      if (!alt.empty() &&
          (about_logo(i) || about_logo(parent) || about_logo(page_.page.nodes[parent].parent) ||
           contains_ignoring_case(page_.page.get(i, "src"), "logo"))) {
        std::string text(alt);
        static const RE2 logo_word(R"((?i)\s*[-|:]?\s*\b(?:logo|logotype|logotipo)\b\s*(?:of|von|de)?\s*)");
        RE2::GlobalReplace(&text, logo_word, " ");
        add(text, 1.8, "logo");
        return;
      }
    }
  }

  /// The line above the street, unless it is a sentence or a label.
  void heads_of_addresses(const std::vector<address_hit>& addresses) {
    const auto& lines = page_.text.segments();
    double weight = 2.2;
    for (const address_hit& hit : addresses) {
      for (std::size_t up = 0; up <= 3 && up <= hit.segment; ++up) {
        std::string_view line = page_.text.view(lines[hit.segment - up]);
        const std::size_t head = hit.segment - up;
        if (tells_of_others(line) || (head > 0 && tells_of_others(page_.text.view(lines[head - 1])))) {
          break;
        }
        if (up == 0) {
          const std::size_t street = hit.where.street.empty()
                                         ? 0
                                         : line.find(hit.where.street.substr(0, hit.where.street.find(',')));
          line = street == std::string_view::npos ? "" : trim_signs(line.substr(0, street), " ,|-");
          line = trim(behind_sign(line, {"|", "·"}));
        }
        const bool leads_on = introduces(line);
        line = before_sign(line, {",", "|", "–", "—", "•"});
        const std::string_view seat = without_seat_label(line);
        if ((seat != line && (seat.empty() || is_town(seat))) || tells_a_person(line)) {
          continue;
        }
        if (!line.empty() && !leads_on && !is_street(line.substr(0, line.find(" ("))) &&
            !is_street_detail(line) && line.size() < 60 && line.back() != ':' &&
            (line.back() != '.' || has_legal_form(line)) &&
            (up == 0 || !is_person_card(page_, lines[hit.segment - up].node))) {
          add_capital(line, hit.where.city == line ? 0 : weight, "address",
                      imprint_ && &hit == &addresses.front() && has_legal_form(line) &&
                          !line.starts_with("Inh"));
          weight *= 0.7;
          break;
        }
      }
    }
  }

  /// Lines that are a name with a legal form.
  void legal_names() {
    int found = 0;
    bool reviews = false;
    const bool announces = may_announce(page_.text.text());
    std::string_view above;
    for (const segment& s : page_.text.segments()) {
      const std::string_view line = trim(page_.text.view(s), " .,:");
      reviews = s.heading && line.size() > 3 ? opens_reviews(line) : reviews;
      if (reviews) {
        continue;
      }
      const std::string_view label = std::exchange(above, line);
      const std::string_view announced = announces ? announced_owner(line) : "";
      if (!announced.empty() && !is_foreign_voice(page_, s.node)) {
        add(announced, 2.6, "imprint", true);
      }
      if (const std::string_view trade = announces ? announced_trade_name(line) : "";
          !trade.empty() && !is_foreign_voice(page_, s.node)) {
        add(trade, 3.0, "imprint");
      }
      if (line.size() < 4 || line.size() > 70 || is_digit(line.front())) {
        continue;
      }
      const std::string name = fold_blanks(before_sign(line, {"|", "–", "—", "•", "·", "»", "«"}));
      const legal_split taken = split_legal_form(name);
      const std::size_t bracket = name.find(" (");
      const bool floor =
          bracket != std::string::npos && is_street(name.substr(0, bracket)); // "Weg 3 (2. OG)"
      if (!floor && !taken.legal_form.empty() && taken.core.size() >= 2 &&
          taken.core.find(". ") == std::string::npos && !introduces(line) &&
          !is_foreign_voice(page_, s.node) && !tells_of_others(label) && !tells_of_others(line)) {
        const bool legal = announces && announces_owner(label);
        add(legal ? trim(page_.text.view(s), " ,:") : name, 2.6, "imprint", legal);
        if (++found == 3) {
          return;
        }
      }
    }
  }

  std::vector<name_candidate> take() { return std::move(out_); }

private:
  bool is_town(std::string_view name) const {
    return std::find(towns_.begin(), towns_.end(), unicode_lower(name)) != towns_.end();
  }

  /// A profile's page bears its platform's name beside the company's.
  bool is_platform(std::string_view name) const {
    return !platform_.empty() && unicode_lower(split_legal_form(name).core) == platform_;
  }

  /// "Gasthof Sonnblick, Rauris", "Gasthof Sonnblick (Rauris)" -> "Gasthof Sonnblick".
  std::string without_town(const std::string& name) const {
    if (const std::size_t open = name.rfind(" (");
        open != std::string::npos && name.ends_with(')') &&
        is_town(std::string_view(name).substr(open + 2, name.size() - open - 3))) {
      return name.substr(0, open);
    }
    const std::size_t comma = name.rfind(", ");
    return comma != std::string::npos && is_town(std::string_view(name).substr(comma + 2))
               ? name.substr(0, comma)
               : name;
  }

  const context& page_;
  std::vector<std::string> towns_; ///< of the page's addresses, in lower case
  bool imprint_ = false;           ///< the page says whose the site is
  std::string platform_;           ///< whose profile the page is; empty: a site of its own
  std::vector<name_candidate> out_;
};

} // namespace

std::vector<name_candidate> name_candidates(const context& page, const page_head& head,
                                            const structured_facts& structured,
                                            const std::vector<address_hit>& addresses) {
  candidate_reader reader(page, head.title, addresses);
  reader.described(structured);
  reader.add(head.site_name, 3.5, "site_name");
  reader.title(head.title);
  reader.copyright();
  reader.logo();
  reader.heads_of_addresses(addresses);
  reader.legal_names();
  return reader.take();
}

} // namespace leadstream::extraction
