#include "domain/extract/page/html_tree.hpp"

#include "domain/extract/extract.hpp"
#include "domain/extract/page/parse.hpp"
#include "domain/extract/page/trim_markup.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/utf8.hpp"
#include "tests/support/data.hpp"
#include "tests/support/tree_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <optional>
#include <random>
#include <vector>

using namespace leadstream;
using namespace leadstream::extraction;

namespace {

const budget_clock still = [] { return monotonic_time{}; };

std::string by_gumbo(const std::string& html) {
  arena memory(64U << 20U, monotonic_time::max(), still);
  document out;
  parse_whole(html, memory, out);
  return tree_text(out);
}

/// Nothing when the page is refused.
std::optional<std::string> in_one_pass(const std::string& html) {
  arena memory(64U << 20U, monotonic_time::max(), still);
  document out;
  return build_tree(html, memory, out) ? std::optional(tree_text(out)) : std::nullopt;
}

} // namespace

TEST_CASE("markup that only appends gives the same tree as a whole parser") {
  const std::string html = GENERATE(
      as<std::string>{},
      // what may be left out
      "", "text", "<p>one<p>two<div>three", "<title>A &amp; B</title>text",
      "<body class=x>text</body>\n</html>\n", " <html lang=de> <head> <title>T</title> </head> <body> x",
      "<li>a<li>b<dl><dt>c<dd>d<dt>e</dl>f", "<head></head>\n<script src=a></script>\n<link rel=x><p>y",
      "</p>x</br>y</div></span>z", "<head><noscript><link rel=a><img src=b></noscript><meta name=c></head>d",
      "<select><optgroup label=a><option>1<option>2<optgroup label=b><option>3</select>x<option>y<option>z",
      "<h1>a<h2>b</h1>c</h3>d", "<ul><li>a<ul><li>b</ul><li>c</ul>", "<button>a<button>b</button>c",
      "<p>a<hr>b</p>c<address>d<p>e</address>f", "<a href=1>x<a href=2>y</a>z", "<main><article>x</main>y",
      "<pre>\n\nx</pre>", "<textarea>\nx<b></textarea>y", "<iframe src=a><p>b</iframe>c",
      "<noembed><p></noembed><xmp><p></xmp>", "<object><param name=a><b>x</object>y",
      "<div><dialog>x</dialog><custom-tag A=b>y</CUSTOM-TAG></div>",
      "<figure><img src=a><figcaption>b</figure><video><source src=c></video>",
      // formatting that is opened again
      "<p><b>a<p>b</b>c", "<b><i>a</b>b</i>c", "<font size=1><font size=1><font size=1><font size=1>a<p>b",
      "<p><em class=x>a<div>b</div></em>", "<i>a<table><tr><td>b</i>c</table>d", "<b></b></b>a<b>",
      "<b><a><b><b><b></a></b>s",
      // tables
      "<table><tr><td>a<td>b<tr><th>c</table>d",
      "<table><caption>a</caption><colgroup><col><tbody><tr><td>b</table>", "<table><col><tr><td>a",
      "<table><td>a</td></tr></tbody></table>b", "<p>a<table><tr><td>b</table>c",
      "<!DOCTYPE html><p>a<table><tr><td>b</table>c", "<table><tr><td><table><tr><td>a</table>b</table>c",
      "<table><input type=hidden><tr><td>a</table>",
      "<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
      "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n", "<table><tr><td><p>a</td></div><td>b</table></td>c",
      "<table><table><tr><td>a</table>b", "<table><tr><td><select><option>a</select>b</table>",
      // names, values and references
      "<A HREF='x' href=y CLASS=\"a&amp;b\">x</A>", "<a href=?a=1&b=2&copy=3&lt;4&notit;>x</a>",
      "<br/><img/src=a/>x",
      "a < b &lt; c &amp d &#228;&#x41;&#0;&#128; &notit; &bogus; &nbsp;&Aacute&hellip; &nGt;",
      "<p a=1 a=2 =b c= d>x", "a<!-- b -->c<?php d ?>e<!f>g</ h>i</>j", "x<p", "x<p class='a",
      "<a title='>'>x</a>", "1<2>3<a<b>c");
  const auto ours = in_one_pass(html);
  INFO(html);
  REQUIRE(ours);
  CHECK(*ours == by_gumbo(html));
}

