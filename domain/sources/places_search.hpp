#pragma once
#include "domain/model/job.hpp"
#include "domain/sources/places.hpp"
#include "domain/sources/vain_answers.hpp"

#include <deque>
#include <string_view>

namespace leadstream::sources {

/// A search of the Places API that is not held up by its cap of 60 results. A question that fills the cap is
/// asked again for each part of its area, quarter by quarter, until no part is full; then around the area, as
/// long as something is found there that belongs to the location. Parts that are too small to be cut and
/// still full are saturated: they are named in the notes. After a broken answer the question is asked again,
/// three times at most.
class places_search : public listing_search {
public:
  /// `region` is the country of the search's location, may be empty. A location that is a rectangle
  /// ("47.1,9.5,47.2,9.6") is asked for as one.
  places_search(places_options options, const search_criteria& wanted, std::string region);

  std::optional<http_request> next() const override;
  search_step take(const page& answer) override;
  search_step refused(const search_refusal& why) override;
  std::string save() const override;
  std::string summary() const override;
  std::string unfinished() const override;

  /// Goes on from what save() gave; starts anew when it is not of this class.
  void load(std::string_view saved);

private:
  /// One question that is still to be asked, or under way.
  struct plan {
    std::optional<cell> area;
    bool around = false; ///< beside the area, to see whether it ends there
    std::string page_token;
    std::size_t results = 0; ///< on the pages so far
  };

  search_step read(const places_answer& answer);
  search_step give_up(const places_fault& why);
  std::string name_of(const plan& asked) const;
  void finish_question(search_step& out);
  void split(const plan& full, search_step& out);
  void look_around();
  bool belongs(const observation& seen, const plan& asked) const;
  bool names_location(const observation& seen) const;
  void learn_area(const std::vector<observation>& seen);

  places_options options_;
  std::string text_;
  std::string region_;
  std::string town_;         ///< what addresses of the location name, folded; empty: not known
  bool is_country_ = false;  ///< the location is the region itself
  std::deque<plan> waiting_; ///< the first one is under way
  std::optional<cell> area_; ///< where results were
  bool bounded_ = false;     ///< the user gave the area
  bool grows_ = false;       ///< something was found in the last look around
  std::size_t rounds_ = 0;
  std::size_t asked_ = 0;
  vain_answers vain_;       ///< broken ones to the question under way
  std::size_t named_ = 0;   ///< places of the first question whose address names the town
  std::size_t located_ = 0; ///< places of the first question
  std::vector<std::string> saturated_;
  std::vector<std::string> left_; ///< given up with the search
};

} // namespace leadstream::sources
