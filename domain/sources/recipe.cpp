#include "domain/sources/recipe.hpp"

#include "domain/enrich/css_selector.hpp"
#include "domain/extract/extract.hpp"
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/parse.hpp"
#include "domain/extract/structured/schema_node.hpp"
#include "domain/extract/structured/structured.hpp"
#include "domain/json/read.hpp"
#include "domain/sources/import_columns.hpp"
#include "domain/sources/listed_website.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/trim.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace leadstream::sources {
namespace {

using nlohmann::json;
using record = std::map<std::string, std::string>;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t most_records = 1'000;
constexpr std::size_t most_matches = 20'000;
constexpr std::size_t page_memory = 64U << 20U;
constexpr std::size_t longest_selector = 500;
constexpr std::size_t shown_of_selector = 60;
constexpr std::array<std::string_view, 5> placeholders{"{base}", "{industry}", "{location}", "{page}",
                                                       "{offset}"};
constexpr auto page_time = std::chrono::milliseconds(1'000);
constexpr leadstream::json::read_limits answer_limits{16U << 20U, 32};

/// "a.web@href": a selector, and the attribute that is wanted; no attribute: the text.
struct html_path {
  std::string selector;
  std::string attribute;
};

html_path split(const std::string& path) {
  const auto at = path.rfind('@');
  return at == std::string::npos ? html_path{path, {}} : html_path{path.substr(0, at), path.substr(at + 1)};
}

std::string absolute(const std::string& base, const std::string& reference) {
  const auto from = parse_url(base);
  const auto target = from ? resolve(*from, reference) : result<url>(error{});
  return target ? to_string(*target) : reference;
}

/// Keeps a value that is there.
void put(record& one, const std::string& column, std::string value, const std::string& page) {
  if (column == "website") {
    value = listed_website(value, page);
  } else if (column == "phone" && value.starts_with("tel:")) {
    value = percent_decode(value);
  }
  if (!value.empty()) {
    one[column] = std::move(value);
  }
}

/// A page's tree with what selectors need.
class html_reader {
public:
  explicit html_reader(extraction::document page) : page_(std::move(page)), index_(enrich::index_of(page_)) {}

  std::vector<std::uint32_t> all(const std::string& selector) const {
    const auto compiled = enrich::css_selector::parse(selector);
    return compiled ? compiled->find(page_, index_, most_matches) : std::vector<std::uint32_t>{};
  }

  std::string value(std::uint32_t element, const std::string& attribute) const {
    return std::string(trim(
        attribute.empty() ? page_.text_of(element) : std::string(page_.get(element, attribute)), blanks));
  }

  /// The first of some elements (in document order) that lies in `inside`.
  std::optional<std::uint32_t> first_in(const std::vector<std::uint32_t>& some, std::uint32_t inside) const {
    const auto found = std::upper_bound(some.begin(), some.end(), inside);
    return found != some.end() && *found < page_.nodes[inside].end ? std::optional(*found) : std::nullopt;
  }

private:
  extraction::document page_;
  enrich::page_index index_;
};

recipe_page read_html(const recipe& how, const page& answer, const html_reader& html) {
  recipe_page out;
  std::map<std::string, std::vector<std::uint32_t>> matches;
  for (const auto& [column, path] : how.fields) {
    if (const auto where = split(path); !where.selector.empty()) {
      matches[column] = html.all(where.selector);
    }
  }
  for (const std::uint32_t element : html.all(how.each)) {
    record one;
    for (const auto& [column, path] : how.fields) {
      const auto where = split(path);
      const auto found =
          where.selector.empty() ? std::optional(element) : html.first_in(matches[column], element);
      const std::string value = found ? html.value(*found, where.attribute) : std::string{};
      const bool link = where.attribute == "href" && column == "website" && !value.empty();
      put(one, column, link ? absolute(answer.url, value) : value, answer.url);
    }
    if (out.records.size() < most_records) {
      out.records.push_back(std::move(one));
    }
  }
  if (!how.next.empty()) {
    const auto where = split(how.next);
    const auto found = html.all(where.selector);
    const std::string link = found.empty() ? std::string{} : html.value(found.front(), where.attribute);
    out.next = link.empty() ? std::string{} : absolute(answer.url, link);
  }
  return out;
}

/// A step into a list that names none of its places goes into the first.
const json& at_path(const json& from, std::string_view path) {
  static const json nothing;
  const json* here = &from;
  while (!path.empty()) {
    const auto end = path.find('.');
    const std::string step(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    std::size_t index = 0;
    const auto number = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool numbered = number.ptr == step.data() + step.size();
    while (!numbered && here->is_array() && !here->empty()) {
      here = &here->front();
    }
    if (here->is_array() && numbered && index < here->size()) {
      here = &(*here)[index];
    } else if (here->is_object() && here->contains(step)) {
      here = &(*here)[step];
    } else {
      return nothing;
    }
  }
  return *here;
}

/// The first of a list; of a thing its name.
std::string text_of(const json& value) {
  if (value.is_string()) {
    return std::string(trim(value.get_ref<const std::string&>(), blanks));
  }
  if (value.is_array() && !value.empty()) {
    return text_of(value.front());
  }
  if (value.is_object()) {
    const auto name = value.find("name");
    return name != value.end() && name->is_string() ? text_of(*name) : std::string{};
  }
  return value.is_number() ? value.dump() : std::string{};
}

record read_node(const recipe& how, const json& node, const std::string& page) {
  record one;
  for (const auto& [column, path] : how.fields) {
    put(one, column, text_of(at_path(node, path)), page);
  }
  return one;
}

result<recipe_page> read_json(const recipe& how, const page& answer) {
  const auto parsed = leadstream::json::read_lenient(answer.body, answer_limits);
  if (!parsed) {
    return parsed.problem();
  }
  const json& list = at_path(*parsed, how.each);
  if (!list.is_array()) {
    return error{error_code::malformed, "the answer has no list at \"" + how.each + "\"", {}};
  }
  recipe_page out;
  for (const json& node : list) {
    if (out.records.size() < most_records) {
      out.records.push_back(read_node(how, node, answer.url));
    }
  }
  const std::string link = how.next.empty() ? std::string{} : text_of(at_path(*parsed, how.next));
  out.next = link.empty() ? std::string{} : absolute(answer.url, link);
  return out;
}

/// "http://schema.org/LocalBusiness", "schema:LocalBusiness" -> "LocalBusiness"
std::string_view type_name(std::string_view type) {
  for (const std::string_view start : {"https://schema.org/", "http://schema.org/", "schema:"}) {
    if (type.starts_with(start)) {
      return type.substr(start.size());
    }
  }
  return type;
}

/// A dentist is a local business, too.
bool is_kind_of(std::string_view type, std::string_view wanted) {
  return type == wanted || (wanted == "LocalBusiness" && extraction::schema::is_local_business(type)) ||
         (wanted == "Organization" && extraction::schema::is_organization(type));
}

bool has_type(const json& node, const std::string& type) {
  const auto fits = [wanted = type_name(type)](const json& one) {
    return one.is_string() && is_kind_of(type_name(one.get_ref<const std::string&>()), wanted);
  };
  const auto said = node.find("@type");
  return said != node.end() &&
         (said->is_array() ? std::any_of(said->begin(), said->end(), fits) : fits(*said));
}

/// The nodes of a type in a tree of JSON-LD, whose depth the reader of scripts limits.
void collect(const json& from, const std::string& type, std::vector<json>& found) {
  std::vector<const json*> waiting{&from};
  while (!waiting.empty() && found.size() < most_records) {
    const json* node = waiting.back();
    waiting.pop_back();
    if (node->is_object() && has_type(*node, type)) {
      found.push_back(*node);
    } else if (node->is_structured()) {
      for (auto i = node->rbegin(); i != node->rend(); ++i) {
        waiting.push_back(&*i);
      }
    }
  }
}

recipe_page read_json_ld(const recipe& how, const std::string& address, const extraction::document& page) {
  std::vector<json> nodes;
  for (const std::string_view script : page.json_ld) {
    std::string problem;
    for (const json& value : extraction::read_json_ld(script, problem)) {
      collect(value, how.each, nodes);
    }
  }
  recipe_page out;
  for (const json& node : nodes) {
    out.records.push_back(read_node(how, node, address));
  }
  return out;
}

result<extraction::document> parse_page(const page& answer) {
  static const budget_clock now = thread_cpu_time;
  try {
    auto text = extraction::decode(answer.body, find_header(answer.headers, "Content-Type"));
    return extraction::parse(std::move(text.utf8),
                             std::make_shared<extraction::arena>(page_memory, now() + page_time, now));
  } catch (const extraction::budget_exceeded&) {
    return error{error_code::too_large, "the page is beyond the budget for one page", {}};
  }
}

/// What stands in braces must be known, and the base be a URL that may be asked.
std::string fault_of_address(const recipe& how) {
  for (auto open = how.search.find('{'); open != std::string::npos; open = how.search.find('{', open + 1)) {
    const std::string name = how.search.substr(open, how.search.find('}', open) - open + 1);
    if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) {
      return std::string("search.url: ")
          .append(name)
          .append(" is no placeholder; known are {base}, {industry}, {location}, {page} and {offset}");
    }
  }
  if (how.search.find("{offset}") != std::string::npos && how.page_size == 0) {
    return "search.page_size is missing, which {offset} counts by";
  }
  if (const auto base = parse_url(how.base); !how.base.empty() && !base) {
    return "search.base: " + base.problem().message;
  }
  return {};
}

bool is_selector(const std::string& text) {
  return text.size() <= longest_selector && enrich::css_selector::parse(text);
}

/// What is wrong with where a value is found, to stand behind the member's name.
std::string fault_of_path(bool html, const std::string& path) {
  const auto where = split(path);
  if (path.empty() || path.ends_with('@')) {
    return " must say where the value is found";
  }
  const bool parses = !html || where.selector.empty() || is_selector(where.selector);
  return parses ? ""
                : " is no CSS selector of at most " + std::to_string(longest_selector) +
                      " bytes: " + where.selector.substr(0, shown_of_selector);
}

} // namespace

result<recipe_page> read_recipe_page(const recipe& how, const page& answer) {
  if (how.form == recipe::form::json) {
    return read_json(how, answer);
  }
  if (answer.body.find('<') == std::string::npos) {
    return error{error_code::malformed, "the answer is no page: there is not one tag in it", {}};
  }
  auto parsed = parse_page(answer);
  if (!parsed) {
    return parsed.problem();
  }
  if (how.form == recipe::form::html) {
    return read_html(how, answer, html_reader(*std::move(parsed)));
  }
  recipe_page out = read_json_ld(how, answer.url, *parsed);
  if (!how.next.empty()) {
    recipe links = how;
    links.fields.clear();
    links.each = "html";
    out.next = read_html(links, answer, html_reader(*std::move(parsed))).next;
  }
  return out;
}

bool has_pages(const recipe& how) {
  return !how.next.empty() || how.search.find("{page}") != std::string::npos ||
         how.search.find("{offset}") != std::string::npos;
}

std::string fault_of(const recipe& how) {
  if (how.search.empty() || how.each.empty() || !how.fields.contains("name")) {
    return how.search.empty() ? "search.url is missing"
           : how.each.empty() ? "results.each is missing"
                              : "fields.name is missing";
  }
  if (std::string fault = fault_of_address(how); !fault.empty()) {
    return fault;
  }
  const auto& known = import_columns();
  for (const auto& [column, path] : how.fields) {
    if (std::find(known.begin(), known.end(), column) == known.end()) {
      return "fields." + column + " is no column that is known";
    }
    if (std::string fault = fault_of_path(how.form == recipe::form::html, path); !fault.empty()) {
      return std::string("fields.").append(column).append(fault);
    }
  }
  const bool links = how.form != recipe::form::json && !how.next.empty();
  if (std::string fault = links ? fault_of_path(true, how.next) : ""; !fault.empty()) {
    return "results.next" + fault;
  }
  const bool parses = how.form != recipe::form::html || is_selector(how.each);
  return parses ? ""
                : "results.each is no CSS selector of at most " + std::to_string(longest_selector) +
                      " bytes: " + how.each.substr(0, shown_of_selector);
}

std::string check_example(const recipe& how, const recipe::example& one) {
  page saved;
  saved.url = one.url;
  saved.status = 200;
  saved.body = one.page;
  const auto given = read_recipe_page(how, saved);
  if (!given) {
    return given.problem().message;
  }
  const auto expected = leadstream::json::read(one.expected, answer_limits);
  if (!expected || !at_path(*expected, "records").is_array()) {
    return "the expected result is no JSON object with \"records\"";
  }
  const json& records = at_path(*expected, "records");
  if (records.size() != given->records.size()) {
    return std::to_string(given->records.size()) + " records, not " + std::to_string(records.size());
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (json(given->records[i]) != records[i]) {
      return "record " + std::to_string(i + 1) + " is " + json(given->records[i]).dump() + ", not " +
             records[i].dump();
    }
  }
  const std::string next = text_of(at_path(*expected, "next"));
  return next == given->next ? std::string{}
                             : "the next page is \"" + given->next + "\", not \"" + next + "\"";
}

} // namespace leadstream::sources
