#pragma once
#include <array>
#include <span>
#include <string_view>

namespace leadstream::simweb {

/// The pages that a company's site may have.
enum class page_kind { home, contact, imprint, about, team, careers, news };
inline constexpr std::size_t page_kinds = 7;

/// A title that people hold, and whether it makes them decision makers.
struct job_title {
  std::string_view text;
  bool decides;
};

/// What the sites of one language are written with. Sentences hold the places {name}, {town} and {trade}.
struct lexicon {
  std::string_view code;
  std::array<std::string_view, page_kinds> paths;  ///< without the leading slash; empty for home
  std::array<std::string_view, page_kinds> labels; ///< as in the navigation
  std::string_view phone, fax, email, address, hours, welcome, vat, open_jobs, apply, read_more, rights;
  std::array<std::string_view, 32> surnames;
  std::array<std::string_view, 24> first_names;
  std::array<std::string_view, 24> fancies; ///< names of houses
  std::array<std::string_view, 12> streets;
  std::array<job_title, 8> titles;
  std::array<std::string_view, 6> jobs;
  std::array<std::string_view, 6> headlines;
  std::array<std::string_view, 14> sentences;
};

extern const lexicon lexicon_de, lexicon_en, lexicon_es, lexicon_fr, lexicon_it, lexicon_nl, lexicon_pl,
    lexicon_pt;

/// The number of a language in tables that have a column for each: de en es fr it nl pl pt.
std::size_t language_number(std::string_view code);
const lexicon& lexicon_of(std::string_view code);

} // namespace leadstream::simweb
