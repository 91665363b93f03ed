#include "domain/extract/people/person_titles.hpp"

#include "domain/extract/page/table_cells.hpp"
#include "domain/extract/people/evidence.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace leadstream::extraction {
namespace {

constexpr std::size_t widest_card = 400; ///< bytes of text
constexpr std::size_t card_lines = 4;    ///< between a name and its title

class title_giver {
public:
  title_giver(const context& page, std::vector<person_hit>& hits, const std::vector<std::size_t>& alone)
      : page_(page), lines_(page.text.segments()), hits_(hits), alone_(alone) {
    for (const person_hit& hit : hits_) {
      shapes_.push_back(shape_of(page_, lines_[hit.segment].node));
    }
  }

  /// The names that are alone in their lines take the titles of their cards and rows, then those beside.
  void run() {
    const auto still_untitled = [this](std::size_t i) { return hits_[i].person.who.title.empty(); };
    for (const std::size_t i : alone_) {
      const std::string column = title_of_column(lines_[hits_[i].segment].node);
      if (!column.empty()) {
        give_title(hits_[i], column);
      } else if (const auto line = title_of_card(i)) {
        take_title(hits_[i], *line);
      }
    }
    const auto titles_at = [&](std::ptrdiff_t step) {
      return std::count_if(alone_.begin(), alone_.end(), [&](std::size_t i) {
        return still_untitled(i) && !title_at(hits_[i].segment + static_cast<std::size_t>(step)).empty();
      });
    };
    const bool above_first = titles_at(-1) > titles_at(1);
    for (const std::size_t i : alone_) {
      if (still_untitled(i)) {
        title_beside(i, above_first || is_described_term(page_, lines_[hits_[i].segment].node));
      }
    }
  }

private:
  /// The title in the column of a table whose heading says that titles stand there.
  std::string title_of_column(std::uint32_t node) const {
    const std::uint32_t row = page_.page.closest(node, "tr");
    for (std::uint32_t at = row + 1; row != 0 && at < page_.page.nodes[row].end;
         at = page_.page.nodes[at].end) {
      const std::uint32_t heading = cell_of(page_.page, at) == at ? column_heading(page_.page, at) : 0;
      if (heading != 0 && is_title_heading(page_.page.text_of(heading))) {
        const std::string title = page_.page.text_of(at);
        const bool plain = title.size() <= 80 && title.find_first_of("0123456789@") == std::string::npos;
        return plain ? title : std::string{};
      }
    }
    return {};
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
             {above_first ? index - away : index + away, above_first ? index : index - away}) {
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
    const bool described = is_described_term(page_, lines_[index].node);
    for (const bool above : {above_first, !above_first}) {
      if (described && !above) {
        continue; // the term below is that of the next description
      }
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

  const context& page_;
  const std::vector<segment>& lines_;
  std::vector<person_hit>& hits_;
  const std::vector<std::size_t>& alone_;
  std::vector<std::string> shapes_; ///< of each hit
  std::set<std::size_t> taken_;     ///< lines whose title somebody has
};

} // namespace

void add_titles(const context& page, std::vector<person_hit>& hits, const std::vector<std::size_t>& alone) {
  title_giver(page, hits, alone).run();
}

namespace {

/// Whether a heading above other ones than names stands between two lines: what follows it is of another
/// kind.
bool section_begins_between(const context& page, std::size_t first, std::size_t last,
                            const std::string& shape) {
  const auto& lines = page.text.segments();
  for (std::size_t i = first + 1; i < last; ++i) {
    const std::uint32_t node = lines[i].node;
    const bool heading =
        lines[i].heading && (page.page.closest(node, "h1") != 0 || page.page.closest(node, "h2") != 0 ||
                             page.page.closest(node, "h3") != 0);
    if (heading && shape_of(page, node) != shape) {
      return true;
    }
  }
  return false;
}

} // namespace

void add_titles_by_place(const context& page, std::vector<person_hit>& hits) {
  const auto& lines = page.text.segments();
  const auto shape = [&](const person_hit& hit) { return shape_of(page, lines[hit.segment].node); };
  const auto line_beside = [&](const person_hit& hit, std::ptrdiff_t step) {
    const std::size_t beside = hit.segment + static_cast<std::size_t>(step);
    return beside < lines.size() ? std::string(trim(page.text.view(lines[beside]), " ,:.()")) : std::string{};
  };
  for (const std::ptrdiff_t step : {1, -1}) {
    std::map<std::string, int> titled;
    std::map<std::string, std::size_t> last_titled; // its line
    for (const person_hit& hit : hits) {
      if (!hit.person.who.title.empty() && hit.person.who.title == line_beside(hit, step)) {
        ++titled[shape(hit)];
        last_titled[shape(hit)] = hit.segment;
      }
    }
    for (person_hit& hit : hits) {
      const std::string line = line_beside(hit, step);
      const bool plain = line.size() >= 4 && line.size() <= 60 &&
                         lines[hit.segment + static_cast<std::size_t>(step)].link_bytes == 0 &&
                         line.find_first_of("0123456789@:!?") == std::string::npos;
      const auto alike = titled.find(shape(hit));
      if (!hit.person.who.title.empty() || !plain || alike == titled.end() ||
          alike->second < (step > 0 ? 1 : 2) || read_person_name(line).known_given) {
        continue;
      }
      const std::string& name = hit.person.who.name;
      const bool known = is_given_name(std::string_view(name).substr(0, name.find(' ')));
      if (!known && section_begins_between(page, last_titled[alike->first], hit.segment, alike->first)) {
        continue; // the services below the team stand in the same boxes
      }
      hit.person.who.title = line;
      hit.evidence += alike->second >= 2 ? evidence::title : evidence::shape + evidence::row;
    }
  }
}

} // namespace leadstream::extraction
