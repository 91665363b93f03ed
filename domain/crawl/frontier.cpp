#include "domain/crawl/frontier.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace leadstream::crawl {
namespace {

constexpr std::size_t most_waiting = 200;
constexpr std::size_t most_segments = 20;
constexpr int most_repeats = 2;

constexpr std::array<std::string_view, 26> file_endings{
    ".pdf",  ".jpg", ".jpeg", ".png", ".gif",  ".svg", ".webp", ".ico", ".css",
    ".js",   ".zip", ".gz",   ".rar", ".mp3",  ".mp4", ".avi",  ".mov", ".doc",
    ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".xml", ".json", ".vcf"};

std::string site_of(const url& address) {
  const std::string domain = registrable_domain(address.host);
  return domain.empty() ? address.host : domain;
}

/// One spelling for the addresses that nearly always show the same page.
std::string key_of(const url& address) {
  std::string path = address.path;
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  std::string host = address.host;
  if (host.rfind("www.", 0) == 0) {
    host.erase(0, 4);
  }
  return host + path + (address.query.empty() ? "" : "?" + address.query);
}

bool is_file(std::string_view path) {
  std::string lower(path);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(file_endings.begin(), file_endings.end(), [&](std::string_view ending) {
    return lower.size() > ending.size() &&
           lower.compare(lower.size() - ending.size(), ending.size(), ending) == 0;
  });
}

/// Paths that grow by themselves: too many segments, or one segment again and again. And what a content
/// delivery network keeps below every host for its own scripts: never a page of the site.
bool is_trap(std::string_view path) {
  if (path.starts_with("/cdn-cgi/")) {
    return true;
  }
  std::map<std::string_view, int> count;
  std::size_t segments = 0;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    if (++segments > most_segments || (end > 1 && ++count[path.substr(0, end)] > most_repeats)) {
      return true;
    }
    path.remove_prefix(end);
  }
  return false;
}

} // namespace

frontier::frontier(const url& start, const frontier_limits& limits) : limits_(limits), site_(site_of(start)) {
  waiting_.push_back({interest::start, 0, added_++, to_string(start)});
  seen_.insert(key_of(start));
}

bool frontier::same_site(const url& link) const {
  return site_of(link) == site_;
}

std::optional<url> frontier::next() {
  if (exhausted()) {
    return std::nullopt;
  }
  const auto best = std::min_element(waiting_.begin(), waiting_.end(), [](const entry& a, const entry& b) {
    return std::tie(a.why, a.depth, a.order) < std::tie(b.why, b.depth, b.order);
  });
  current_ = *best;
  waiting_.erase(best);
  ++fetched_;
  auto address = parse_url(current_.address);
  return address ? std::optional<url>(*std::move(address)) : next();
}

void frontier::add(const url& link, interest why) {
  if (waiting_.size() >= most_waiting || current_.depth + 1 > limits_.depth || !same_site(link) ||
      is_file(link.path) || is_trap(link.path) || !seen_.insert(key_of(link)).second) {
    return;
  }
  waiting_.push_back({why, current_.depth + 1, added_++, to_string(link)});
}

void frontier::moved_to(const url& start) {
  site_ = site_of(start);
  seen_.insert(key_of(start));
}

void frontier::give_back(const url& address) {
  if (fetched_ > 0) {
    --fetched_;
  }
  waiting_.push_back({current_.why, current_.depth, current_.order, to_string(address)});
}

std::string frontier::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("site", site_).member("fetched", fetched_);
  w.key("seen").begin_array();
  for (const std::string& key : seen_) {
    w.value(key);
  }
  w.end_array().key("waiting").begin_array();
  for (const entry& e : waiting_) {
    w.begin_array().value(static_cast<int>(e.why)).value(e.depth).value(e.order).value(e.address).end_array();
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
    for (const auto& key : parsed->at("seen")) {
      f.seen_.insert(key.get<std::string>());
    }
    for (const auto& e : parsed->at("waiting")) {
      f.waiting_.push_back({static_cast<interest>(e.at(0).get<int>()), e.at(1).get<std::uint32_t>(),
                            e.at(2).get<std::uint32_t>(), e.at(3).get<std::string>()});
      f.added_ = std::max(f.added_, f.waiting_.back().order + 1);
    }
    return f;
  } catch (const nlohmann::json::exception& problem) {
    return error{
        error_code::malformed, std::string("a saved frontier does not have its form: ") + problem.what(), {}};
  }
}

} // namespace leadstream::crawl
