#include "app/operations/delivering.hpp"

#include "app/operations/wait_for.hpp"
#include "config/value.hpp"
#include "storage/sql/crm.hpp"
#include "storage/sql/webhooks.hpp"
#include "storage/vault/sealed_webhooks.hpp"

#include <algorithm>
#include <future>

namespace leadstream::app {
namespace {

delivery::rules rules_of(const config::webhook_settings& s) {
  delivery::rules rules;
  rules.disable_after = s.disable_after;
  for (const std::string& wait : s.schedule) {
    const auto milliseconds = config::parse_number(config::kind::duration, wait).value_or(0);
    rules.schedule.emplace_back(static_cast<std::int64_t>(milliseconds));
  }
  return rules;
}

} // namespace

delivering::delivering(const config::settings& s, const std::shared_ptr<storage::connections>& database,
                       std::shared_ptr<const storage::vault> secrets, watching& watch,
                       std::map<std::string, deliver::crm_setup> crms,
                       std::function<bool(const tenant_id&, const lead_row&)> forbidden)
    : webhooks_(storage::seal(storage::sql::make_webhook_store(database), std::move(secrets))),
      records_(storage::sql::make_crm_store(database)) {
  deliver::crm_pusher::options pushing;
  pushing.targets = std::move(crms);
  pushing.forbidden = std::move(forbidden);
  pushing.told = [&watch](std::string_view target, bool good) { watch.meter().delivered(target, good); };
  crm_ = std::make_unique<deliver::crm_pusher>(*records_, watch.deliverer(), std::move(pushing));
  deliver::sender_options options;
  options.how = rules_of(s.webhooks);
  options.timeout = s.webhooks.timeout;
  options.concurrency = s.webhooks.concurrency;
  options.kept = s.webhooks.kept;
  options.told = [&watch](const delivery::attempt& made) {
    watch.meter().delivered("webhook", made.how.problem.empty());
  };
  sender_ = std::make_unique<deliver::webhook_sender>(*webhooks_, watch.deliverer(), options);
  watch.look_at([this](metrics::gauges& seen) {
    auto asked = std::make_shared<std::promise<delivery::outbox_figures>>();
    auto answer = asked->get_future();
    webhooks_->figures([asked](const result<delivery::outbox_figures>& found) {
      asked->set_value(found ? *found : delivery::outbox_figures{});
    });
    const delivery::outbox_figures figures = answer.get();
    seen.outbox_length = figures.length;
    const auto now = system_wall_time();
    seen.outbox_lag = now - std::min(figures.due.value_or(now), now);
  });
}

result<done> delivering::recover() {
  return wait_for<done>(
      [this](auto answer) { records_->end_abandoned(system_wall_time(), std::move(answer)); });
}

} // namespace leadstream::app
