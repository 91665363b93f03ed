#include "domain/sources/news_feed.hpp"

#include "domain/intel/dates.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/markup_text.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/trim.hpp"
#include "domain/text/xml.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <re2/re2.h>

#include <utility>

namespace leadstream::sources {
namespace {

constexpr std::size_t longest_field = 20'000;
constexpr std::size_t longest_url = 2'083;
constexpr std::string_view place_of_company = "{company}";

/// What an entry's elements say, as written.
struct raw_item {
  std::string title;
  std::string summary;
  std::string content;
  std::string link;
  std::string original; ///< the link without a counter of clicks
  std::string id;       ///< stands in for the link where it is one
  std::string source;   ///< where it was taken over from
  std::string published;
  std::string updated;
  std::optional<url> base;
};

std::string site_of(const url& address) {
  const std::string domain = registrable_domain(address.host);
  return domain.empty() ? address.host : domain;
}

/// A date as feeds write it. Of a year in two digits the century is this one.
std::optional<std::chrono::sys_days> day_of(const std::string& text, std::string_view language) {
  static const re2::RE2 short_year(R"((?s)^(.*?\b\d{1,2}[ -][[:alpha:]]+\.?[ -])(\d\d)\b)");
  const std::string_view primary = language.empty() || language == "en-us" ? "en" : language;
  if (const auto found = intel::find_date(text, primary)) {
    return found;
  }
  std::string before;
  std::string year;
  return re2::RE2::PartialMatch(text, short_year, &before, &year)
             ? intel::find_date(before + "20" + year, primary)
             : std::nullopt;
}

class feed_reader : public xml_reader {
public:
  feed_reader(const feed_limits& limits, std::string_view address)
      : xml_reader(limits.depth), most_(limits.items) {
    if (auto here = parse_url(address)) {
      bases_.push_back({0, *std::move(here)});
    }
  }

  news_feed collect(std::string_view bytes, std::string_view content_type) {
    found_.problem = read(bytes, content_type);
    found_.title = markup_text(title_);
    found_.language = lower(trim(language_));
    const auto site = absolute(site_, base());
    found_.site = site ? to_string(*site) : std::string();
    if (!is_feed_) {
      found_.problem = "not_a_feed";
    }
    if (item_depth_ != 0) {
      items_.pop_back(); // cut off
    }
    for (const raw_item& item : items_) {
      keep(item);
    }
    return std::move(found_);
  }

private:
  struct place {
    std::size_t depth;
    url address;
  };

  void open(std::string_view name) override {
    enter_base();
    is_feed_ = is_feed_ || (depth() == 1 && (name == "rss" || name == "feed" || name == "RDF"));
    in_channel_ = depth() == 2 ? name == "channel" : in_channel_;
    if (depth() == 1 && language_.empty()) {
      language_ = attribute("lang");
    }
    if (item_depth_ == 0 && (name == "item" || name == "entry")) {
      items_.emplace_back().base = base();
      items_.back().id = attribute("about");
      item_depth_ = depth();
    } else if (field_ != nullptr) {
      field_->append("<").append(name).append(">"); // markup that nobody escaped
    } else if (item_depth_ == 0 ? depth() == (in_channel_ ? 3U : 2U) : depth() == item_depth_ + 1) {
      field_ = item_depth_ == 0 ? field_of_feed(name) : field_of(items_.back(), name);
      field_depth_ = depth();
      literal_ = attribute("type") == "xhtml";
    }
  }

  void text(std::string_view part) override {
    if (field_ == nullptr || field_->size() >= longest_field) {
      return;
    }
    for (const char c : part.substr(0, longest_field)) {
      literal_&& c == '<' ? field_->append("&lt;") : field_->append(1, c);
    }
  }

  void close(std::string_view name) override {
    if (field_ != nullptr && depth() + 1 > field_depth_) {
      field_->append("</").append(name).append(">");
    } else if (field_ != nullptr) {
      field_ = nullptr;
    } else if (depth() + 1 == item_depth_) {
      item_depth_ = 0;
      if (items_.size() >= most_) {
        stop("");
      }
    }
    if (!bases_.empty() && bases_.back().depth > depth()) {
      bases_.pop_back();
    }
  }

  void enter_base() {
    const std::string_view said = attribute("base");
    if (auto address = said.empty() ? std::nullopt : absolute(std::string(said), base())) {
      bases_.push_back({depth(), *std::move(address)});
    }
  }

  std::optional<url> base() const {
    return bases_.empty() ? std::nullopt : std::optional(bases_.back().address);
  }

