#include "tests/simweb/world/lexicon.hpp"

#include <array>

namespace leadstream::simweb {
namespace {

const std::array<const lexicon*, 8> all = {&lexicon_de, &lexicon_en, &lexicon_es, &lexicon_fr,
                                           &lexicon_it, &lexicon_nl, &lexicon_pl, &lexicon_pt};

} // namespace

std::size_t language_number(std::string_view code) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]->code == code)
      return i;
  return 1;
}

const lexicon& lexicon_of(std::string_view code) {
  return *all[language_number(code)];
}

} // namespace leadstream::simweb
