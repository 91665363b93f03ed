#include "domain/enrich/tech_detector.hpp"

#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/parse.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>

using namespace leadstream::enrich;
using leadstream::monotonic_time;
namespace extraction = leadstream::extraction;
using nlohmann::json;

namespace {

json file(const char* path) {
  std::ifstream stream(path);
  return stream ? json::parse(stream) : json();
}

/// What a page {"html","url","headers","cookies"} shows.
std::vector<found_technology> shown(const tech_detector& by, const json& given) {
  static const std::function<monotonic_time()> now = std::chrono::steady_clock::now;
  const std::string html = given.value("html", "");
  const std::string url = given.value("url", "https://www.example.com/");
  const auto tree = extraction::parse(
      html, std::make_shared<extraction::arena>(64U << 20U, now() + std::chrono::minutes(1), now));
  tech_page page;
  page.url = url;
  page.html = html;
  page.parsed = &tree;
  const json headers = given.value("headers", json::object());
  for (const auto& [name, value] : headers.items()) {
    for (const json& each : value.is_array() ? value : json::array({value})) {
      page.headers.push_back({name, each});
    }
  }
  const json cookies = given.value("cookies", json::object());
  for (const auto& [name, value] : cookies.items()) {
    page.cookies.emplace_back(name, value);
  }
  const json dns = given.value("dns", json::object());
  for (const auto& [name, value] : dns.items()) {
    page.dns.emplace_back(name, value);
  }
  return by.detect(page);
}

const found_technology* find(const std::vector<found_technology>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

/// "Name:version" as the cases write it.
std::string labelled(const found_technology& one) {
  return one.version.empty() ? one.name : one.name + ":" + one.version;
}

tech_detector detector_of(const char* technologies) {
  fingerprints known;
  REQUIRE(read_categories(R"({"1":{"name":"CMS"},"27":{"name":"Languages"}})", known));
  REQUIRE(read_technologies(technologies, known));
  return tech_detector(std::move(known));
}

} // namespace

TEST_CASE("at least 300 technologies are built in, all of them understood") {
  const fingerprints& known = tech_detector::standard().known();
  CHECK(known.technologies.size() >= 300);
  CHECK(known.skipped.empty());
  CHECK(known.unseen.empty());
  for (const technology& each : known.technologies) {
    CAPTURE(each.name);
    CHECK_FALSE(each.rules.empty());
    for (const int category : each.categories) {
      CHECK(known.categories.contains(category));
    }
  }
}

TEST_CASE("every sign of every technology shows it, and a page that speaks of it does not") {
  const json examples = file("tests/data/technologies.json");
  const tech_detector& by = tech_detector::standard();
  REQUIRE(examples.size() == by.known().technologies.size());
  for (const technology& known : by.known().technologies) {
    REQUIRE(examples.contains(known.name));
    json beside = json::object();
    for (const std::string& name : known.requires_any) {
      beside = examples[name][0];
    }
    for (json page : examples[known.name]) {
      page["html"] = page.value("html", "") + beside.value("html", "");
      CAPTURE(known.name, page.dump());
      CHECK(find(shown(by, page), known.name) != nullptr);
    }
    const json prose{{"html", "<html><head><title>" + known.name +
                                  " or not?</title></head><body><p>We compared " + known.name +
                                  " with others; <a href=\"/blog\">" + known.name +
                                  "</a> lost.</p></body></html>"}};
    CAPTURE(known.name);
    CHECK(shown(by, prose).empty());
  }
}

TEST_CASE("the detection cases of others agree") {
  const json given = file("../shared/data/technologies/detect_cases.json");
  if (given.is_null()) {
    WARN("no ../shared/data: skipped");
    return;
  }
  for (const json& each : given["cases"]) {
    json page = each;
    page["html"] = each["body"];
    std::vector<std::string> labels;
    for (const found_technology& one : shown(tech_detector::standard(), page)) {
      labels.push_back(labelled(one));
    }
    std::sort(labels.begin(), labels.end());
    CAPTURE(each.dump(), labels);
    if (each.contains("must_equal")) {
      CHECK(labels == each["must_equal"].get<std::vector<std::string>>());
    }
    for (const json& wanted : each.value("must_contain", json::array())) {
      CHECK(std::find(labels.begin(), labels.end(), wanted) != labels.end());
    }
    const json categories = each.value("categories", json::object());
    for (const auto& [label, names] : categories.items()) {
      const auto all = shown(tech_detector::standard(), page);
      CHECK(find(all, label.substr(0, label.find(':')))->categories == names.get<std::vector<std::string>>());
    }
  }
}

TEST_CASE("patterns come apart into expression, version and confidence") {
  const json given = file("../shared/data/technologies/pattern_cases.json");
  if (given.is_null()) {
    WARN("no ../shared/data: skipped");
    return;
  }
  for (const json& each : given) {
    const pattern_text parts = parse_pattern(each["pattern"].get<std::string>());
    CHECK(parts.confidence == each["confidence"]);
    CHECK(parts.version == each["version"]);
  }
}

TEST_CASE("a version template takes groups and chooses by them") {
  CHECK(fill_version("\\1", {"x", "1.2"}) == "1.2");
  CHECK(fill_version("\\1?a:b", {"x", "1"}) == "a");
  CHECK(fill_version("\\1?a:b", {"x", ""}) == "b");
  CHECK(fill_version("\\1?:b", {"x", "1"}).empty());
  CHECK(fill_version(R"(\1?\1:\2)", {"x", "", "3.4"}) == "3.4");
  CHECK(fill_version("\\7", {"x"}).empty());
}

TEST_CASE("every field of the form is looked at, where it stands") {
  const tech_detector by = detector_of(R"({
    "Url":{"url":"\\.shop/"}, "Html":{"html":"<!-- made by X ([\\d.]+)\\;version:\\1"},
    "Text":{"text":"powered by text"}, "Scripts":{"scripts":"boot\\("}, "Src":{"scriptSrc":["a\\.js","b\\.js"]},
    "Css":{"css":"\\.x-grid"}, "Head":{"headers":{"X-Made-By":"^M/([\\d.]+)\\;version:\\1"}},
    "Cookie":{"cookies":{"sid_*":"^v"}}, "Meta":{"meta":{"Generator":["^G","^H"]}}, "Dns":{"dns":{"MX":"mail\\.x"}},
    "Dom":{"dom":"div.a > span[data-b^='c']"}, "DomText":{"dom":{"#f":{"text":"hello"}}},
    "DomAttribute":{"dom":{"a":{"attributes":{"href":"go/([\\d.]+)\\;version:\\1"}}}}})");
  const json page{{"url", "https://x.shop/"},
                  {"html",
                   "<!-- made by X 2.1 --><STYLE>.x-grid{}</Style><meta name=generator content=Hugo>"
                   "<div class='z a'><span data-b=cd></span></div><p id=f>oh Hello</p><a href=/go/7.5>l</a>"
                   "<p>Powered by <b>text</b></p><script>boot()</script><script src=/b.js></script>"},
                  {"headers", {{"x-made-by", "M/3"}}},
                  {"cookies", {{"SID_77", "v1"}}},
                  {"dns", {{"mx", "mail.x"}}}};
  const auto all = shown(by, page);
  CHECK(all.size() == 13);
  CHECK(find(all, "Html")->version == "2.1");
  CHECK(find(all, "Head")->version == "3");
  CHECK(find(all, "DomAttribute")->version == "7.5");
  CHECK(shown(by, json{{"html", "<p>boot( a.js x-grid made by</p><span data-b=cd></span>"}}).empty());
}

