#pragma once
#include "domain/mail/mailbox_answer.hpp"
#include "domain/mail/smtp_reply.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// Who asks mail servers.
struct smtp_identity {
  std::string name; ///< of this machine, for EHLO
  std::string from; ///< envelope sender; empty: the null sender <>
};

/// The conversation that asks a mail server for a mailbox (RFC 5321) and never sends a message: bytes of the
/// server in, commands and an answer out. It asks for the mailbox, and when that is accepted for one that
/// cannot exist, since a server that takes everything has said nothing.
class smtp_dialog {
public:
  /// `stranger` is the local part of the mailbox that cannot exist.
  smtp_dialog(email_address asked, const std::string& stranger, smtp_identity me);

  /// Reads what the server sent; the command to send now, empty while its reply is not whole.
  std::string receive(std::string_view bytes);
  /// The server cannot be asked, or no longer. What is known by now stays.
  void lose(const std::string& why);

  /// Whether nothing more is to be sent or read.
  bool over() const { return step_ == step::over; }
  /// Whether the server spoke of the mailbox, so that no other one need be asked.
  bool answered() const { return answered_; }
  const mailbox_answer& answer() const { return answer_; }

private:
  enum class step { greeting, ehlo, helo, mail, mailbox, stranger, quit, over };

  std::string proceed(const smtp_reply& reply);
  std::string ask_sender();
  std::string judge_mailbox(const smtp_reply& reply);
  std::string judge_stranger(const smtp_reply& reply);
  std::string say(step next, std::string command);
  std::string conclude(mailbox_answer::kind what, std::string why = {});

  email_address asked_;
  email_address stranger_;
  smtp_identity me_;
  smtp_reply_reader reader_;
  mailbox_answer answer_{mailbox_answer::kind::unknown, "nobody was asked", {}};
  std::string said_ = "greeting"; ///< what the next reply answers
  step step_ = step::greeting;
  bool answered_ = false;
};

} // namespace leadstream
