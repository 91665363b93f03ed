#include "domain/extract/phone/phone_labels.hpp"

#include "domain/text/signs.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t label_is_within = 64;

const word_set& fax_words() {
  static const word_set words(
      "f fax telefax faks faxnummer télécopie telecopie facsimile faxnr fx téléfax "
      "telecopieur telefaks φαξ факс телефакс 传真 傳真 ファックス ファクス 팩스 โทรสาร แฟกซ์ فاكس פקס "
      "\xF0\x9F\x93\xA0 \xF0\x9F\x96\xB7 \xF0\x9F\x96\xA8");
  return words;
}

const word_set& phone_words() {
  static const word_set words(
      "tel telefon telephone phone ph call cel celular mobile mobil handy cell cellphone fon fone "
      "telefonnummer "
      "telefono teléfono telefone telefoon téléphone tél téléph portable cellulare móvil movil "
      "telemóvel telemovel mobiel komórka kom komórkowy hotline whatsapp telefonisch anrufen ruf "
      "rufnummer toll tollfree free zentrale durchwahl standard centralino centralita infolinia "
      "recepcja appel appelez chiamaci chiama llame llámenos ligue bel zadzwoń contact kontakt office "
      "main direct direkt t p m mob natel notruf emergency voice reservations reservation tfn "
      "telephones phones numero número numéro dial switchboard sms telef tlf gsm telefoni puhelin puh tlf.nr "
      "telefonní číslo tél. direkte sentralbord ring llámanos llamanos llamenos festnetz mobitel telefonszám "
      "телефон тел моб мобильный τηλ τηλέφωνο κιν κινητό 电话 電話 お電話 手机 手機 전화 휴대폰 โทร โทรศัพท์ "
      "มือถือ "
      "טלפון נייד هاتف جوال موبايل thoại đt \xE2\x98\x8E \xE2\x98\x8F "
      "\xE2\x9C\x86 \xF0\x9F\x93\x9E \xF0\x9F\x93\xB1");
  return words;
}

const word_set& other_words() {
  static const word_set words(
      "auftragsnummer bestellnummer kundennummer rechnungsnummer artikelnummer auftrag bestellung rechnung "
      "pedido commande ordine encomenda bestelnummer ordernummer klantnummer zamówienia zamówienie reference "
      "referencia référence riferimento referência invoice facture fattura factura fatura faktura dossier "
      "vat ust ustid uid hrb hra iban bic swift ein steuernummer nip regon krs siret siren rcs tva ape "
      "naf piva iva cif nif nipc kvk btw rsin isbn issn plz zip konto kontonummer blz account rea order "
      "sku ean artikel art ref lat lng lon latitude longitude coordinates license licence licenza lic "
      "permit duns naics fein fiscale fiscal postfach gln registernummer mwst crd cvr abn acn gst cnpj cpf "
      "ičo rpr rpm kbo bce pi "
      "ico dič ič mva alv uen cui rut nit cuit oib eik еик инн огрн кпп єдрпоу 사업자등록번호");
  return words;
}

/// Words that only together name an id: the second alone may stand before a phone number.
bool ends_in_id_phrase(std::string_view label) {
  constexpr std::string_view phrases[] = {"n° d entreprise",     "nº d entreprise", "no d entreprise",
                                          "numéro d entreprise", "org nr",          "org no",
                                          "company no",          "company number",  "charity no",
                                          "charity number",      "registration no", "registration number"};
  return std::any_of(std::begin(phrases), std::end(phrases), [label](std::string_view phrase) {
    return label.ends_with(phrase) &&
           (label.size() == phrase.size() || label[label.size() - phrase.size() - 1] == ' ');
  });
}

