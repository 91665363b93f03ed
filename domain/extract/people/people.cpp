#include "domain/extract/people/people.hpp"

#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace leadstream::extraction {
namespace {

constexpr double enough_evidence = 2.9;
constexpr std::size_t longest_line = 160;
constexpr std::size_t most_people = 300;

/// What speaks for a name being that of somebody of the house.
struct evidence {
  static constexpr double known_given_name = 2.0;
  static constexpr double title = 2.0;
  static constexpr double introduced = 1.2; ///< "Verantwortlich:" stands before it
  static constexpr double salutation = 1.0;
  static constexpr double heading = 0.5;
  static constexpr double card = 0.6;         ///< the elements around are named like a person's card
  static constexpr double picture = 0.6;      ///< an image is named like it
  static constexpr double common_word = -1.5; ///< the page writes a word of it in small letters as well
  static constexpr double team_page = 0.6;
  static constexpr double mailbox = 1.2;
  static constexpr double chrome = -0.8;
  static constexpr double link = -0.5;
  static constexpr double reach = 1.0; ///< a number or an address follows
  static constexpr double list = 0.9;  ///< one of several names in a line
  static constexpr double row = 0.5;   ///< stands in a row of people
  static constexpr double house = 1.0; ///< the site is called after it
  static constexpr double shape = 0.9; ///< two others in such elements have titles
};

class name_reader {
public:
  name_reader(const context& page, const page_head& head, const std::vector<email_hit>& emails)
      : page_(page), lines_(page.text.segments()), emails_(emails) {
    const std::string path = page.base ? page.base->path : std::string{};
    const link_kind kind = kind_of_link(path, head.title);
    team_page_ = kind == link_kind::team;
    for (std::uint32_t i = 0; i < page.page.nodes.size(); ++i) {
      const std::string_view alt =
          page.page.nodes[i].name == "img" ? page.page.get(i, "alt") : std::string_view{};
      if (alt.size() >= 5 && alt.size() <= 80) {
        pictures_.push_back(lower(alt));
      }
    }
  }

  std::vector<person_hit> run() {
    for (std::size_t i = 0; i < lines_.size() && hits_.size() < most_people; ++i) {
      page_.budget.check_time();
      const std::string_view line = page_.text.view(lines_[i]);
      reviews_ = lines_[i].heading && line.size() > 3 ? opens_reviews(line) : reviews_;
      if (line.size() >= 5 && line.size() <= longest_line && !reviews_) {
        read_line(i, without_small_degrees(line));
      }
    }
    neighbours();
    titles_by_place();
    std::erase_if(hits_, [](const person_hit& hit) { return hit.evidence < enough_evidence; });
    return std::move(hits_);
  }

private:
  void read_line(std::size_t index, std::string_view line) {
    if (!may_hold_name(line) || is_foreign_voice(page_, lines_[index].node)) {
      return;
    }
    std::vector<std::string_view> parts = name_parts(line);
    if (parts.size() > 1) {
      std::erase_if(parts, is_degree);
    }
    std::string_view part_before;
    std::vector<std::size_t> noted;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      auto [read, title] = name_and_title(parts[i]);
      if (i > 0 && !read.known_given && is_joined(parts[i])) {
        read.name.clear(); // "Co-Founder & Master Smoker"
      }
      if (read.name.empty() && i + 1 < parts.size()) {
        read = with_surname_of(parts[i], parts[i + 1]);
      }
      if (read.name.empty()) {
        part_before = parts[i];
        continue;
      }
      if (title.empty()) {
        title = title_behind(parts, i);
      }
      if (title.empty()) {
        title = title_of_label(part_before);
      }
      const bool labelled = title.empty() && i == 1 && parts.size() <= 3 && read.known_given &&
                            line.find(": ") == part_before.size();
      const label_meaning label = labelled ? meaning_of_label(part_before) : label_meaning::none;
      title = label == label_meaning::title ? std::string(part_before) : title;
      if (title.empty() && (parts.size() == 1 || noted.size() == i)) {
        title = label_above(index);
      }
      if (i == 0 || !title.empty() || read.known_given) {
        noted.push_back(hits_.size());
        note(index, read, std::move(title), parts.size() == 1);
        hits_.back().evidence += label == label_meaning::introduces ? evidence::introduced : 0;
      }
    }
    for (const std::size_t hit : noted) {
      hits_[hit].evidence += noted.size() >= 3 ? evidence::list : 0;
    }
  }

