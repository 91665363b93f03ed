#include "domain/crawl/frontier.hpp"

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
constexpr std::size_t most_views = 3;     ///< of one page
constexpr std::uint32_t most_repeats = 2; ///< of a kind of link, before others have their turn

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
  waiting_.push_back(entry_for(start));
  waiting_.back().order = added_++;
  moved_to(start);
}

frontier::entry frontier::entry_for(const url& link) {
  entry made;
  made.why = interest::start;
  made.address = to_string(link);
  made.named = language_of(link);
  made.bare = std::hash<std::string>{}(key_without_language(link));
  made.view = is_view(link);
  return made;
}

void frontier::note(const url& address) {
  seen_.insert(page_key(address));
  seen_.insert("*" + key_without_language(address));
}

bool frontier::is_crowded(const std::string& key) const {
  const std::string page = key.substr(0, key.find('?') + 1);
  auto view = seen_.lower_bound(page);
  for (std::size_t views = 0; view != seen_.end() && view->starts_with(page); ++view) {
    if (++views >= most_views) {
      return true;
    }
  }
  return false;
}

bool frontier::same_site(const url& link) const {
  return site_of(link) == site_;
}

std::optional<url> frontier::next() {
  forget_translations();
  if (fetched_ >= limits_.pages || waiting_.empty()) {
    return std::nullopt;
  }
  const auto rank = [this](const entry& e) {
    const auto repeated = repeats_.find(e.why);
    const bool tires = repeated != repeats_.end() && repeated->second >= most_repeats;
    const bool view = e.view && e.why == interest::other;
    return std::tuple(is_foreign(e), tires, e.why, view, e.depth, e.order);
  };
  const auto best = std::min_element(waiting_.begin(), waiting_.end(),
                                     [&](const entry& a, const entry& b) { return rank(a) < rank(b); });
  current_ = *best;
  waiting_.erase(best);
  ++fetched_;
  if (!is_foreign(current_) && tells_of_company(current_.why)) {
    served_ = true; // the same in other languages tells nothing new
    forget_translations();
  }
  auto address = parse_url(current_.address);
  return address ? std::optional<url>(*std::move(address)) : next();
}

bool frontier::is_foreign(const entry& e) const {
  return !e.named.code.empty() && e.named.code != language_ &&
         (e.named.sure || believed_.contains(e.named.code));
}

void frontier::forget_translations() {
  std::erase_if(waiting_, [this](const entry& e) { return (served_ || e.translated) && is_foreign(e); });
}

void frontier::believe(const translation& declared) {
  const auto address = parse_url(declared.url);
  if (const auto named = address ? language_of(*address) : named_language{};
      !named.code.empty() && named.code == primary_language(declared.language)) {
    believed_.insert(named.code);
  }
}

/// Addresses that differ in such a name alone are one page in two languages.
void frontier::believe_siblings(const entry& added) {
  for (const entry& e : waiting_) {
    if (!added.named.code.empty() && !e.named.code.empty() && e.bare == added.bare &&
        e.named.code != added.named.code) {
      believed_.insert({e.named.code, added.named.code});
    }
  }
}

void frontier::add(const url& link, interest why) {
  add(link, why, current_.depth + 1);
}

void frontier::add(const url& given, interest why, std::uint32_t depth) {
  const url link = without_session(given);
  if (waiting_.size() >= most_waiting || depth > limits_.depth || !same_site(link) || is_file(link) ||
      is_trap(link)) {
    return;
  }
  std::string key = page_key(link);
  if ((is_view(link) && is_crowded(key)) || !seen_.insert(std::move(key)).second) {
    return;
  }
  entry made = entry_for(link);
  made.why = why;
  made.depth = depth;
  made.order = added_++;
  made.translated = !seen_.insert("*" + key_without_language(link)).second;
  believe_siblings(made);
  waiting_.push_back(std::move(made));
}

