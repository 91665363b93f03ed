#include "domain/dedup/names.hpp"

#include "domain/dedup/text.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/word_filter.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

constexpr float weight_of_particle = 0.05F;
constexpr float weight_of_kind = 0.3F;
constexpr float weight_of_short = 0.6F;

// Words that stand with or for a legal form without being one, folded.
constexpr std::string_view legal_words = " co company corp est gesellschaft group oo sdn sk "
                                         "sp spa spolka zoo haftungsbeschrankt ";

// Articles, prepositions and conjunctions.
constexpr std::string_view particles = " a al am an and at au aux da das de del della den der des di die do "
                                       "du e ed el en et for fur i il im in la las le "
                                       "les lo los mit of on os por the to u und van vom von y zum zur ";

constexpr std::string_view conjunctions = " a and e ed en et i ja och og u und y ";

// What many businesses are called, in the languages of many directories.
constexpr std::string_view kinds = " academy agency apotek apotheke architects architekten associates "
                                   "atelier auto autohaus automotive backerei bakery "
                                   "banca banco bank banque bar barber barbershop beauty bistro body "
                                   "boulangerie boutique brasserie bros brothers "
                                   "building burger business cafe cafeteria care carrosserie cars catering "
                                   "center centre centro chemist china chinese "
                                   "church city cleaners clinic clinica club coffee coiffeur coiffure "
                                   "college consulting consultants construction "
                                   "contractors cuisine dental dentist design development diner dining "
                                   "distribution doctor dr eatery electric electrical "
                                   "electronics elektro energy engineering enterprise enterprises export "
                                   "express family farm fashion feinkost "
                                   "ferreteria finance financial fitness fleischerei florist food foods "
                                   "foundation friseur gallery garage garden "
                                   "gasthaus gasthof general global grand grill grille guesthouse gym hair "
                                   "haarstudio handels haus health heating holding holdings "
                                   "hospital hostal hostel hotel house import industrial industries industry "
                                   "inn institut institute insurance "
                                   "international italian italiano janitorial jewelers jewelry kebab kitchen "
                                   "klinik konditorei labs laden law lawyers "
                                   "logistics lounge machinery management market markt media medical "
                                   "metzgerei mini mobile motel motors museum music "
                                   "nail nails national new office optik optician original osteria painting "
                                   "park parking partner partners pension "
                                   "pharmacie pharmacy photo physio physiotherapie pizza pizzeria plumbing "
                                   "pneus post practice praxis print printing "
                                   "products properties property pub real realty reifen restaurant "
                                   "restaurante reisen ristorante roofing room royal "
                                   "salon sanitar schule school schreinerei security service services shop "
                                   "shopping software solar solutions spa "
                                   "spedition sport sports station steakhouse store stores studio super "
                                   "supermarche supermarket supermarkt supplies "
                                   "supply sushi system systems taverna tavern taxi tech technik "
                                   "technologies technology thai toko tours trade trading "
                                   "trans transport travel treuhand trust ventures verlag vertrieb "
                                   "veterinary werkstatt wine wines works world "
                                   "zahnarzt zahnarztpraxis zentrum ";

// Outlets of which one house may have several.
constexpr std::string_view outlets =
    " apotheke backerei bakery bank bar bistro boulangerie brasserie butcher cafe cafeteria carwash casino "
    "confiserie "
    "dining fitness garage gasthaus gasthof grill gym hostal hostel hotel inn insurance kiosk lounge market "
    "metzgerei "
    "motel museum osteria parking pension pharmacie pharmacy pizzeria pub restaurant restaurante ristorante "
    "salon school "
    "schule spa steakhouse supermarket supermarkt sushi tankstelle taverna tavern trattoria versicherung ";

class senses {
public:
  word_sense& operator[](std::string_view word) {
    filter_.add(word);
    return known_[word];
  }
  /// Null for a word that has none.
  const word_sense* find(std::string_view word) const {
    if (!filter_.may_hold(word)) {
      return nullptr;
    }
    const auto found = known_.find(word);
    return found == known_.end() ? nullptr : &found->second;
  }

private:
  word_filter filter_;
  std::unordered_map<std::string_view, word_sense> known_;
};

/// Calls `use` with the sense of each word of a list.
template <class Use>
void each_sense(senses& all, std::string_view words, Use use) {
  while (words.size() > 1) {
    words.remove_prefix(1);
    const std::size_t end = words.find(' ');
    use(all[words.substr(0, end)]);
    words.remove_prefix(end);
  }
}

/// The forms of the lexicon that are one word when folded ("S.p.A." is "spa", "GmbH & Co. KG" is none),
/// framed as the lists here are.
const std::string& legal_forms_of_one_word() {
  static const std::string words = [] {
    std::string framed(" ");
    for (std::string_view line : lexicon_lines("legal_forms")) {
      line.remove_prefix(std::min(line.find(':') + 1, line.size()));
      while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of("|;"), line.size());
        const std::string folded = fold_text(line.substr(0, end));
        const bool ordinary = line.substr(0, end).find('!') != std::string_view::npos;
        if (!ordinary && folded.size() >= 2 && folded.find(' ') == std::string::npos) {
          framed += folded + " ";
        }
        line.remove_prefix(std::min(end + 1, line.size()));
      }
    }
    return framed;
  }();
  return words;
}

const senses& known_senses() {
  static const senses known = [] {
    senses all;
    const auto is_form = [](word_sense& word) { word = {weight_of_kind, false, true}; };
    each_sense(all, legal_forms_of_one_word(), is_form);
    each_sense(all, legal_words, is_form);
    each_sense(all, kinds, [](word_sense& word) { word.weight = weight_of_kind; });
    each_sense(all, outlets, [](word_sense& word) { word.weight = weight_of_kind, word.outlet = true; });
    each_sense(all, particles, [](word_sense& word) { word.weight = weight_of_particle; });
    return all;
  }();
  return known;
}

bool is_legal(std::string_view word) {
  const word_sense* found = known_senses().find(word);
  return found != nullptr && found->legal;
}

std::string_view last_word(std::string_view text) {
  return text.substr(text.rfind(' ') + 1);
}

std::string_view without_last(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? std::string_view() : text.substr(0, space);
}

} // namespace

std::string_view core_of(std::string_view folded) {
  std::string_view core = folded;
  while (!core.empty() &&
         (is_legal(last_word(core)) || (core.size() < folded.size() && last_word(core) == "and"))) {
    core = without_last(core);
  }
  return core.empty() ? folded : core;
}

bool joins_words(std::string_view word) {
  const std::size_t at = conjunctions.find(word);
  return at != std::string_view::npos && conjunctions[at - 1] == ' ' && conjunctions[at + word.size()] == ' ';
}

word_sense sense_of(std::string_view word) {
  if (const word_sense* found = known_senses().find(word); found != nullptr) {
    return *found;
  }
  const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
  return {word.size() <= 2 || number ? weight_of_short : 1.0F, false, false};
}

} // namespace leadstream::dedup