  static std::optional<url> absolute(const std::string& reference, const std::optional<url>& base) {
    const std::string_view text = trim(reference);
    if (text.empty() || text.size() > longest_url) {
      return std::nullopt;
    }
    const auto found = base ? resolve(*base, text) : parse_url(text);
    return found ? std::optional(*found) : std::nullopt;
  }

  /// Takes the address of a link to the page itself, or says where its text goes.
  std::string* read_link(std::string& to) const {
    const std::string_view purpose = attribute("rel");
    if (!to.empty() || !(purpose.empty() || purpose == "alternate")) {
      return nullptr;
    }
    to = attribute("href");
    return &to;
  }

  std::string* field_of_feed(std::string_view name) {
    std::string* const field = name == "title"      ? &title_
                               : name == "language" ? &language_
                               : name == "link"     ? read_link(site_)
                                                    : nullptr;
    return field != nullptr && field->empty() ? field : nullptr;
  }

  std::string* field_of(raw_item& item, std::string_view name) {
    if (extraction::is_one_of(prefix(), {"media", "itunes", "googleplay"})) {
      return nullptr; // of a picture or a recording
    }
    if (extraction::is_one_of(name,
                              {"pubDate", "published", "issued", "date", "created", "updated", "modified"})) {
      std::string& dates = name == "updated" || name == "modified" ? item.updated : item.published;
      dates += '\n';
      return &dates;
    }
    if (name == "link") {
      item.base = base();
      return read_link(item.link);
    }
    if (name == "source") {
      item.source = attribute("url");
    }
    std::string* const field = name == "title"                                         ? &item.title
                               : name == "description" || name == "summary"            ? &item.summary
                               : name == "encoded" || name == "content"                ? &item.content
                               : name == "origLink"                                    ? &item.original
                               : name == "guid" && attribute("isPermaLink") != "false" ? &item.id
                                                                                       : nullptr;
    return field != nullptr && field->empty() ? field : nullptr;
  }

  void keep(const raw_item& item) {
    const std::string& text = item.content.size() > item.summary.size() ? item.content : item.summary;
    news_item made{markup_text(item.title), markup_text(text), {}, day_of(item.published, found_.language)};
    if (made.title.empty() && made.text.empty()) {
      return;
    }
    if (!made.date) {
      made.date = day_of(item.updated, found_.language);
    }
    auto address = absolute(item.original, item.base);
    address = address ? address : absolute(item.link, item.base);
    if (!address && parse_url(trim(item.id))) {
      address = absolute(item.id, std::nullopt);
    }
    const auto source = absolute(item.source, std::nullopt);
    made.elsewhere = (address && is_elsewhere(*address)) || (source && is_elsewhere(*source));
    made.address = address ? to_string(*address) : std::string();
    found_.items.push_back(std::move(made));
  }

  bool is_elsewhere(const url& address) const {
    const auto site = parse_url(found_.site);
    const std::string there = site_of(address);
    return !bases_.empty() && there != site_of(bases_.front().address) && !(site && there == site_of(*site));
  }

  std::size_t most_;
  news_feed found_;
  std::vector<raw_item> items_;
  std::vector<place> bases_; ///< of the elements that are open; the feed's own address first
  std::string title_;
  std::string site_;
  std::string language_;
  std::string* field_ = nullptr;
  std::size_t item_depth_ = 0; ///< 0: outside of entries
  std::size_t field_depth_ = 0;
  bool is_feed_ = false;
  bool in_channel_ = false;
  bool literal_ = false; ///< the field's text is no markup, its elements are
};

} // namespace

news_feed parse_feed(std::string_view bytes, const feed_limits& limits, std::string_view address,
                     std::string_view content_type) {
  return feed_reader(limits, address).collect(bytes.substr(0, limits.bytes), content_type);
}

std::string fill_news_search(std::string_view pattern, std::string_view company) {
  const auto at = pattern.find(place_of_company);
  std::string address(pattern.substr(0, at));
  if (at == std::string_view::npos) {
    return address;
  }
  for (const char c : company) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    plain ? address.push_back(c) : append_percent_encoded(address, static_cast<unsigned char>(c));
  }
  return address.append(pattern.substr(at + place_of_company.size()));
}

std::optional<std::string> searched_company(std::string_view pattern, std::string_view address) {
  const auto at = pattern.find(place_of_company);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view before = pattern.substr(0, at);
  const std::string_view after = pattern.substr(at + place_of_company.size());
  if (address.size() <= before.size() + after.size() || !address.starts_with(before) ||
      !address.ends_with(after)) {
    return std::nullopt;
  }
  return percent_decode(address.substr(before.size(), address.size() - before.size() - after.size()));
}

} // namespace leadstream::sources
