#include "domain/extract/structured/schema_node.hpp"

#include "domain/text/named_references.hpp"
#include "domain/text/strings.hpp"

namespace leadstream::extraction::schema {
namespace {

using nlohmann::json;

std::string_view local_name(std::string_view type) {
  const std::size_t at = type.find_last_of("/#:");
  return at == std::string_view::npos ? type : type.substr(at + 1);
}

const json& resolved(const json& value, const ids& known) {
  if (value.is_object() && value.size() == 1 && value.contains("@id") && value["@id"].is_string()) {
    const auto found = known.find(value["@id"].get_ref<const std::string&>());
    return found == known.end() ? value : *found->second;
  }
  return value;
}

const json* find(const json& node, std::string_view property) {
  const json* holder = &node;
  if (const auto inner = node.find("properties"); inner != node.end() && inner->is_object()) {
    holder = &*inner;
  }
  for (const std::string_view prefix : {"", "schema:", "http://schema.org/", "https://schema.org/"}) {
    if (const auto found = holder->find(std::string(prefix) + std::string(property));
        found != holder->end()) {
      return &*found;
    }
  }
  return nullptr;
}

} // namespace

std::vector<std::string> types_of(const json& node) {
  std::vector<std::string> out;
  if (!node.is_object()) {
    return out;
  }
  const auto types = node.contains("@type") ? node.find("@type") : node.find("type");
  const auto add = [&out](const json& type) {
    if (type.is_string()) {
      out.emplace_back(local_name(type.get_ref<const std::string&>()));
    }
  };
  if (types != node.end() && types->is_array()) {
    for (const json& type : *types) {
      add(type);
    }
  } else if (types != node.end()) {
    add(*types);
  }
  return out;
}

std::vector<const json*> values(const json& node, std::string_view property, const ids& known) {
  std::vector<const json*> out;
  const json* found = node.is_object() ? find(node, property) : nullptr;
  if (found == nullptr || found->is_null()) {
    return out;
  }
  if (!found->is_array()) {
    out.push_back(&resolved(*found, known));
    return out;
  }
  for (const json& value : *found) {
    out.push_back(&resolved(value, known));
  }
  return out;
}

std::string text_of(const json& value) {
  if (value.is_string()) {
    // JSON-LD is no HTML, but many generators escape its strings as if they were.
    return fold_blanks(undo_references(value.get_ref<const std::string&>()));
  }
  if (value.is_number()) {
    return value.dump();
  }
  if (!value.is_object()) {
    return {};
  }
  if (const auto plain = value.find("@value"); plain != value.end() && !plain->is_object()) {
    return text_of(*plain);
  }
  const json* name = find(value, "name");
  return name != nullptr && !name->is_object() ? text_of(*name) : std::string{};
}

std::string first_text(const json& node, std::string_view property, const ids& known) {
  for (const json* value : values(node, property, known)) {
    if (std::string text = text_of(*value); !text.empty()) {
      return text;
    }
  }
  return {};
}

} // namespace leadstream::extraction::schema
