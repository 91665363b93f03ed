#pragma once
#include "domain/mail/mailbox_answer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// What DNS says of a domain's mail.
struct mail_records {
  enum class answer : std::uint8_t {
    unknown,      ///< not asked, or no answer came
    found,        ///< mail exchangers are named
    address_only, ///< none is named, but the domain has an address, where mail may go (RFC 5321, 5.1)
    none,         ///< neither mail exchanger nor address
    null_mx       ///< the domain says that it takes no mail (RFC 7505)
  };

  answer what = answer::unknown;
  std::vector<std::string> hosts; ///< the mail exchangers, most preferred first
};
/// "unknown", "found", "address_only", "none", "null_mx".
const char* to_string(mail_records::answer what);

/// Records as people write them: "10 mx.example.com." or "mx.example.com", "." for a null MX. None: `none`.
mail_records read_mail_records(std::span<const std::string> records);

/// How far an address can be trusted. Unknown is never called invalid.
enum class email_verdict : std::uint8_t { valid, risky, invalid, unknown };
/// "valid", "risky", "invalid", "unknown".
const char* to_string(email_verdict verdict);

/// A verdict with what led to it.
struct email_check {
  email_verdict verdict = email_verdict::unknown;
  std::vector<std::string> reasons; ///< sentences
  std::string value;                ///< the cleaned address; empty when the syntax is wrong
  bool syntax = false;
  bool role = false;       ///< reaches a function ("info"), not a person
  bool disposable = false; ///< a mailbox to throw away
  bool free_mail = false;  ///< a domain where anybody gets a mailbox
  mail_records mail;
  mailbox_answer mailbox;
};

/// Judges an address by its syntax, the lexicons, what DNS said, and what the mail server said when it was
/// asked.
email_check check_email(std::string_view text, const mail_records& mail, const mailbox_answer& mailbox = {});

/// Whether a local part (lower case) reaches a function: "info", "sales2", "office-ch".
bool is_role_mailbox(std::string_view local);

/// Whether anybody gets a mailbox at that domain (lower case).
bool is_free_mail(std::string_view domain);

/// Whether mailboxes of that domain (lower case) or of the one it belongs to are thrown away.
bool is_disposable_mail(std::string_view domain);

} // namespace leadstream
