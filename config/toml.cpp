#include "config/assignment.hpp"

#include <toml++/toml.h>

#include <optional>

namespace leadstream::config {
namespace {

std::string place(const text_file& file, const toml::source_region& region) {
  return file.name + ":" + std::to_string(region.begin.line);
}

/// A scalar as text with its form; nothing for dates, arrays and tables.
std::optional<std::pair<std::string, form>> scalar(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return std::pair{text->get(), form::text};
  }
  if (const auto* flag = node.as_boolean()) {
    return std::pair{std::string(flag->get() ? "true" : "false"), form::boolean};
  }
  if (const auto* whole = node.as_integer()) {
    return std::pair{std::to_string(whole->get()), form::integer};
  }
  if (const auto* real = node.as_floating_point()) {
    std::ostringstream text;
    text << real->get();
    return std::pair{text.str(), form::floating};
  }
  return std::nullopt;
}

class reader {
public:
  explicit reader(const text_file& file) : file_(file) {}

  void read(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      if (const auto* inner = node.as_table()) {
        read(*inner, name + ".");
      } else {
        read_value(name, node);
      }
    }
  }

  result<assignments> take() && { return problem_ ? result<assignments>(*problem_) : std::move(found_); }

private:
  void read_value(const std::string& name, const toml::node& node) {
    assignment said{name, {}, form::list, place(file_, node.source()), file_.name};
    if (const auto* array = node.as_array()) {
      for (const toml::node& entry : *array) {
        add_entry(said, entry);
      }
    } else if (auto value = scalar(node)) {
      said.written = value->second;
      said.parts.push_back(std::move(value->first));
    } else {
      refuse(said);
    }
    found_.push_back(std::move(said));
  }

  void add_entry(assignment& list, const toml::node& entry) {
    auto value = scalar(entry);
    if (!value) {
      refuse({list.name, {}, form::list, place(file_, entry.source())});
      return;
    }
    list.parts.push_back(std::move(value->first));
    list.part_places.push_back(place(file_, entry.source()));
  }

  void refuse(const assignment& said) {
    problem_ =
        error{error_code::invalid_argument,
              said.where + ": " + said.name + " cannot be a date, or a list of lists or tables", said.name};
  }

  const text_file& file_;
  assignments found_;
  std::optional<error> problem_;
};

} // namespace

result<assignments> read_toml(const text_file& file) {
  try {
    reader all(file);
    all.read(toml::parse(file.content, file.name), "");
    return std::move(all).take();
  } catch (const toml::parse_error& problem) {
    return error{error_code::invalid_argument,
                 place(file, problem.source()) + ": not valid TOML: " + std::string(problem.description()),
                 {}};
  }
}

} // namespace leadstream::config
