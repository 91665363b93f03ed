#pragma once
#include "tests/simweb/world/industry.hpp"
#include "tests/simweb/world/lexicon.hpp"
#include "tests/simweb/world/traits.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::simweb {

/// Somebody on the team page.
struct employee {
  std::string name;
  std::string title;
  bool decides = false;
  std::string email;  ///< empty when it is not published
  phone_number phone; ///< a direct line; empty when there is none
};

/// A company of the small internet: what is true of it, from which listing, site and truth file are made.
struct company {
  std::uint64_t index = 0;
  const simweb::country* country = nullptr;
  const simweb::town* town = nullptr;
  const simweb::industry* industry = nullptr;
  const lexicon* words = nullptr;
  simweb::traits traits{};
  std::string name;
  std::string slug; ///< its site is <slug>.test, with or without www
  std::string street;
  std::string house_number;
  double latitude = 0;
  double longitude = 0;
  phone_number phone;
  phone_number second_phone; ///< only on the contact page; empty when there is none
  phone_number fax;          ///< empty when there is none
  std::string email;
  std::string jobs_email; ///< empty when there is none
  std::vector<employee> people;
  std::vector<std::string> social;
  std::size_t headcount = 0;

  std::string host() const;    ///< as the listing names it
  std::string website() const; ///< the URL in the listing
  /// Where a page of the site stands, "/" for home.
  std::string path_of(page_kind kind) const;
};

/// What the world consists of; fixed for a run.
struct world_options {
  std::uint64_t companies = 0;
  std::uint64_t seed = 1;
  fault_profile faults{};
  const industry* only_industry = nullptr; ///< null: all trades in turn
  const country* only_country = nullptr;   ///< null: all countries in turn
};

company make_company(const world_options& options, std::uint64_t index);

/// The company whose site has this host name; nothing for hosts that do not exist.
std::optional<company> find_by_host(const world_options& options, std::string_view host);

/// Letters of Latin scripts without their marks, everything else as one hyphen: "Bäckerei Müller" ->
/// "baeckerei-mueller".
std::string slug_of(std::string_view text);

} // namespace leadstream::simweb
