#include "domain/extract/bounds.hpp"
#include "domain/extract/structured/structured.hpp"

#include "domain/text/strings.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace leadstream::extraction {
namespace {

using nlohmann::json;

constexpr std::size_t most_items = 2000;
constexpr int deepest_item = 24;

/// A JSON value of one word or of a list of words.
json one_or_all(const std::vector<std::string_view>& words) {
  if (words.size() == 1) {
    return words.front();
  }
  json list = json::array();
  for (const std::string_view word : words) {
    list.push_back(word);
  }
  return list;
}

/// A second value makes a list of the first.
void add_property(json& properties, std::string_view name, const json& value) {
  json& held = properties[std::string(name)];
  if (held.is_null()) {
    held = value;
  } else if (held.is_array()) {
    held.push_back(value);
  } else {
    held = json::array({std::move(held), value});
  }
}

class microdata_reader {
public:
  explicit microdata_reader(const context& page) : page_(page), document_(page.page) {}

  std::vector<json> run() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      if (document_.nodes[i].attributes > 0 && document_.has(i, "itemscope")) {
        scopes_.push_back(i);
      }
    }
    if (scopes_.empty() || scopes_.size() > most_items) {
      return {};
    }
    used_.assign(document_.nodes.size(), false);
    find_references();
    std::vector<json> items;
    for (const std::uint32_t scope : scopes_) {
      if (!used_[scope] && !is_property(scope)) {
        items.push_back(item(scope, 0));
      }
    }
    for (const std::uint32_t scope : scopes_) {
      if (!used_[scope]) {
        items.push_back(item(scope, 0));
      }
    }
    return items;
  }

private:
  bool is_property(std::uint32_t i) const { return document_.has(i, "itemprop"); }

  void find_references() {
    const bool any = std::any_of(scopes_.begin(), scopes_.end(),
                                 [this](std::uint32_t scope) { return document_.has(scope, "itemref"); });
    for (std::uint32_t i = 0; any && i < document_.nodes.size(); ++i) {
      if (const auto id = document_.get(i, "id"); !id.empty()) {
        by_id_.emplace(id, i);
      }
    }
  }

  json item(std::uint32_t scope, int depth) {
    used_[scope] = true;
    json out = json::object();
    if (const auto types = split(document_.get(scope, "itemtype"), " \t\r\n"); !types.empty()) {
      out["type"] = one_or_all(types);
    }
    if (const auto id = trim(document_.get(scope, "itemid")); !id.empty()) {
      out["id"] = id;
    }
    json properties = json::object();
    collect(scope + 1, document_.nodes[scope].end, properties, depth);
    for (const std::string_view id : split(document_.get(scope, "itemref"), " \t\r\n")) {
      if (const auto found = by_id_.find(id); found != by_id_.end()) {
        collect(found->second, document_.nodes[found->second].end, properties, depth);
      }
    }
    if (properties.empty()) {
      out["value"] = document_.text_of(scope);
    } else {
      out["properties"] = std::move(properties);
    }
    return out;
  }

  /// The properties in a range of nodes, without those of items inside.
  void collect(std::uint32_t from, std::uint32_t until, json& properties, int depth) {
    for (std::uint32_t i = from; i < until;) {
      const node& n = document_.nodes[i];
      const bool scope = n.attributes > 0 && document_.has(i, "itemscope");
      if (n.attributes > 0 && is_property(i) && (!scope || (!used_[i] && depth < deepest_item))) {
        const json value = scope ? item(i, depth + 1) : json(value_of(i));
        for (const std::string_view name : split(document_.get(i, "itemprop"), " \t\r\n")) {
          add_property(properties, name, value);
        }
      }
      i = scope ? n.end : i + 1;
    }
  }

  std::string link(std::uint32_t i, std::string_view attribute) const {
    const std::string_view written = trim(document_.get(i, attribute));
    const std::string found = page_.base && !written.empty() ? absolute(page_, written) : std::string{};
    return found.empty() ? std::string(written) : found;
  }

  std::string value_of(std::uint32_t i) const {
    over_ = over_ || time_is_over(page_.budget);
    if (over_) {
      return {};
    }
    const std::string_view name = document_.nodes[i].name;
    if (name == "meta") {
      return std::string(document_.get(i, "content"));
    }
    if (is_one_of(name, {"audio", "embed", "iframe", "img", "source", "track", "video"})) {
      return link(i, "src");
    }
    if (is_one_of(name, {"a", "area", "link"})) {
      return link(i, "href");
    }
    if (name == "object") {
      return link(i, "data");
    }
    if (name == "data" || name == "meter") {
      return std::string(document_.get(i, "value"));
    }
    if (name == "time" && document_.has(i, "datetime")) {
      return std::string(document_.get(i, "datetime"));
    }
    if (const auto content = document_.get(i, "content"); !content.empty()) {
      return std::string(content);
    }
    return document_.text_of(i);
  }

  const context& page_;
  const document& document_;
  std::vector<std::uint32_t> scopes_;
  std::vector<bool> used_;
  mutable bool over_ = false; ///< the time is
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
};

} // namespace

std::vector<json> read_microdata(const context& page) {
  return microdata_reader(page).run();
}

} // namespace leadstream::extraction
