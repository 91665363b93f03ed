#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/crawl/crawler.hpp"
#include "app/crawl/start_list.hpp"
#include "app/interrupt_watch.hpp"
#include "app/wiring.hpp"
#include "domain/json/writer.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <sys/resource.h>
#include <thread>

namespace leadstream::app {
namespace {

constexpr const char* forms =
    R"(One start URL or host a line; one JSON object a site: {"site","pages","emails","phones","social","people","technologies",
"organization","errors"}. robots.txt and the limits of the settings hold; --politeness off lifts them for hosts that
you name as your own, and these may be private addresses; domains that asked not to be crawled (crawl.opted_out,
/api/v1/opt-outs) are left alone always. The last line on standard error is a JSON object with CPU
seconds and peak memory. An interrupt ends the crawl, and what open sites said so far is written. Exit status: 0 all read,
5 some sites could not be read.)";

struct crawl_command {
  std::string urls;
  std::string out;
  std::uint32_t pages = 0;
  std::string politeness;
  std::vector<std::string> own_hosts;
  unsigned threads = 0;
  bool quiet = false;
};

result<start_list> open_starts(const std::string& path) {
  if (path == "-") {
    return read_starts(std::cin);
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return error{error_code::invalid_argument,
                 "cannot read \"" + path + "\"; name a file of URLs with --urls", "urls"};
  }
  return read_starts(in);
}

crawler_options options_of(const config::settings& s, const std::vector<host_pattern>& own) {
  crawler_options options;
  options.rules.pages = {s.sources.websites.pages, s.sources.websites.depth, s.crawl.sitemaps,
                         s.crawl.nofollow};
  options.rules.polite = s.crawl.politeness;
  options.rules.lane = lane_of(s.sources.websites.gate);
  options.rules.backoff = {s.sources.websites.gate.backoff_base, s.sources.websites.gate.backoff_cap};
  options.rules.attempts = s.sources.websites.gate.attempts;
  options.rules.crawl_delay_cap = s.crawl.crawl_delay_cap;
  options.rules.longest_pause = s.crawl.longest_pause;
  options.rules.redirects = s.fetch.redirects;
  options.rules.own_host = matcher_of(own);
  if (!s.fetch.user_agents.empty()) {
    options.headers = {{"User-Agent", s.fetch.user_agents.front()}};
  }
  options.rules.robots_token = robots_token_of(s.fetch);
  options.rules.limits = limits_of(s.fetch);
  options.extraction.parse_time = s.pipeline.parse_time;
  options.extraction.parse_memory = s.pipeline.parse_bytes;
  options.threads = s.pipeline.extractor_threads;
  options.open_sites = s.sources.websites.concurrent_sites;
  if (options.threads == 0) {
    options.threads = std::max(1U, std::thread::hardware_concurrency());
  }
  return options;
}

config::settings adjusted(config::settings s, const crawl_command& command) {
  if (command.pages > 0) {
    s.sources.websites.pages = command.pages;
  }
  if (!command.politeness.empty()) {
    s.crawl.politeness = command.politeness == "on";
  }
  if (command.threads > 0) {
    s.pipeline.extractor_threads = command.threads;
  }
  s.crawl.own_hosts.insert(s.crawl.own_hosts.end(), command.own_hosts.begin(), command.own_hosts.end());
  return s;
}

/// Politeness may be off for own hosts alone.
std::optional<error> check_hosts(const std::vector<site_start>& starts, const crawl_rules& rules) {
  for (const auto& [start, guessed] : starts) {
    if (!rules.polite && !rules.own_host(start.host)) {
      return error{error_code::invalid_argument,
                   "--politeness off is for your own hosts, and \"" + start.host +
                       "\" is not named as one; add --own-hosts " + start.host,
                   "politeness"};
    }
  }
  return std::nullopt;
}

