#include "domain/clean/email_check.hpp"

#include "domain/clean/email.hpp"
#include "domain/lexicons.hpp"
#include "domain/model/names.hpp"
#include "domain/text/trim.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

namespace leadstream {
namespace {

using answer = mail_records::answer;
using word_set = std::unordered_set<std::string_view>;

word_set words_of(std::string_view name) {
  const auto lines = lexicon_lines(name);
  return {lines.begin(), lines.end()};
}

/// "10 mx.example.com." as preference and host; a record without preference is the most preferred.
std::pair<unsigned, std::string> read_record(std::string_view record) {
  record = trim(record);
  unsigned preference = 0;
  const auto space = record.find_first_of(" \t");
  if (space != std::string_view::npos) {
    std::from_chars(record.data(), record.data() + space, preference);
    record = trim(record.substr(space));
  }
  return {preference, std::string(record == "." ? record : trim(record, "."))};
}

void judge_mail(email_check& out, const std::string& domain) {
  switch (out.mail.what) {
  case answer::found:
    return;
  case answer::unknown:
    out.reasons.push_back("DNS gave no answer for " + domain + ".");
    out.verdict = email_verdict::unknown;
    return;
  case answer::address_only:
    out.reasons.push_back(domain + " names no mail server, only an address.");
    out.verdict = email_verdict::risky;
    return;
  case answer::none:
    out.reasons.push_back(domain + " has no mail server.");
    out.verdict = email_verdict::invalid;
    return;
  case answer::null_mx:
    out.reasons.push_back(domain + " says that it takes no mail.");
    out.verdict = email_verdict::invalid;
  }
}

/// Only of an address whose domain takes mail.
void judge_mailbox(email_check& out, const std::string& domain) {
  using kind = mailbox_answer::kind;
  if (out.verdict != email_verdict::valid)
    return;
  switch (out.mailbox.what) {
  case kind::unasked:
    return;
  case kind::accepted:
    out.reasons.emplace_back("The mail server accepts the mailbox.");
    return;
  case kind::catch_all:
    out.reasons.push_back(domain + " takes mail for any mailbox (catch-all).");
    out.verdict = email_verdict::risky;
    return;
  case kind::refused:
    out.reasons.push_back("The mail server knows no such mailbox: " + out.mailbox.why + ".");
    out.verdict = email_verdict::invalid;
    return;
  case kind::unknown:
    out.reasons.push_back("The mail server did not tell of the mailbox: " + out.mailbox.why + ".");
    out.verdict = email_verdict::unknown;
  }
}

/// What makes an address that mail may reach worth less. It lowers "valid" alone.
void judge_kind(email_check& out, const email_address& address) {
  const std::size_t before = out.reasons.size();
  if (out.role)
    out.reasons.push_back("\"" + address.local + "\" reaches a function, not a person.");
  if (out.disposable)
    out.reasons.push_back("Mailboxes of " + address.domain + " are thrown away.");
  if (out.free_mail)
    out.reasons.push_back("Anybody gets a mailbox at " + address.domain + ".");
  if (out.reasons.size() > before && out.verdict == email_verdict::valid)
    out.verdict = email_verdict::risky;
}

/// Mailboxes of a whole house, which have its town or language behind them: "info.berlin". Other functions
/// are also the beginning of a title: "sales.manager".
bool is_general(std::string_view role) {
  constexpr std::string_view all[] = {"info",     "kontakt",   "contact", "contacto", "contato",
                                      "contatti", "hello",     "hallo",   "hola",     "bonjour",
                                      "mail",     "enquiries", "biuro",   "geral"};
  return std::find(std::begin(all), std::end(all), role) != std::end(all);
}

} // namespace

const char* to_string(mail_records::answer what) {
  static constexpr name_table<answer, 5> names{{{{answer::unknown, "unknown"},
                                                 {answer::found, "found"},
                                                 {answer::address_only, "address_only"},
                                                 {answer::none, "none"},
                                                 {answer::null_mx, "null_mx"}}}};
  return names.name(what);
}

const char* to_string(email_verdict verdict) {
  static constexpr name_table<email_verdict, 4> names{{{{email_verdict::valid, "valid"},
                                                        {email_verdict::risky, "risky"},
                                                        {email_verdict::invalid, "invalid"},
                                                        {email_verdict::unknown, "unknown"}}}};
  return names.name(verdict);
}

mail_records read_mail_records(std::span<const std::string> records) {
  std::vector<std::pair<unsigned, std::string>> read;
  for (const auto& record : records) {
    if (!trim(record).empty())
      read.push_back(read_record(record));
  }
  std::stable_sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::erase_if(read, [&](const auto& record) { return record.second == "." && read.size() > 1; });
  if (read.empty())
    return {answer::none, {}};
  if (read.front().second == ".")
    return {answer::null_mx, {}};
  mail_records out{answer::found, {}};
  for (auto& record : read)
    out.hosts.push_back(std::move(record.second));
  return out;
}

email_check check_email(std::string_view text, const mail_records& mail, const mailbox_answer& mailbox) {
  email_check out;
  const auto address = clean_email(text);
  if (!address) {
    out.verdict = email_verdict::invalid;
    out.reasons.push_back(address.problem().message);
    return out;
  }
  out.verdict = email_verdict::valid;
  out.value = address->value;
  out.syntax = true;
  out.role = is_role_mailbox(address->local);
  out.disposable = is_disposable_mail(address->domain);
  out.free_mail = is_free_mail(address->domain);
  out.mail = mail;
  out.mailbox = mailbox;
  judge_mail(out, address->domain);
  judge_mailbox(out, address->domain);
  judge_kind(out, *address);
  return out;
}

bool is_role_mailbox(std::string_view local) {
  static const word_set all = words_of("role_mailboxes");
  local = local.substr(0, local.find('+'));
  if (all.contains(local))
    return true;
  const auto digits = trim(local, "0123456789");
  const auto end = digits.find_first_of("-._");
  const auto first = digits.substr(0, end);
  const bool short_ending = end != std::string_view::npos && digits.size() - end <= 4;
  return all.contains(short_ending || is_general(first) ? first : digits);
}

bool is_free_mail(std::string_view domain) {
  static const word_set all = words_of("free_mail");
  return all.contains(domain);
}

bool is_disposable_mail(std::string_view domain) {
  static const word_set all = words_of("disposable_mail");
  return all.contains(domain) || all.contains(registrable_domain(domain));
}

} // namespace leadstream
