#include "domain/score/score.hpp"

#include "domain/score/basis.hpp"

namespace leadstream::score {

score_breakdown score(const lead& of, const profile& by, const context& with) {
  return scorer(by).score(basis_of(of, with));
}

} // namespace leadstream::score
