#include "domain/mail/smtp_dialog.hpp"

#include <utility>

namespace leadstream {
namespace {

using kind = mailbox_answer::kind;

std::string quoted(const smtp_reply& reply) {
  return "it said \"" + to_string(reply) + "\"";
}

} // namespace

smtp_dialog::smtp_dialog(email_address asked, const std::string& stranger, smtp_identity me)
    : asked_(std::move(asked)), stranger_{stranger + "@" + asked_.domain, stranger, asked_.domain},
      me_(std::move(me)) {}

std::string smtp_dialog::receive(std::string_view bytes) {
  reader_.feed(bytes);
  const auto reply = reader_.next();
  if (reader_.broken()) {
    lose("what it said is no SMTP");
  } else if (reply && !reader_.empty()) {
    lose("it spoke before it was asked");
  } else if (reply) {
    return proceed(*reply);
  }
  return {};
}

void smtp_dialog::lose(const std::string& why) {
  if (step_ != step::quit && step_ != step::over) {
    answer_.what = kind::unknown;
    answer_.why = why;
  }
  step_ = step::over;
}

std::string smtp_dialog::proceed(const smtp_reply& reply) {
  answer_.replies.push_back(said_ + ": " + to_string(reply));
  switch (step_) {
  case step::greeting:
    return reply.code == 220 ? say(step::ehlo, "EHLO " + me_.name) : conclude(kind::unknown, quoted(reply));
  case step::ehlo:
    if (reply.code >= 500) {
      return say(step::helo, "HELO " + me_.name);
    }
    [[fallthrough]];
  case step::helo:
    return reply.code == 250 ? ask_sender() : conclude(kind::unknown, quoted(reply));
  case step::mail:
    return reply.code == 250 ? say(step::mailbox, "RCPT TO:<" + asked_.value + ">")
                             : conclude(kind::unknown, quoted(reply));
  case step::mailbox:
    return judge_mailbox(reply);
  case step::stranger:
    return judge_stranger(reply);
  case step::quit:
  case step::over:
    step_ = step::over;
  }
  return {};
}

std::string smtp_dialog::ask_sender() {
  return say(step::mail, "MAIL FROM:<" + me_.from + ">");
}

std::string smtp_dialog::judge_mailbox(const smtp_reply& reply) {
  answered_ = true;
  switch (read_recipient(reply, asked_)) {
  case recipient_state::accepted:
    return say(step::stranger, "RCPT TO:<" + stranger_.value + ">");
  case recipient_state::no_such_mailbox:
    return conclude(kind::refused, quoted(reply));
  case recipient_state::unclear:
    break;
  }
  return conclude(kind::unknown, quoted(reply));
}

std::string smtp_dialog::judge_stranger(const smtp_reply& reply) {
  switch (read_recipient(reply, stranger_)) {
  case recipient_state::accepted:
    return conclude(kind::catch_all);
  case recipient_state::no_such_mailbox:
    return conclude(kind::accepted);
  case recipient_state::unclear:
    break;
  }
  return conclude(kind::unknown, "of a mailbox that cannot exist " + quoted(reply));
}

std::string smtp_dialog::say(step next, std::string command) {
  step_ = next;
  said_ = command.substr(0, 4);
  return std::move(command) + "\r\n";
}

std::string smtp_dialog::conclude(kind what, std::string why) {
  answer_.what = what;
  answer_.why = std::move(why);
  return say(step::quit, "QUIT");
}

} // namespace leadstream
