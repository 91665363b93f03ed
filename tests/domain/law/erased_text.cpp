#include "domain/law/erased_text.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::law;

TEST_CASE("every mention of a subject goes, what only contains it stays") {
  struct row {
    subject_kind kind;
    std::string value;
    std::string text;
    std::string expected;
  };
  const subject_kind email = subject_kind::email;
  const subject_kind domain = subject_kind::domain;
  const subject_kind phone = subject_kind::phone;
  const std::vector<row> rows{
      {email, "ada@muster.example", "ADA@Muster.example", "erased"},
      {email, "ada@muster.example", R"({"email":"ada@muster.example","x":1})", R"({"email":"erased","x":1})"},
      {email, "ada@muster.example", "mailto:ada%40muster.example?x", "mailto:erased?x"},
      {email, "ada@muster.example", "mada@muster.example x.ada@muster.example",
       "mada@muster.example x.ada@muster.example"},
      {email, "ada@muster.example", "ada@muster.example.com, ada@muster.example.",
       "ada@muster.example.com, erased."},
      {email, "ada@muster.example", R"("call\nada@muster.example\n")", R"("call\nerased\n")"},
      {domain, "muster.example", "https://www.muster.example/a", "https://erased/a"},
      {domain, "muster.example", "info@muster.example; ada%40shop.muster.example", "erased; erased"},
      {domain, "muster.example", "notmuster.example muster.example.org my-muster.example",
       "notmuster.example muster.example.org my-muster.example"},
      {domain, "muster.example", R"(["\u00e9muster.example","\tmuster.example"])",
       R"(["\u00e9erased","\terased"])"},
      {phone, "+41446681800", "tel:+41446681800, tel:%2B41446681800 +414466818001",
       "tel:erased, tel:erased +414466818001"},
  };
  for (const row& r : rows) {
    INFO(r.text);
    CHECK(erased_text(r.text, {r.kind, r.value}) == r.expected);
  }
}

TEST_CASE("a text may mention a subject") {
  struct row {
    subject who;
    const char* text;
    bool mentions;
  };
  const row table[] = {
      {{subject_kind::phone, "+4232323232"}, R"({"phone":"+423 232 32 32"})", true},
      {{subject_kind::phone, "+4232323232"}, R"({"phone":"00423/2323232"})", true},
      {{subject_kind::phone, "+4232323232"}, R"({"phone":"(232) 32-32"})", true},
      {{subject_kind::phone, "+4232323232"}, R"({"phone":"+423 777 11 22","id":32})", false},
      {{subject_kind::email, "ada@acme.test"}, R"({"email":"Ada@acme.test"})", true},
      {{subject_kind::email, "ada@acme.test"}, R"({"email":"grada@acme.test"})", false},
      {{subject_kind::domain, "acme.test"}, R"({"website":"https://www.acme.test/"})", true},
      {{subject_kind::domain, "acme.test"}, R"({"website":"https://notacme.test/"})", false},
  };
  for (const row& r : table) {
    INFO(r.text);
    CHECK(may_mention(r.text, r.who) == r.mentions);
  }
}
