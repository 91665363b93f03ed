#include "app/try/input.hpp"
#include "app/try/tech.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace leadstream::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64U << 20U;
constexpr std::size_t most_named = 50; ///< a folder of thousands shall not fill the screen

/// The files of technologies: those of the folder technologies/, or technologies.json.
std::vector<std::string> technology_files(const fs::path& folder) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& each : fs::directory_iterator(folder / "technologies", ignored)) {
    if (each.path().extension() == ".json") {
      files.push_back(each.path());
    }
  }
  if (files.empty() && fs::exists(folder / "technologies.json", ignored)) {
    files.push_back(folder / "technologies.json");
  }
  std::sort(files.begin(), files.end());
  return files;
}

using file_reader = result<done> (*)(std::string_view, enrich::fingerprints&);

result<done> read(const std::string& path, file_reader reader, enrich::fingerprints& into) {
  const auto text = read_file(path, largest_file);
  if (!text) {
    return text.problem();
  }
  const auto taken = reader(*text, into);
  return taken ? taken : error{taken.problem().code, path + ": " + taken.problem().message, {}};
}

void name_skipped(const enrich::fingerprints& known) {
  for (const std::string& each : known.skipped) {
    std::fprintf(stderr, "leadstream: skipped %s\n", each.c_str());
  }
  for (std::size_t i = 0; i < std::min(known.unseen.size(), most_named); ++i) {
    std::fprintf(stderr, "leadstream: not looked at (needs a browser or requests of its own): %s\n",
                 known.unseen[i].c_str());
  }
  if (known.unseen.size() > most_named) {
    std::fprintf(stderr, "leadstream: … and %zu more fields of that kind\n",
                 known.unseen.size() - most_named);
  }
}

} // namespace

result<enrich::tech_detector> load_detector(const std::string& given) {
  std::error_code absent;
  const bool is_project = !fs::exists(fs::path(given) / "technologies", absent) &&
                          fs::exists(fs::path(given) / "src" / "technologies", absent);
  const std::string folder = is_project ? (fs::path(given) / "src").string() : given;
  enrich::fingerprints known;
  const std::vector<std::string> files = technology_files(folder);
  if (files.empty()) {
    return error{error_code::not_found, "no technologies/*.json in \"" + folder + "\"", {}};
  }
  std::error_code ignored;
  if (const fs::path categories = fs::path(folder) / "categories.json"; fs::exists(categories, ignored)) {
    if (const auto taken = read(categories, enrich::read_categories, known); !taken) {
      return taken.problem();
    }
  }
  for (const std::string& file : files) {
    if (const auto taken = read(file, enrich::read_technologies, known); !taken) {
      return taken.problem();
    }
  }
  name_skipped(known);
  return enrich::tech_detector(std::move(known));
}

} // namespace leadstream::app
