#include "domain/clean/email_check.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

const mail_records found{mail_records::answer::found, {"mx.example.org"}};

std::string verdict(std::string_view address, const mail_records& mail = found) {
  return to_string(check_email(address, mail).verdict);
}

} // namespace

TEST_CASE("an address of a person at a domain with mail servers is valid", "[clean]") {
  const auto check = check_email("Anna.Muster@Firma.example", found);
  CHECK(check.verdict == email_verdict::valid);
  CHECK(check.reasons.empty());
  CHECK(check.value == "anna.muster@firma.example");
  CHECK(check.syntax);
}

TEST_CASE("functions, free mail and mailboxes to throw away are risky", "[clean]") {
  const auto [address, role, disposable, free_mail] = GENERATE(table<std::string, bool, bool, bool>({
      {"info@firma.example", true, false, false},
      {"INFO+news@firma.example", true, false, false},
      {"sales2@firma.example", true, false, false},
      {"office-ch@firma.example", true, false, false},
      {"info.berlin@firma.example", true, false, false},
      {"biuro@firma.example", true, false, false},
      {"comptabilite@firma.example", true, false, false},
      {"boekhouding@firma.example", true, false, false},
      {"salg@firma.example", true, false, false},
      {"joao@sapo.pt", false, false, true},
      {"anna@gmail.com", false, false, true},
      {"anna@mailinator.com", false, true, false},
      {"anna@x.mailinator.com", false, true, false},
      {"kontakt@gmx.de", true, false, true},
  }));
  CAPTURE(address);
  const auto check = check_email(address, found);
  CHECK(check.verdict == email_verdict::risky);
  CHECK(check.role == role);
  CHECK(check.disposable == disposable);
  CHECK(check.free_mail == free_mail);
  CHECK_FALSE(check.reasons.empty());
}

TEST_CASE("names that only begin like a function are people", "[clean]") {
  CHECK(verdict("it.smith@firma.example") == "valid");
  CHECK(verdict("information.officer@firma.example") == "valid");
  CHECK(verdict("anna.hotel@firma.example") == "valid");
}

TEST_CASE("what DNS says decides whether mail can arrive", "[clean]") {
  using answer = mail_records::answer;
  CHECK(verdict("anna@firma.example", {answer::none, {}}) == "invalid");
  CHECK(verdict("anna@firma.example", {answer::null_mx, {}}) == "invalid");
  CHECK(verdict("anna@firma.example", {answer::address_only, {}}) == "risky");
  CHECK(verdict("anna@firma.example", {answer::unknown, {}}) == "unknown");
  CHECK(verdict("info@firma.example", {answer::unknown, {}}) == "unknown");
  CHECK(verdict("not an address", {answer::unknown, {}}) == "invalid");
}

TEST_CASE("mail records are read as people write them", "[clean]") {
  const auto read = [](std::vector<std::string> records) { return read_mail_records(records); };
  CHECK(read({"20 b.example.", "10 a.example."}).hosts == std::vector<std::string>{"a.example", "b.example"});
  CHECK(read({"mx.example"}).what == mail_records::answer::found);
  CHECK(read({}).what == mail_records::answer::none);
  CHECK(read({"0 ."}).what == mail_records::answer::null_mx);
  CHECK(read({"."}).what == mail_records::answer::null_mx);
}

TEST_CASE("what the mail server says of the mailbox decides, and silence is never invalid", "[clean]") {
  using kind = mailbox_answer::kind;
  const auto judged = [](std::string_view address, kind what, const mail_records& mail = found) {
    return std::string(to_string(check_email(address, mail, {what, "it said no", {}}).verdict));
  };
  CHECK(judged("anna@firma.example", kind::accepted) == "valid");
  CHECK(judged("anna@firma.example", kind::catch_all) == "risky");
  CHECK(judged("anna@firma.example", kind::refused) == "invalid");
  CHECK(judged("anna@firma.example", kind::unknown) == "unknown");
  CHECK(judged("anna@firma.example", kind::unasked) == "valid");
  CHECK(judged("info@firma.example", kind::accepted) == "risky");
  CHECK(judged("info@firma.example", kind::refused) == "invalid");
  CHECK(judged("anna@firma.example", kind::accepted, {mail_records::answer::none, {}}) == "invalid");
  CHECK(check_email("anna@firma.example", found, {kind::refused, "it said \"550 5.1.1\"", {}}).reasons ==
        std::vector<std::string>{"The mail server knows no such mailbox: it said \"550 5.1.1\"."});
}
