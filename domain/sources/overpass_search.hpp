#pragma once
#include "domain/directory/overpass.hpp"
#include "domain/sources/vain_answers.hpp"

#include <deque>
#include <string_view>

namespace leadstream::sources {

/// A search of the Overpass API. A partial answer is kept; where the location is a rectangle the rest is
/// asked for quarter by quarter, otherwise the question is asked again, as after a broken answer, three times
/// at most. Where nothing has the wanted tags the query's other filters are asked for, and after them whether
/// there is such a place: if the map writes it otherwise it is searched so.
class overpass_search : public listing_search {
public:
  overpass_search(std::string endpoint, directory::overpass_query query);

  std::optional<http_request> next() const override;
  search_step take(const page& answer) override;
  search_step refused(const search_refusal& why) override;
  std::string save() const override;
  std::string summary() const override;

  /// Goes on from what save() gave.
  void load(std::string_view saved);

private:
  search_step give_up(const search_refusal& why);
  void partial(const std::string& remark, search_step& out);
  /// The answer is none: cut off, or the page of a busy server.
  search_step broken(const std::string& why);
  /// All locations were asked.
  void conclude(search_step& out);
  void take_place(const page& answer, search_step& out);
  std::string nothing_in() const;

  std::string endpoint_;
  directory::overpass_query query_;
  std::deque<std::string> waiting_; ///< locations
  vain_answers vain_;               ///< partial or broken ones to the first of them
  std::uint32_t asked_ = 0;
  std::size_t found_ = 0;  ///< listings
  bool otherwise_ = false; ///< whether the query's other filters are asked for
  bool lost_ = false;      ///< whether a part of the answer never came
  enum class place { not_asked, asked, known, unknown } place_ = place::not_asked;
};

} // namespace leadstream::sources
