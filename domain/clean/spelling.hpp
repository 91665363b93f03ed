#pragma once
#include <optional>
#include <string>
#include <string_view>

/// What is known of words when a name is put into title case. Words are lower case unless said otherwise.
namespace leadstream::spelling {

/// The usual spelling of a known acronym or brand, given in any case; `in_shout` finds also those that are
/// ordinary words in lower case ("IT", "US").
std::optional<std::u32string> acronym(std::u32string_view word, bool in_shout);

/// Small words that stay small inside a name: "und", "of", "de", "van".
bool is_particle(std::u32string_view word);

/// Articles, which stay small only behind a particle: "de la", "von der".
bool is_article(std::u32string_view word);

/// What stands before an apostrophe and is joined to the next word: "l'", "d'", "dell'".
bool is_elision(std::u32string_view word);

/// "st", "nd", "th", "er", … behind a number.
bool is_ordinal_ending(std::u32string_view letters);

/// Abbreviations without a vowel that are no acronyms: "dr", "st", "mr".
bool is_abbreviation(std::u32string_view word);

/// Whether a word (any case) has a vowel. True for scripts where that cannot be told.
bool has_vowel(std::u32string_view word);

} // namespace leadstream::spelling
