#include "domain/sources/recipe_search.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/sources/import_csv.hpp"

#include <nlohmann/json.hpp>

#include <cctype>
#include <functional>

namespace leadstream::sources {
namespace {

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0x0FU];
    }
  }
  return out;
}

void replace(std::string& text, std::string_view place, const std::string& value) {
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
}

std::size_t digest_of(const std::vector<std::map<std::string, std::string>>& records) {
  return std::hash<std::string>{}(
      nlohmann::json(records).dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore));
}

} // namespace

recipe_search::recipe_search(std::shared_ptr<const recipe> how, std::string source, search_criteria wanted)
    : how_(std::move(how)), source_(std::move(source)), wanted_(std::move(wanted)) {}

std::string recipe_search::address() const {
  if (!next_url_.empty()) {
    return next_url_;
  }
  std::string url = how_->search;
  std::string base = how_->base;
  while (base.ends_with('/')) {
    base.pop_back();
  }
  replace(url, "{base}", base);
  replace(url, "{industry}", percent_encoded(wanted_.industry));
  replace(url, "{location}", percent_encoded(wanted_.location));
  replace(url, "{page}", std::to_string(how_->first_page + pages_));
  replace(url, "{offset}", std::to_string(pages_ * how_->page_size));
  return url;
}

std::optional<http_request> recipe_search::next() const {
  if (over_) {
    return std::nullopt;
  }
  http_request request;
  request.url = address();
  return request;
}

search_step recipe_search::take(const page& answer) {
  const auto read = read_recipe_page(*how_, answer);
  if (!read) {
    return broken(read.problem());
  }
  const std::string asked = address();
  vain_ = vain_answers{};
  ++pages_;
  search_step out;
  if (!given_.insert(digest_of(read->records)).second) {
    over_ = true;
    return out;
  }
  import_options options;
  options.source = source_;
  options.file = answer.url;
  options.method = "recipe";
  options.at = answer.fetched_at;
  std::size_t broken = 0;
  for (const auto& record : read->records) {
    import_row row = read_import_values(record, options);
    if (row.problem.empty()) {
      out.listings.push_back(std::move(row.seen));
    } else {
      ++broken;
    }
  }
  if (broken > 0) {
    out.notes.push_back({"broken", answer.url, {}, std::to_string(broken) + " records name no company"});
  }
  const bool short_page = read->records.size() < std::max<std::size_t>(1, how_->page_size);
  const bool counted_out = how_->next.empty() ? short_page : read->next.empty();
  next_url_ = read->next;
  asked_.insert(asked);
  over_ = counted_out || pages_ >= how_->most_pages || asked_.contains(address());
  return out;
}

search_step recipe_search::broken(const error& why) {
  search_step out;
  if (why.code == error_code::too_large) { // and so it is the next time
    return refused({"malformed", why.message, nullptr});
  }
  return vain_.ask_again("malformed", address(), why.message, out)
             ? out
             : refused({"malformed", vain_answers::last(why.message), nullptr});
}

search_step recipe_search::refused(const search_refusal& why) {
  search_step out;
  over_ = true;
  if (why.reason != "not_found" || pages_ == 0) { // past the last page some directories have none
    out.notes.push_back({"failed", address(), why.reason, why.message});
  }
  return out;
}

std::string recipe_search::summary() const {
  return std::to_string(pages_) + (pages_ == 1 ? " page" : " pages");
}

std::string recipe_search::save() const {
  std::string out;
  json::writer w(out);
  w.begin_object().member("pages", pages_).member("next", next_url_).member("over", over_);
  w.member("tries", vain_.count()).end_object();
  return out;
}

void recipe_search::load(std::string_view saved) {
  const auto parsed = json::read(saved);
  if (!parsed) {
    return;
  }
  try {
    pages_ = parsed->at("pages").get<std::uint32_t>();
    next_url_ = parsed->at("next").get<std::string>();
    over_ = parsed->at("over").get<bool>();
    vain_ = vain_answers(parsed->value("tries", std::uint32_t{0}));
  } catch (const nlohmann::json::exception&) {
    return;
  }
}

} // namespace leadstream::sources
