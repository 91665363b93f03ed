#pragma once
#include "domain/intel/growth_type.hpp"
#include "domain/intel/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::intel {

/// Groups of word beginnings that tell of growth when one of each stands near the others: what is done, to
/// what, how much. A beginning with blanks is a phrase; a blank at its end asks for the whole word.
struct growth_frame {
  growth_type type = growth_type::hiring_spree;
  double weight = 1;
  bool own_only = false; ///< counts only when the sentence is plainly the company's own news
  std::vector<std::vector<std::string>> groups;
};

/// The frames of the lexicon growth_frames.
const std::vector<growth_frame>& growth_frames();

/// The plain words of a sentence, ready for many frames.
class framed_sentence {
public:
  explicit framed_sentence(std::string_view plain);

  /// From the first to the last word of the frame within [begin, end), as positions in the plain words.
  span find(const growth_frame& frame, std::size_t begin, std::size_t end) const;

private:
  std::vector<std::size_t> places_of(const std::vector<std::string>& group, std::size_t begin,
                                     std::size_t end) const;

  std::string framed_; ///< with a blank around
  std::vector<std::size_t> money_;
  std::vector<std::size_t> many_;
};

} // namespace leadstream::intel
