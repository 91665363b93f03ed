#include "domain/sources/overpass_search.hpp"

#include "domain/enrich/industry.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/sources/cell.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::sources {
namespace {

/// Metres of a side below which a rectangle is not cut any further.
constexpr double smallest_cell = 200;

constexpr const char* check_place = "; check the spelling, add a country (\"Vaduz, LI\") or send a box "
                                    "(\"47.1,9.5,47.2,9.6\")";
} // namespace

overpass_search::overpass_search(std::string endpoint, directory::overpass_query query)
    : endpoint_(std::move(endpoint)), query_(std::move(query)), waiting_{query_.location} {}

std::optional<http_request> overpass_search::next() const {
  if (waiting_.empty()) {
    return std::nullopt;
  }
  directory::overpass_query query = query_;
  query.location = waiting_.front();
  if (otherwise_) {
    query.filters = query_.otherwise;
  }
  const std::string text = place_ == place::asked
                               ? directory::ask_for_place(query.location, query.timeout).query
                               : directory::to_overpass_ql(query);
  http_request request;
  request.method = "POST";
  request.url = endpoint_;
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  request.body = directory::to_form(text);
  return request;
}

search_step overpass_search::take(const page& answer) {
  ++asked_;
  if (place_ == place::asked) {
    search_step out;
    take_place(answer, out);
    return out;
  }
  auto read = directory::read_overpass(answer.body, answer.fetched_at, enrich::industry_of_tags);
  if (!read) {
    return broken(read.problem().message);
  }
  search_step out;
  out.listings = std::move(read->companies);
  found_ += out.listings.size();
  if (read->remark.empty()) {
    waiting_.pop_front();
    vain_ = vain_answers{};
  } else {
    partial(read->remark, out);
  }
  if (waiting_.empty()) {
    conclude(out);
  }
  return out;
}

void overpass_search::conclude(search_step& out) {
  if (found_ > 0 || lost_) {
    return;
  }
  if (!otherwise_ && !query_.otherwise.empty()) {
    otherwise_ = true;
    waiting_ = {query_.location};
    out.notes.push_back({"widened", query_.location, {}, "nothing has such a tag: names are searched"});
  } else if (place_ == place::not_asked && !parse_cell(query_.location)) {
    place_ = place::asked;
    waiting_ = {query_.location};
  } else {
    out.notes.push_back({"nothing", query_.location, "nothing_found", nothing_in()});
  }
}

/// Where the map writes the place otherwise alone, the search begins again with that.
void overpass_search::take_place(const page& answer, search_step& out) {
  const auto asked = directory::ask_for_place(query_.location, query_.timeout);
  const auto read = directory::read_place_answer(answer.body, asked);
  waiting_.clear();
  place_ = !read ? place::not_asked : read->found ? place::known : place::unknown;
  const std::string written =
      read && read->found ? directory::other_spelling(query_.location, read->names) : "";
  if (written.empty()) {
    out.notes.push_back({"nothing", query_.location, "nothing_found", nothing_in()});
    return;
  }
  out.notes.push_back({"widened", query_.location, {}, "the map writes \"" + written + "\""});
  query_.location = written;
  waiting_ = {written};
  otherwise_ = false;
}

std::string overpass_search::nothing_in() const {
  const bool box = parse_cell(query_.location).has_value();
  const bool unknown_industry = !query_.otherwise.empty();
  const std::string where =
      (box ? "the box " + query_.location : "\"" + query_.location + "\"") + " of OpenStreetMap";
  if (place_ == place::known || box) {
    return unknown_industry ? "the industry is not known: no tag and no name in " + where +
                                  " says it; try another word for it"
                            : "nothing of that industry in " + where;
  }
  const std::string nowhere = "no area or place named \"" + query_.location + "\" in OpenStreetMap";
  return nowhere + (place_ == place::unknown ? "" : ", or nothing of that industry in it") + check_place +
         (place_ == place::unknown && unknown_industry ? "; the industry is not known, either" : "");
}

void overpass_search::partial(const std::string& remark, search_step& out) {
  const std::string location = waiting_.front();
  const auto box = parse_cell(location);
  if (box && box->size() > smallest_cell) {
    waiting_.pop_front();
    for (const cell& part : box->quarters()) {
      waiting_.push_back(to_string(part));
    }
    out.notes.push_back({"partial", location, {}, remark});
    out.notes.push_back({"split", location, {}, "the answer was partial: asked quarter by quarter"});
  } else if (!vain_.ask_again("partial", location, remark, out)) {
    waiting_.pop_front();
    lost_ = true;
    out.notes.push_back({"partial", location, "partial_answer", vain_answers::last(remark)});
  }
}

search_step overpass_search::broken(const std::string& why) {
  search_step out;
  return vain_.ask_again("malformed", waiting_.front(), why, out)
             ? out
             : give_up({"malformed", vain_answers::last(why), nullptr});
}

search_step overpass_search::refused(const search_refusal& why) {
  asked_ += was_asked(why) ? 1 : 0;
  if (place_ == place::asked) {
    place_ = place::not_asked;
    waiting_.clear();
    search_step out;
    out.notes.push_back({"nothing", query_.location, "nothing_found", nothing_in()});
    return out;
  }
  return give_up(why);
}

search_step overpass_search::give_up(const search_refusal& why) {
  search_step out;
  out.notes.push_back(
      {"failed", waiting_.empty() ? std::string{} : waiting_.front(), why.reason, why.message});
  waiting_.clear();
  return out;
}

std::string overpass_search::summary() const {
  return times_asked(asked_);
}

std::string overpass_search::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("tries", vain_.count()).member("asked", asked_);
  w.member("found", found_)
      .member("otherwise", otherwise_)
      .member("lost", lost_)
      .member("place", static_cast<int>(place_))
      .member("location", query_.location)
      .key("waiting")
      .begin_array();
  for (const std::string& location : waiting_) {
    w.value(location);
  }
  w.end_array().end_object();
  return out;
}

void overpass_search::load(std::string_view saved) {
  const auto parsed = json::read(saved);
  if (!parsed) {
    return;
  }
  try {
    const auto waiting = parsed->at("waiting").get<std::vector<std::string>>();
    vain_ = vain_answers(parsed->at("tries").get<std::uint32_t>());
    asked_ = parsed->at("asked").get<std::uint32_t>();
    found_ = parsed->value("found", std::size_t{0});
    otherwise_ = parsed->value("otherwise", false);
    lost_ = parsed->value("lost", false);
    place_ = static_cast<place>(std::clamp(parsed->value("place", 0), 0, 3));
    query_.location = parsed->value("location", query_.location);
    waiting_.assign(waiting.begin(), waiting.end());
  } catch (const nlohmann::json::exception&) {
    return;
  }
}

} // namespace leadstream::sources
