#include "domain/sources/places_search.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/text/fold_case.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::sources {
namespace {

/// Metres of a side below which a full cell is not cut any further.
constexpr double smallest_cell = 40;
/// Degrees by which the area of the first results is widened: their edge is not the area's.
constexpr double margin = 0.002;
constexpr double ring_width = 0.25;
constexpr std::size_t most_rounds = 12;
/// So many parts that were not searched are named.
constexpr std::size_t most_named = 20;

std::string first_part(std::string_view location) {
  auto part = location.substr(0, location.find(','));
  while (!part.empty() && part.back() == ' ') {
    part.remove_suffix(1);
  }
  return fold_case(part);
}

/// The parts of `outer` that are not in `inner`.
std::array<cell, 4> ring(const cell& inner, const cell& outer) {
  return {cell{outer.south, outer.west, inner.south, outer.east},
          cell{inner.north, outer.west, outer.north, outer.east},
          cell{inner.south, outer.west, inner.north, inner.west},
          cell{inner.south, inner.east, inner.north, outer.east}};
}

const place* where_is(const observation& seen) {
  return seen.raw.places.empty() ? nullptr : &seen.raw.places.front();
}

} // namespace

places_search::places_search(places_options options, const search_criteria& wanted, std::string region)
    : options_(std::move(options)), region_(std::move(region)) {
  area_ = parse_cell(wanted.location);
  bounded_ = area_.has_value();
  text_ = bounded_ ? wanted.industry : wanted.industry + " in " + wanted.location;
  town_ = bounded_ ? std::string{} : first_part(wanted.location);
  is_country_ = !region_.empty() && wanted.location.find(',') == std::string::npos;
  waiting_.push_back({area_, false, {}, 0});
}

std::optional<http_request> places_search::next() const {
  if (waiting_.empty()) {
    return std::nullopt;
  }
  const plan& now = waiting_.front();
  return ask_places(options_, {text_, region_, now.area, now.page_token});
}

search_step places_search::take(const page& answer) {
  ++asked_;
  auto read_answer = read_places(answer.body, answer.fetched_at);
  if (read_answer) {
    vain_ = vain_answers{};
    return read(*read_answer);
  }
  const std::string& why = read_answer.problem().message;
  search_step out;
  return vain_.ask_again("malformed", name_of(waiting_.front()), why, out)
             ? out
             : give_up({"malformed", vain_answers::last(why)});
}

search_step places_search::read(const places_answer& answer) {
  search_step out;
  plan& now = waiting_.front();
  now.results += answer.results;
  const bool first = !now.area;
  for (const observation& seen : answer.places) {
    if (!belongs(seen, now)) {
      continue;
    }
    if (first) {
      ++located_;
      named_ += names_location(seen) ? 1 : 0;
    }
    grows_ = grows_ || now.around;
    out.listings.push_back(seen);
  }
  learn_area(out.listings);
  now.page_token = answer.next_page;
  if (now.page_token.empty() || now.results >= places_cap) {
    finish_question(out);
  }
  return out;
}

/// Beside the area only what is said to lie in the location counts, if its addresses usually say so.
bool places_search::belongs(const observation& seen, const plan& asked) const {
  const bool telling = located_ > 0 && named_ * 5 >= located_ * 4;
  return !asked.around || !telling || names_location(seen);
}

/// Whether the address is in the town, or in the country when the location is one.
bool places_search::names_location(const observation& seen) const {
  const place* at = where_is(seen);
  if (at == nullptr || town_.empty()) {
    return false;
  }
  return is_country_ ? at->country == region_
                     : fold_case(at->city + " " + at->state).find(town_) != std::string::npos;
}

void places_search::learn_area(const std::vector<observation>& seen) {
  if (bounded_ || rounds_ > 0) {
    return; // the area is cut already
  }
  for (const observation& one : seen) {
    const place* at = where_is(one);
    if (at == nullptr || !at->has_point) {
      continue;
    }
    const cell here{at->latitude - margin, at->longitude - margin, at->latitude + margin,
                    at->longitude + margin};
    area_ = !area_ ? here
                   : cell{std::min(area_->south, here.south), std::min(area_->west, here.west),
                          std::max(area_->north, here.north), std::max(area_->east, here.east)};
  }
}

/// All pages of the question are read.
void places_search::finish_question(search_step& out) {
  const plan over = waiting_.front();
  waiting_.pop_front();
  if (over.results >= places_cap) {
    split(over, out);
  }
  if (waiting_.empty() && !bounded_ && (rounds_ > 0 || over.results >= places_cap)) {
    look_around();
  }
}

