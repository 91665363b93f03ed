#pragma once
#include "domain/extract/people/person_name.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How a line that may name people is read.
namespace leadstream::extraction {

/// What is written between the parts of a line: "Name, title", "Title: name", "Name – Title".
std::vector<std::string_view> name_parts(std::string_view line);

/// "Dipl.-Ing. (FH) Jochen Haberstroh": such degrees tear a name apart.
std::string without_small_degrees(std::string_view line);

/// Whether another name may follow a word: "and" in many languages.
bool is_and(std::string_view word);

/// Whether two words after each other begin with a capital: the least that a name needs.
bool may_hold_name(std::string_view line);

/// A part as a name, or as a title with a name behind it: "Mayor Susan Rohan".
std::pair<person_name, std::string> name_and_title(std::string_view part);

/// Whether a part that is not the first of its line follows "&".
bool is_joined(std::string_view part);

/// What stands behind a name as it is written, up to the last part that is a title; nothing when the next
/// name or its label comes first.
std::string title_behind(const std::vector<std::string_view>& parts, std::size_t i, std::string_view line);

/// "Our CEO" -> "CEO"; brackets that lost their other half are mended.
std::string tidy_title(std::string_view title);

/// Whether a title may as well say what a place or another house is: "Head Office", "Gold Partner".
bool is_weak_title(std::string_view title);

/// Whether the heading of a column says that titles stand below.
bool is_title_heading(std::string_view heading);

/// "Markus und Eva Hasselbach": the first shares the surname of the second.
person_name with_surname_of(std::string_view given, std::string_view next);

/// "Diretora clínica – CRM 48213": the part before a number.
std::string_view title_in(std::string_view line);

} // namespace leadstream::extraction