TEST_CASE("confidence adds up to 100, each sign once") {
  const tech_detector by = detector_of(R"({"A":{"html":["one\\;confidence:30","two\\;confidence:40"],
    "scriptSrc":"s\\.js\\;confidence:50"}})");
  CHECK(shown(by, json{{"html", "one one"}})[0].confidence == 30);
  CHECK(shown(by, json{{"html", "one two"}})[0].confidence == 70);
  CHECK(shown(by, json{{"html", "one two <script src=s.js></script><script src=s.js></script>"}})[0]
            .confidence == 100);
}

TEST_CASE("requirements filter, then exclusions, then implications follow") {
  const tech_detector by = detector_of(R"({
    "Base":{"cats":[1],"html":"base","implies":["Language\\;confidence:60","Unlisted"]},
    "Language":{"cats":[27],"html":"language","implies":"Deep"}, "Deep":{"html":"deep"},
    "Plugin":{"html":"plugin","requires":"Base"}, "Theme":{"html":"theme","requiresCategory":1},
    "Needy":{"html":"needy","requires":"Plugin"}, "Rival":{"html":"rival","excludes":"Base"}})");
  CHECK(shown(by, json{{"html", "plugin theme needy"}}).empty());
  const auto all = shown(by, json{{"html", "base plugin theme needy"}});
  CHECK(all.size() == 7);
  CHECK(find(all, "Language")->confidence == 60);
  CHECK(find(all, "Deep")->confidence == 60);
  CHECK(find(all, "Unlisted")->confidence == 100);
  CHECK(find(all, "Base")->categories == std::vector<std::string>{"CMS"});
  const auto without = shown(by, json{{"html", "rival base"}});
  CHECK(find(without, "Base") == nullptr);
  CHECK(find(without, "Language") == nullptr);
}

