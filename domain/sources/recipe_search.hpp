#pragma once
#include "domain/model/job.hpp"
#include "domain/sources/recipe.hpp"
#include "domain/sources/vain_answers.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace leadstream::sources {

/// A search of a directory by its recipe: a page after the other until one is the last, gives what another
/// gave, or is asked for again. A page that cannot be read is asked for again, three times at most.
class recipe_search : public listing_search {
public:
  recipe_search(std::shared_ptr<const recipe> how, std::string source, search_criteria wanted);

  std::optional<http_request> next() const override;
  search_step take(const page& answer) override;
  search_step refused(const search_refusal& why) override;
  std::string save() const override;
  std::string summary() const override;

  /// Goes on from what save() gave.
  void load(std::string_view saved);

private:
  std::string address() const;
  search_step broken(const error& why);

  std::shared_ptr<const recipe> how_;
  std::string source_;
  search_criteria wanted_;
  std::string next_url_; ///< as the last page named it; empty: made from the template
  std::uint32_t pages_ = 0;
  std::set<std::string> asked_; ///< addresses, since the start of the process
  std::set<std::size_t> given_; ///< digests of pages, since then
  vain_answers vain_;           ///< pages in a row that cannot be read
  bool over_ = false;
};

} // namespace leadstream::sources
