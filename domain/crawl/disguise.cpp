#include "domain/crawl/disguise.hpp"

#include "domain/crawl/statements.hpp"
#include "domain/intel/rules.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/url/url.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadstream::crawl {
namespace {

using place = statement::place;

/// A refusal has little text of its own: what is longer has content.
constexpr std::size_t most_visible_bytes = 1'500;
constexpr std::size_t most_scanned_bytes = 64U << 10U;
/// What a page is it says in its title, a heading or its first words.
constexpr std::size_t most_first_words = 500;
/// A page that says nothing but one thing may say so much besides.
constexpr std::size_t most_besides = 120;
/// So much stands around the only post of a blog: its greeting, dates, search, credits.
constexpr std::size_t most_beside_post = 300;
/// Unused sites have no pages to lead to.
constexpr std::size_t most_links_of_unused = 3;

/// Marks that only challenge pages carry, as long as they have no contacts.
constexpr std::array<std::string_view, 7> challenge_marks{
    "window.kpsdk={}", "cf-browser-verification", "cf_chl_opt", "_incapsula_resource", "px-captcha",
    "ddos-guard",      "captcha-delivery.com"};
/// Marks of the boxes that ask for a proof, which contact forms carry, too.
constexpr std::array<std::string_view, 3> captcha_marks{"g-recaptcha", "h-captcha", "cf-turnstile"};

/// Marks of the services that show pages on unused domains.
constexpr std::array<std::string_view, 10> parking_marks{"sedoparking.com",
                                                         "parkingcrew.net",
                                                         "bodis.com",
                                                         "parklogic.com",
                                                         "above.com/parking",
                                                         "afternic.com/",
                                                         "dan.com/buy-domain",
                                                         "hugedomains.com/",
                                                         "img1.wsimg.com/parking-lander",
                                                         "location.href=\"/lander\""};

/// What statements are judged by: a statement begins with words of a label, or is nothing else.
enum class wording : std::uint8_t {
  blocked,
  blocked_alone,
  parked,
  parked_alone,
  parked_title,
  missing,
  missing_alone,
  first_post
};
constexpr std::array<const char*, 8> labels{"blocked",      "blocked_alone", "parked",        "parked_alone",
                                            "parked_title", "missing",       "missing_alone", "first_post"};

/// A bit for each wording that a statement begins with, and another for each that it is.
using wordings = std::uint32_t;

constexpr wordings begins(wording which) {
  return 1U << (2U * static_cast<unsigned>(which));
}
constexpr wordings is(wording which) {
  return begins(which) << 1U;
}

bool matches(const re2::RE2& expression, std::string_view text) {
  return re2::RE2::PartialMatch({text.data(), text.size()}, expression);
}

/// All rules of config/lexicons/page_disguises.txt, tried in one pass.
class wording_rules {
public:
  wording_rules() {
    std::map<std::string, std::string> joined;
    for (const auto& rule : intel::read_rules("page_disguises", false)) {
      std::string& all = joined[rule.label];
      all += (all.empty() ? "(?:" : "|(?:") + rule.expression + ")";
    }
    for (const char* label : labels) {
      starts_.push_back("^(?:(?:" + joined["opening"] + ") )*(?:" + joined[label] + ")");
      begin_.Add(starts_.back() + "(?: |$)", nullptr);
    }
    begin_.Compile();
  }

  wordings of(std::string_view statement) const {
    std::vector<int> found;
    begin_.Match({statement.data(), statement.size()}, &found);
    wordings all = 0;
    for (const int each : found) {
      const auto which = static_cast<wording>(each);
      all |= begins(which) | (is_whole(which, statement) ? is(which) : 0U);
    }
    return all;
  }

private:
  /// Few statements begin so, and fewer pages have one: the rest of the rules is made when it is needed.
  bool is_whole(wording which, std::string_view statement) const {
    const auto number = static_cast<std::size_t>(which);
    std::call_once(once_.at(number), [&] { whole_.at(number).emplace(starts_.at(number) + "$"); });
    return matches(*whole_.at(number), statement);
  }

