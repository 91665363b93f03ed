#include "domain/crawl/frontier.hpp"

#include "domain/crawl/url_rules.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <tuple>

namespace leadstream::crawl {
namespace {

constexpr std::size_t most_waiting = 200;
constexpr std::size_t most_sitemaps = 3;
constexpr std::size_t most_texts = 200;

std::string site_of(const url& address) {
  const std::string domain = registrable_domain(address.host);
  return domain.empty() ? address.host : domain;
}

template <class Texts>
void write_texts(json::writer& to, const char* name, const Texts& texts) {
  to.key(name).begin_array();
  for (const std::string& text : texts) {
    to.value(text);
  }
  to.end_array();
}

interest interest_of(const url& address) {
  switch (extraction::kind_of_link(address.path, {})) {
  case extraction::link_kind::contact:
    return interest::contact;
  case extraction::link_kind::about:
    return interest::about;
  case extraction::link_kind::team:
    return interest::team;
  case extraction::link_kind::careers:
    return interest::careers;
  case extraction::link_kind::news:
    return interest::news;
  case extraction::link_kind::other:
    break;
  }
  return interest::other;
}

bool tells_of_company(interest why) {
  return why == interest::contact || why == interest::about;
}

} // namespace

frontier::frontier(const url& start, const frontier_limits& limits) : limits_(limits) {
  waiting_.push_back({interest::start, 0, added_++, to_string(start)});
  moved_to(start);
}

void frontier::note(const url& address) {
  seen_.insert(page_key(address));
  seen_.insert("*" + key_without_language(address));
}

bool frontier::same_site(const url& link) const {
  return site_of(link) == site_;
}

std::optional<url> frontier::next() {
  if (fetched_ >= limits_.pages || waiting_.empty()) {
    return std::nullopt;
  }
  const auto best = std::min_element(waiting_.begin(), waiting_.end(), [](const entry& a, const entry& b) {
    return std::tie(a.foreign, a.why, a.depth, a.order) < std::tie(b.foreign, b.why, b.depth, b.order);
  });
  current_ = *best;
  waiting_.erase(best);
  ++fetched_;
  if (!current_.foreign && tells_of_company(current_.why)) {
    served_ = true; // the same in other languages tells nothing new
    std::erase_if(waiting_, [](const entry& e) { return e.foreign; });
  }
  auto address = parse_url(current_.address);
  return address ? std::optional<url>(*std::move(address)) : next();
}

bool frontier::is_foreign(const url& link) const {
  const std::string named = language_of(link);
  return !named.empty() && named != language_;
}

void frontier::add(const url& link, interest why) {
  add(link, why, current_.depth + 1);
}

void frontier::add(const url& given, interest why, std::uint32_t depth) {
  const url link = without_session(given);
  if (waiting_.size() >= most_waiting || depth > limits_.depth || !same_site(link) || is_file(link) ||
      is_trap(link) || !seen_.insert(page_key(link)).second) {
    return;
  }
  const bool foreign = is_foreign(link);
  const bool translated = !seen_.insert("*" + key_without_language(link)).second;
  if (foreign && (served_ || translated)) {
    return;
  }
  waiting_.push_back({why, depth, added_++, to_string(link), foreign});
}

void frontier::add(const sitemap& listed) {
  for (const auto& text : listed.pages) {
    if (const auto address = parse_url(text)) {
      add(*address, interest_of(*address), 1);
    }
  }
  add_sitemaps(listed.sitemaps);
}

void frontier::add_sitemaps(const std::vector<std::string>& addresses) {
  for (const auto& text : addresses) {
    const auto address = parse_url(text);
    const bool known = std::find(sitemaps_.begin(), sitemaps_.end(), text) != sitemaps_.end();
    if (sitemaps_.size() < most_sitemaps && address && same_site(*address) && !known) {
      sitemaps_.push_back(text);
    }
  }
}

std::optional<url> frontier::next_sitemap() {
  if (fetched_ >= limits_.pages || !waiting_.empty() || !wants_sitemap()) {
    return std::nullopt;
  }
  const auto address = parse_url(sitemaps_[sitemaps_asked_++]);
  return address ? std::optional<url>(*address) : next_sitemap();
}

void frontier::same_as(const url& canonical) {
  if (same_site(canonical)) {
    seen_.insert(page_key(canonical));
    std::erase_if(waiting_, [key = page_key(canonical)](const entry& e) {
      const auto address = parse_url(e.address);
      return address && page_key(*address) == key;
    });
  }
}

void frontier::speaks(const std::string& language) {
  if (!language_.empty() || language.empty()) {
    return;
  }
  language_ = language;
  for (entry& e : waiting_) {
    const auto address = parse_url(e.address);
    e.foreign = address && is_foreign(*address);
  }
}

bool frontier::repeats(std::string_view text) {
  if (text.empty() || texts_.size() >= most_texts) {
    return false;
  }
  return !texts_.insert(std::to_string(std::hash<std::string_view>{}(text))).second;
}

void frontier::moved_to(const url& start) {
  site_ = site_of(start);
  if (const auto named = language_of(start); !named.empty()) {
    language_ = named;
  }
  note(start);
  sitemaps_.resize(sitemaps_asked_);
  add_sitemaps({origin(start) + "/sitemap.xml"});
}

void frontier::give_back(const url& address) {
  if (fetched_ > 0) {
    --fetched_;
  }
  waiting_.push_back({current_.why, current_.depth, current_.order, to_string(address), current_.foreign});
}

std::string frontier::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("site", site_).member("fetched", fetched_).member("language", language_);
  w.member("served", served_).member("asked", std::uint64_t{sitemaps_asked_});
  write_texts(w, "seen", seen_);
  write_texts(w, "texts", texts_);
  write_texts(w, "sitemaps", sitemaps_);
  w.key("waiting").begin_array();
  for (const entry& e : waiting_) {
    w.begin_array().value(static_cast<int>(e.why)).value(e.depth).value(e.order).value(e.address);
    w.value(e.foreign).end_array();
  }
  w.end_array().end_object();
  return out;
}

result<frontier> frontier::load(std::string_view saved, const frontier_limits& limits) {
  const auto parsed = json::read(saved, {1U << 20U, 8});
  if (!parsed) {
    return parsed.problem();
  }
  try {
    frontier f;
    f.limits_ = limits;
    f.site_ = parsed->at("site").get<std::string>();
    f.fetched_ = parsed->at("fetched").get<std::uint32_t>();
    f.language_ = parsed->at("language").get<std::string>();
    f.served_ = parsed->at("served").get<bool>();
    parsed->at("seen").get_to(f.seen_);
    parsed->at("texts").get_to(f.texts_);
    parsed->at("sitemaps").get_to(f.sitemaps_);
    f.sitemaps_asked_ = std::min(parsed->at("asked").get<std::size_t>(), f.sitemaps_.size());
    for (const auto& e : parsed->at("waiting")) {
      f.waiting_.push_back({static_cast<interest>(e.at(0).get<int>()), e.at(1).get<std::uint32_t>(),
                            e.at(2).get<std::uint32_t>(), e.at(3).get<std::string>(), e.at(4).get<bool>()});
      f.added_ = std::max(f.added_, f.waiting_.back().order + 1);
    }
    return f;
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("a saved frontier does not have its form: ") + problem.what(), {}};
  }
}

} // namespace leadstream::crawl