TEST_CASE("a form ends before what it holds, and text before its end belongs to it") {
  // gumbo puts such text behind the form: https://html.spec.whatwg.org/multipage/parsing.html says otherwise
  const auto texts = [](const std::string& html) {
    return in_one_pass("<head></head>" + html).value_or("refused");
  };
  CHECK(texts("<form>a<form>b</form>c") ==
        "0-6 1 <html>\n0-2 4 <head>\n0-6 1 <body>\n2-5 1 <form>\n3-5 0 \"ab\"\n2-6 0 \"c\"\n");
  CHECK(texts("<form><div></form>a</div>b") ==
        "0-7 1 <html>\n0-2 4 <head>\n0-7 1 <body>\n2-6 1 <form>\n3-6 1 <div>\n4-6 0 \"a\"\n2-7 0 \"b\"\n");
  CHECK(texts("<table><form><tr><td>a</form></table>b") ==
        "0-10 1 <html>\n0-2 4 <head>\n0-10 1 <body>\n2-9 1 <table>\n3-5 1 <form>\n3-9 1 <tbody>\n5-9 1 <tr>\n"
        "6-9 2 <td>\n7-9 0 \"a\"\n2-10 0 \"b\"\n");
}

TEST_CASE("markup whose nodes would move, and what is rare, is refused") {
  const std::string html =
      GENERATE(as<std::string>{}, "<b><div>a</b>b</div>", "<table>text<tr><td>a</table>",
               "<table><div>a</div></table>", "<svg><path/></svg>", "<template>a</template>",
               "<frameset><frame></frameset>", "<math><mi>x</mi></math>", "a\rb",
               "a\x01"
               "b",
               "<body>a<body class=b>", "<ruby>a<rt>b</ruby>");
  INFO(html);
  CHECK_FALSE(in_one_pass(html));
}

TEST_CASE(
    "of deep markup what stands too deep becomes siblings; wide markup is refused before it costs much") {
  std::string deep;
  std::string wide;
  for (int i = 0; i < 100'000; ++i) {
    deep += "<div>";
    wide += "<b class=" + std::to_string(i) + "><p>";
  }
  CHECK(in_one_pass(deep));
  CHECK_FALSE(in_one_pass(wide));
}

TEST_CASE("any soup of tags that is accepted gives the same tree as by a whole parser") {
  const std::vector<std::string> tags{
      "p",      "div",    "b",    "i",        "a",       "font",     "span", "ul",      "li",
      "dl",     "dd",     "h1",   "table",    "tbody",   "tr",       "td",   "th",      "button",
      "pre",    "br",     "hr",   "img",      "title",   "link",     "em",   "head",    "object",
      "select", "option", "body", "noscript", "caption", "colgroup", "col",  "address", "custom"};
  std::mt19937 random(1);
  const auto below = [&random](std::size_t count) { return random() % count; };
  std::size_t accepted = 0;
  for (int page = 0; page < 20'000; ++page) {
    std::string html = below(2) == 0 ? "<!DOCTYPE html>" : "";
    for (std::size_t pieces = below(16); pieces > 0; --pieces) {
      const std::string& tag = tags[below(below(2) == 0 ? 12 : tags.size())];
      const std::size_t kind = below(8);
      html += kind < 4    ? "<" + tag + (below(4) == 0 ? " class=x>" : ">")
              : kind < 6  ? "</" + tag + ">"
              : kind == 6 ? "\n"
                          : "text";
    }
    if (const auto ours = in_one_pass(html)) {
      ++accepted;
      INFO(html);
      REQUIRE(*ours == by_gumbo(html));
    }
  }
  CHECK(accepted > 5'000);
}

TEST_CASE("real pages give the same tree as by a whole parser") {
  int accepted = 0;
  int pages = 0;
  const nlohmann::json all = data::json("pages/gold.json");
  for (const nlohmann::json& one : all) {
    const auto name = one["file"].get<std::string>();
    std::string utf8 = decode(data::text("pages/" + name), "").utf8;
    std::erase(utf8, '\r');
    const std::string html = trim_markup(utf8).html;
    INFO(name);
    ++pages;
    if (const auto ours = in_one_pass(html)) {
      ++accepted;
      if (html.find("</form") == std::string::npos && html.find("</FORM") == std::string::npos) {
        CHECK(*ours == by_gumbo(html));
      }
    }
  }
  CHECK(accepted * 10 >= pages * 8);
}

TEST_CASE("text is valid UTF-8 whatever a character reference counts to") {
  const std::string number(17, 'a');
  const std::string html = "<title>A&#X" + number + "; B</title><a href='/x&#X" + number + ";y'>x</a>";
  arena memory(1U << 20U, monotonic_time::max(), still);
  document out;
  parse_whole(html, memory, out);
  for (const node& one : out.nodes) {
    CHECK(is_valid_utf8(one.text));
  }
  for (const attribute& one : out.attributes) {
    CHECK(is_valid_utf8(one.value));
  }
}
