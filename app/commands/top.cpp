#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <sstream>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

namespace leadstream::app {
namespace {

using nlohmann::json;
using clock = std::chrono::steady_clock;

constexpr const char* examples = R"(Examples:
  leadstream top
  leadstream top --interval 10
  leadstream top --json

On a terminal it goes on until Ctrl-C. Elsewhere, and with --json, it prints one picture, after an interval: rates
need two looks.)";

struct top_options {
  common_options common;
  unsigned interval = 2;
};

/// What a server says of itself at one moment.
struct look {
  clock::time_point at;
  json health;
  json jobs;
  json sources;
  long long leads = 0;
};

result<look> look_at(api& server) {
  auto health = server.get("/health");
  auto jobs = health ? server.get("/api/v1/scrape/jobs?status=running&limit=10") : health;
  auto sources = jobs ? server.get("/api/v1/sources") : jobs;
  const auto leads = sources ? server.get("/api/v1/leads?limit=1") : sources;
  if (!leads) {
    return leads.problem();
  }
  return look{clock::now(), *std::move(health), (*jobs)["jobs"], (*sources)["sources"],
              number_at(*leads, "total_count")};
}

/// With one decimal; of a server that began anew meanwhile nothing is known.
double rate(long long before, long long now, double seconds) {
  return std::round(static_cast<double>(std::max(now - before, 0LL)) / seconds * 10) / 10;
}

long long requests_of(const json& sources, const std::string& name) {
  for (const json& one : sources) {
    if (text_at(one, "name") == name) {
      return number_at(one, "requests");
    }
  }
  return 0;
}

json picture_of(const look& before, look now) {
  const double seconds = std::chrono::duration<double>(now.at - before.at).count();
  for (json& source : now.sources) {
    const long long known = requests_of(before.sources, text_at(source, "name"));
    source["requests_per_second"] = rate(known, number_at(source, "requests"), seconds);
  }
  json picture = std::move(now.health);
  picture["leads"] = now.leads;
  picture["leads_per_second"] = rate(before.leads, now.leads, seconds);
  picture["jobs"] = std::move(now.jobs);
  picture["sources"] = std::move(now.sources);
  return picture;
}

std::string decimal(const json& number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", number.get<double>());
  return text;
}

std::string alerts_of(const json& picture) {
  std::string names;
  for (const json& alert : picture.value("alerts", json::array())) {
    names += (names.empty() ? "" : ", ") + printable(text_at(alert, "name"));
  }
  return names.empty() ? "no alerts" : "alerts: " + names;
}

std::string source_table(const json& sources) {
  table rows({"SOURCE", "BREAKER", "REQUESTS", "PER S", "IN FLIGHT", "WAITING", "SUCCESS"});
  for (const json& one : sources) {
    if (one.value("enabled", true) && text_at(one, "not_ready").empty()) {
      rows.add({printable(text_at(one, "name")), text_at(one, "breaker"),
                std::to_string(number_at(one, "requests")), decimal(one["requests_per_second"]),
                std::to_string(number_at(one, "in_flight")), std::to_string(number_at(one, "waiting")),
                std::to_string(std::lround(one.value("success_rate", 1.0) * 100)) + " %"});
    }
  }
  return rows.text();
}

std::string view_of(const json& picture) {
  const json& jobs = picture["jobs"];
  return text_at(picture, "status") + ", " + alerts_of(picture) + "\n" +
         "jobs: " + std::to_string(number_at(picture, "running_jobs")) + " running, " +
         std::to_string(number_at(picture, "queued_jobs")) +
         " queued; leads: " + std::to_string(number_at(picture, "leads")) + ", " +
         decimal(picture["leads_per_second"]) + " more a second\n\n" +
         (jobs.empty() ? "" : job_table(jobs) + "\n") + source_table(picture["sources"]);
}

/// As many lines of the text as the terminal has, each cut to its width, in the place of what it shows.
void repaint(const std::string& text) {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 1;
  std::string out = "\x1b[H";
  int lines = 0;
  std::istringstream from(text);
  for (std::string line; std::getline(from, line);) {
    if (!known || ++lines < size.ws_row) {
      out += fitted(line, known ? size.ws_col : std::string::npos) + "\x1b[K\n";
    }
  }
  std::fputs((out + "\x1b[J").c_str(), stdout);
  std::fflush(stdout);
}

/// A picture an interval until the program is interrupted; a server that does not answer may come back.
[[noreturn]] void show_live(api& server, const top_options& options, look before) {
  for (;;) {
    std::this_thread::sleep_for(std::chrono::seconds(options.interval));
    auto now = look_at(server);
    repaint(server.server() + ": " + (now ? view_of(picture_of(before, *now)) : now.problem().message));
    before = now ? *std::move(now) : std::move(before);
  }
}

int show_top(api& server, const top_options& options) {
  auto before = look_at(server);
  if (before && !options.common.json && is_terminal(STDOUT_FILENO)) {
    std::fputs("\x1b[2J", stdout);
    show_live(server, options, *std::move(before));
  }
  std::this_thread::sleep_for(std::chrono::seconds(before ? options.interval : 0));
  auto now = before ? look_at(server) : before;
  if (!now) {
    return report(now.problem());
  }
  const json picture = picture_of(*before, *std::move(now));
  return print_answer(picture, options.common.json, view_of(picture));
}

} // namespace

void add_top(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("top", "Watch a server at work: jobs, sources, queue, rates");
  command->footer(examples);
  const auto options = std::make_shared<top_options>();
  command->add_option("--interval", options->interval, "Seconds between two looks")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options] {
    return with_server(with, options->common, [&](api& server) { return show_top(server, *options); });
  });
}

} // namespace leadstream::app
