#include "net/deliver/crm_push.hpp"

namespace leadstream::deliver {
namespace {

constexpr std::size_t leads_at_once = 500;

} // namespace

result<done> crm_reader::open(service& inside, const lead_query& leads) {
  auto opened = wait_for<std::shared_ptr<lead_cursor>>(
      [&](auto answer) { inside.open_leads(tenant_, leads, std::move(answer)); });
  if (!opened) {
    return opened.problem();
  }
  leads_ = std::move(*opened);
  return done{};
}

result<std::vector<crm_reader::item>> crm_reader::next() {
  std::vector<item> items;
  while (items.empty()) {
    const auto rows =
        wait_for<std::vector<lead_row>>([&](auto answer) { leads_->next(leads_at_once, std::move(answer)); });
    if (!rows || rows->empty()) {
      return rows ? result<std::vector<item>>(std::move(items)) : rows.problem();
    }
    std::vector<uuid> ids;
    for (const lead_row& row : *rows) {
      if (!how_.forbidden || !how_.forbidden(tenant_, row)) {
        ids.push_back(row.id);
        items.push_back({map_lead(row, setup_.fields), {}});
      }
    }
    const auto before = wait_for<std::map<uuid, delivery::crm_state>>(
        [&](auto answer) { known_.find(tenant_, target_, ids, std::move(answer)); });
    if (!before) {
      return before.problem();
    }
    for (item& one : items) {
      const auto found = before->find(one.record.lead_id);
      one.before = found == before->end() ? delivery::crm_state{} : found->second;
    }
  }
  return items;
}

} // namespace leadstream::deliver
