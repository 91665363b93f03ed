#pragma once
#include "actors/job_context.hpp"
#include "domain/model/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::actors {

/// Listings of a directory's answer that are stored together, and the websites that become tasks then: those
/// whose last listing is among them. A long answer is cut into parts, each a task of its own, so that memory
/// does not grow with the answer and nothing is asked again after a crash.
struct listing_part {
  std::vector<observation> listings;     ///< raw, with their ids
  std::vector<task> sites;               ///< and searches for news
  std::vector<rejected_record> rejected; ///< listings that may not be kept and lead nowhere; not saved
};

/// Listings that are stored in one commit at most.
inline constexpr std::size_t listings_per_part = 64;

/// Raw listings of an answer with what names them.
std::vector<observation> identified(const scraper_context& with, const std::string& source,
                                    std::vector<observation> listings);

/// Cuts listings into parts, in order, leaving out what the source's terms forbid to keep: a listing without
/// a name is stored with the website that gives it one. The listings have their ids.
std::vector<listing_part> cut_listings(const scraper_context& with, const sources::description& about,
                                       std::vector<observation> listings);

/// Puts a part into a unit, whose numbers without a country code are read by most of its listings where the
/// search names no country.
void fill(work_item& item, listing_part part);

/// A part as the payload of a task, and back. What is read gets the ids of tasks and observations again.
std::string save_part(const listing_part& part);
result<listing_part> load_part(const scraper_context& with, const std::string& source, std::string_view text);

} // namespace leadstream::actors
