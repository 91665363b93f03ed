#include "actors/scrapers/listing_part.hpp"

#include "actors/scrapers/company_link.hpp"
#include "actors/scrapers/sites.hpp"
#include "actors/scrapers/website.hpp"
#include "domain/clean/website.hpp"
#include "domain/json/findings.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

namespace leadstream::actors {
namespace {

constexpr json::read_limits part_limits{16U << 20U, 8};

/// The country that most of the listings name, for those that name none.
std::string common_country(const std::vector<observation>& listings) {
  std::map<std::string, int> count;
  std::string most;
  for (const observation& listing : listings) {
    for (const place& where : listing.raw.places) {
      if (where.country.size() == 2 && ++count[where.country] > count[most]) {
        most = where.country;
      }
    }
  }
  return most;
}

/// The part in which the last listing of a site stands.
std::size_t part_of(const task& site, const std::unordered_map<uuid, std::size_t>& part_of_listing) {
  std::size_t last = 0;
  if (const auto payload = website_payload::load(site.payload)) {
    for (const uuid& subject : payload->subjects) {
      last = std::max(last, part_of_listing.at(subject));
    }
  }
  return last;
}

observation read_listing(const scraper_context& with, const std::string& source, const nlohmann::json& j) {
  observation seen;
  seen.source = source;
  seen.type = data_type::company_info;
  seen.record_id = j.at("record").get<std::string>();
  seen.source_url = j.at("url").get<std::string>();
  seen.fetched_at = wall_time{std::chrono::milliseconds(j.at("at").get<std::int64_t>())};
  if (auto raw = json::read_findings(j.at("raw").get_ref<const std::string&>())) {
    seen.raw = *std::move(raw);
  }
  seen.id = identify(with.tenant, seen);
  return seen;
}

task read_site(const scraper_context& with, const nlohmann::json& j) {
  task site;
  site.id = make_uuid_v7(with.node->clock(), with.node->random);
  site.job_id = with.job.id;
  site.source = j.at("source").get<std::string>();
  site.key = j.at("key").get<std::string>();
  site.shard = j.at("shard").get<std::uint32_t>();
  site.payload = j.at("payload").get<std::string>();
  return site;
}

/// What may be kept of each listing, which takes the id of that; what passes after a while as an observation
/// of its own.
std::vector<observation> allowed(const scraper_context& with, const sources::storage_rule& rule,
                                 std::vector<observation>& listings) {
  std::vector<observation> all;
  for (observation& listing : listings) {
    const auto kept = sources::keep(listing.raw, rule);
    all.push_back(listing);
    all.back().raw = kept.lasting;
    listing.id = all.back().id = identify(with.tenant, all.back());
    if (!kept.passing.empty()) {
      observation passing = listing;
      passing.raw = kept.passing;
      passing.record_id.clear();
      passing.subject = all.back().id;
      passing.id = identify(with.tenant, passing);
      all.push_back(std::move(passing));
    }
  }
  return all;
}

/// Listings whose names may not be kept: the company's own website names it, so that what may be kept waits
/// in the task that reads the site.
listing_part withhold(const scraper_context& with, const sources::storage_rule& rule,
                      const std::vector<observation>& listings) {
  listing_part part;
  if (with.node->book->usable(website_source)) {
    part.sites = tasks_for_nameless(with, rule, listings);
  }
  for (const observation& seen : listings) {
    if (!clean_website(seen.raw.first(field::website))) {
      part.rejected.push_back({with.job.id, seen.source, seen.source_url, "record", seen.record_id,
                               "the source's terms do not let its name be kept and it names no website",
                               seen.fetched_at});
    }
  }
  return part;
}

} // namespace

std::vector<observation> identified(const scraper_context& with, const std::string& source,
                                    std::vector<observation> listings) {
  for (observation& listing : listings) {
    listing.source = source;
    listing.id = identify(with.tenant, listing);
  }
  return listings;
}

void fill(work_item& item, listing_part part) {
  if (item.region.empty()) {
    item.region = common_country(part.listings);
  }
  std::move(part.sites.begin(), part.sites.end(), std::back_inserter(item.unit.new_tasks));
  std::move(part.rejected.begin(), part.rejected.end(), std::back_inserter(item.unit.rejected));
  item.fresh = std::move(part.listings);
}

std::vector<listing_part> cut_listings(const scraper_context& with, const sources::description& about,
                                       std::vector<observation> listings) {
  if (about.storage.of("name").what == sources::retention::kind::never) {
    return {withhold(with, about.storage, listings)};
  }
  // A website that may not be kept may still be read while the job runs.
  auto kept = about.storage.is_free() ? listings : allowed(with, about.storage, listings);
  auto sites =
      with.node->book->usable(website_source) ? tasks_for_sites(with, listings) : std::vector<task>{};
  std::vector<listing_part> parts(
      std::max<std::size_t>(1, (kept.size() + listings_per_part - 1) / listings_per_part));
  std::unordered_map<uuid, std::size_t> part_of_listing;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    part_of_listing[kept[i].id] = i / listings_per_part;
  }
  for (task& site : sites) {
    parts[part_of(site, part_of_listing)].sites.push_back(std::move(site));
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (auto news = task_for_news(with, kept[i].id, kept[i].raw.first(field::name), with.region)) {
      parts[i / listings_per_part].sites.push_back(*std::move(news));
    }
    parts[i / listings_per_part].listings.push_back(std::move(kept[i]));
  }
  return parts;
}

std::string save_part(const listing_part& part) {
  std::string out;
  std::string raw;
  json::writer w(out);
  w.begin_object().key("listings").begin_array();
  for (const observation& seen : part.listings) {
    raw.clear();
    json::append(raw, seen.raw);
    w.begin_object().member("record", seen.record_id).member("url", seen.source_url);
    w.member("at", static_cast<std::int64_t>(seen.fetched_at.time_since_epoch().count()))
        .member("raw", raw)
        .end_object();
  }
  w.end_array().key("sites").begin_array();
  for (const task& site : part.sites) {
    w.begin_object()
        .member("source", site.source)
        .member("key", site.key)
        .member("shard", site.shard)
        .member("payload", site.payload)
        .end_object();
  }
  w.end_array().end_object();
  return out;
}

result<listing_part> load_part(const scraper_context& with, const std::string& source,
                               std::string_view text) {
  const auto parsed = json::read(text, part_limits);
  if (!parsed) {
    return parsed.problem();
  }
  try {
    listing_part part;
    for (const auto& listing : parsed->at("listings")) {
      part.listings.push_back(read_listing(with, source, listing));
    }
    for (const auto& site : parsed->at("sites")) {
      part.sites.push_back(read_site(with, site));
    }
    return part;
  } catch (const nlohmann::json::exception& problem) {
    return error{error_code::malformed,
                 std::string("a part of an answer does not have its form: ") + problem.what(),
                 {}};
  }
}

} // namespace leadstream::actors
