#include "domain/enrich/insights.hpp"

#include "domain/enrich/classify.hpp"
#include "domain/enrich/industry.hpp"
#include "domain/enrich/size_claims.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/intel/dates.hpp"
#include "domain/intel/growth.hpp"
#include "domain/intel/pain_points.hpp"
#include "domain/intel/signal_detail.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <optional>

namespace leadstream::enrich {
namespace {

using extraction::link_kind;

constexpr std::size_t most_of_a_kind = 10; ///< signals or pain points of one page
constexpr std::size_t longest_date_line = 60;
constexpr std::size_t longest_for_trade = 4'000;
constexpr std::size_t people_of_a_team = 3;
constexpr double trust_in_classifier = 0.8;
constexpr std::size_t longest_posting = 120;

/// What the page is for, by the words of its address.
link_kind purpose_of(const std::string& address) {
  const auto parsed = parse_url(address);
  if (!parsed) {
    return link_kind::other;
  }
  for (const std::string_view part : extraction::split(parsed->path, "/")) {
    if (const link_kind kind = extraction::kind_of_link("/" + std::string(part), {});
        kind != link_kind::other) {
      return kind;
    }
  }
  return link_kind::other;
}

bool is_home(const std::string& address) {
  const auto parsed = parse_url(address);
  return parsed && parsed->path.find_first_not_of('/') == std::string::npos;
}

intel::text_kind kind_of(link_kind purpose, const std::string& address) {
  if (purpose == link_kind::careers) {
    return intel::text_kind::job;
  }
  return extraction::contains_ignoring_case(address, "blog") ? intel::text_kind::blog
                                                             : intel::text_kind::news;
}

/// A part of a page's text with the date that stands above it.
struct dated_text {
  std::string_view text;
  std::optional<std::chrono::sys_days> date;
};

std::vector<dated_text> split_by_dates(const page_facts& page, std::string_view published) {
  std::vector<dated_text> parts{{{}, intel::find_date(published.substr(0, 10), page.language)}};
  std::string_view rest = page.text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const auto date = line.size() <= longest_date_line ? intel::find_date(line, page.language) : std::nullopt;
    if (date) {
      parts.push_back({{line.data(), 0}, date});
    }
    dated_text& last = parts.back();
    const char* begin = last.text.data() == nullptr ? line.data() : last.text.data();
    last.text = {begin, static_cast<std::size_t>(line.data() + line.size() - begin)};
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return parts;
}

class reader {
public:
  reader(const page_facts& page, std::string_view published, wall_time fetched_at)
      : page_(page), published_(published), fetched_at_(fetched_at), purpose_(purpose_of(page.url)) {}

  std::vector<fact> read() && {
    const bool tells_news = purpose_ == link_kind::news || purpose_ == link_kind::careers;
    if (purpose_ != link_kind::contact) {
      for (const dated_text& part : split_by_dates(page_, published_)) {
        add_signals(part, tells_news);
        note_activity(part, tells_news);
      }
    }
    if (purpose_ == link_kind::careers) {
      add_postings();
    }
    add_size();
    if (is_home(page_.url) || purpose_ == link_kind::about) {
      add_trade();
    }
    if (newest_) {
      add(field::recent_activity, intel::to_iso(*newest_) + "T00:00:00Z", "date", 0.8, {});
    }
    return std::move(out_);
  }

private:
  void add(field what, std::string value, const char* method, double confidence, std::string detail) {
    out_.push_back({what, std::move(value), method, confidence, std::move(detail)});
  }

  std::size_t count(field what) const {
    return static_cast<std::size_t>(
        std::count_if(out_.begin(), out_.end(), [what](const fact& each) { return each.what == what; }));
  }

