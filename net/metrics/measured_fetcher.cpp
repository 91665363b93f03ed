#include "net/metrics/metrics.hpp"

#include <utility>

namespace leadstream::metrics {
namespace {

class measured_fetcher : public page_fetcher {
public:
  measured_fetcher(page_fetcher& inner, telemetry& told,
                   std::function<std::string(const std::string&)> source_of)
      : inner_(inner), told_(told), source_of_(std::move(source_of)) {}

  void fetch(http_request request, const fetch_limits& limits,
             std::function<void(fetch_outcome)> done) override {
    auto tell = [&told = told_, source = source_of_(request.url), done = std::move(done)](fetch_outcome how) {
      told.fetched(source, how);
      done(std::move(how));
    };
    inner_.fetch(std::move(request), limits, std::move(tell));
  }
  void stop() override { inner_.stop(); }

private:
  page_fetcher& inner_;
  telemetry& told_;
  std::function<std::string(const std::string&)> source_of_;
};

} // namespace

std::unique_ptr<page_fetcher> measure(page_fetcher& inner, telemetry& told,
                                      std::function<std::string(const std::string& url)> source_of) {
  return std::make_unique<measured_fetcher>(inner, told, std::move(source_of));
}

} // namespace leadstream::metrics