  /// The title in a line with a colon right above: "Geschäftsführer:".
  std::string label_above(std::size_t index) const {
    const std::string_view above = index > 0 ? page_.text.view(lines_[index - 1]) : std::string_view{};
    return above.size() <= 80 && above.ends_with(':') ? title_of_label(above) : std::string{};
  }

  void note(std::size_t index, const person_name& read, std::string title, bool alone) {
    const segment& line = lines_[index];
    person_hit hit;
    hit.segment = index;
    hit.person.who.name = read.name;
    hit.person.who.title = std::move(title);
    hit.evidence =
        (read.known_given ? evidence::known_given_name : 0) + (read.salutation ? evidence::salutation : 0) +
        (hit.person.who.title.empty() ? 0 : evidence::title) + (team_page_ ? evidence::team_page : 0) +
        (line.heading && alone ? evidence::heading : 0) + (line.chrome ? evidence::chrome : 0) +
        (is_person_card(page_, line.node) ? evidence::card : 0) +
        (!read.known_given && has_common_word(read.name) ? evidence::common_word : 0);
    if (hit.evidence > 0 && hit.evidence < enough_evidence && has_picture(read.name)) {
      hit.evidence += evidence::picture;
    }
    if (line.link_bytes * 2 > line.end - line.begin) {
      hit.evidence += evidence::link;
    }
    if (hit.person.who.title.empty() && alone) {
      title_beside(index, hit);
    }
    if (is_reached(index)) {
      hit.evidence += evidence::reach;
    }
    if (has_mailbox(read.name)) {
      hit.evidence += evidence::mailbox;
    }
    if (read.known_given && names_house(read.name)) {
      hit.evidence += evidence::house;
    }
    hits_.push_back(std::move(hit));
  }

  /// A title in the next line or cell, else in the one before when nobody else has it.
  void title_beside(std::size_t index, person_hit& hit) {
    const bool above_first = is_described_term(page_, lines_[index].node);
    for (const bool above : {above_first, !above_first}) {
      const std::size_t beside = above ? index - 1 : index + 1;
      if (beside >= lines_.size() || taken_.contains(beside) ||
          (above && !above_first && is_others(beside))) {
        continue;
      }
      const std::string_view line = title_in(trim(page_.text.view(lines_[beside]), " ,:.()"));
      if (is_title(line) && name_and_title(line).first.name.empty()) {
        hit.person.who.title = std::string(line);
        hit.evidence += evidence::title;
        taken_.insert(beside);
        return;
      }
    }
  }

  /// Whether the line below somebody else's name belongs to that one.
  bool is_others(std::size_t index) const {
    return std::any_of(hits_.begin(), hits_.end(),
                       [index](const person_hit& hit) { return hit.segment + 1 == index; });
  }

  bool has_common_word(const std::string& name) const {
    const auto words = split(name, " ");
    return std::any_of(words.begin(), words.end(), [this](std::string_view word) {
      return word.size() >= 4 && page_.text.text().find(' ' + unicode_lower(word)) != std::string::npos;
    });
  }

  bool has_picture(const std::string& name) const {
    const std::string wanted = lower(name);
    return std::any_of(pictures_.begin(), pictures_.end(),
                       [&wanted](const std::string& alt) { return alt.find(wanted) != std::string::npos; });
  }