void frontier::add(const sitemap& listed) {
  std::set<std::string> others;
  for (const auto& group : listed.translations) {
    const bool known = std::any_of(group.begin(), group.end(), [this](const translation& one) {
      const auto address = parse_url(one.url);
      return address && seen_.contains(page_key(*address));
    });
    const auto own = std::find_if(group.begin(), group.end(), [this](const translation& one) {
      return primary_language(one.language) == language_;
    });
    const std::string& kept = own == group.end() ? group.front().url : own->url;
    for (const translation& one : group) {
      believe(one);
      if (const auto address = parse_url(one.url); address && (known || one.url != kept)) {
        others.insert(page_key(*address));
      }
    }
  }
  for (const auto& text : listed.pages) {
    if (const auto address = parse_url(text); address && !others.contains(page_key(*address))) {
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
  if (sitemaps_.empty()) {
    sitemaps_.push_back(usual_sitemap_);
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

void frontier::translated(const std::vector<translation>& others) {
  for (const translation& one : others) {
    const auto address = parse_url(one.url);
    if (address && same_site(*address)) {
      believe(one);
      same_as(*address);
    }
  }
}

void frontier::speaks(const std::string& language) {
  if (!language.empty() && current_.named.code == language) {
    believed_.insert(language);
  }
  if (language_.empty()) {
    language_ = language;
  }
}

bool frontier::repeats(std::string_view text) {
  if (text.empty() || texts_.size() >= most_texts) {
    return false;
  }
  const bool repeated = !texts_.insert(std::to_string(std::hash<std::string_view>{}(text))).second;
  repeats_[current_.why] += repeated ? 1 : 0;
  return repeated;
}

void frontier::moved_to(const url& start) {
  site_ = site_of(start);
  current_.named = language_of(start);
  if (current_.named.sure && !current_.named.code.empty()) {
    language_ = current_.named.code;
  }
  note(start);
  usual_sitemap_ = origin(start) + "/sitemap.xml";
  const auto unasked = sitemaps_.begin() + static_cast<std::ptrdiff_t>(sitemaps_asked_);
  sitemaps_.erase(std::remove_if(unasked, sitemaps_.end(),
                                 [this](const std::string& text) {
                                   const auto address = parse_url(text);
                                   return !address || !same_site(*address);
                                 }),
                  sitemaps_.end());
}

void frontier::give_back(const url& address) {
  if (fetched_ > 0) {
    --fetched_;
  }
  entry again = current_;
  again.address = to_string(address);
  waiting_.push_back(std::move(again));
}

std::string frontier::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("site", site_).member("fetched", fetched_).member("language", language_);
  w.member("served", served_).member("asked", std::uint64_t{sitemaps_asked_});
  write_texts(w, "seen", seen_);
  write_texts(w, "texts", texts_);
  write_texts(w, "believed", believed_);
  write_texts(w, "sitemaps", sitemaps_);
  w.member("usual_sitemap", usual_sitemap_);
  w.key("repeats").begin_array();
  for (const auto& [why, count] : repeats_) {
    w.begin_array().value(static_cast<int>(why)).value(count).end_array();
  }
  w.end_array().key("waiting").begin_array();
  for (const entry& e : waiting_) {
    w.begin_array().value(static_cast<int>(e.why)).value(e.depth).value(e.order).value(e.address);
    w.value(e.translated).end_array();
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
    parsed->at("believed").get_to(f.believed_);
    parsed->at("sitemaps").get_to(f.sitemaps_);
    f.usual_sitemap_ = parsed->value("usual_sitemap", std::string());
    f.sitemaps_asked_ = std::min(parsed->at("asked").get<std::size_t>(), f.sitemaps_.size());
    for (const auto& e : parsed->value("repeats", nlohmann::json::array())) {
      f.repeats_[static_cast<interest>(e.at(0).get<int>())] = e.at(1).get<std::uint32_t>();
    }
    for (const auto& e : parsed->at("waiting")) {
      const auto address = parse_url(e.at(3).get<std::string>());
      if (!address) {
        continue;
      }
      entry made = entry_for(*address);
      made.why = static_cast<interest>(e.at(0).get<int>());
      e.at(1).get_to(made.depth);
      e.at(2).get_to(made.order);
      e.at(4).get_to(made.translated);
      f.waiting_.push_back(std::move(made));
      f.added_ = std::max(f.added_, f.waiting_.back().order + 1);
    }
    return f;
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("a saved frontier does not have its form: ") + problem.what(), {}};
  }
}

} // namespace leadstream::crawl
