#include "actors/scrapers/unit.hpp"

namespace leadstream::actors {

bool is_forbidden(const scraper_context& with, std::string_view url) {
  return with.node->forbidden != nullptr && with.node->forbidden->forbids_url(with.tenant, url);
}

std::shared_ptr<work_item> begin_unit(const scraper_context& with) {
  auto item = std::make_shared<work_item>();
  item->tenant = with.tenant;
  item->criteria = with.job.criteria;
  item->region = with.region;
  item->unit.id = make_uuid_v7(with.node->clock(), with.node->random);
  item->unit.job_id = with.job.id;
  return item;
}

std::shared_ptr<work_item> begin_unit(const scraper_context& with, const task& t) {
  auto item = begin_unit(with);
  item->unit.owner = fence{t.shard, with.node->epoch};
  return item;
}

void conclude_task(work_item& item, const task& t, task_state state, std::string cursor) {
  item.unit.tasks.push_back({t.id, state, std::move(cursor), state == task_state::failed});
}

void add_error(work_item& item, const scraper_context& with, const std::string& source, std::string target,
               std::string reason, std::string message) {
  job_change change;
  change.job_id = with.job.id;
  change.at = with.node->clock();
  change.errors.push_back({source, std::move(target), std::move(reason), std::move(message), change.at});
  item.unit.jobs.push_back(std::move(change));
}

} // namespace leadstream::actors
