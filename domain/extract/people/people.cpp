#include "domain/extract/people/people.hpp"

#include "domain/extract/bounds.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/page/links.hpp"
#include "domain/extract/page/table_cells.hpp"
#include "domain/extract/people/evidence.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/line_elements.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/name_sentences.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/extract/people/person_titles.hpp"
#include "domain/extract/people/prose_officers.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_line = 200;
constexpr std::size_t shortest_prose = 40;
constexpr std::size_t longest_prose = 1500;
bool is_representation(std::string_view label) {
  const auto behind = behind_representation(label);
  return behind && behind->empty();
}

/// Whether a label names those who decide, so that a name stands behind it: "Inhaber:", not "Partner:".
bool is_deciding_label(std::string_view title) {
  return meaning_of_title(title).decision_maker && !is_weak_title(title);
}

/// Degrees and what professions set behind a name in capitals: "RDH", "K.C."; "CEO" is none.
bool is_degree_or_letters(std::string_view part) {
  static const RE2 letters(R"((?:[A-Z]\.?){2,5})");
  return is_degree(part) ||
         (RE2::FullMatch(re2::StringPiece(part.data(), part.size()), letters) && !is_title(part));
}

class name_reader {
public:
  name_reader(const context& page, const page_head& head, const std::vector<email_hit>& emails)
      : page_(page), lines_(page.text.segments()), emails_(emails) {
    const std::string path = page.base ? page.base->path : std::string{};
    const link_kind kind = kind_of_link(path, head.title);
    team_page_ = kind == link_kind::team;
    presents_house_ = (team_page_ || kind == link_kind::about) && !head.is_article;
    for (std::uint32_t i = 0; i < page.page.nodes.size(); ++i) {
      const std::string_view alt =
          page.page.nodes[i].name == "img" ? page.page.get(i, "alt") : std::string_view{};
      if (alt.size() >= 5 && alt.size() <= 80) {
        pictures_.push_back(lower(alt));
      }
    }
  }

  std::vector<person_hit> run() {
    for (std::size_t i = 0;
         i < lines_.size() && hits_.size() < most_found_of_a_kind && !time_is_over(page_.budget); ++i) {
      const std::string_view line = page_.text.view(lines_[i]);
      reviews_ = lines_[i].heading && line.size() > 3 ? opens_reviews(line) : reviews_;
      if (line.size() >= 5 && line.size() <= longest_line && !reviews_) {
        read_line(i, as_label_and_names(without_small_degrees(with_bars_between_elements(page_, lines_[i]))));
      }
      if (presents_house_ && !reviews_ && line.size() >= shortest_prose && line.size() <= longest_prose &&
          std::count(line.begin(), line.end(), ' ') >= 5) {
        read_prose(i, line);
      }
    }
    add_titles(page_, hits_, alone_);
    judge_surnames_first();
    turn_names();
    neighbours();
    add_titles_by_place(page_, hits_);
    std::erase_if(hits_, [](const person_hit& hit) { return hit.evidence < enough_evidence; });
    return std::move(hits_);
  }

private:
  void read_line(std::size_t index, std::string_view line) {
    if (!may_hold_name(line) || is_foreign_voice(page_, lines_[index].node) ||
        stands_among_titles(lines_[index].node)) {
      return;
    }
    std::vector<std::string_view> parts = name_parts(line);
    if (parts.size() > 1) {
      parts.erase(std::remove_if(parts.begin() + 1, parts.end(), is_degree_or_letters), parts.end());
    }
    if (read_surname_first(index, line, parts) || is_credited(index, line, parts)) {
      return;
    }
    const bool labelled_line = line.substr(parts.front().size()).starts_with(": ");
    std::string_view part_before;
    std::vector<std::size_t> noted;
    std::vector<std::size_t> named; // the parts that are names
    for (std::size_t i = 0; i < parts.size(); ++i) {
      auto [read, title] = name_and_title(parts[i]);
      const bool behind_name = !named.empty() && named.back() + 1 == i;
      if (i > 0 && !read.known_given && is_joined(parts[i]) && !behind_name) {
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
        title = title_behind(parts, i, line);
      }
      bool decides = false;
      if (title.empty()) {
        title = title_of_label(part_before);
        if (title.empty() && i > 1 && labelled_line) {
          title = title_of_label(parts.front()); // "Geschäftsführung: Veit Ahlers (Vors.), Ines Köpke"
        }
        decides = is_deciding_label(title);
      }
      if (!read.known_given && is_weak_title(title)) {
        title.clear(); // "San Francisco – Head Office"
      }
      const bool represents = title.empty() && noted.size() + 1 == i && is_representation(part_before);
      const bool labelled = title.empty() && i == 1 && parts.size() <= 3 &&
                            line.find(": ") == part_before.size() &&
                            (read.known_given || read.salutation || has_mailbox(read.name));
      const label_meaning label = labelled ? meaning_of_label(part_before) : label_meaning::none;
      title = label == label_meaning::title ? std::string(part_before) : title;
      const bool under_label = title.empty() && (parts.size() == 1 || noted.size() == i);
      if (under_label) {
        title = label_above(index);
        decides = is_deciding_label(title);
      }
      named.push_back(i);
      if (i == 0 || !title.empty() || read.known_given) {
        if (speaks_of_house(index)) {
          return;
        }
        noted.push_back(hits_.size());
        note(index, read, title, parts.size() == 1);
        hits_.back().evidence += represents || (under_label && represents_above(index)) ? evidence::represents
                                 : decides || label == label_meaning::introduces        ? evidence::introduced
                                                                                        : 0;
      }
    }
    for (const std::size_t hit : noted) {
      hits_[hit].evidence += noted.size() >= 3 ? evidence::list : 0;
    }
  }