/// The result of a line that names no site.
std::string refused_line(const std::string& line) {
  site_facts nothing;
  nothing.site = line;
  nothing.problems.push_back({line, "invalid_url"});
  return to_line(nothing);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::size_t problems_of(const crawl_figures& figures) {
  std::size_t count = 0;
  for (const auto& [outcome, times] : figures.outcomes) {
    count += outcome == "ok" ? 0 : times;
  }
  return count;
}

void print_figures(const crawl_figures& figures, double wall_seconds) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  std::string line;
  json::writer w(line);
  w.begin_object()
      .member("sites", std::uint64_t{figures.sites})
      .member("pages", std::uint64_t{figures.pages})
      .key("outcomes")
      .begin_object();
  for (const auto& [outcome, count] : figures.outcomes) {
    w.member(outcome, std::uint64_t{count});
  }
  w.end_object().member("errors", std::uint64_t{problems_of(figures)}).member("seconds", wall_seconds);
  w.member("cpu_seconds", seconds(used.ru_utime) + seconds(used.ru_stime));
  w.member("peak_memory_bytes", static_cast<std::int64_t>(used.ru_maxrss) * 1'024).end_object();
  std::fprintf(stderr, "%s\n", line.c_str());
}

/// Who asked not to be crawled: by the settings and by the database, also beside a running server.
result<std::shared_ptr<const flow::opt_out_list>> opted_out(const config::settings& s) {
  const auto kept = storage::opted_out_domains(storage_of(s));
  if (!kept) {
    return kept.problem();
  }
  auto list = std::make_shared<flow::opt_out_list>(s.crawl.opted_out);
  for (const std::string& domain : *kept) {
    list->add(domain);
  }
  return std::shared_ptr<const flow::opt_out_list>(std::move(list));
}

int run_crawl(const config::settings& s, const crawl_command& command) {
  const auto list = open_starts(command.urls);
  const auto fetching = fetcher_of(s);
  if (!list || !fetching) {
    return report(list ? fetching.problem() : list.problem());
  }
  const auto& starts = list->starts;
  auto options = options_of(s, fetching->own_hosts);
  auto closed = opted_out(s);
  if (!closed) {
    return report(closed.problem());
  }
  options.rules.opted_out = *std::move(closed);
  if (const auto problem = check_hosts(starts, options.rules)) {
    return report(*problem);
  }
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> out(std::fopen(command.out.c_str(), "wb"),
                                                               std::fclose);
  if (!out) {
    return report(
        {error_code::invalid_argument, "cannot write \"" + command.out + "\"; choose another --out", "out"});
  }
  const auto fetcher = net::make_fetcher(*fetching);
  crawl_figures done;
  const auto begun = std::chrono::steady_clock::now();
  for (const std::string& line : list->refused) {
    std::fputs(refused_line(line).c_str(), out.get());
  }
  {
    progress_line progress(command.quiet || !is_terminal(2));
    const interrupt_watch interrupt;
    crawler crawl(*fetcher, options, [&](const std::string& line) {
      std::fputs(line.c_str(), out.get());
      std::fflush(out.get()); // whatever ends the process, a finished site is kept
    });
    done = crawl.run(starts, [&](const crawl_figures& now) {
      progress.show(std::to_string(now.sites) + " of " + std::to_string(starts.size()) + " sites, " +
                    std::to_string(now.pages) + " pages, " + std::to_string(problems_of(now)) + " errors");
      return !interrupt_watch::interrupted();
    });
  }
  done.sites += list->refused.size();
  if (!list->refused.empty()) {
    done.outcomes["invalid_url"] += list->refused.size();
  }
  if (std::fflush(out.get()) != 0 || std::ferror(out.get()) != 0) {
    return report(
        {error_code::unavailable, "cannot write \"" + command.out + "\": " + std::strerror(errno), "out"});
  }
  print_figures(done, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  return problems_of(done) > 0 ? exit_partial : exit_ok;
}

} // namespace

void add_crawl(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("crawl", "Read websites and write what each says of itself");
  command->footer(forms);
  const auto options = std::make_shared<crawl_command>();
  command->add_option("--urls", options->urls, "Start URLs, one a line; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--out", options->out, "Where the JSON lines go")->type_name("FILE")->required();
  command->add_option("--pages", options->pages, "Pages of a site at most (setting sources.websites.pages)")
      ->check(CLI::Range(1, 1'000));
  command->add_option("--politeness", options->politeness, "off: no limits for own hosts")
      ->check(CLI::IsMember({"on", "off"}));
  command
      ->add_option("--own-hosts", options->own_hosts, "Hosts of yours: shop.example or *.example; may repeat")
      ->type_name("PATTERN")
      ->delimiter(',')
      ->take_all();
  command->add_option("--jobs", options->threads, "Threads that extract; all cores when left out")
      ->check(CLI::Range(1, 256));
  command->add_flag("-q,--quiet", options->quiet, "No progress line");
  with.on_run(*command, [with, options] {
    const auto all = with.settings();
    return all ? run_crawl(adjusted(all->values, *options), *options) : report(all.problem());
  });
}

} // namespace leadstream::app