void places_search::split(const plan& full, search_step& out) {
  const auto area = full.area ? full.area : area_;
  if (!area) {
    saturated_.emplace_back("the whole area");
    out.notes.push_back({"saturated", text_, "saturated",
                         "more than 60 results and none says where it is: the area cannot be cut"});
    return;
  }
  if (area->size() < smallest_cell) {
    saturated_.push_back(to_string(*area));
    out.notes.push_back({"saturated", to_string(*area), "saturated",
                         "the cell still has more results than the source gives and is too small to be cut"});
    return;
  }
  rounds_ = std::max<std::size_t>(rounds_, 1);
  out.notes.push_back({"split", to_string(*area), {}, "60 results or more: asked quarter by quarter"});
  for (const cell& part : area->quarters()) {
    waiting_.push_back({part, full.around, {}, 0});
  }
}

/// Asks beside the area once it is done: the first time, and as long as something was found there.
void places_search::look_around() {
  if (!area_ || rounds_ > most_rounds || (rounds_ > 1 && !grows_)) {
    return;
  }
  const cell inner = *area_;
  const cell outer = inner.grown(ring_width);
  ++rounds_;
  grows_ = false;
  area_ = outer;
  for (const cell& part : ring(inner, outer)) {
    if (part.north > part.south && part.east > part.west) {
      waiting_.push_back({part, true, {}, 0});
    }
  }
}

search_step places_search::refused(const search_refusal& why) {
  asked_ += was_asked(why) ? 1 : 0;
  plan& now = waiting_.front();
  places_fault fault{why.reason, why.message};
  if (why.answer != nullptr) {
    fault = read_places_fault(why.answer->status, why.answer->body);
  }
  if (!now.page_token.empty() && fault.reason == "invalid_request") {
    now.page_token.clear(); // tokens grow old: the question is asked anew
    now.results = 0;
    return {};
  }
  return give_up(fault);
}

search_step places_search::give_up(const places_fault& why) {
  search_step out;
  const std::string where = name_of(waiting_.front());
  for (const plan& one : waiting_) {
    left_.push_back(name_of(one));
  }
  waiting_.clear();
  out.notes.push_back({"failed", where, why.reason, why.message + "; " + unfinished()});
  return out;
}

std::string places_search::name_of(const plan& asked) const {
  return asked.area ? to_string(*asked.area) : text_;
}

std::string places_search::unfinished() const {
  std::vector<std::string> open = left_;
  for (const plan& one : waiting_) {
    open.push_back(name_of(one));
  }
  if (open.empty()) {
    return {};
  }
  std::string text = std::to_string(open.size()) + (open.size() == 1 ? " part" : " parts") +
                     " of the area not searched to the end:";
  for (std::size_t i = 0; i < std::min(open.size(), most_named); ++i) {
    text += (i == 0 ? " " : "; ") + open[i];
  }
  return open.size() > most_named ? text + "; …" : text;
}

std::string places_search::summary() const {
  std::string text = times_asked(asked_);
  const std::string open = unfinished();
  if (!saturated_.empty()) {
    text += "; cells that stayed full:";
  } else if (open.empty()) {
    text += "; no cell stayed full";
  }
  for (const std::string& one : saturated_) {
    text += " " + one;
  }
  return open.empty() ? text : text + "; " + open;
}

std::string places_search::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().key("waiting").begin_array();
  for (const plan& one : waiting_) {
    w.begin_object().member("area", one.area ? to_string(*one.area) : "").member("around", one.around);
    w.member("token", one.page_token).member("results", static_cast<std::uint64_t>(one.results)).end_object();
  }
  w.end_array().member("area", area_ ? to_string(*area_) : "").member("grows", grows_);
  w.member("tries", vain_.count());
  w.member("rounds", static_cast<std::uint64_t>(rounds_)).member("asked", static_cast<std::uint64_t>(asked_));
  w.member("named", static_cast<std::uint64_t>(named_))
      .member("located", static_cast<std::uint64_t>(located_));
  w.key("saturated").begin_array();
  for (const std::string& one : saturated_) {
    w.value(one);
  }
  w.end_array().end_object();
  return out;
}

void places_search::load(std::string_view saved) {
  const auto parsed = json::read(saved, {4U << 20U, 8});
  if (!parsed) {
    return;
  }
  try {
    std::deque<plan> waiting;
    for (const auto& one : parsed->at("waiting")) {
      waiting.push_back({parse_cell(one.at("area").get<std::string>()), one.at("around").get<bool>(),
                         one.at("token").get<std::string>(), one.at("results").get<std::size_t>()});
    }
    area_ = parse_cell(parsed->at("area").get<std::string>());
    grows_ = parsed->at("grows").get<bool>();
    rounds_ = parsed->at("rounds").get<std::size_t>();
    asked_ = parsed->at("asked").get<std::size_t>();
    vain_ = vain_answers(parsed->value("tries", std::uint32_t{0}));
    named_ = parsed->at("named").get<std::size_t>();
    located_ = parsed->at("located").get<std::size_t>();
    saturated_ = parsed->at("saturated").get<std::vector<std::string>>();
    waiting_ = std::move(waiting);
  } catch (const nlohmann::json::exception&) {
    return;
  }
}

} // namespace leadstream::sources
