#include "app/log.hpp"

#include "domain/json/writer.hpp"
#include "domain/model/names.hpp"
#include "domain/model/time.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace leadstream::app {
namespace {

constexpr std::size_t longest_value = 2'000;

constexpr name_table<serve::log_level, 4> levels{{{{serve::log_level::debug, "debug"},
                                                   {serve::log_level::info, "info"},
                                                   {serve::log_level::warning, "warning"},
                                                   {serve::log_level::error, "error"}}}};

std::string_view shortened(const std::string& value) {
  return std::string_view(value).substr(0, longest_value);
}

std::string as_json(const serve::log_line& line) {
  std::string out;
  json::writer w(out);
  w.begin_object().member("time", to_rfc3339(system_wall_time())).member("level", levels.name(line.level));
  w.member("message", shortened(line.message));
  for (const auto& [name, value] : line.fields) {
    w.member(name, shortened(value));
  }
  w.end_object();
  return out;
}

std::string as_text(const serve::log_line& line) {
  std::string out = to_rfc3339(system_wall_time()) + " " + levels.name(line.level) + " " + line.message;
  for (const auto& [name, value] : line.fields) {
    out += " " + name + "=";
    json::append_string(out, shortened(value));
  }
  return out;
}

} // namespace

std::function<void(const serve::log_line&)> make_log(const config::log_settings& settings) {
  const auto least = levels.parse(settings.level).value_or(serve::log_level::info);
  const bool json = settings.format == "json";
  auto sink =
      std::make_shared<spdlog::logger>("leadstream", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  sink->set_pattern("%v");
  sink->flush_on(spdlog::level::info);
  return [least, json, sink](const serve::log_line& line) {
    if (line.level >= least) {
      sink->info(json ? as_json(line) : as_text(line));
    }
  };
}

} // namespace leadstream::app
