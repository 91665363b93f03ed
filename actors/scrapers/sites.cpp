#include "actors/scrapers/sites.hpp"

#include "actors/scrapers/website.hpp"
#include "domain/clean/website.hpp"
#include "domain/flow/shard.hpp"

#include <map>

namespace leadstream::actors {
namespace {

/// The same site, however it was written: the host without www.
std::string site_key(const url& address) {
  return address.host.rfind("www.", 0) == 0 ? address.host.substr(4) : address.host;
}

std::string country_of(const observation& listing, const std::string& otherwise) {
  for (const place& where : listing.raw.places) {
    if (where.country.size() == 2) {
      return where.country;
    }
  }
  return otherwise;
}

} // namespace

std::vector<task> tasks_for_sites(const scraper_context& with, const std::vector<observation>& listings) {
  std::vector<task> tasks;
  std::vector<website_payload> payloads;
  std::map<std::string, std::size_t> known;
  for (const observation& listing : listings) {
    const auto website = clean_website(listing.raw.first(field::website));
    const auto address = website ? parse_url(website->value) : result<url>(error{});
    if (!address) {
      continue;
    }
    const auto [place, is_new] = known.emplace(site_key(*address), tasks.size());
    if (is_new) {
      task t;
      t.id = make_uuid_v7(with.node->clock(), with.node->random);
      t.job_id = with.job.id;
      t.source = website_source;
      t.key = place->first;
      t.shard = flow::shard_of_host(address->host);
      tasks.push_back(std::move(t));
      payloads.push_back({to_string(*address), {}, country_of(listing, with.region), website->guessed, {}});
      with.shelf->is_new_site(place->first);
    }
    payloads[place->second].subjects.push_back(listing.id);
  }
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    tasks[i].payload = payloads[i].save();
  }
  return tasks;
}

std::vector<task> tasks_for_nameless(const scraper_context& with, const sources::storage_rule& rule,
                                     const std::vector<observation>& listings) {
  std::vector<task> tasks;
  for (const observation& listing : listings) {
    const auto website = clean_website(listing.raw.first(field::website));
    const auto address = website ? parse_url(website->value) : result<url>(error{});
    if (!address) {
      continue;
    }
    website_payload payload{to_string(*address), {}, country_of(listing, with.region), website->guessed, {}};
    const auto kept = sources::keep(listing.raw, rule);
    for (const findings* part : {&kept.lasting, &kept.passing}) {
      // The id of the record alone is worth keeping, what passes is an observation without it.
      if (part == &kept.lasting || !part->empty()) {
        payload.carried.push_back(listing);
        payload.carried.back().raw = *part;
        payload.carried.back().record_id = part == &kept.lasting ? listing.record_id : std::string{};
      }
    }
    task t;
    t.id = make_uuid_v7(with.node->clock(), with.node->random);
    t.job_id = with.job.id;
    t.source = website_source;
    // A site that several places share is read for each of them: what it says is the same, they are not.
    t.key = site_key(*address) + (with.shelf->is_new_site(site_key(*address)) ? "" : "#" + listing.record_id);
    t.shard = flow::shard_of_host(address->host);
    t.payload = payload.save();
    tasks.push_back(std::move(t));
  }
  return tasks;
}

} // namespace leadstream::actors
