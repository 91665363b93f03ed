#include "domain/extract/people/people.hpp"

#include "domain/extract/bounds.hpp"
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
constexpr std::size_t widest_card = 400; ///< bytes of text
constexpr std::size_t card_lines = 4;    ///< between a name and its title

/// What speaks for a name being that of somebody of the house.
struct evidence {
  static constexpr double known_given_name = 2.0;
  static constexpr double title = 2.0;
  static constexpr double introduced = 1.2; ///< "Verantwortlich:" stands before it
  static constexpr double represents = 2.0; ///< "vertreten durch"
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

bool is_representation(std::string_view label) {
  const auto behind = behind_representation(label);
  return behind && behind->empty();
}

std::uint32_t first_row(const document& page, std::uint32_t table) {
  std::uint32_t at = table;
  while (at < page.nodes[table].end && page.nodes[at].name != "tr") {
    ++at;
  }
  return at;
}

std::vector<std::string> cells_of(const document& page, std::uint32_t row) {
  std::vector<std::string> out;
  for (std::uint32_t at = row + 1; at < page.nodes[row].end; at = page.nodes[at].end) {
    if (is_one_of(page.nodes[at].name, {"td", "th"})) {
      out.push_back(page.text_of(at));
    }
  }
  return out;
}

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
    for (std::size_t i = 0;
         i < lines_.size() && hits_.size() < most_found_of_a_kind && !time_is_over(page_.budget); ++i) {
      const std::string_view line = page_.text.view(lines_[i]);
      reviews_ = lines_[i].heading && line.size() > 3 ? opens_reviews(line) : reviews_;
      if (line.size() >= 5 && line.size() <= longest_line && !reviews_) {
        read_line(i, as_label_and_names(without_small_degrees(line)));
      }
    }
    titles_around();
    turn_names();
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
        title = title_behind(parts, i, line);
      }
      if (title.empty()) {
        title = title_of_label(part_before);
      }
      if (!read.known_given && is_weak_title(title)) {
        title.clear(); // "San Francisco – Head Office"
      }
      const bool represents = title.empty() && noted.size() + 1 == i && is_representation(part_before);
      const bool labelled = title.empty() && i == 1 && parts.size() <= 3 && read.known_given &&
                            line.find(": ") == part_before.size();
      const label_meaning label = labelled ? meaning_of_label(part_before) : label_meaning::none;
      title = label == label_meaning::title ? std::string(part_before) : title;
      const bool under_label = title.empty() && (parts.size() == 1 || noted.size() == i);
      title = under_label ? label_above(index) : title;
      if (i == 0 || !title.empty() || read.known_given) {
        noted.push_back(hits_.size());
        note(index, read, title, parts.size() == 1);
        hits_.back().evidence += represents || (under_label && represents_above(index)) ? evidence::represents
                                 : label == label_meaning::introduces                   ? evidence::introduced
                                                                                        : 0;
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
      untitled_.push_back(hits_.size());
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

  /// The names that are alone in their lines take the titles of their cards and rows, then those beside.
  void titles_around() {
    for (const person_hit& hit : hits_) {
      shapes_.push_back(shape(hit));
    }
    const auto still_untitled = [this](std::size_t i) { return hits_[i].person.who.title.empty(); };
    for (const std::size_t i : untitled_) {
      const std::string column = title_of_column(lines_[hits_[i].segment].node);
      if (!column.empty()) {
        give_title(hits_[i], column);
      } else if (const auto line = title_of_card(i)) {
        take_title(hits_[i], *line);
      }
    }
    const auto titles_at = [&](std::ptrdiff_t step) {
      return std::count_if(untitled_.begin(), untitled_.end(), [&](std::size_t i) {
        return still_untitled(i) && !title_at(hits_[i].segment + static_cast<std::size_t>(step)).empty();
      });
    };
    const bool above_first = titles_at(-1) > titles_at(1);
    for (const std::size_t i : untitled_) {
      if (still_untitled(i)) {
        title_beside(i, above_first || is_described_term(page_, lines_[hits_[i].segment].node));
      }
    }
  }

  /// The title in the column of a table whose heading says that titles stand there.
  std::string title_of_column(std::uint32_t node) const {
    const std::uint32_t row = page_.page.closest(node, "tr");
    const std::uint32_t table = row == 0 ? 0 : page_.page.closest(row, "table");
    if (table == 0) {
      return {};
    }
    const std::vector<std::string> headings = cells_of(page_.page, first_row(page_.page, table));
    const std::vector<std::string> cells = cells_of(page_.page, row);
    const auto column = static_cast<std::size_t>(
        std::find_if(headings.begin(), headings.end(), is_title_heading) - headings.begin());
    const std::string title =
        column < cells.size() && column < headings.size() ? cells[column] : std::string{};
    const bool plain = title.size() <= 80 && title.find_first_of("0123456789@") == std::string::npos;
    return plain ? title : std::string{};
  }

  /// The line of the title in the smallest element around a name that holds one and nobody else.
  std::optional<std::size_t> title_of_card(std::size_t i) const {
    const std::size_t index = hits_[i].segment;
    const bool above_first = is_described_term(page_, lines_[index].node);
    const std::string& name = hits_[i].person.who.name;
    const std::size_t farthest = is_given_name(name.substr(0, name.find(' '))) ? card_lines : 1;
    for (std::uint32_t at = page_.page.nodes[lines_[index].node].parent; at != 0;
         at = page_.page.nodes[at].parent) {
      const auto [from, until] = page_.text.range_of(page_.page, at);
      if (until - from > widest_card || holds_rival(at, i)) {
        break;
      }
      for (std::size_t away = 1; away <= farthest; ++away) {
        for (const std::size_t beside :
             {above_first ? index - away : index + away, above_first ? index + away : index - away}) {
          const bool inside =
              beside < lines_.size() && lines_[beside].begin >= from && lines_[beside].end <= until;
          if (inside && !taken_.contains(beside) && !title_at(beside).empty()) {
            return beside;
          }
        }
      }
    }
    return std::nullopt;
  }

  /// Whether an element holds another name: a known one, or one that stands in such elements as well.
  bool holds_rival(std::uint32_t element, std::size_t i) const {
    const std::uint32_t end = page_.page.nodes[element].end;
    for (std::size_t k = 0; k < hits_.size(); ++k) {
      const std::uint32_t node = lines_[hits_[k].segment].node;
      if (hits_[k].segment != hits_[i].segment && node >= element && node < end &&
          (hits_[k].evidence >= evidence::known_given_name || shapes_[k] == shapes_[i])) {
        return true;
      }
    }
    return false;
  }

  /// The lines of the widest element around a name that holds nobody else.
  std::pair<std::size_t, std::size_t> own_lines(std::size_t i) const {
    std::pair<std::size_t, std::size_t> own{hits_[i].segment, hits_[i].segment};
    for (std::uint32_t at = page_.page.nodes[lines_[own.first].node].parent; at != 0 && !holds_rival(at, i);
         at = page_.page.nodes[at].parent) {
      const auto [from, until] = page_.text.range_of(page_.page, at);
      own = {page_.text.segment_at(from), page_.text.segment_at(until == 0 ? 0 : until - 1)};
    }
    return own;
  }

  /// A title in the next line or cell, else in the one before when nobody else has it; never one of
  /// somebody else's card.
  void title_beside(std::size_t i, bool above_first) {
    const std::size_t index = hits_[i].segment;
    const auto [first, last] = own_lines(i);
    for (const bool above : {above_first, !above_first}) {
      const std::size_t beside = above ? index - 1 : index + 1;
      const bool foreign = first < last && (beside < first || beside > last);
      if (foreign || taken_.contains(beside) || (above && !above_first && is_others(beside)) ||
          title_at(beside).empty()) {
        continue;
      }
      take_title(hits_[i], beside);
      return;
    }
  }

  /// The title that a line is; empty when it is none.
  std::string_view title_at(std::size_t index) const {
    if (index >= lines_.size()) {
      return {};
    }
    const std::string_view line = title_in(trim(page_.text.view(lines_[index]), " ,:.()"));
    return is_title(line) && name_and_title(line).first.name.empty() ? line : std::string_view{};
  }

  void take_title(person_hit& hit, std::size_t line) {
    give_title(hit, title_at(line));
    taken_.insert(line);
  }

  static void give_title(person_hit& hit, std::string_view title) {
    hit.person.who.title = tidy_title(title);
    hit.evidence += evidence::title;
  }

  /// Whether the line below somebody else's name belongs to that one.
  bool is_others(std::size_t index) const {
    return std::any_of(hits_.begin(), hits_.end(),
                       [index](const person_hit& hit) { return hit.segment + 1 == index; });
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
      return own.fit(std::string_view(hit.address).substr(0, hit.address.find('@')));
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
      const segment& below = lines_[hit.segment + 1];
      const std::string line = title_line(hit.segment + 1);
      const bool plain = below.link_bytes == 0 && line.size() >= 4 && line.size() <= 60 &&
                         line.find_first_of("0123456789@:!?") == std::string::npos;
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
  std::vector<std::size_t> untitled_; ///< of them, those alone in their lines
  std::vector<std::string> shapes_;   ///< of each of them
};

} // namespace

std::vector<person_hit> find_names(const context& page, const page_head& head,
                                   const std::vector<email_hit>& emails) {
  return name_reader(page, head, emails).run();
}

} // namespace leadstream::extraction
