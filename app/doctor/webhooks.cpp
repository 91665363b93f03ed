#include "app/doctor/check.hpp"
#include "app/wiring.hpp"
#include "domain/url/url.hpp"
#include "storage/maintenance.hpp"

#include <future>

namespace leadstream::app::doctor {
namespace {

using namespace std::chrono_literals;

/// Who is meant, without the path, which may be a secret.
std::string name_of(const storage::webhook_address& to) {
  const auto address = parse_url(to.url);
  return to_string(to.id) + (address ? " at " + origin(*address) : "");
}

/// Why there is no answer, else empty. Any answer will do: nothing is sent that a receiver would act on.
std::future<std::string> try_reaching(page_fetcher& fetcher, const std::string& url) {
  const auto ended = std::make_shared<std::promise<std::string>>();
  http_request request;
  request.method = "HEAD";
  request.url = url;
  fetch_limits limits;
  limits.timeout = limits.connect_timeout = 5s;
  fetcher.fetch(std::move(request), limits, [ended](const fetch_outcome& how) {
    const std::string why = how.message.empty() ? to_string(how.failure) : how.message;
    ended->set_value(how.content != nullptr ? "" : why);
  });
  return ended->get_future();
}

} // namespace

finding check_webhooks(const config::settings& s) {
  const auto all = storage::webhook_addresses(storage_of(s));
  const auto options = fetcher_of(s);
  if (!all || !options) {
    return skip(all ? options.problem().message : all.problem().message);
  }
  const auto fetcher = net::make_fetcher(*options);
  std::vector<std::future<std::string>> answers;
  for (const storage::webhook_address& to : *all) {
    answers.push_back(try_reaching(*fetcher, to.url));
  }
  std::string silent;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (const std::string why = answers[i].get(); !why.empty()) {
      silent += (silent.empty() ? "" : "; ") + name_of((*all)[i]) + ": " + why;
    }
  }
  fetcher->stop();
  if (!silent.empty()) {
    return warn(silent,
                "check the address and the receiver; `leadstream webhooks test ID` sends a test event");
  }
  return good(all->empty() ? "there are none" : std::to_string(all->size()) + " answer");
}

} // namespace leadstream::app::doctor