  /// "Fotos: Eva Kern", also with the label in the line above: not of the house, unless that is a title.
  bool is_credited(std::size_t index, std::string_view line,
                   const std::vector<std::string_view>& parts) const {
    const std::string_view above = index > 0 ? page_.text.view(lines_[index - 1]) : std::string_view{};
    const bool labelled = parts.size() > 1 && line.substr(parts.front().size()).starts_with(": ");
    const std::string_view label = labelled               ? parts.front()
                                   : above.ends_with(':') ? trim(above, " :")
                                                          : std::string_view{};
    return is_credit(label) && !is_title(label);
  }

  /// "Keller, Anna", with or without a title behind: true when the line is such a one.
  bool read_surname_first(std::size_t index, std::string_view line,
                          const std::vector<std::string_view>& parts) {
    if (parts.size() < 2 || !line.substr(parts[0].size()).starts_with(", ") ||
        is_given_name(parts[0].substr(0, parts[0].find_first_of(" -"))) || is_title(parts[0]) ||
        is_title(parts[1])) {
      return false;
    }
    person_name read = read_person_name(std::string(parts[1]) + ' ' + std::string(parts[0]));
    const std::string title = title_behind(parts, 1, line);
    if (read.name.empty() || !read.rest.empty() || (parts.size() > 2 && title.empty()) ||
        !read_person_name(parts[1]).name.empty()) {
      return false;
    }
    surname_first_.push_back(hits_.size());
    known_surname_first_ += read.known_given ? 1 : 0;
    read.known_given = false; // "Springfield, Madison": what stands beside decides
    note(index, read, title, parts.size() == 2);
    return true;
  }

  /// Those whose office the text names right before them.
  void read_prose(std::size_t index, std::string_view line) {
    const auto officers = officers_in_prose(line);
    if (officers.empty() || is_foreign_voice(page_, lines_[index].node) || follows_quotation(page_, index)) {
      return;
    }
    const auto read = std::count_if(hits_.begin(), hits_.end(),
                                    [index](const person_hit& hit) { return hit.segment == index; });
    if (officers.size() <= static_cast<std::size_t>(read)) {
      return;
    }
    forget(static_cast<std::size_t>(read));
    for (const prose_officer& officer : officers) {
      note(index, {officer.name, {}, true, false}, officer.title, false);
    }
  }

  /// Takes back the last hits.
  void forget(std::size_t count) {
    hits_.resize(hits_.size() - count);
    for (auto* places : {&alone_, &surname_first_}) {
      std::erase_if(*places, [this](std::size_t i) { return i >= hits_.size(); });
    }
  }

  /// Whether the line names somebody who speaks of the house; one of the house may be quoted on a card.
  bool speaks_of_house(std::size_t index) const {
    return follows_quotation(page_, index) && !(team_page_ && is_person_card(page_, lines_[index].node));
  }

