#include "domain/law/suppressed_page.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using law::subject_kind;

namespace {

struct list_of_one {
  list_of_one(subject_kind kind, const std::string& value) {
    list.add(default_tenant(), kind, law::hash_of(*law::read_subject(kind, value)));
  }
  bool forbids(const std::string& body, const std::string& url = "https://other.test/") const {
    page content;
    content.url = url;
    content.body = body;
    return law::is_suppressed(content, default_tenant(), list, "LI");
  }
  law::suppression_list list;
};

} // namespace

TEST_CASE("a page that writes a suppressed address in any of the usual ways is not to be kept") {
  const list_of_one who(subject_kind::email, "ada@muster.test");
  for (const char* body : {"write to Ada@Muster.test.", "<a href=\"mailto:ada@muster.test?subject=x\">",
                           "q=%20ada%40muster.test&b", "ada&#64;muster.test",
                           R"({"email":"ada\u0040muster.test"})", R"({"text":"us:\nada@muster.test"})"}) {
    INFO(body);
    CHECK(who.forbids(body));
  }
  for (const char* body :
       {"", "ada.muster.test", "granada@muster.test", "ada@muster.test.example", "@@@ada@@"}) {
    INFO(body);
    CHECK_FALSE(who.forbids(body));
  }
}

TEST_CASE("a page of a suppressed domain, or one that names it, is not to be kept") {
  const list_of_one who(subject_kind::domain, "muster.test");
  CHECK(who.forbids("", "https://www.muster.test/about"));
  CHECK(who.forbids("<a href=\"https://www.MUSTER.test/\">"));
  CHECK(who.forbids("info@muster.test"));
  CHECK_FALSE(who.forbids("<a href=\"https://notmuster.test/\"> v1.2.3 muster.tests"));
}

TEST_CASE("a page that gives a suppressed number, with or without its country, is not to be kept") {
  const list_of_one who(subject_kind::phone, "+423 234 56 78");
  CHECK(who.forbids("<p>Tel. +423 234 56 78</p>"));
  CHECK(who.forbids("<p>Tel. 234 56 78</p>"));
  CHECK_FALSE(who.forbids("<p>Tel. +423 234 56 79</p>"));
}

TEST_CASE("nothing is looked through for tenants who suppress nobody") {
  const list_of_one who(subject_kind::email, "ada@muster.test");
  page content;
  content.body = "ada@muster.test";
  CHECK_FALSE(law::is_suppressed(content, {"other"}, who.list, ""));
}
