#include "tests/simweb/hostile/cases.hpp"

namespace leadstream::simweb {
namespace {

std::string repeated(const std::string& what, std::size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += what;
  }
  return out;
}

hostile_case page(std::string name, const std::string& more,
                  const std::string& headers = "Content-Type: text/html; charset=utf-8\r\n") {
  const std::string host = name + ".hostile.test";
  return fixed_case(std::move(name), ok(sound_page(host, more), headers));
}

std::string utf16(const std::string& ascii) {
  std::string out = "\xff\xfe";
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

std::string many_emails(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += "<a href=\"mailto:trap" + std::to_string(i) + "@other" + std::to_string(i % 97) +
           ".example\">mail</a> ";
  }
  return out;
}

std::string json_ld(const std::string& text) {
  return "<script type=\"application/ld+json\">" + text + "</script>";
}

std::vector<hostile_case> charset_cases() {
  const std::string html = "Content-Type: text/html";
  const std::string odd = "caf\xc3\xa9";
  return {
      page("charset-header-lies", "<p>" + odd + "</p>", html + "; charset=utf-16\r\n"),
      page("charset-unknown", "<p>" + odd + "</p>", html + "; charset=x-martian\r\n"),
      page("charset-meta-lies", "<meta charset=\"shift_jis\"><p>" + odd + "</p>", html + "\r\n"),
      page("charset-none", "<p>caf\xe9</p>", html + "\r\n"),
      page("charset-utf7", "<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", html + "; charset=utf-7\r\n"),
      page("charset-overlong", "<p>\xc0\xbcscript\xc0\xbe \xed\xa0\x80 \xf8\x88\x80\x80\x80 \xff\xfe</p>"),
      page("charset-nul", std::string("<p>a\0b\0c</p>", 12) + std::string(5'000, '\0')),
      fixed_case("charset-utf16", ok(utf16(sound_page("charset-utf16.hostile.test")), html + "\r\n")),
      fixed_case("charset-bom", ok("\xef\xbb\xbf" + sound_page("charset-bom.hostile.test"),
                                   html + "; charset=iso-8859-1\r\n")),
  };
}

} // namespace

std::vector<hostile_case> content_cases(int canary) {
  const std::string away = "http://127.0.0.1:" + std::to_string(canary) + "/";
  auto all = charset_cases();
  all.insert(
      all.end(),
      {
          page("markup-100000-deep", repeated("<div>", 100'000)),
          page("markup-formatting", repeated("<b><i><u>", 30'000) + repeated("<p>x</b>", 10'000)),
          page("markup-tables", repeated("<table><tr><td>", 30'000)),
          page("attribute-1mb", "<p title=\"" + std::string(1U << 20U, 'a') + "\">x</p>"),
          page("attributes-100000",
               "<p " + repeated("a" + std::string(8, 'b') + " c=d ", 100'000) + ">x</p>"),
          page("comment-without-end", "<!-- " + std::string(1U << 20U, '-')),
          page("entities", repeated("&amp;&#x41;&notanentity;", 50'000)),
          page("emails-10000", many_emails(10'000)),
          page("json-ld-deep", json_ld(repeated("[", 100'000))),
          page("json-ld-1mb", json_ld(R"({"@type":"Organization","name":")" + std::string(1U << 20U, 'n') +
                                      R"(","email":{"__proto__":NaN},"telephone":[[[1e999]]]})")),
          page("json-ld-private", json_ld(R"({"@type":"Organization","name":"x","url":")" + away +
                                          R"(","sameAs":[")" + away + "\"]}")),
          page("refresh-private", R"(<meta http-equiv="refresh" content="0; url=)" + away + "\">"),
          page("canonical-private",
               R"(<link rel="canonical" href=")" + away + "\"><a href=\"" + away + "contact\">contact</a>"),
          page("header-private", "",
               "Content-Type: text/html\r\nRefresh: 0; url=" + away + "\r\nLink: <" + away +
                   ">; rel=canonical\r\n"),
          fixed_case("binary",
                     ok(std::string(20'000, '\x01') + "\xff\xd8\xff", "Content-Type: text/html\r\n")),
          fixed_case("not-html", ok("%PDF-1.4 hello", "Content-Type: application/pdf\r\n")),
      });
  return all;
}

} // namespace leadstream::simweb
