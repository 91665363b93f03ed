#include "domain/extract/email/email_ciphers.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/email/emails.hpp"
#include "domain/text/strings.hpp"

#include <re2/re2.h>

namespace leadstream::extraction {
namespace {

/// An '@' whose surroundings are no address as they stand, but one when they are reversed or moved by 13
/// letters.
std::string enciphered(std::string_view text, std::size_t at, std::string_view home) {
  const auto fits = [](char c) { return is_word(c) || c == '.' || c == '-' || c == '_'; };
  std::size_t begin = at;
  while (begin > 0 && at - begin < 80 && fits(text[begin - 1])) {
    --begin;
  }
  std::size_t end = at + 1;
  while (end < text.size() && end - at < 80 && fits(text[end])) {
    ++end;
  }
  const std::string_view token = trim(text.substr(begin, end - begin), ".");
  const std::string ending = lower(token.substr(std::min(token.rfind('.'), token.size())));
  if (is_one_of(ending, {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".js"})) {
    return {};
  }
  if (std::string turned = plausible_email(reverse_bytes(token), home); !turned.empty()) {
    return turned;
  }
  return plausible_email(rot13(token), home);
}

constexpr const char* words_for_at =
    "at|ät|\\(a\\)|arobase|arobas|arroba|chiocciola|chiocciolina|apenstaartje|"
    "małpa|malpa|klammeraffe|kringel|snabel-a|snabela|zavináč|zavinac|kukac|miukumauku";
constexpr const char* words_for_dot =
    "dot|punkt|pkt|point|punto|ponto|punt|kropka|punct|tečka|tecka|bodka|piste|pont|prikk";

struct disguises {
  RE2 bracketed; ///< info [at] example.com, info (at) example (dot) com
  RE2 spelled;   ///< info at example dot com
  RE2 plain;     ///< info @ example.com, info arobase example.com, info AT example.com
};

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return options;
}

const disguises& patterns() {
  static const disguises all = [] {
    const std::string open = R"([(\[{<«|*])";
    const std::string close = R"([)\]}>»|*])";
    const std::string dots = words_for_dot;
    const std::string bracketed_dot = " ?" + open + " ?(?:" + dots + R"(|\.) ?)" + close + " ?";
    const std::string spelled_dot = " -?(?:" + dots + ")-? ";
    const std::string any_dot = "(?:" + bracketed_dot + "|" + spelled_dot + R"(| \. ))";
    const std::string local = "([a-z0-9][a-z0-9_%+.-]*(?:" + any_dot + "[a-z0-9_+-]+)*)";
    const std::string domain = R"(([a-z0-9-]+(?:(?:\.|)" + any_dot + ")[a-z0-9-]+)+)";
    const std::string spelled_domain = R"(([a-z0-9-]+(?:\.[a-z0-9-]+)*(?:)" + any_dot + "[a-z0-9-]+)+)";
    const std::string ats = words_for_at;
    return disguises{RE2("(?i)" + local + " ?(?:" + open + "{1,2} ?(?:" + ats + "|a|@) ?" + close +
                             "{1,2}|_at_| -(?:" + ats + ")- ) ?" + domain,
                         quiet()),
                     RE2("(?i)" + local + "(?: (?:" + ats + ") |-at-)" + spelled_domain, quiet()),
                     RE2("(?i)" + local + "(?: ?@ ?| (?:" + std::string(words_for_at).substr(3) +
                             ") | (?-i:AT) )" + domain,
                         quiet())};
  }();
  return all;
}

/// The parts of an address with every disguised dot written out.
std::string undotted(std::string_view part) {
  static const RE2 dot(
      std::string("(?i) ?[(\\[{<«|*]? ?(?:\\b(?:") + words_for_dot + ")\\b|\\.) ?[)\\]}>»|*]? ?", quiet());
  std::string out(part);
  RE2::GlobalReplace(&out, dot, ".");
  return out;
}

void scan_pattern(const RE2& pattern, std::string_view text, std::string_view home,
                  const std::function<void(const std::string&, std::size_t)>& found) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece local;
  re2::StringPiece domain;
  while (RE2::FindAndConsume(&rest, pattern, &local, &domain)) {
    const std::string written =
        undotted({local.data(), local.size()}) + '@' + undotted({domain.data(), domain.size()});
    const email_span span = email_around(written, written.find('@'), home);
    if (!span.address.empty()) {
      found(span.address, static_cast<std::size_t>(local.data() - text.data()));
    }
  }
}

} // namespace

void scan_plain(std::string_view text, std::string_view home,
                const std::function<void(const std::string&, std::size_t)>& found) {
  std::size_t floor = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const email_span span = email_around(text, at, home, floor);
    if (!span.address.empty()) {
      found(span.address, span.begin);
      floor = span.end;
    } else if (const std::string clear = enciphered(text, at, home); !clear.empty()) {
      found(clear, at);
    }
  }
}

void scan_disguised(std::string_view text, std::string_view home,
                    const std::function<void(const std::string&, std::size_t)>& found) {
  const disguises& all = patterns();
  scan_pattern(all.bracketed, text, home, found);
  scan_pattern(all.spelled, text, home, found);
  scan_pattern(all.plain, text, home, found);
}

} // namespace leadstream::extraction
