#include "domain/extract/email/email_ciphers.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/email/emails.hpp"
#include "domain/extract/email/known_suffix.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <vector>

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
  if (has_known_suffix(lower(token.substr(token.find('@') + 1)), home)) {
    return {}; // an address as it stands, if one that nobody reads
  }
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
    "at|ät|\\(a\\)|arobase|arobas|arroba|chiocciola|chiocciolina|apenstaartje|apenstaart|apestaartje|"
    "apestaart|"
    "małpa|malpa|klammeraffe|kringel|snabel-a|snabela|alfakrøll|krøllalfa|zavináč|zavinac|kukac|miukumauku";
constexpr const char* words_for_dot =
    "dot|punkt|pkt|point|punto|ponto|punt|точка|kropka|punct|tečka|tecka|bodka|piste|pont|prikk";

struct disguises {
  RE2 bracketed;  ///< info [at] example.com, info (at) example (dot) com
  RE2 spelled;    ///< info at example dot com
  RE2 plain;      ///< info @ example.com, info arobase example.com, info AT example.com
  RE2 parted;     ///< info@example . com
  RE2 labelled;   ///< Mail: info @example.com
  RE2 dashed;     ///< info-at-example.com
  RE2::Set marks; ///< what stands behind the local part in each of these, in their order
};

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return options;
}

RE2::Set set_of(const std::vector<std::string>& expressions) {
  RE2::Set out(quiet(), RE2::UNANCHORED);
  for (const std::string& expression : expressions) {
    out.Add("(?i)" + expression, nullptr);
  }
  out.Compile();
  return out;
}

const disguises& patterns() {
  static const disguises all = [] {
    const std::string open = R"([(\[{<«|*])";
    const std::string close = R"([)\]}>»|*])";
    const std::string dots = words_for_dot;
    const std::string bracketed_dot = " ?" + open + " ?(?:" + dots + R"(|\.) ?)" + close + " ?";
    const std::string spelled_dot = " [-_]?(?:" + dots + ")[-_]? ";
    const std::string any_dot = "(?:" + bracketed_dot + "|" + spelled_dot + R"(| \. ))";
    const std::string local = R"(([\p{Latin}0-9][\p{Latin}0-9_%+.-]*(?:'[\p{Latin}0-9_%+.-]+)*(?:)" +
                              any_dot + R"([a-z0-9_+-]+)*))";
    const std::string domain = R"(([a-z0-9-]+(?:(?:\.|)" + any_dot + ")[a-z0-9-]+)+)";
    const std::string spelled_domain = R"(([a-z0-9-]+(?:\.[a-z0-9-]+)*(?:)" + any_dot + "[a-z0-9-]+)+)";
    const std::string ats = words_for_at;
    const std::string rest = std::string(words_for_at).substr(3);
    const std::string bracketed_at = " ?(?:" + open + "{1,2} ?(?:" + ats + "|a|à|en|em|chez|собака|@) ?" +
                                     close + "{1,2}|_at_| -(?:" + ats + ")- ) ?";
    const std::string spelled_at = "(?: (?:" + ats + ") |-at-)";
    const std::string plain_at = "(?: @ | (?:" + rest + ") | (?-i:AT) )";
    const std::string label = R"(\b(?:e-?mail|mail|courriel|correo|kontakt|contact): ?)";
    return disguises{RE2("(?i)" + local + bracketed_at + domain, quiet()),
                     RE2("(?i)" + local + spelled_at + spelled_domain, quiet()),
                     RE2("(?i)" + local + plain_at + domain, quiet()),
                     RE2("(?i)" + local + "@" + spelled_domain, quiet()),
                     RE2("(?i)" + label + local + " ?@ ?" + domain, quiet()),
                     RE2("(?i)" + local + "-at-" + domain, quiet()),
                     set_of({bracketed_at + "[a-z0-9-]", spelled_at + spelled_domain, plain_at + domain,
                             "@" + spelled_domain, " @|@ |" + any_dot + "[a-z0-9_+-]+@", "-at-" + domain})};
  }();
  return all;
}