digits_meaning meaning_of(std::string_view word) {
  if (fax_words().contains(word) || word.ends_with("fax")) {
    return digits_meaning::fax;
  }
  if (phone_words().contains(word) || word.ends_with("telefon") || word.ends_with("phone")) {
    return digits_meaning::phone;
  }
  for (const std::string_view ending : {"nummer", "number", "nr"}) {
    if (word.ends_with(ending) && word.size() > ending.size() + 1) {
      const auto named = meaning_of(word.substr(0, word.size() - ending.size())); // "mobilnummer"
      return named == digits_meaning::unknown ? digits_meaning::other : named;
    }
  }
  return other_words().contains(word) ? digits_meaning::other : digits_meaning::unknown;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (is_letter(c) || is_high(c)) {
      word += c;
    } else if (c != '.' || word.size() != 1) { // "P.IVA" and "t." keep together
      if (!word.empty()) {
        words.push_back(unicode_lower(word));
      }
      word.clear();
    }
  }
  if (!word.empty()) {
    words.push_back(unicode_lower(word));
  }
  return words;
}

/// "Tel/Fax", "Tel e Fax": one number for both; `i` counts the word for fax from the end.
bool shares_number(const std::vector<std::string>& words, std::size_t i, std::string_view text) {
  const auto is_phone = [&](std::size_t back) {
    return back < words.size() && meaning_of(words[words.size() - back - 1]) == digits_meaning::phone;
  };
  const bool joined =
      i + 1 < words.size() && is_one_of(words[words.size() - i - 1],
                                        {"e", "y", "i", "et", "und", "u", "and", "en", "a", "og", "och"});
  return (is_phone(i) && text.find_first_of("/&+|") != std::string_view::npos) || (joined && is_phone(i + 1));
}

} // namespace

digits_meaning meaning_before(std::string_view text) {
  if (text.size() > label_is_within) {
    text.remove_prefix(text.size() - label_is_within);
  }
  // Digits between label and number: the label was that other number's.
  if (const std::size_t digit = text.find_last_of("0123456789"); digit != std::string_view::npos) {
    text.remove_prefix(digit + 1);
  }
  const std::vector<std::string> words = words_of(text);
  const std::size_t looked_at = std::min<std::size_t>(words.size(), 5);
  std::string label;
  for (const std::string& word : words) {
    label.append(label.empty() ? "" : " ").append(word);
  }
  for (std::size_t i = 1; i <= looked_at; ++i) {
    if (ends_in_id_phrase(label)) {
      return digits_meaning::other;
    }
    const std::string& word = words[words.size() - i];
    const digits_meaning meaning = meaning_of(word);
    label.resize(label.size() - std::min(label.size(), word.size() + 1));
    if (meaning == digits_meaning::fax && i <= 2 && shares_number(words, i, text)) {
      return digits_meaning::phone;
    }
    if (meaning != digits_meaning::unknown) {
      return meaning;
    }
  }
  return digits_meaning::unknown;
}

digits_meaning meaning_behind(std::string_view text) {
  text = text.substr(0, 24);
  const std::string_view next = trim(text);
  if (next.starts_with('%') || next.starts_with("\xE2\x82\xAC") || next.starts_with("EUR") ||
      next.starts_with("CHF") || next.starts_with("km") || next.starts_with("m\xC2\xB2") ||
      next.starts_with("$")) {
    return digits_meaning::other;
  }
  const std::string_view word = trim_signs(next, " ()[]-,|");
  std::size_t end = 0;
  while (end < word.size() && (is_letter(word[end]) || is_high(word[end]))) {
    ++end;
  }
  const std::string_view behind = trim(word.substr(end));
  const bool label_of_next = behind.starts_with(':') || behind.starts_with('.') ||
                             (!behind.empty() && (is_digit(behind.front()) || behind.front() == '+'));
  if (end == 0 || label_of_next) {
    return digits_meaning::unknown;
  }
  const digits_meaning meaning = meaning_of(unicode_lower(word.substr(0, end)));
  return meaning == digits_meaning::other || end == 1 ? digits_meaning::unknown : meaning;
}

} // namespace leadstream::extraction
