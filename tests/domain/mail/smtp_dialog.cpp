#include "domain/mail/smtp_dialog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using kind = mailbox_answer::kind;

namespace {

smtp_dialog dialog_for(const std::string& from = {}) {
  return {*clean_email("anna@firma.example"), "x7q2", {"crawler.example", from}};
}

/// The commands that a server gets which says these lines, one after the other.
std::vector<std::string> commands(smtp_dialog& dialog, const std::vector<std::string>& replies) {
  std::vector<std::string> sent(replies.size());
  std::transform(replies.begin(), replies.end(), sent.begin(),
                 [&](const std::string& reply) { return dialog.receive(reply + "\r\n"); });
  return sent;
}

kind answer_to(const std::string& mailbox, const std::string& stranger) {
  smtp_dialog dialog = dialog_for();
  commands(dialog, {"220 mx", "250 mx", "250 ok", mailbox, stranger, "221 bye"});
  return dialog.answer().what;
}

} // namespace

TEST_CASE("a mailbox is asked for, then one that cannot exist; no message is sent", "[mail]") {
  smtp_dialog dialog = dialog_for();
  CHECK(commands(dialog, {"220 mx.example ESMTP", "250-mx\r\n250 HELP", "250 ok", "250 ok",
                          "550 5.1.1 no such user", "221 bye"}) ==
        std::vector<std::string>{"EHLO crawler.example\r\n", "MAIL FROM:<>\r\n",
                                 "RCPT TO:<anna@firma.example>\r\n", "RCPT TO:<x7q2@firma.example>\r\n",
                                 "QUIT\r\n", ""});
  CHECK(dialog.over());
  CHECK(dialog.answered());
  CHECK(dialog.answer().what == kind::accepted);
  CHECK(dialog.answer().replies ==
        std::vector<std::string>{"greeting: 220 mx.example ESMTP", "EHLO: 250 mx HELP", "MAIL: 250 ok",
                                 "RCPT: 250 ok", "RCPT: 550 5.1.1 no such user", "QUIT: 221 bye"});
}

TEST_CASE("the configured sender is named, and HELO said to servers that know no EHLO", "[mail]") {
  smtp_dialog dialog = dialog_for("probe@crawler.example");
  CHECK(commands(dialog, {"220 mx", "502 5.5.2 not implemented", "250 mx"}) ==
        std::vector<std::string>{"EHLO crawler.example\r\n", "HELO crawler.example\r\n",
                                 "MAIL FROM:<probe@crawler.example>\r\n"});
}

TEST_CASE("what the server says of both mailboxes is the answer", "[mail]") {
  CHECK(answer_to("250 ok", "550 5.1.1 unknown") == kind::accepted);
  CHECK(answer_to("252 perhaps", "551 user not local") == kind::accepted);
  CHECK(answer_to("250 ok", "251 ok") == kind::catch_all);
  CHECK(answer_to("550 5.1.1 unknown", "") == kind::refused);
  CHECK(answer_to("450 4.2.0 greylisted", "") == kind::unknown);
  CHECK(answer_to("550 5.7.1 blocked", "") == kind::unknown);
  CHECK(answer_to("250 ok", "450 4.2.0 greylisted") == kind::unknown);
  CHECK(answer_to("250 ok", "550 5.7.1 too many unknown users") == kind::unknown);
}

TEST_CASE("a mailbox that is not there needs no stranger", "[mail]") {
  smtp_dialog dialog = dialog_for();
  CHECK(commands(dialog, {"220 mx", "250 mx", "250 ok", "550 5.1.1 unknown"}).back() == "QUIT\r\n");
  CHECK(dialog.answer().why == "it said \"550 5.1.1 unknown\"");
}

TEST_CASE("a server that refuses the asker says nothing of the mailbox, and another one may be asked",
          "[mail]") {
  const auto replies = GENERATE(table<std::vector<std::string>>({
      {{"554 5.7.1 no service for you"}},
      {{"421 busy"}},
      {{"220 mx", "421 busy"}},
      {{"220 mx", "500 what", "550 5.1.1 no such user"}},
      {{"220 mx", "250 mx", "550 5.1.1 no such user"}},
      {{"220 mx", "250 mx", "530 STARTTLS first"}},
  }));
  smtp_dialog dialog = dialog_for();
  CHECK(commands(dialog, std::get<0>(replies)).back() == "QUIT\r\n");
  CHECK(dialog.answer().what == kind::unknown);
  CHECK_FALSE(dialog.answered());
}

TEST_CASE("a server that breaks the rules is left", "[mail]") {
  const std::string bytes =
      GENERATE(as<std::string>(), "HTTP/1.1 200 OK\r\n", "220 mx\r\n250 mx\r\n250 ok\r\n", "220 mx\r\n550",
               std::string(3'000, '2'));
  smtp_dialog dialog = dialog_for();
  CHECK(dialog.receive(bytes).empty());
  CHECK(dialog.over());
  CHECK(dialog.answer().what == kind::unknown);
}

TEST_CASE("a connection that ends early leaves it open, one that ends after the answer does not", "[mail]") {
  smtp_dialog early = dialog_for();
  commands(early, {"220 mx", "250 mx", "250 ok", "250 ok"});
  early.lose("the connection ended");
  CHECK(early.answer().what == kind::unknown);
  CHECK(early.answer().why == "the connection ended");
  CHECK(early.answered());

  smtp_dialog late = dialog_for();
  commands(late, {"220 mx", "250 mx", "250 ok", "550 5.1.1 unknown"});
  late.lose("the connection ended");
  CHECK(late.over());
  CHECK(late.answer().what == kind::refused);
}