/// The parts of an address with every disguised dot written out.
std::string undotted(std::string_view part) {
  static const RE2 dot(std::string("(?i) ?[(\\[{<«|*] ?(?:") + words_for_dot +
                           "|\\.) ?[)\\]}>»|*] ?| [-_]?(?:" + words_for_dot + ")[-_]? | ?\\. ?",
                       quiet());
  std::string out(part);
  RE2::GlobalReplace(&out, dot, ".");
  return out;
}

/// "She is at work dot com": a word of a sentence, no mailbox.
bool is_word_of_sentence(std::string_view local) {
  static const word_set words(
      "am are arrive available based be been being find he here is it live located look me meet "
      "not now one out she stay there they us visit was we were work you");
  return words.contains(local);
}

using found_address = std::function<void(const std::string&, std::size_t)>;

/// "Jane @ Google.com", "Treffpunkt at bahnhof dot com": a name or the first word of a sentence, unless it is
/// a mailbox as houses have them or the domain is the page's own.
bool is_said_of_place(std::string_view local, const std::string& address, std::string_view home) {
  const bool capital = local.size() > 1 && is_upper(local[0]) && is_lower(local[1]);
  return capital && !is_role_address(lower(address)) && !address.ends_with('@' + std::string(home));
}

void scan_pattern(const RE2& pattern, std::string_view text, std::string_view home,
                  const found_address& found) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece local;
  re2::StringPiece domain;
  while (RE2::FindAndConsume(&rest, pattern, &local, &domain)) {
    const std::string written =
        undotted({local.data(), local.size()}) + '@' + undotted({domain.data(), domain.size()});
    const email_span span = email_around(written, written.find('@'), home);
    const auto begin = static_cast<std::size_t>(local.data() - text.data());
    const bool as_it_stands = begin + local.size() < text.size() && text[begin + local.size()] == '@' &&
                              !email_around(text, begin + local.size(), home).address.empty();
    if (!span.address.empty() && !as_it_stands && !is_word_of_sentence(lower({local.data(), local.size()}))) {
      found(span.address, begin);
    }
  }
}

/// "git@github.com:acme/site.git", "ftp://user:word@acme.com/": who logs in where, no mailbox.
bool is_part_of_locator(std::string_view text, const email_span& span) {
  const std::string_view behind = text.substr(span.end, text.find_first_of(" \t\n", span.end) - span.end);
  const std::string_view before = text.substr(0, span.begin);
  const std::string_view token = before.substr(before.find_last_of(" \t\n") + 1);
  const std::size_t scheme = token.rfind("://");
  return (behind.starts_with(':') && behind.find('/') != std::string_view::npos &&
          behind.find("//") == std::string_view::npos) ||
         (scheme != std::string_view::npos &&
          token.find_first_of("/?#", scheme + 3) == std::string_view::npos);
}

} // namespace

void scan_plain(std::string_view text, std::string_view home,
                const std::function<void(const std::string&, std::size_t)>& found) {
  std::size_t floor = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const email_span span = email_around(text, at, home, floor);
    if (!span.address.empty() && is_part_of_locator(text, span)) {
      floor = span.end;
    } else if (!span.address.empty()) {
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
  std::vector<int> marked;
  RE2::Set::ErrorInfo problem{};
  all.marks.Match({text.data(), text.size()}, &marked, &problem);
  const auto scan = [&](int number, const RE2& pattern, const found_address& take) {
    if (problem.kind != RE2::Set::kNoError ||
        std::find(marked.begin(), marked.end(), number) != marked.end()) {
      scan_pattern(pattern, text, home, take);
    }
  };
  const auto unless_said = [&](const std::string& address, std::size_t offset) {
    if (!is_said_of_place(text.substr(offset), address, home)) {
      found(address, offset);
    }
  };
  scan(0, all.bracketed, found);
  scan(1, all.spelled, unless_said);
  scan(2, all.plain, unless_said);
  scan(3, all.parted, found);
  scan(4, all.labelled, found);
  // Hosts have hyphens of their own ("stay-at-home.de"), so only the page's own is cut.
  scan(5, all.dashed, [&](const std::string& address, std::size_t offset) {
    if (address.ends_with('@' + std::string(home))) {
      found(address, offset);
    }
  });
}

} // namespace leadstream::extraction
