#include "net/fetch/fetcher.hpp"

#include "net/fetch/fetch_loop.hpp"

#include <algorithm>
#include <curl/curl.h>
#include <functional>
#include <utility>

namespace leadstream::net {
namespace {

fetcher_options within_bounds(fetcher_options options) {
  options.threads = std::clamp(options.threads, 1u, 64u);
  options.transfers_per_thread = std::clamp<std::size_t>(options.transfers_per_thread, 1, 1'000);
  options.idle_connections = std::clamp<std::size_t>(options.idle_connections, 1, 10'000);
  return options;
}

class fetcher final : public page_fetcher {
public:
  explicit fetcher(const fetcher_options& options)
      : options_(within_bounds(options)), rules_(rules_of(options_)) {
    auto names = options_.resolver ? options_.resolver : make_dns_resolver(options_.name_servers);
    for (unsigned i = 0; i < options_.threads; ++i) {
      loops_.push_back(std::make_unique<fetch_loop>(options_, rules_, names));
    }
  }

  void fetch(http_request request, const fetch_limits& limits,
             std::function<void(fetch_outcome)> done) override {
    auto job = make_job(std::move(request), limits, std::move(done));
    const auto loop = std::hash<std::string>{}(job.target.host) % loops_.size();
    loops_[loop]->submit(std::move(job));
  }

  void stop() override {
    for (auto& loop : loops_) {
      loop->stop();
    }
  }

private:
  fetcher_options options_;
  egress rules_;
  std::vector<std::unique_ptr<fetch_loop>> loops_;
};

} // namespace

egress rules_of(const fetcher_options& options) {
  return {options.overrides, options.own_hosts, options.allowed_ports,
          address_guard(options.allowed_networks)};
}

std::unique_ptr<page_fetcher> make_fetcher(const fetcher_options& options) {
  static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(once);
  return std::make_unique<fetcher>(options);
}

} // namespace leadstream::net
