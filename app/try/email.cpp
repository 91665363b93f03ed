#include "app/try/handlers.hpp"
#include "app/try/input.hpp"

#include "domain/clean/email.hpp"
#include "domain/clean/email_check.hpp"
#include "net/mail/mail_lookup.hpp"

#include <nlohmann/json.hpp>
#include <vector>

namespace leadstream::app {
namespace {

/// The records that the request gives; an error when they are no list of strings.
result<std::vector<std::string>> given_records(const nlohmann::json& records) {
  std::vector<std::string> out;
  const bool list = records.is_array();
  for (const auto& record : list ? records : nlohmann::json::array()) {
    if (record.is_string())
      out.push_back(record.get<std::string>());
  }
  if (!list || out.size() != records.size())
    return error{error_code::invalid_argument, R"("mx" must be a list of strings)", "mx"};
  return out;
}

mail_records ask_dns(const std::string& text) {
  static net::mail_lookup dns;
  const auto address = clean_email(text);
  return address ? dns.find(address->domain) : mail_records{};
}

void write(const email_check& found, json::writer& answer) {
  answer.member("verdict", to_string(found.verdict)).key("reasons").begin_array();
  for (const auto& reason : found.reasons)
    answer.value(reason);
  answer.end_array().key("checks").begin_object();
  answer.member("syntax", found.syntax).member("role", found.role).member("disposable", found.disposable);
  answer.member("free_mail", found.free_mail).member("mx", to_string(found.mail.what));
  answer.key("mail_servers").begin_array();
  for (const auto& host : found.mail.hosts)
    answer.value(host);
  answer.end_array().end_object();
}

} // namespace

result<done> try_email(const nlohmann::json& request, json::writer& answer) {
  const auto address = required_text(request, "email");
  if (!address)
    return address.problem();
  if (!request.contains("mx") || request["mx"].is_null()) {
    write(check_email(*address, ask_dns(*address)), answer);
    return done{};
  }
  const auto records = given_records(request["mx"]);
  if (!records)
    return records.problem();
  write(check_email(*address, read_mail_records(*records)), answer);
  return done{};
}

} // namespace leadstream::app
