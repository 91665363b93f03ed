#include "config/source_files.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace leadstream::config {
namespace {

using std::chrono::milliseconds;

/// Reads members of tables and remembers the first fault.
class member_reader {
public:
  explicit member_reader(std::string file) : file_(std::move(file)) {}

  std::string text(const toml::table& from, const char* name, const char* fallback = nullptr) {
    if (const auto* node = from.get(name); node != nullptr && node->is_string()) {
      return node->as_string()->get();
    }
    if (from.contains(name) || fallback == nullptr) {
      fault(std::string(name) + " must be a text");
    }
    return fallback == nullptr ? std::string{} : fallback;
  }

  double number(const toml::table& from, const char* name, double fallback, double least, double most) {
    if (!from.contains(name)) {
      return fallback;
    }
    const auto value = from.get(name)->value<double>();
    if (!value || *value < least || *value > most) {
      fault(std::string(name) + " must be a number from " + std::to_string(least) + " to " +
            std::to_string(most));
    }
    return value.value_or(fallback);
  }

  bool flag(const toml::table& from, const char* name, bool fallback) {
    const auto* node = from.get(name);
    if (node != nullptr && !node->is_boolean()) {
      fault(std::string(name) + " must be true or false");
    }
    return node == nullptr ? fallback : node->value_or(fallback);
  }

  void refuse_unknown(const toml::table& from, const std::vector<std::string_view>& known) {
    for (const auto& [key, node] : from) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        fault("\"" + std::string(key.str()) + "\" is no member that a source has");
      }
    }
  }

  void fault(const std::string& what) {
    if (!problem_) {
      problem_ = error{error_code::invalid_argument, file_ + ": " + what, "sources.folder"};
    }
  }

  const std::optional<error>& problem() const { return problem_; }

private:
  std::string file_;
  std::optional<error> problem_;
};