  void add_signals(const dated_text& part, bool tells_news) {
    intel::source_text from{part.text, kind_of(purpose_, page_.url), part.date, page_.organization.name};
    const std::string date = part.date ? intel::to_iso(*part.date) : std::string();
    for (const intel::growth_signal& signal : intel::find_growth(from, fetched_at_)) {
      if (count(field::growth_signal) < most_of_a_kind) {
        add(field::growth_signal, signal.sentence, "text", signal.confidence, intel::detail_of(signal, date));
      }
    }
    if (!tells_news) {
      return; // elsewhere a company tells of the troubles that it solves
    }
    from.kind = purpose_ == link_kind::careers ? intel::text_kind::job : intel::text_kind::blog;
    for (const intel::pain_point& point : intel::find_pain_points(from)) {
      if (count(field::pain_point) < most_of_a_kind) {
        add(field::pain_point, point.sentence, "text", point.confidence, point.category);
      }
    }
  }

  /// News carry the date of their day; a date to come is an event's.
  void note_activity(const dated_text& part, bool tells_news) {
    const bool counts = tells_news || !published_.empty();
    if (counts && part.date && *part.date <= fetched_at_ && (!newest_ || *part.date > *newest_)) {
      newest_ = part.date;
    }
  }

  /// Lines such as "Polymechaniker (m/w/d)" name a post.
  void add_postings() {
    for (const std::string_view line : extraction::split(page_.text, "\n")) {
      if (line.size() <= longest_posting && count(field::job_posting) < most_of_a_kind &&
          extraction::contains_any(line,
                                   {"(m/w/d)", "(w/m/d)", "(m/f/d)", "(f/m/d)", "(m/f/x)", "(h/f)", "(f/h)",
                                    "(m/w)", "(m/f)", "(m/v)", "(m/k)", "(d/f/m)", "(all genders)"})) {
        add(field::job_posting, std::string(line), "text", 0.8, {});
      }
    }
  }

  void add_size() {
    for (const size_claim& claim : find_size_claims(page_.text)) {
      add(field::employee_count, claim.count, "text", claim.confidence, claim.sentence);
    }
    if (purpose_ == link_kind::team && page_.people.size() >= people_of_a_team) {
      add(field::employee_count, std::to_string(page_.people.size()), "team_page", 0.4,
          "people on the team page");
    }
    if (page_.job_postings.size() >= most_of_a_kind) {
      // Who looks for so many people has some five to ten times as many.
      add(field::employee_count, std::to_string(page_.job_postings.size() * 8), "job_postings", 0.25,
          std::to_string(page_.job_postings.size()) + " open positions");
    }
  }

  void add_trade() {
    const std::string text = page_.description + '\n' + page_.text.substr(0, longest_for_trade);
    const classification told = classify(text, page_.title);
    if (told.answer) {
      const std::string word = canonical_industry(told.answer->industry);
      add(field::industry, word.empty() ? told.answer->industry : word, "classifier",
          told.confidence * trust_in_classifier, "naics:" + told.answer->naics);
    }
  }

  const page_facts& page_;
  std::string_view published_;
  wall_time fetched_at_;
  link_kind purpose_;
  std::optional<std::chrono::sys_days> newest_;
  std::vector<fact> out_;
};

} // namespace

std::vector<fact> insights_of(const page_facts& page, std::string_view published, wall_time fetched_at) {
  return page.failure.empty() ? reader(page, published, fetched_at).read() : std::vector<fact>();
}

std::string published_in(std::string_view html) {
  constexpr std::size_t near = 120;
  for (const std::string_view mark :
       {"article:published_time", "datePublished", "name=\"date\"", "<time datetime="}) {
    const std::size_t at = html.find(mark);
    const std::string_view rest = at == std::string_view::npos ? std::string_view() : html.substr(at, near);
    for (std::size_t i = rest.find("20"); i != std::string_view::npos; i = rest.find("20", i + 1)) {
      if (i + 10 <= rest.size() && rest[i + 4] == '-' && rest[i + 7] == '-') {
        return std::string(rest.substr(i, 10));
      }
    }
  }
  return {};
}

} // namespace leadstream::enrich
