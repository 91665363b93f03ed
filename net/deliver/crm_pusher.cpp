#include "net/deliver/crm_pusher.hpp"

#include "net/deliver/crm_push.hpp"

#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace leadstream::deliver {
namespace {

/// What of the properties was not sent before with the same value.
std::map<std::string, std::string> changed(const crm_reader::item& one) {
  const auto before = json::read_lenient(one.before.sent.empty() ? "{}" : one.before.sent);
  std::map<std::string, std::string> different;
  for (const auto& [name, value] : one.record.properties) {
    if (!before || !before->is_object() || !before->contains(name) || (*before)[name] != value) {
      different[name] = value;
    }
  }
  return different;
}

} // namespace

crm_pusher::crm_pusher(delivery::crm_store& known, page_fetcher& fetcher, options how)
    : known_(known), fetcher_(fetcher), how_(std::move(how)) {}

crm_pusher::~crm_pusher() {
  stop();
}

result<const crm_setup*> crm_pusher::setup_of(const std::string& target) const {
  const auto found = how_.targets.find(target);
  if (found == how_.targets.end()) {
    return error{error_code::not_found,
                 "there is no CRM \"" + target + "\"; there are hubspot, salesforce and http",
                 {}};
  }
  if (!found->second.missing.empty()) {
    return error{error_code::conflict, "the setting " + found->second.missing + " must be given first", {}};
  }
  return &found->second;
}

void crm_pusher::begin(service& inside, const tenant_id& tenant, const std::string& target,
                       const lead_query& leads, const std::string& filter,
                       completion<delivery::crm_run> done) {
  const auto setup = setup_of(target);
  if (!setup) {
    return done(setup.problem());
  }
  std::unique_lock lock(guard_);
  auto& slot = running_[tenant.value + '\n' + target];
  if (stopping_ || (slot != nullptr && !slot->ended())) {
    lock.unlock();
    return done(error{error_code::conflict, "a push to " + target + " runs already", {}});
  }
  delivery::crm_run run;
  run.begun_at = how_.clock();
  run.id = make_uuid_v7(run.begun_at, system_random);
  run.target = target;
  run.filter = filter;
  slot = std::make_shared<push>(*this, **setup, tenant, run);
  threads_.emplace_back(
      [mine = slot, &inside, leads, done = std::move(done)] { mine->work(inside, leads, done); });
}

result<std::vector<crm_difference>> crm_pusher::differences(service& inside, const tenant_id& tenant,
                                                            const std::string& target,
                                                            const lead_query& leads,
                                                            std::size_t limit) const {
  const auto setup = setup_of(target);
  if (!setup) {
    return setup.problem();
  }
  std::vector<crm_difference> all;
  for (const bool people : {false, true}) {
    if (people && (*setup)->contact_fields.empty()) {
      continue;
    }
    crm_reader reader(known_, how_, tenant, target, **setup, people);
    if (const auto opened = reader.open(inside, leads); !opened) {
      return opened.problem();
    }
    if (auto problem = add_differences(reader, limit, all)) {
      return *std::move(problem);
    }
  }
  return all;
}

std::optional<error> crm_pusher::add_differences(crm_reader& from, std::size_t limit,
                                                 std::vector<crm_difference>& all) {
  for (auto items = from.next(); all.size() < limit; items = from.next()) {
    if (!items || items->empty()) {
      return items ? std::nullopt : std::optional(items.problem());
    }
    for (const crm_reader::item& one : *items) {
      const delivery::crm_record& record = one.record;
      if (!one.is_settled()) {
        const bool of_contact = !record.company_id.is_nil();
        all.push_back({of_contact ? record.company_id : record.lead_id, of_contact ? record.lead_id : uuid{},
                       one.before.sent.empty(), changed(one)});
      }
    }
  }
  return std::nullopt;
}

void crm_pusher::compare(service& inside, const tenant_id& tenant, const std::string& target,
                         const lead_query& leads, std::size_t limit,
                         completion<std::vector<crm_difference>> done) {
  const std::lock_guard lock(guard_);
  threads_.emplace_back([this, &inside, tenant, target, leads, limit, done = std::move(done)] {
    done(differences(inside, tenant, target, leads, limit));
  });
}

void crm_pusher::stop() {
  stopping_ = true;
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(guard_);
    threads.swap(threads_);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

} // namespace leadstream::deliver