TEST_CASE("what cannot be taken over is named, and the rest of the technology stands") {
  fingerprints known;
  REQUIRE(read_technologies(R"({"A":{"html":["(?!x)y","z"],"dom":"a:hover","js":{"A":""}}})", known));
  CHECK(known.skipped.size() == 2);
  CHECK(known.skipped[0].find("A: ") == 0);
  CHECK(known.unseen == std::vector<std::string>{"A: js"});
  CHECK(known.technologies[0].rules.size() == 1);
  CHECK_FALSE(read_technologies("[]", known));
  CHECK_FALSE(read_technologies("{", known));
}

TEST_CASE("selectors find what they say") {
  struct found_or_not {
    const char* selector;
    const char* html;
    bool found;
  };
  const found_or_not cases[] = {
      {"p", "<p>", true},
      {"P.a.b", "<p class='b c a'>", true},
      {"p.a", "<p class='ab'>", false},
      {"#x", "<i id=x>", true},
      {"a[href*='x.y']", "<a href='https://x.y/'>", true},
      {"a[href$=z]", "<a href=xyz>", true},
      {"a[rel~='me']", "<a rel='you me'>", true},
      {"a[lang|='en']", "<a lang=en-GB>", true},
      {"a[data-x='B' i]", "<a data-x=b>", true},
      {"a[data-x='B']", "<a data-x=b>", false},
      {"div p", "<div><i><p></p></i></div>", true},
      {"div > p", "<div><i><p></p></i></div>", false},
      {"h1 + p", "<h1></h1>text<p></p>", true},
      {"h1 + p", "<h1></h1><i></i><p></p>", false},
      {"h1 ~ p", "<h1></h1><i></i><p></p>", true},
      {"b, p", "<p>", true},
      {"*[data-q]", "<u data-q>", true},
      {"li:first-child", "<ul>text<li></ul>", true},
      {"p:first-child", "<div><b></b><p></p></div>", false},
      {"p:first-of-type", "<div><b></b><p></p></div>", true},
      {"b:nth-child(2n+1)", "<p><i></i><b></b></p>", false},
      {"b:nth-child(even)", "<p><i></i><b></b></p>", true},
      {"b:nth-last-child(-n + 2)", "<p><b></b><i></i><u></u></p>", false},
      {"i:nth-last-child(-n + 2)", "<p><b></b><i></i><u></u></p>", true},
      {"b:only-child", "<p><b></b></p>", true},
      {"b:only-child", "<p><b></b><i></i></p>", false},
      {"b:not(.x, [lang])", "<b class=x></b><b lang=de></b>", false},
      {"b:not(.x)", "<b class=y></b>", true},
  };
  for (const found_or_not& each : cases) {
    CAPTURE(each.selector, each.html);
    const std::string technologies = json{{"T", {{"dom", each.selector}}}}.dump();
    CHECK(shown(detector_of(technologies.c_str()), json{{"html", each.html}}).empty() != each.found);
  }
  for (const char* broken :
       {"", "a:hover", "a >", "[x", "a[x=\"y]", "..a", "a b,", "a:not(b c)", "a:not(", "a:nth-child(x)",
        "a:nth-child()", "a:nth-child(-2147483648)", "a:nth-child(2147483647n)", "a::before"}) {
    CAPTURE(broken);
    CHECK_FALSE(css_selector::parse(broken).has_value());
  }
}
