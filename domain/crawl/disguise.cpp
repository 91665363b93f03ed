#include "domain/crawl/disguise.hpp"

#include "domain/crawl/statements.hpp"
#include "domain/intel/rules.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/url/url.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
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

/// The rules of one label: a statement begins with one, or is one.
struct wording {
  std::unique_ptr<const re2::RE2> begins;
  std::unique_ptr<const re2::RE2> whole;
};

std::map<std::string, wording> read_wordings() {
  std::map<std::string, std::string> joined;
  for (const auto& rule : intel::read_rules("page_disguises", false)) {
    std::string& all = joined[rule.label];
    all += (all.empty() ? "(?:" : "|(?:") + rule.expression + ")";
  }
  std::map<std::string, wording> wordings;
  for (const auto& [label, all] : joined) {
    const std::string start = "^(?:(?:" + joined["opening"] + ") )*(?:" + all + ")";
    wordings[label] = {std::make_unique<re2::RE2>(start + "(?: |$)"),
                       std::make_unique<re2::RE2>(start + "$")};
  }
  return wordings;
}

const wording& words_for(const std::string& label) {
  static const auto wordings = read_wordings();
  return wordings.at(label);
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool matches(const re2::RE2& expression, std::string_view text) {
  return re2::RE2::PartialMatch({text.data(), text.size()}, expression);
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
  judge(visible_text seen, std::string_view html, const std::string& host)
      : said_(std::move(seen.statements)), whole_(seen.whole), html_(html) {
    for (statement& one : said_) {
      text_ += one.where == place::title ? std::string() : one.text + '\n';
      one.text = words_of(one.text, host);
    }
  }

  disguise decide() {
    if (titled("missing")) {
      return disguise::missing_page;
    }
    if (!whole_) {
      return says_wholly("missing") ? disguise::missing_page : disguise::none;
    }
    page_ = lower(html_);
    return is_block_page() ? disguise::block_page
           : is_parked()   ? disguise::parked
           : prominent("missing") || says_wholly("missing_alone") || alone("missing_alone")
               ? disguise::missing_page
               : disguise::none;
  }

private:
  bool is_block_page() const {
    return titled("blocked") ||
           (!has_contacts(page_, text_) && (holds_any(page_, challenge_marks) || runs_challenge(page_) ||
                                            prominent("blocked") || alone("blocked_alone") || is_captcha()));
  }

  bool is_captcha() const { return holds_any(page_, captcha_marks) && size_without(nullptr) <= most_besides; }

  bool is_parked() const {
    return holds_any(page_, parking_marks) || titled("parked") || is_default_page() || prominent("parked") ||
           is_unwritten() ||
           (links_in(page_) <= most_links_of_unused && !has_phone(page_, text_) && alone("parked_alone"));
  }

  /// A blog as it was installed.
  bool is_unwritten() const {
    const re2::RE2& post = *words_for("first_post").whole;
    return any(post, [](const statement& one) { return one.where == place::text; }) &&
           !has_contacts(page_, text_) && size_without(&post) <= most_beside_post;
  }

  bool titled(const std::string& label) const {
    return any(*words_for(label).begins, [](const statement& one) { return one.where == place::title; });
  }

  bool is_default_page() const {
    return any(*words_for("parked_title").whole,
               [](const statement& one) { return one.where == place::title; });
  }

  bool prominent(const std::string& label) const {
    return any(*words_for(label).begins, [](const statement& one) {
      return one.where == place::heading || (one.where == place::text && one.at <= most_first_words);
    });
  }

  /// A heading says this and nothing else, or the first sentence of a long page does.
  bool says_wholly(const std::string& label) const {
    return any(*words_for(label).whole, [this](const statement& one) {
      return one.where == place::heading ||
             (!whole_ && one.where == place::text && one.at <= most_first_words);
    });
  }

  /// Nearly nothing but this is said.
  bool alone(const std::string& label) const {
    const re2::RE2& expression = *words_for(label).whole;
    return any(expression, [](const statement& one) { return one.where != place::aside; }) &&
           size_without(&expression) <= most_besides;
  }

  /// Of the text outside of title and asides that does not match.
  std::size_t size_without(const re2::RE2* expression) const {
    std::size_t size = 0;
    for (const statement& one : said_) {
      const bool counts = one.where == place::text || one.where == place::heading;
      size += counts && (expression == nullptr || !matches(*expression, one.text)) ? one.text.size() : 0;
    }
    return size;
  }

  template <class Predicate>
  bool any(const re2::RE2& expression, const Predicate& counts) const {
    return std::any_of(said_.begin(), said_.end(),
                       [&](const statement& one) { return counts(one) && matches(expression, one.text); });
  }

  std::vector<statement> said_; ///< in the words that the rules know
  bool whole_;
  std::string_view html_;
  std::string page_; ///< html_ in lower case
  std::string text_; ///< as written, without the title
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