  RE2::Set begin_{RE2::DefaultOptions, RE2::ANCHOR_START};
  std::vector<std::string> starts_;
  mutable std::array<std::once_flag, labels.size()> once_;
  mutable std::array<std::optional<RE2>, labels.size()> whole_;
};

wordings wordings_of(std::string_view statement) {
  static const wording_rules rules;
  return rules.of(statement);
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Whether Cloudflare's platform runs a challenge; its scripts/jsd/ watches visitors of ordinary pages.
bool runs_challenge(std::string_view html) {
  static const re2::RE2 script(R"(/cdn-cgi/challenge-platform/h/[^/"']+/orchestrate/)");
  return matches(script, html);
}

bool is_html(const page& content) {
  const std::string_view type = find_header(content.headers, "Content-Type");
  return type.empty() || type.find("html") != std::string_view::npos;
}

/// The statement for comparisons: the page's own host reads "this domain", mail addresses are left out.
std::string words_of(std::string text, const std::string& host) {
  static const re2::RE2 mail(R"(\S+@\S+)");
  if (text.find('@') != std::string::npos) {
    re2::RE2::GlobalReplace(&text, mail, "");
  }
  std::string words = plain_words(text);
  if (!host.empty() && (words.starts_with(host + " ") || words == host)) {
    words.replace(0, host.size(), "this domain");
  }
  return words;
}

std::string host_words(const page& content) {
  const auto address = parse_url(content.url);
  std::string_view host = address ? std::string_view(address->host) : std::string_view();
  host.remove_prefix(host.starts_with("www.") ? 4 : 0);
  return plain_words(host);
}

/// Whether there is a telephone number.
bool has_phone(std::string_view html, std::string_view text) {
  static const re2::RE2 phone(R"((?:\+|(?:^|[^\w.])0)\d[\d ()/-]{6,}\d)");
  return html.find("tel:") != std::string_view::npos || matches(phone, text);
}

/// Whether somebody can be reached: by telephone, by mail, by a form.
bool has_contacts(std::string_view html, std::string_view text) {
  static const re2::RE2 form(R"(mailto:|<textarea|<input[^>]*type=["']?(?:email|password))");
  static const re2::RE2 mail(R"([\w.-]@(?:[\w-]+\.)+[A-Za-z]{2})");
  return matches(form, html) || matches(mail, text) || has_phone(html, text);
}

std::size_t links_in(std::string_view html) {
  std::size_t links = 0;
  for (auto at = html.find("<a "); at != std::string_view::npos; at = html.find("<a ", at + 1)) {
    ++links;
  }
  return links;
}

/// A page whose statements are judged.
class judge {
public:
  judge(visible_text seen, std::string_view html, const std::string& host) : whole_(seen.whole), html_(html) {
    said_.reserve(seen.statements.size());
    for (const statement& one : seen.statements) {
      text_ += whole_ && one.where != place::title ? one.text + '\n' : std::string();
      if (matters(one)) {
        const std::string words = words_of(one.text, host);
        said_.push_back({one.where, one.at, words.size(), wordings_of(words)});
      }
    }
  }

  disguise decide() {
    if (titled(begins(wording::missing))) {
      return disguise::missing_page;
    }
    if (!whole_) {
      return says_wholly(wording::missing) ? disguise::missing_page : disguise::none;
    }
    page_ = lower(html_);
    return is_block_page() ? disguise::block_page
           : is_parked()   ? disguise::parked
           : prominent(wording::missing) || says_wholly(wording::missing_alone) ||
                   alone(wording::missing_alone)
               ? disguise::missing_page
               : disguise::none;
  }

private:
  /// A statement in the words that the rules know.
  struct judged {
    place where;
    std::size_t at;   ///< bytes of visible text before it
    std::size_t size; ///< in bytes
    wordings says;
  };

  /// Asides decide nothing, and of a page with content its beginning alone does.
  bool matters(const statement& one) const {
    return one.where != place::aside && (whole_ || one.where != place::text || one.at <= most_first_words);
  }

  bool is_block_page() const {
    return titled(begins(wording::blocked)) ||
           (!has_contacts(page_, text_) &&
            (holds_any(page_, challenge_marks) || runs_challenge(page_) || prominent(wording::blocked) ||
             alone(wording::blocked_alone) || is_captcha()));
  }

  bool is_captcha() const { return holds_any(page_, captcha_marks) && size_without(0) <= most_besides; }

  bool is_parked() const {
    return holds_any(page_, parking_marks) || titled(begins(wording::parked)) ||
           titled(is(wording::parked_title)) || prominent(wording::parked) || is_unwritten() ||
           (links_in(page_) <= most_links_of_unused && !has_phone(page_, text_) &&
            alone(wording::parked_alone));
  }

  /// A blog as it was installed.
  bool is_unwritten() const {
    constexpr wordings post = is(wording::first_post);
    return any(post, [](const judged& one) { return one.where == place::text; }) &&
           !has_contacts(page_, text_) && size_without(post) <= most_beside_post;
  }

  bool titled(wordings wanted) const {
    return any(wanted, [](const judged& one) { return one.where == place::title; });
  }

  bool prominent(wording which) const {
    return any(begins(which), [](const judged& one) {
      return one.where == place::heading || (one.where == place::text && one.at <= most_first_words);
    });
  }

  /// A heading says this and nothing else, or the first sentence of a long page does.
  bool says_wholly(wording which) const {
    return any(is(which), [this](const judged& one) {
      return one.where == place::heading ||
             (!whole_ && one.where == place::text && one.at <= most_first_words);
    });
  }

  /// Nearly nothing but this is said.
  bool alone(wording which) const {
    return any(is(which), [](const judged&) { return true; }) && size_without(is(which)) <= most_besides;
  }

  /// Of the text outside of title and asides that does not say this.
  std::size_t size_without(wordings what) const {
    std::size_t size = 0;
    for (const judged& one : said_) {
      size += one.where != place::title && (one.says & what) == 0 ? one.size : 0;
    }
    return size;
  }

  template <class Predicate>
  bool any(wordings wanted, const Predicate& counts) const {
    return std::any_of(said_.begin(), said_.end(),
                       [&](const judged& one) { return (one.says & wanted) != 0 && counts(one); });
  }

  std::vector<judged> said_; ///< what matters
  bool whole_;
  std::string_view html_;
  std::string page_; ///< html_ in lower case
  std::string text_; ///< as written, without the title; of a page without content alone
};

} // namespace

bool is_markup(const page& content) {
  const std::string_view type = find_header(content.headers, "Content-Type");
  return type.empty() || type.find("html") != std::string_view::npos ||
         type.find("xml") != std::string_view::npos;
}

disguise disguise_of(const page& content) {
  if (!is_html(content)) {
    return disguise::none;
  }
  const std::string_view scanned = std::string_view(content.body).substr(0, most_scanned_bytes);
  auto seen = read_statements(scanned, most_visible_bytes);
  const bool readable = std::all_of(seen.statements.begin(), seen.statements.end(),
                                    [](const statement& one) { return extraction::is_valid_utf8(one.text); });
  if (!readable) {
    const auto decoded = extraction::decode(scanned, find_header(content.headers, "Content-Type"));
    seen = read_statements(decoded.utf8, most_visible_bytes);
  }
  return judge(std::move(seen), scanned, host_words(content)).decide();
}

} // namespace leadstream::crawl
