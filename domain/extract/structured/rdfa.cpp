#include "domain/extract/structured/structured.hpp"

#include "domain/text/strings.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::extraction {
namespace {

using nlohmann::json;

constexpr std::size_t most_items = 2000;

/// "schema:name" and "http://schema.org/name" -> "name".
std::string_view local_name(std::string_view term) {
  const std::size_t at = term.find_last_of(":/#");
  return at == std::string_view::npos ? term : term.substr(at + 1);
}

bool is_schema_term(std::string_view term) {
  return term.find(':') == std::string_view::npos || term.starts_with("schema:") ||
         term.find("schema.org/") != std::string_view::npos;
}

/// An item that is being read: its value is handed to its holder when its element ends.
struct open_item {
  json value;
  std::string property;
  std::uint32_t end;
};

class rdfa_reader {
public:
  explicit rdfa_reader(const document& page) : document_(page) {}

  std::vector<json> run() {
    for (std::uint32_t i = 0; i < document_.nodes.size() && made_ < most_items; ++i) {
      close_before(i);
      if (document_.nodes[i].attributes > 0) {
        element(i);
      }
    }
    close_before(static_cast<std::uint32_t>(document_.nodes.size()));
    return std::move(out_);
  }

private:
  void element(std::uint32_t i) {
    const std::string_view type = trim(document_.get(i, "typeof"));
    const std::string_view property = trim(document_.get(i, "property"));
    if (!type.empty() && is_schema_term(type) && open_.size() < 24) {
      ++made_;
      open_.push_back({json{{"@type", local_name(type.substr(0, type.find(' ')))}},
                       std::string(local_name(property.substr(0, property.find(' ')))),
                       document_.nodes[i].end});
    } else if (!property.empty() && !open_.empty() && is_schema_term(property)) {
      add(open_.back().value, std::string(local_name(property.substr(0, property.find(' ')))), value_of(i));
    }
  }

  static void add(json& item, const std::string& property, json value) {
    json& held = item[property];
    if (held.is_null()) {
      held = std::move(value);
    } else if (held.is_array()) {
      held.push_back(std::move(value));
    } else {
      held = json::array({std::move(held), std::move(value)});
    }
  }

  void close_before(std::uint32_t i) {
    while (!open_.empty() && open_.back().end <= i) {
      open_item done = std::move(open_.back());
      open_.pop_back();
      if (!open_.empty() && !done.property.empty()) {
        add(open_.back().value, done.property, std::move(done.value));
      } else {
        out_.push_back(std::move(done.value));
      }
    }
  }

  std::string value_of(std::uint32_t i) const {
    for (const char* name : {"content", "href", "src", "resource", "datetime"}) {
      if (const auto value = document_.get(i, name); !value.empty()) {
        return std::string(value);
      }
    }
    return document_.text_of(i);
  }

  const document& document_;
  std::vector<open_item> open_;
  std::vector<json> out_;
  std::size_t made_ = 0;
};

} // namespace

std::vector<json> read_rdfa(const context& page) {
  return rdfa_reader(page.page).run();
}

} // namespace leadstream::extraction