leadstream::sources::rate read_rate(member_reader& reader, const toml::table& from) {
  constexpr double day_ms = 86'400'000;
  leadstream::sources::rate rate;
  reader.refuse_unknown(from, {"requests_per_minute", "concurrency", "min_delay_ms", "max_delay_ms",
                               "attempts", "requests_per_session", "rotate_agents"});
  rate.requests_per_minute = reader.number(from, "requests_per_minute", rate.requests_per_minute, 0, 1e6);
  rate.concurrency = static_cast<std::uint32_t>(reader.number(from, "concurrency", 1, 1, 1'000));
  rate.min_delay = milliseconds(static_cast<long>(reader.number(from, "min_delay_ms", 1'000, 0, day_ms)));
  rate.max_delay = milliseconds(static_cast<long>(reader.number(from, "max_delay_ms", 3'000, 0, day_ms)));
  rate.attempts = static_cast<std::uint32_t>(reader.number(from, "attempts", 3, 1, 20));
  rate.requests_per_session =
      static_cast<std::uint32_t>(reader.number(from, "requests_per_session", 0, 0, 1e6));
  rate.rotate_agents = reader.flag(from, "rotate_agents", false);
  return rate;
}

leadstream::sources::storage_rule read_storage(member_reader& reader, const toml::table& from) {
  leadstream::sources::storage_rule rule;
  for (const auto& [key, node] : from) {
    const auto how = leadstream::sources::parse_retention(node.value_or(std::string_view{}));
    if (!how) {
      reader.fault("storage." + std::string(key.str()) + R"( must be "forever", "never" or a time as "30d")");
    } else if (key.str() == "otherwise") {
      rule.otherwise = *how;
    } else {
      rule.content[std::string(key.str())] = *how;
    }
  }
  return rule;
}

std::vector<std::string> texts(member_reader& reader, const toml::table& from, const char* name) {
  std::vector<std::string> all;
  const auto* array = from.get(name) == nullptr ? nullptr : from.get(name)->as_array();
  if (array == nullptr) {
    reader.fault(std::string(name) + " must be a list of texts");
    return all;
  }
  for (const toml::node& one : *array) {
    all.push_back(one.value_or(std::string{}));
  }
  return all;
}

const toml::table& inner(const toml::table& from, const char* name) {
  static const toml::table nothing;
  const auto* node = from.get(name);
  return node != nullptr && node->is_table() ? *node->as_table() : nothing;
}

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// The tables search, results, fields and example of a directory.
std::shared_ptr<const leadstream::sources::recipe> read_recipe(member_reader& reader, const toml::table& from,
                                                               const file_finder& beside) {
  auto how = std::make_shared<leadstream::sources::recipe>();
  const toml::table& search = inner(from, "search");
  const toml::table& results = inner(from, "results");
  reader.refuse_unknown(search, {"url", "base", "first_page", "page_size", "most_pages", "robots"});
  reader.refuse_unknown(results, {"form", "each", "next"});
  how->base = reader.text(search, "base", "");
  how->search = reader.text(search, "url");
  how->first_page = static_cast<std::uint32_t>(reader.number(search, "first_page", 1, 0, 1e6));
  how->page_size = static_cast<std::uint32_t>(reader.number(search, "page_size", 0, 0, 1e4));
  how->most_pages = static_cast<std::uint32_t>(reader.number(search, "most_pages", 25, 1, 1e5));
  how->robots = reader.flag(search, "robots", true);
  const std::string form = reader.text(results, "form", "html");
  how->form = form == "json"      ? leadstream::sources::recipe::form::json
              : form == "json_ld" ? leadstream::sources::recipe::form::json_ld
                                  : leadstream::sources::recipe::form::html;
  if (form != "json" && form != "json_ld" && form != "html") {
    reader.fault("results.form must be html, json or json_ld");
  }
  how->each = reader.text(results, "each");
  how->next = reader.text(results, "next", "");
  for (const auto& [key, node] : inner(from, "fields")) {
    how->fields[std::string(key.str())] = node.value_or(std::string{});
  }
  if (const toml::table& example = inner(from, "example"); !example.empty()) {
    const auto page = beside(reader.text(example, "page"));
    const auto expected = beside(reader.text(example, "expected"));
    if (!page || !expected) {
      reader.fault("the example's page or expected result is not beside it");
    } else {
      how->examples.push_back({reader.text(example, "url"), *page, *expected});
    }
  }
  if (std::string fault = leadstream::sources::fault_of(*how); !fault.empty()) {
    reader.fault(fault);
  } else if (search.contains("most_pages") && how->most_pages > 1 && !has_pages(*how)) {
    reader.fault("search.most_pages asks for pages, but neither search.url holds {page} or {offset} nor "
                 "results.next says where the next one is linked");
  }
  return how;
}

result<source_file> describe(const std::string& file, const toml::table& from, const file_finder& beside) {
  source_file made;
  leadstream::sources::description& about = made.about;
  member_reader reader(file);
  reader.refuse_unknown(from, {"name", "title", "kind", "priority", "enabled", "gives", "on_error", "notice",
                               "limit", "storage", "search", "results", "fields", "example"});
  about.name = reader.text(from, "name");
  about.title = reader.text(from, "title", about.name.c_str());
  const auto kind = leadstream::sources::parse_kind(reader.text(from, "kind"));
  const auto priority = leadstream::sources::parse_priority(reader.text(from, "priority"));
  if (!is_name(about.name)) {
    reader.fault("name must be 1 to 40 characters of a-z, 0-9 and _");
  }
  if (!kind || !priority) {
    reader.fault(kind ? "priority must be high, medium or low"
                      : "kind must be places, overpass, recipe, website, linkedin, job_board or news");
  }
  about.kind = kind.value_or(leadstream::sources::kind::recipe);
  about.priority = priority.value_or(leadstream::sources::priority::low);
  about.enabled = reader.flag(from, "enabled", true);
  about.gives = texts(reader, from, "gives");
  about.on_error = reader.text(from, "on_error", "best_effort");
  about.notice = reader.text(from, "notice", "");
  about.rate = read_rate(reader, inner(from, "limit"));
  about.storage = read_storage(reader, inner(from, "storage"));
  if (about.kind == leadstream::sources::kind::recipe && !reader.problem()) {
    made.recipe = read_recipe(reader, from, beside);
  }
  return reader.problem() ? result<source_file>(*reader.problem()) : std::move(made);
}

constexpr std::uintmax_t longest_file = 4U << 20U;

/// Adds the files of a folder; an error when it cannot be read. No name: no folder.
std::optional<error> add_folder(const std::string& folder, std::map<std::string, std::string>& files) {
  if (folder.empty()) {
    return std::nullopt;
  }
  std::error_code fault;
  const std::filesystem::directory_iterator entries(folder, fault);
  if (fault) {
    return error{error_code::invalid_argument,
                 "sources.folder: cannot read \"" + folder + "\": " + fault.message(), "sources.folder"};
  }
  for (const auto& entry : entries) {
    const auto kind = entry.path().extension();
    const bool wanted = kind == ".toml" || kind == ".html" || kind == ".json";
    if (wanted && entry.is_regular_file(fault) && entry.file_size(fault) <= longest_file) {
      std::ifstream file(entry.path(), std::ios::binary);
      files[entry.path().filename().string()] =
          std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return std::nullopt;
}

} // namespace

result<source_file> read_source(const std::string& file, std::string_view text, const file_finder& beside) {
  try {
    return describe(file, toml::parse(text), beside);
  } catch (const toml::parse_error& problem) {
    return error{error_code::invalid_argument,
                 file + ":" + std::to_string(problem.source().begin.line) + ": " +
                     std::string(problem.description()),
                 "sources.folder"};
  }
}

namespace {

std::optional<std::string> nothing_beside(const std::string& /*name*/) {
  return std::nullopt;
}

/// Whether the program itself knows how to ask a source of that name: no recipe takes its place.
bool is_built_in(const std::string& name) {
  const auto& files = embedded_sources();
  return std::any_of(files.begin(), files.end(), [&name](const auto& file) {
    const auto made = std::string_view(file.first).ends_with(".toml")
                          ? read_source(std::string(file.first), file.second, nothing_beside)
                          : result<source_file>(error{});
    return made && made->about.name == name && made->about.kind != leadstream::sources::kind::recipe;
  });
}

} // namespace

result<std::vector<source_file>> load_sources(const std::string& folder) {
  std::map<std::string, std::string> files; // by name; the folder's win
  for (const auto& [name, text] : embedded_sources()) {
    files[std::string(name)] = text;
  }
  if (const auto problem = add_folder(folder, files)) {
    return *problem;
  }
  const auto beside = [&files](const std::string& name) -> std::optional<std::string> {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  std::map<std::string, source_file> all;
  for (const auto& [file, text] : files) {
    if (!file.ends_with(".toml")) {
      continue;
    }
    auto made = read_source(file, text, beside);
    if (!made) {
      return made.problem();
    }
    const std::string name = made->about.name;
    if (made->recipe != nullptr && is_built_in(name)) {
      return error{error_code::invalid_argument,
                   std::string(file).append(": \"").append(name).append(
                       "\" is a source that comes with the program; give the recipe another name"),
                   "sources.folder"};
    }
    if (!all.emplace(name, *std::move(made)).second) {
      std::string what = file;
      what.append(": there is another source \"").append(name).append("\"");
      return error{error_code::invalid_argument, std::move(what), "sources.folder"};
    }
  }
  std::vector<source_file> listed;
  listed.reserve(all.size());
  for (auto& [name, made] : all) {
    listed.push_back(std::move(made));
  }
  return listed;
}

} // namespace leadstream::config