  /// Whether a cell stands in a column whose heading says that titles stand below.
  bool stands_among_titles(std::uint32_t node) const {
    const std::uint32_t cell = cell_of(page_.page, node);
    const std::uint32_t heading = cell == 0 ? 0 : column_heading(page_.page, cell);
    return heading != 0 && is_title_heading(page_.page.text_of(heading));
  }

  /// The title in a line with a colon right above: "Geschäftsführer:".
  std::string label_above(std::size_t index) const {
    const std::string_view above = index > 0 ? page_.text.view(lines_[index - 1]) : std::string_view{};
    return above.size() <= 80 && above.ends_with(':') ? title_of_label(above) : std::string{};
  }

  bool represents_above(std::size_t index) const {
    return index > 0 && is_representation(page_.text.view(lines_[index - 1]));
  }

  void note(std::size_t index, const person_name& read, const std::string& title, bool alone) {
    const segment& line = lines_[index];
    person_hit hit;
    hit.segment = index;
    hit.person.who.name = read.name;
    hit.person.who.title = tidy_title(title);
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
      alone_.push_back(hits_.size());
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

  /// "Aebischer Urs", "Meier Anna": where all names of one kind end with a given name, surnames stand first.
  void turn_names() {
    std::map<std::string, std::vector<person_hit*>> turned;
    std::set<std::string> straight;
    for (person_hit& hit : hits_) {
      const auto words = split(hit.person.who.name, " ");
      if (words.size() != 2) {
        continue;
      }
      if (is_given_name(words.front())) {
        straight.insert(shape(hit));
      } else if (is_given_name(words.back()) &&
                 (!hit.person.who.title.empty() || has_mailbox(hit.person.who.name))) { // no "Santa Clara"
        turned[shape(hit)].push_back(&hit);
      }
    }
    for (const auto& [place, hits] : turned) {
      for (person_hit* hit : hits) {
        if (hits.size() >= 2 && !straight.contains(place)) {
          std::string& name = hit->person.who.name;
          const std::size_t blank = name.find(' ');
          name = name.substr(blank + 1) + ' ' + name.substr(0, blank);
          hit->evidence += evidence::known_given_name;
        }
      }
    }
  }

  /// "Keller, Anna" is a person where a title or a mailbox says so, or where three such stand in a row; of
  /// given names that nobody knows, where others are known.
  void judge_surnames_first() {
    std::map<std::string, int> alike;
    for (const std::size_t i : surname_first_) {
      ++alike[shape(hits_[i])];
    }
    for (const std::size_t i : surname_first_) {
      const std::string& name = hits_[i].person.who.name;
      const bool known = is_given_name(std::string_view(name).substr(0, name.find(' ')));
      const bool meant =
          !hits_[i].person.who.title.empty() || has_mailbox(name) || alike[shape(hits_[i])] >= 3;
      hits_[i].evidence += !meant                               ? 0
                           : known || known_surname_first_ >= 2 ? evidence::known_given_name
                                                                : -enough_evidence;
    }
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
    const mailbox_names own(name);
    return std::any_of(emails_.begin(), emails_.end(), [&own](const email_hit& hit) {
      const auto local = std::string_view(hit.address).substr(0, hit.address.find('@'));
      return own.fit(local) != mailbox_fit::none;
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

  std::string shape(const person_hit& hit) const { return shape_of(page_, lines_[hit.segment].node); }

  const context& page_;
  const std::vector<segment>& lines_;
  const std::vector<email_hit>& emails_;
  bool team_page_ = false;
  bool presents_house_ = false;       ///< the page tells of the house and who is of it
  bool reviews_ = false;              ///< under a heading of customers' voices
  std::vector<std::string> pictures_; ///< what images are named, in lower case
  std::vector<person_hit> hits_;
  std::vector<std::size_t> surname_first_; ///< of them, those written as "Keller, Anna"
  int known_surname_first_ = 0;            ///< of those, how many have a common given name
  std::vector<std::size_t> alone_;         ///< of them, those without a title that are alone in their lines
};

} // namespace

std::vector<person_hit> find_names(const context& page, const page_head& head,
                                   const std::vector<email_hit>& emails) {
  return name_reader(page, head, emails).run();
}

} // namespace leadstream::extraction