  /// Whether a number or an address stands in the line or in one of the next three.
  bool is_reached(std::size_t index) const {
    for (std::size_t i = index; i < std::min(index + 4, lines_.size()); ++i) {
      const std::string_view line = page_.text.view(lines_[i]);
      const auto digits = std::count_if(line.begin(), line.end(), is_digit);
      if (line.size() < 80 && (line.find('@') != std::string_view::npos || (digits >= 7 && digits <= 14))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the host is called after the family: "dachdecker-kowalczyk.de". A place stands there whole
  /// ("annarbor.org").
  bool names_house(const std::string& name) const {
    const std::string_view host = std::string_view(page_.domain).substr(0, page_.domain.find('.'));
    const std::string family = without_diacritics(std::string_view(name).substr(name.rfind(' ') + 1));
    const std::string given = without_diacritics(std::string_view(name).substr(0, name.find(' ')));
    return family.size() >= 4 && host.find(family) != std::string_view::npos &&
           host.find(given) == std::string_view::npos;
  }

  bool has_mailbox(const std::string& name) const {
    return std::any_of(emails_.begin(), emails_.end(), [&name](const email_hit& hit) {
      return fits_name(std::string_view(hit.address).substr(0, hit.address.find('@')), name);
    });
  }

  /// Names that stand like other sure names, in the same kind of element, support each other.
  void neighbours() {
    std::map<std::string, int> shapes;
    std::map<std::string, int> titled;
    for (const person_hit& hit : hits_) {
      shapes[shape(hit)] += hit.evidence >= enough_evidence ? 1 : 0;
      titled[shape(hit)] += hit.person.who.title.empty() ? 0 : 1;
    }
    for (person_hit& hit : hits_) {
      hit.evidence += titled[shape(hit)] >= 2 ? evidence::shape : 0;
    }
    for (person_hit& hit : hits_) {
      if (const auto like = shapes.find(shape(hit)); like != shapes.end() && like->second >= 2) {
        hit.evidence += evidence::row + (like->second >= 4 ? 0.5 : 0);
      }
    }
  }

  /// Where names of one kind have their titles in the next line, the next line of the others is a title as
  /// well.
  void titles_by_place() {
    std::map<std::string, int> titled;
    for (const person_hit& hit : hits_) {
      if (hit.segment + 1 < lines_.size() && hit.person.who.title == title_line(hit.segment + 1)) {
        ++titled[shape(hit)];
      }
    }
    for (person_hit& hit : hits_) {
      if (!hit.person.who.title.empty() || hit.segment + 1 >= lines_.size() || !titled.contains(shape(hit))) {
        continue;
      }
      const std::string line = title_line(hit.segment + 1);
      const bool plain =
          line.size() >= 4 && line.size() <= 60 && line.find_first_of("0123456789@:!?") == std::string::npos;
      if (plain && !read_person_name(line).known_given) {
        hit.person.who.title = line;
        hit.evidence += evidence::shape + evidence::row;
      }
    }
  }

  std::string title_line(std::size_t index) const {
    return std::string(trim(page_.text.view(lines_[index]), " ,:.()"));
  }

  /// The tag and class of the elements around a name.
  std::string shape(const person_hit& hit) const {
    std::string out;
    std::uint32_t at = page_.page.nodes[lines_[hit.segment].node].parent;
    for (int i = 0; i < 3 && at != 0; ++i, at = page_.page.nodes[at].parent) {
      out += std::string(page_.page.nodes[at].name) + '.' + std::string(page_.page.get(at, "class")) + '/';
    }
    return out;
  }

  const context& page_;
  const std::vector<segment>& lines_;
  const std::vector<email_hit>& emails_;
  std::set<std::size_t> taken_;
  bool team_page_ = false;
  bool reviews_ = false;              ///< under a heading of customers' voices
  std::vector<std::string> pictures_; ///< what images are named, in lower case
  std::vector<person_hit> hits_;
};

} // namespace

std::vector<person_hit> find_names(const context& page, const page_head& head,
                                   const std::vector<email_hit>& emails) {
  return name_reader(page, head, emails).run();
}

} // namespace leadstream::extraction
