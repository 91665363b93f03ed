#include "domain/extract/company_numbers.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t looked_back = 110; ///< bytes between a label and a number with its country's letters
constexpr std::size_t widest_gap = 40;   ///< bytes between a label and a number without them
constexpr std::size_t fewest_digits = 5; ///< of a number
constexpr std::size_t longest_number = 28;
constexpr std::size_t most_separators = 3;

enum class number_kind : std::uint8_t { vat, registration, other };

/// Forms of numbers: '#' is a digit, '?' a capital, '@' either, all else itself. Longer forms stand first.
constexpr std::string_view vat_forms =
    "ATU######## BE########## BG########## BG######### CY########? CZ########## CZ######### CZ######## "
    "DE######### DK######## EE######### EL######### ES?#######@ ES########? FI######## FR@@######### "
    "GB############ GB######### XI######### HR########### HU######## IE#@#####?? IE#@#####? IT########### "
    "LT############ LT######### LU######## LV########### MT######## NL#########B## NO#########MVA "
    "PL########## PT######### RO########## RO######### RO######## RO####### RO###### SE############ "
    "SI######## SK##########";

/// Those that nothing else looks like: they need no label.
constexpr std::string_view plain_vat_forms =
    "ATU######## CHE######### NL#########B## NO#########MVA #########MVA";
constexpr std::string_view plain_registration_forms =
    "CH-###.#.###.###-# J##/#####/#### J##/####/#### J##/###/####";

struct labelled_forms {
  number_kind kind;
  std::string_view labels; ///< in lower case, without full stops and hyphens; '*': any ending
  std::string_view forms;  ///< without the letters of a country
};

constexpr auto known_labels = std::to_array<labelled_forms>({
    {number_kind::vat, "ust*,umsatzsteuer*,mwst*,mehrwertsteuer*,uid*,ide,idi", "U########"},
    {number_kind::vat, "vat,vat no*,vat reg*,vat registration,vat registration no,vat registration number",
     "############ ########## ######### #@#####?? #@#####?"},
    {number_kind::vat, "tva*,btw*", "#########B## ##########"},
    {number_kind::vat, "piva,p iva,partita iva,p i v a,partita i v a", "###########"},
    {number_kind::vat, "cif,c i f,nif,n i f,cif/nif", "?#######@ ########? #########"},
    {number_kind::vat, "nipc,contribuinte,npc", "#########"},
    {number_kind::vat, "nip", "##########"},
    {number_kind::vat, "dič,ič dph,dph,alv*,pvn*,pvm*,kmkr", ""},
    {number_kind::vat, "moms*", "############"},
    {number_kind::vat, "adószám*,adószáma", "########-#-##"},
    {number_kind::vat, "αφμ,afm", "#########"},
    {number_kind::vat, "oib", "###########"},
    {number_kind::vat, "gstin,gst", "##?????####?@?@ ###########"},
    {number_kind::vat, "rfc", "????######@@@ ???######@@@"},
    {number_kind::vat, "cuit", "###########"},
    {number_kind::vat, "инн", "############ ##########"},
    {number_kind::registration,
     "company no*,company number,company reg,company reg no,company registration,company registration no,"
     "company registration number,registered*,registration no,registration number,registered no,"
     "registered number,registered company",
     "######## #######? ??###### ####### ######"},
    {number_kind::registration, "cro,cro no,cro number", "###### #####"},
    {number_kind::registration, "siret", "##############"},
    {number_kind::registration, "siren", "#########"},
    {number_kind::registration, "rcs,r c s", "######### B###### B#####"},
    {number_kind::registration, "kvk*,handelsregisternummer,kamer van koophandel", "########"},
    {number_kind::registration, "rea,r e a", "??####### ??###### ??##### ####### ######"},
    {number_kind::registration, "krs", "##########"},
    {number_kind::registration, "regon", "############## #########"},
    {number_kind::registration, "cvr*", "########"},
    {number_kind::registration, "ytunnus,y tunnus,yritystunnus", "#######-#"},
    {number_kind::registration,
     "org,orgnr*,org nr*,org no*,orgno*,organisasjonsnr*,organisasjonsnummer,organisationsnr*,"
     "organisationsnummer,organization number,foretaksnr*,foretaksnummer",
     "######-#### ########## #########"},
    {number_kind::registration, "ičo,ič,ico", "########"},
    {number_kind::registration, "abn", "###########"},
    {number_kind::registration, "acn", "#########"},
    {number_kind::registration, "nzbn", "#############"},
    {number_kind::registration, "cnpj", "##############"},
    {number_kind::registration, "cégjegyzékszám*,cg", "##-##-######"},
    {number_kind::registration, "cui,cod fiscal,cod unic", "######### ######## ####### ######"},
    {number_kind::registration, "ondernemingsnr,ondernemingsnummer,entreprise,kbo,bce", "##########"},
    {number_kind::registration, "registernummer,handelsregister*,registernr,registergericht,firmenbuch*", ""},
    {number_kind::registration, "огрн", "#############"},
    {number_kind::registration, "fn", ""},
    {number_kind::other,
     "tel,telefon*,téléphone,telephone,teléfono,telefono,telefoon,phone,fax*,telefax*,mobil*,mob,call,iban,"
     "bic,swift,konto*,bank*,steuernummer,steuernr,stnr,cpf,charity*,license*,licence*,lizenz*",
     ""},
});

