#include "domain/sources/news_feed.hpp"

#include "domain/intel/dates.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/markup_text.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/trim.hpp"
#include "domain/text/xml.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
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
  std::string published;
  std::string updated;
};

class feed_reader : public xml_reader {
public:
  explicit feed_reader(const feed_limits& limits) : xml_reader(limits.depth), most_(limits.items) {}

  news_feed collect(std::string_view bytes) {
    found_.problem = read(bytes);
    found_.title = markup_text(title_);
    if (!is_feed_) {
      found_.problem = "not_a_feed";
    }
    return std::move(found_);
  }

private:
  void open(std::string_view name) override {
    is_feed_ = is_feed_ || (depth() == 1 && (name == "rss" || name == "feed" || name == "RDF"));
    if (name == "item" || name == "entry") {
      item_ = {};
      item_depth_ = depth();
    } else if (item_depth_ == 0 ? depth() <= 3 : depth() == item_depth_ + 1) {
      field_ = item_depth_ == 0 ? (name == "title" ? &title_ : nullptr) : field_of(name);
      field_depth_ = depth();
    }
  }

  void text(std::string_view part) override {
    if (field_ != nullptr && field_->size() < longest_field) {
      field_->append(part.substr(0, longest_field));
    }
  }

  void close(std::string_view name) override {
    if (depth() + 1 == field_depth_) {
      field_ = nullptr;
    }
    if (item_depth_ != 0 && depth() + 1 == item_depth_ && (name == "item" || name == "entry")) {
      item_depth_ = 0;
      keep();
    }
  }

  std::string* field_of(std::string_view name) {
    if (name == "link") {
      const std::string_view purpose = attribute("rel");
      if (item_.link.empty() && (purpose.empty() || purpose == "alternate")) {
        item_.link = attribute("href");
      }
      return item_.link.empty() ? &item_.link : nullptr;
    }
    return name == "title"                                              ? &item_.title
           : name == "description" || name == "summary"                 ? &item_.summary
           : name == "encoded" || name == "content"                     ? &item_.content
           : name == "pubDate" || name == "published" || name == "date" ? &item_.published
           : name == "updated"                                          ? &item_.updated
                                                                        : nullptr;
  }

  void keep() {
    const std::string& text = item_.content.size() > item_.summary.size() ? item_.content : item_.summary;
    const std::string& date = item_.published.empty() ? item_.updated : item_.published;
    const std::string_view link = trim(item_.link);
    news_item made{markup_text(item_.title), markup_text(text),
                   std::string(link.size() <= longest_url && parse_url(link) ? link : std::string_view()),
                   intel::find_date(date, "en")};
    if (!made.title.empty() || !made.text.empty()) {
      found_.items.push_back(std::move(made));
    }
    if (found_.items.size() >= most_) {
      stop("");
    }
  }

  std::size_t most_;
  news_feed found_;
  raw_item item_;
  std::string title_;
  std::string* field_ = nullptr;
  std::size_t item_depth_ = 0; ///< 0: outside of entries
  std::size_t field_depth_ = 0;
  bool is_feed_ = false;
};

/// The value of an attribute (in lower case) within a tag's text; empty when there is none.
std::string attribute_in(std::string_view tag, std::string_view name) {
  const std::string plain = lower(tag);
  for (std::size_t at = plain.find(name, 1); at != std::string::npos; at = plain.find(name, at + 1)) {
    const std::string_view rest = tag.substr(at + name.size());
    if (!is_blank(tag[at - 1]) || !rest.starts_with('=')) {
      continue;
    }
    const char quote = rest.size() > 1 ? rest[1] : ' ';
    const bool quoted = quote == '"' || quote == '\'';
    const std::string_view value = rest.substr(quoted ? 2 : 1);
    return markup_text(value.substr(0, quoted ? value.find(quote) : value.find_first_of(" \t\r\n")));
  }
  return {};
}

bool offers_feed(std::string_view tag) {
  return extraction::contains_any(tag, {"application/rss+xml", "application/atom+xml"}) &&
         !extraction::contains_any(tag, {"comment", "kommentar"});
}

} // namespace

news_feed parse_feed(std::string_view bytes, const feed_limits& limits) {
  const auto begin = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (begin == std::string_view::npos || bytes[begin] != '<') {
    return {{}, {}, "not_a_feed"};
  }
  return feed_reader(limits).collect(bytes.substr(begin, limits.bytes));
}

std::vector<std::string> find_feeds(std::string_view markup, const url& page) {
  std::vector<std::string> feeds;
  for (auto at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at + 1)) {
    const std::string_view rest = markup.substr(at, longest_url);
    if (!extraction::starts_with_ignoring_case(rest, "<link")) {
      continue;
    }
    const std::string_view tag = rest.substr(0, rest.find('>'));
    if (!offers_feed(tag)) {
      continue;
    }
    const auto address = resolve(page, attribute_in(tag, "href"));
    if (address && std::find(feeds.begin(), feeds.end(), to_string(*address)) == feeds.end()) {
      feeds.push_back(to_string(*address));
    }
  }
  return feeds;
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
