#include "net/deliver/crm_push.hpp"

#include <algorithm>

namespace leadstream::deliver {
namespace {

constexpr std::size_t leads_at_once = 500;

} // namespace

result<done> crm_reader::open(service& inside, const lead_query& leads) {
  lead_query wanted = leads;
  wanted.with_contacts = people_;
  const auto& fields = people_ ? setup_.contact_fields : setup_.fields;
  wanted.with_intelligence = std::any_of(fields.begin(), fields.end(), [](const mapped_field& field) {
    return field.from->shows == exports::column::part::intelligence;
  });
  auto opened = wait_for<std::shared_ptr<lead_cursor>>(
      [&](auto answer) { inside.open_leads(tenant_, wanted, std::move(answer)); });
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
    for (const lead_row& row : *rows) {
      if (!how_.forbidden || !how_.forbidden(tenant_, row)) {
        add(row, items);
      }
    }
    if (const auto known = look_up(items); !known) {
      return known.problem();
    }
  }
  return items;
}

void crm_reader::add(const lead_row& row, std::vector<item>& to) const {
  if (!people_) {
    to.push_back({map_lead(row, setup_.fields), {}});
    return;
  }
  for (const contact& person : row.contacts) {
    item one{map_lead(row, setup_.contact_fields, &person), {}};
    const auto& properties = one.record.properties;
    const bool enough =
        setup_.contact_needs.empty() ? !properties.empty() : properties.contains(setup_.contact_needs);
    if (enough && may_leave(row, person)) {
      to.push_back(std::move(one));
    }
  }
}

bool crm_reader::may_leave(const lead_row& row, const contact& person) const {
  lead_row alone;
  alone.website = row.website;
  alone.email = person.email;
  alone.phone = person.phone;
  return !how_.forbidden || !how_.forbidden(tenant_, alone);
}

result<crm_reader::states> crm_reader::states_of(const std::string& target,
                                                 const std::vector<uuid>& ids) const {
  return wait_for<states>([&](auto answer) { known_.find(tenant_, target, ids, std::move(answer)); });
}

/// What was sent of each before, and for contacts what the CRM calls their company.
result<done> crm_reader::look_up(std::vector<item>& items) const {
  std::vector<uuid> ids;
  std::vector<uuid> companies;
  for (const item& one : items) {
    ids.push_back(one.record.lead_id);
    if (people_ && (companies.empty() || companies.back() != one.record.company_id)) {
      companies.push_back(one.record.company_id);
    }
  }
  const auto before = states_of(people_ ? delivery::contacts_of(target_) : target_, ids);
  const auto owners = people_ ? states_of(target_, companies) : states{};
  if (!before || !owners) {
    return before ? owners.problem() : before.problem();
  }
  for (item& one : items) {
    if (const auto found = before->find(one.record.lead_id); found != before->end()) {
      one.before = found->second;
    }
    if (const auto owner = owners->find(one.record.company_id); owner != owners->end()) {
      one.record.company_known = owner->second.remote_id;
    }
  }
  return done{};
}

} // namespace leadstream::deliver