struct label {
  std::string words; ///< with a blank before, and one behind unless any ending will do
  const labelled_forms* means;
};

/// Those that begin with a byte.
const std::vector<label>& labels_with(char first) {
  static const auto all = [] {
    std::array<std::vector<label>, 256> out;
    for (const labelled_forms& entry : known_labels) {
      for (const std::string_view words : split(entry.labels, ",")) {
        const bool open = words.ends_with('*');
        out.at(static_cast<unsigned char>(words.front()))
            .push_back({' ' + std::string(trim(words, "*")) + (open ? "" : " "), &entry});
      }
    }
    return out;
  }();
  return all.at(static_cast<unsigned char>(first));
}

/// Lower case, one blank between words and at either end: "P.IVA / C.F.: " -> " piva cf ".
std::string label_words(std::string_view text) {
  std::string out(1, ' ');
  out.reserve(text.size() + 2);
  const bool ascii = is_ascii(text);
  const std::string folded = ascii ? std::string() : unicode_lower(text);
  for (const char c : ascii ? text : std::string_view(folded)) {
    if (is_word(c) || is_high(c)) {
      out += to_lower(c);
    } else if (c != '.' && c != '-' && out.back() != ' ') {
      out += ' ';
    }
  }
  return out.back() == ' ' ? out : out + ' ';
}

/// What stands before a number: the rest of its line and the line above.
std::string_view text_before(std::string_view text, std::size_t at) {
  std::size_t begin = at > looked_back ? at - looked_back : 0;
  while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
    ++begin;
  }
  const std::string_view before = text.substr(begin, at - begin);
  int ends = 0; // of lines
  std::size_t from = before.size();
  while (from > 0 && (ends += before[from - 1] == '\n' || before[from - 1] == '\t' ? 1 : 0) < 2) {
    --from;
  }
  return before.substr(from);
}

struct found_label {
  const labelled_forms* means = nullptr;
  std::size_t gap = 0; ///< bytes between it and the number
};

/// The label nearest to the number; of two that end together the longer.
found_label label_before(std::string_view text, std::size_t at) {
  const std::string words = label_words(text_before(text, at));
  found_label best;
  std::size_t best_end = 0;
  std::size_t best_begin = 0;
  for (std::size_t begin = 0; begin + 1 < words.size(); begin = words.find(' ', begin + 1)) {
    for (const label& candidate : labels_with(words[begin + 1])) {
      if (words.compare(begin, candidate.words.size(), candidate.words) != 0) {
        continue;
      }
      const std::size_t end = words.find(' ', begin + candidate.words.size() - 1);
      if (end > best_end || (end == best_end && begin < best_begin)) {
        best = {candidate.means, words.size() - 1 - end};
        best_end = end;
        best_begin = begin;
      }
    }
  }
  return best;
}

bool fits(char form, char c) {
  return form == '#'   ? is_digit(c)
         : form == '?' ? is_upper(c)
         : form == '@' ? is_digit(c) || is_upper(c)
                       : form == c;
}

bool is_separator(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '/';
}

/// Whether a number that ends here would go on.
bool goes_on(std::string_view rest, bool spaced) {
  if (rest.empty()) {
    return false;
  }
  const bool digit_behind = rest.size() > 1 && is_digit(rest[1]);
  return is_word(rest[0]) || is_high(rest[0]) ||
         (digit_behind && (spaced ? is_separator(rest[0]) : is_one_of(rest.substr(0, 1), {".", "-", "/"})));
}

/// The number at the start of a text without what separates its groups; empty when it has not that form.
std::string read_form(std::string_view text, std::string_view form) {
  std::string out;
  std::size_t at = 0;
  bool spaced = false; // its digits stand in groups
  for (const char wanted : form) {
    for (std::size_t skipped = 0; at < text.size() && skipped < most_separators && !out.empty() &&
                                  is_separator(text[at]) && text[at] != wanted;
         ++skipped, ++at) {
      spaced = spaced || is_digit(out.back());
    }
    if (at >= text.size() || !fits(wanted, text[at])) {
      return {};
    }
    out += text[at++];
  }
  return goes_on(text.substr(at), spaced) ? std::string{} : out;
}

std::string read_any_form(std::string_view text, std::string_view forms) {
  while (!forms.empty()) {
    const std::string_view form = forms.substr(0, forms.find(' '));
    if (std::string number = read_form(text, form); !number.empty()) {
      return number;
    }
    forms.remove_prefix(std::min(form.size() + 1, forms.size()));
  }
  return {};
}

