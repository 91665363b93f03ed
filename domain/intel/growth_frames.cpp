#include "domain/intel/growth_frames.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace leadstream::intel {
namespace {

constexpr std::size_t farthest = 75; ///< bytes between the words of a frame: about a dozen words
constexpr std::size_t most_places = 24;
constexpr int least_many = 10;
constexpr int first_year = 1900;
constexpr int last_year = 2099;

bool is_among(std::string_view word, std::string_view framed_words) {
  return !word.empty() && framed_words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

/// "12", "20m": its digits as a number; -1 when it begins with none.
long leading_number(std::string_view word) {
  return word.empty() || !is_digit(word.front())
             ? -1
             : std::strtol(std::string(word.substr(0, 9)).c_str(), nullptr, 10);
}

bool is_money(std::string_view before, std::string_view word, std::string_view next) {
  if (leading_number(word) < 0) {
    return is_among(word, " million millions millionen millones milioni miljoen milhoes mln ") &&
           !is_among(next, " people customers users kunden clients clientes clienti ");
  }
  const std::string_view unit = word.substr(std::min(word.find_first_not_of("0123456789"), word.size()));
  return is_among(unit, " k m mn mm bn mio million eur chf usd gbp ") ||
         is_among(before, " eur chf usd gbp euro euros us ") ||
         is_among(next,
                  " k m mn bn mio mrd million millions millionen millones milioni milhoes miljoen mln "
                  "milliarden billion thousand tausend mille mil 000 eur chf usd gbp euro euros dollars "
                  "francs franken pounds dolares ");
}

bool is_many(std::string_view word) {
  const long number = leading_number(word);
  if (number >= 0) {
    return number >= least_many && (number < first_year || number > last_year) &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
  }
  return is_among(
      word, " ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
            "thirty forty fifty sixty seventy eighty ninety hundred hundreds dozens dozen scores "
            "zehn elf zwolf funfzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig "
            "hundert hunderte dutzend dutzende dix douze quinze vingt trente quarante cinquante "
            "soixante cent centaine centaines dizaine dizaines vingtaine trentaine quarantaine soixantaine "
            "cinquantaine diez doce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta "
            "noventa cien decenas centenar centenares dieci dodici quindici venti trenta quaranta "
            "cinquanta sessanta settanta ottanta novanta cento decine centinaia "
            "tien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd tientallen "
            "honderden dez vinte trinta quarenta cinquenta sessenta oitenta cem dezenas centenas ");
}

std::vector<std::string> read_group(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string word(text.substr(0, end));
    word.erase(0, word.find_first_not_of(' '));
    word.erase(word.find_last_not_of(' ') + 1);
    std::replace(word.begin(), word.end(), '_', ' ');
    if (!word.empty()) {
      words.push_back(word.front() == '<' ? word : " " + word);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

growth_frame read_frame(const text_rule& rule) {
  growth_frame frame;
  frame.own_only = rule.label.ends_with('!');
  frame.type = parse_growth_type(rule.label.substr(0, rule.label.size() - (frame.own_only ? 1 : 0))).value();
  frame.weight = rule.weight;
  std::string_view rest = rule.expression;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(" | "), rest.size());
    frame.groups.push_back(read_group(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 3, rest.size()));
  }
  return frame;
}

/// The place nearest to `from`; npos when none is near enough. Words of two groups are two words.
std::size_t nearest(const std::vector<std::size_t>& places, std::size_t from) {
  std::size_t best = std::string::npos;
  std::size_t least = farthest + 1;
  for (const std::size_t place : places) {
    const std::size_t distance = place > from ? place - from : from - place;
    if (distance > 0 && distance < least) {
      least = distance;
      best = place;
    }
  }
  return best;
}

} // namespace

const std::vector<growth_frame>& growth_frames() {
  static const std::vector<growth_frame> all = [] {
    std::vector<growth_frame> made;
    for (const text_rule& rule : read_rules("growth_frames", false)) {
      made.push_back(read_frame(rule));
    }
    return made;
  }();
  return all;
}

framed_sentence::framed_sentence(std::string_view plain) : framed_(" " + std::string(plain) + " ") {
  const auto words = split_words(plain);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto place = static_cast<std::size_t>(words[i].data() - plain.data());
    if (is_money(i > 0 ? words[i - 1] : "", words[i], i + 1 < words.size() ? words[i + 1] : "")) {
      money_.push_back(place);
    } else if (is_many(words[i])) {
      many_.push_back(place);
    }
  }
}

std::vector<std::size_t> framed_sentence::places_of(const std::vector<std::string>& group, std::size_t begin,
                                                    std::size_t end) const {
  std::vector<std::size_t> places;
  for (const std::string& word : group) {
    if (word.front() == '<') {
      const auto& numbers = word == "<money>" ? money_ : many_;
      std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(places),
                   [&](std::size_t at) { return at >= begin && at < end; });
      continue;
    }
    for (std::size_t at = framed_.find(word, begin); at < end && places.size() < most_places;
         at = framed_.find(word, at + 1)) {
      places.push_back(at); // the blank before it is not in the plain words: its place there is the word's
    }
  }
  return places;
}

span framed_sentence::find(const growth_frame& frame, std::size_t begin, std::size_t end) const {
  std::vector<std::vector<std::size_t>> places;
  for (const auto& group : frame.groups) {
    places.push_back(places_of(group, begin, end));
    if (places.back().empty()) {
      return {};
    }
  }
  for (const std::size_t anchor : places.front()) {
    span found{anchor, anchor};
    bool whole = true;
    for (std::size_t i = 1; i < places.size() && whole; ++i) {
      const std::size_t near = nearest(places[i], anchor);
      whole = near != std::string::npos;
      found = {std::min(found.begin, near), std::max(found.end, whole ? near : 0)};
    }
    if (whole) {
      found.end = std::min(framed_.find(' ', found.end + 1), framed_.size() - 1);
      return found;
    }
  }
  return {};
}

} // namespace leadstream::intel
