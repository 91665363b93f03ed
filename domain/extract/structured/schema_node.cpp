#include "domain/extract/structured/schema_node.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace leadstream::extraction::schema {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> entities{{{"&amp;", "&"},
                                                                                 {"&quot;", "\""},
                                                                                 {"&apos;", "'"},
                                                                                 {"&nbsp;", " "},
                                                                                 {"&ndash;", "–"},
                                                                                 {"&rsquo;", "’"},
                                                                                 {"&lt;", "<"},
                                                                                 {"&gt;", ">"}}};

/// "&#8217;" and "&#x27;"; the length of the reference, 0 when it is none.
std::size_t numeric_reference(std::string_view text, char32_t& code_point) {
  const std::size_t end = text.substr(0, 10).find(';');
  if (!text.starts_with("&#") || end == std::string_view::npos) {
    return 0;
  }
  const bool hexadecimal = text.size() > 2 && to_lower(text[2]) == 'x';
  const char* first = text.data() + (hexadecimal ? 3 : 2);
  unsigned value = 0;
  if (std::from_chars(first, text.data() + end, value, hexadecimal ? 16 : 10).ptr != text.data() + end) {
    return 0;
  }
  code_point = value;
  return end + 1;
}

/// Strings of JSON-LD are no HTML, but many generators escape them as if they were.
std::string without_entities(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    char32_t code_point = 0;
    if (const std::size_t length = text[i] == '&' ? numeric_reference(text.substr(i), code_point) : 0;
        length > 0) {
      append_utf8(out, code_point);
      i += length;
      continue;
    }
    std::size_t length = 1;
    std::string_view replaced = text.substr(i, 1);
    for (const auto& [entity, character] : entities) {
      if (text[i] == '&' && text.substr(i).starts_with(entity)) {
        length = entity.size();
        replaced = character;
      }
    }
    out += replaced;
    i += length;
  }
  return out;
}

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
    return fold_blanks(without_entities(value.get_ref<const std::string&>()));
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