/// "CHE123456789" as the Swiss write it, with the letters behind it that mark a VAT number.
std::string swiss(const std::string& number, std::string_view rest) {
  std::string out = "CHE-" + number.substr(3, 3) + '.' + number.substr(6, 3) + '.' + number.substr(9);
  for (const std::string_view mark : {" MWST", " TVA", " IVA"}) {
    out += rest.substr(std::min<std::size_t>(rest.size(), 15)).starts_with(mark) ? mark : "";
  }
  return out;
}

std::string read_vat(std::string_view text, const found_label& label) {
  if (std::string number = read_form(text, "CHE#########"); !number.empty()) {
    return swiss(number, text);
  }
  std::string number = read_any_form(text, plain_vat_forms);
  if (number.empty() && label.means != nullptr && label.means->kind != number_kind::other) {
    number = read_any_form(text, vat_forms);
  }
  const bool national =
      label.means != nullptr && label.means->kind == number_kind::vat && label.gap <= widest_gap;
  return number.empty() && national ? read_any_form(text, label.means->forms) : number;
}

/// Germany's and Austria's registers: their letters, digits and sometimes one letter of the court.
std::string read_register(std::string_view text) {
  static const RE2 german(R"((HR[AB]|GnR)(?:[ .:-]*(?:Nr|Nummer)\b)?[ .:-]*(\d{2,7})(?: ?([A-Z])\b)?\b)");
  static const RE2 austrian(R"((FN)[ .:-]*(\d{4,6}) ?([a-z])\b)");
  const RE2* pattern = text.starts_with("HR") || text.starts_with("Gn") ? &german
                       : text.starts_with("FN")                         ? &austrian
                                                                        : nullptr;
  const re2::StringPiece start(text.data(), text.size());
  std::array<re2::StringPiece, 4> groups;
  if (pattern == nullptr ||
      !pattern->Match(start, 0, start.size(), RE2::ANCHOR_START, groups.data(), groups.size())) {
    return {};
  }
  return fold_blanks(groups[1].as_string() + ' ' + groups[2].as_string() + ' ' + groups[3].as_string());
}

std::string read_registration(std::string_view text, const found_label& label) {
  std::string number = read_register(text);
  if (number.empty()) {
    number = read_any_form(text, plain_registration_forms);
  }
  const bool labelled =
      label.means != nullptr && label.means->kind == number_kind::registration && label.gap <= widest_gap;
  return number.empty() && labelled ? read_any_form(text, label.means->forms) : number;
}

/// Whether a number may begin here: at the start of a word, with digits enough behind.
bool may_begin(std::string_view text, std::size_t at) {
  const bool starts = is_digit(text[at]) || is_upper(text[at]);
  if (!starts || (at > 0 && (is_word(text[at - 1]) || is_high(text[at - 1])))) {
    return false;
  }
  std::size_t letters = 0;
  std::size_t digits = 0;
  for (const char c : text.substr(at, longest_number)) {
    letters += digits == 0 && is_letter(c) ? 1 : 0;
    digits += is_digit(c) ? 1 : 0;
    if (c == '\n' || c == '\t' || letters > 6) {
      break;
    }
  }
  return digits >= fewest_digits || (digits >= 2 && text.substr(at, 2) == "HR");
}

/// Where a row of digits in groups ends.
std::size_t end_of_digits(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  for (; at < text.size() &&
         (is_digit(text[at]) || is_separator(text[at]) || text[at] == '(' || text[at] == ')');
       ++at) {
    end = is_digit(text[at]) ? at + 1 : end;
  }
  return end;
}

} // namespace

company_numbers find_company_numbers(std::string_view text) {
  company_numbers out;
  std::size_t digit = 0; // the next one
  for (std::size_t at = 0; at < text.size() && (out.vat.empty() || out.registration.empty()); ++at) {
    digit = std::max(digit, at);
    while (digit < text.size() && !is_digit(text[digit])) {
      ++digit;
    }
    if (digit == text.size()) {
      break;
    }
    at = std::max(at, digit + 1 - std::min(digit + 1, longest_number));
    if (at > 0 && text[at - 1] == '+') {
      at = end_of_digits(text, at) - 1; // of a telephone
      continue;
    }
    if (!may_begin(text, at)) {
      continue;
    }
    const found_label label = label_before(text, at);
    const std::string_view rest = text.substr(at);
    std::string vat = read_vat(rest, label);
    if (vat.empty() && out.registration.empty()) {
      out.registration = read_registration(rest, label);
    }
    at += vat.empty() ? 0 : vat.size() - 1; // its digits are not a register's as well
    if (out.vat.empty()) {
      out.vat = std::move(vat);
    }
  }
  return out;
}

} // namespace leadstream::extraction
