#include "domain/enrich/fingerprints.hpp"

#include "domain/json/read.hpp"
#include "domain/text/ascii.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::enrich {
namespace {

using nlohmann::json;

constexpr json::size_type most_technologies = 100'000;
constexpr leadstream::json::read_limits file_limits{64U << 20U, 16};

struct plain_field {
  const char* name;
  evidence where;
};
constexpr std::array<plain_field, 6> plain_fields{{{"url", evidence::url},
                                                   {"html", evidence::html},
                                                   {"text", evidence::text},
                                                   {"scripts", evidence::script},
                                                   {"scriptSrc", evidence::script_src},
                                                   {"css", evidence::css}}};
constexpr std::array<plain_field, 4> keyed_fields{{{"headers", evidence::header},
                                                   {"cookies", evidence::cookie},
                                                   {"meta", evidence::meta},
                                                   {"dns", evidence::dns}}};
/// What only a running browser or other requests can tell.
constexpr std::array<const char*, 5> unseen_fields{"js", "xhr", "robots", "certIssuer", "probe"};

/// The strings of a value that may be one string or a list of them.
std::vector<std::string> strings(const json& value) {
  std::vector<std::string> texts;
  for (const json& each : value.is_array() ? value : json::array({value})) {
    if (each.is_string()) {
      texts.push_back(each.get<std::string>());
    }
  }
  return texts;
}

std::vector<int> numbers(const json& value) {
  std::vector<int> found;
  for (const json& each : value.is_array() ? value : json::array({value})) {
    int number = 0;
    if (each.is_number_integer()) {
      found.push_back(each.get<int>());
    } else if (each.is_string()) {
      const auto& text = each.get_ref<const std::string&>();
      if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) {
        found.push_back(number);
      }
    }
  }
  return found;
}

const json& member(const json& object, const char* name) {
  static const json nothing = json::array();
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

/// Reads one technology.
class reader {
public:
  reader(std::string name, const json& from, fingerprints& into) : from_(from), into_(into) {
    made_.name = std::move(name);
  }

  technology read() && {
    made_.categories = numbers(member(from_, "cats"));
    made_.requires_category = numbers(member(from_, "requiresCategory"));
    for (const std::string& written : strings(member(from_, "requires"))) {
      made_.requires_any.push_back(parse_pattern(written).regex);
    }
    for (const std::string& written : strings(member(from_, "excludes"))) {
      made_.excludes.push_back(parse_pattern(written).regex);
    }
    for (const std::string& written : strings(member(from_, "implies"))) {
      const pattern_text parts = parse_pattern(written);
      made_.implies.push_back({parts.regex, parts.confidence, parts.version});
    }
    read_fields();
    read_dom(member(from_, "dom"));
    return std::move(made_);
  }

private:
  void read_fields() {
    for (const plain_field& field : plain_fields) {
      add_all(field, {}, member(from_, field.name));
    }
    for (const plain_field& field : keyed_fields) {
      const json& object = member(from_, field.name);
      for (auto each = object.begin(); object.is_object() && each != object.end(); ++each) {
        add_all(field, lower(each.key()), each.value());
      }
    }
    for (const char* name : unseen_fields) {
      if (!member(from_, name).empty()) {
        into_.unseen.push_back(made_.name + ": " + name);
      }
    }
  }

  void add_all(const plain_field& field, const std::string& key, const json& written) {
    for (const std::string& each : strings(written)) {
      add({field.where, key, {}, std::nullopt}, each, field.name);
    }
  }

  /// A selector, an object of selectors with rules, or a list of either.
  void read_dom(const json& dom) {
    for (const json& part : dom.is_array() ? dom : json::array({dom})) {
      if (part.is_string()) {
        const auto written = part.get<std::string>();
        const std::string selector = parse_pattern(written).regex;
        add_dom(selector, evidence::dom_exists, {}, written.substr(selector.size()));
      }
      for (auto each = part.begin(); part.is_object() && each != part.end(); ++each) {
        for (const json& rules : each->is_array() ? *each : json::array({*each})) {
          read_dom_rules(each.key(), rules);
        }
      }
    }
  }

  void read_dom_rules(const std::string& selector, const json& rules) {
    if (!rules.is_object()) {
      add_dom(selector, evidence::dom_exists, {}, "");
      return;
    }
    for (const std::string& written : strings(member(rules, "exists"))) {
      add_dom(selector, evidence::dom_exists, {}, written);
    }
    for (const std::string& written : strings(member(rules, "text"))) {
      add_dom(selector, evidence::dom_text, {}, written);
    }
    const json& attributes = member(rules, "attributes");
    for (auto each = attributes.begin(); attributes.is_object() && each != attributes.end(); ++each) {
      for (const std::string& written : strings(each.value())) {
        add_dom(selector, evidence::dom_attribute, lower(each.key()), written);
      }
    }
    if (!member(rules, "properties").empty()) {
      into_.unseen.push_back(made_.name + ": dom properties of " + selector);
    }
  }

  void add_dom(const std::string& selector, evidence where, const std::string& key,
               const std::string& written) {
    auto parsed = css_selector::parse(selector);
    if (!parsed) {
      skip("dom", "the selector " + selector + " is not understood");
      return;
    }
    add({where, key, {}, std::move(parsed)}, written, "dom");
  }

  void add(tech_rule rule, const std::string& written, const char* field) {
    std::string problem;
    auto pattern = tech_pattern::compile(written, problem);
    if (!pattern) {
      skip(field, "\"" + written + "\": " + problem);
      return;
    }
    rule.pattern = std::move(*pattern);
    made_.rules.push_back(std::move(rule));
  }

  void skip(const char* field, const std::string& why) {
    into_.skipped.push_back(made_.name + ": " + field + ": " + why);
  }

  const json& from_;
  fingerprints& into_;
  technology made_;
};

error wrong(const std::string& why) {
  return {error_code::malformed, why, {}};
}

} // namespace

result<done> read_technologies(std::string_view json_text, fingerprints& into) {
  const auto file = leadstream::json::read_lenient(json_text, file_limits);
  if (!file) {
    return file.problem();
  }
  if (!file->is_object() || file->size() > most_technologies) {
    return wrong("technologies must be an object of names");
  }
  for (auto each = file->begin(); each != file->end(); ++each) {
    if (!each.value().is_object()) {
      return wrong("the technology " + each.key() + " must be an object");
    }
    into.technologies.push_back(reader(each.key(), each.value(), into).read());
  }
  return done{};
}

result<done> read_categories(std::string_view json_text, fingerprints& into) {
  const auto file = leadstream::json::read_lenient(json_text, file_limits);
  if (!file) {
    return file.problem();
  }
  for (auto each = file->begin(); file->is_object() && each != file->end(); ++each) {
    int number = 0;
    const std::string& key = each.key();
    if (std::from_chars(key.data(), key.data() + key.size(), number).ec == std::errc() && each->is_object()) {
      into.categories[number] = each->value("name", key);
    }
  }
  return file->is_object() ? result<done>(done{}) : wrong("categories must be an object of numbers");
}

} // namespace leadstream::enrich
