#include "domain/mail/smtp_reply.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

const email_address anna = *clean_email("anna@blockbau.example");

smtp_reply read(const std::string& line) {
  smtp_reply_reader reader;
  reader.feed(line + "\r\n");
  const auto reply = reader.next();
  REQUIRE(reply);
  return *reply;
}

recipient_state meaning(const std::string& line) {
  return read_recipient(read(line), anna);
}

} // namespace

TEST_CASE("replies are cut out of bytes however they arrive", "[mail]") {
  smtp_reply_reader reader;
  reader.feed("250-mx.example greets you\r\n250-SIZE 1");
  CHECK_FALSE(reader.next());
  reader.feed("000\r\n250 HELP\n354\r\n");
  CHECK(reader.next()->lines == std::vector<std::string>{"mx.example greets you", "SIZE 1000", "HELP"});
  CHECK(reader.next()->code == 354);
  CHECK(reader.empty());
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.broken());
}

TEST_CASE("what is no reply, or too much of one, ends the reading", "[mail]") {
  const std::string bytes =
      GENERATE(as<std::string>(), "HTTP/1.1 400 Bad Request\r\n", "25\r\n", "\r\n", "650 x\r\n", "260 x\r\n",
               "250_x\r\n", "250-one\r\n550 two\r\n", std::string(2'000, 'x'),
               "250 " + std::string(2'000, 'x') + "\r\n", std::string(3, '\0') + "\r\n");
  smtp_reply_reader reader;
  reader.feed(bytes);
  CHECK_FALSE(reader.next());
  CHECK(reader.broken());
  reader.feed("250 ok\r\n");
  CHECK_FALSE(reader.next());
}

TEST_CASE("a reply without end is given up", "[mail]") {
  smtp_reply_reader reader;
  for (int i = 0; i < 200; ++i) {
    reader.feed("250-more\r\n");
    CHECK_FALSE(reader.next());
  }
  CHECK(reader.broken());
}

TEST_CASE("a reply is shown in printable characters and not in full length", "[mail]") {
  CHECK(to_string(read("550 no\x1b[2J \xc3\xa4 \\ here")) == "550 no\\x1b[2J \\xc3\\xa4 \\x5c here");
  CHECK(to_string(read("550 " + std::string(900, 'x'))).size() <= 310);
}

TEST_CASE("mailboxes are accepted", "[mail]") {
  const std::string line =
      GENERATE("250 2.1.5 OK", "250", "251 User not local; will forward to <a@b.example>",
               "252 Cannot VRFY user, but will accept message");
  CAPTURE(line);
  CHECK(meaning(line) == recipient_state::accepted);
}

TEST_CASE("a refusal that says that there is no such mailbox", "[mail]") {
  const std::string line = GENERATE(
      "550 5.1.1 <anna@blockbau.example>: Recipient address rejected: User unknown in virtual mailbox table",
      "550-5.1.1 The email account that you tried to reach does not exist",
      "550 5.1.10 RESOLVER.ADR.RecipientNotFound", "550 #5.1.0 Address rejected: no such user",
      "550 No such user here", "550 Unrouteable address",
      "550 Requested action not taken: mailbox unavailable", "551 User not local; please try <a@b.example>",
      "553 5.1.1 unknown", "553 Mailbox name not allowed", "550 Benutzer existiert nicht",
      "550 Empf\xc3\xa4nger unbekannt", "550 Utilisateur inconnu", "550 5.1.6 moved away");
  CAPTURE(line);
  smtp_reply_reader reader;
  reader.feed(line + "\r\n" + (line[3] == '-' ? "550 5.1.1 Please try\r\n" : ""));
  CHECK(read_recipient(*reader.next(), anna) == recipient_state::no_such_mailbox);
}

TEST_CASE("no other refusal means that there is no such mailbox", "[mail]") {
  const std::string line =
      GENERATE("450 4.2.0 <anna@blockbau.example>: Recipient address rejected: Greylisted",
               "451 4.7.1 try again later", "421 4.3.2 closing", "452 4.2.2 mailbox full",
               "550 5.7.1 Service unavailable; client host blocked",
               "550 5.1.1 user unknown, blocked using zen.spamhaus.org", "550 blocked by Spamhaus",
               "550 rejected", "550", "550 5.7.1 no such user here", "550 5.2.1 mailbox disabled",
               "550 5.2.2 over quota: no such user", "550 5.4.1 Recipient address rejected: Access denied",
               "550 5.1.8 sender does not exist", "550 Sender address does not exist",
               "550 5.7.23 SPF validation failed", "550 relaying denied: unknown user",
               "552 5.1.1 no such user", "554 5.1.1 no such user", "500 no such user", "503 5.1.1 RCPT first",
               "530 5.7.0 Must issue a STARTTLS command first", "550 #5.1.0 Address rejected", "354 go ahead",
               "220 hello", "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)");
  CAPTURE(line);
  CHECK(meaning(line) == recipient_state::unclear);
}
