#include "domain/extract/page/html_tokens.hpp"

#include "domain/extract/extract.hpp"
#include "tests/support/data.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::extraction;
using nlohmann::json;

namespace {

const budget_clock still = [] { return monotonic_time{}; };

/// The tokens in the notation of html5lib's tests: text joined, comments and doctypes left out.
json tokens_of(const std::string& html) {
  arena memory(64U << 20U, monotonic_time::max(), still);
  std::vector<attribute> attributes;
  html_tokens tokens(html, attributes, memory);
  json out = json::array();
  html_token token;
  while (tokens.next(token)) {
    if (token.what == html_token::kind::text) {
      const bool joins = !out.empty() && out.back()[0] == "Character";
      if (joins) {
        out.back()[1] = out.back()[1].get<std::string>() + std::string(token.text);
      } else {
        out.push_back({"Character", std::string(token.text)});
      }
    } else if (token.what == html_token::kind::end) {
      out.push_back({"EndTag", std::string(token.name)});
    } else if (token.what == html_token::kind::start) {
      json named = json::object();
      for (std::uint32_t i = 0; i < token.attributes; ++i) {
        const auto& one = attributes[token.first_attribute + i];
        named[std::string(one.name)] = std::string(one.value);
      }
      out.push_back(json::array({"StartTag", std::string(token.name), named}));
    }
  }
  return out;
}

json expected_of(const json& one) {
  json out = json::array();
  for (json token : one["output"]) {
    if (token[0] == "Comment" || token[0] == "DOCTYPE") {
      continue;
    }
    if (token[0] == "StartTag" && token.size() > 3) {
      token.erase(3); // that a tag closes itself means nothing in HTML
    }
    if (token[0] == "Character" && !out.empty() && out.back()[0] == "Character") {
      out.back()[1] = out.back()[1].get<std::string>() + token[1].get<std::string>();
    } else {
      out.push_back(token);
    }
  }
  return out;
}

bool is_of_data_state(const json& one) {
  const json states = one.value("initialStates", json::array({"Data state"}));
  return std::find(states.begin(), states.end(), "Data state") != states.end() &&
         !one.value("doubleEscaped", false);
}

} // namespace

TEST_CASE("the tokens of html5lib's tests are those of the WHATWG algorithm") {
  for (const char* file : {"domjs", "entities", "namedEntities", "numericEntities", "test1", "test2", "test3",
                           "test4", "unicodeChars"}) {
    const json all = data::json(std::string("html5lib_tokenizer/") + file + ".test");
    for (const json& one : all.is_object() ? all["tests"] : all) {
      const auto input = one["input"].get<std::string>();
      if (is_of_data_state(one) && is_plain_markup(input)) {
        INFO(file << ": " << one["description"].get<std::string>() << ": " << input);
        CHECK(tokens_of(input) == expected_of(one));
      }
    }
  }
}

TEST_CASE("text up to an end tag is raw") {
  arena memory(1U << 20U, monotonic_time::max(), still);
  std::vector<attribute> attributes;
  const auto rest = [&](std::string_view html, std::string_view name) {
    html_tokens tokens(html, attributes, memory);
    html_token token;
    tokens.next(token);
    std::string out(tokens.raw_text(name));
    return tokens.next(token) ? out + "|" + std::string(token.text) : out;
  };
  CHECK(rest("<title>a<b></titles></TITLE >c", "title") == "a<b></titles>|c");
  CHECK(rest("<title>a</title", "title") == "a</title");
  CHECK(rest("<title>a", "title") == "a");
}
