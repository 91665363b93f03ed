#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/model/result.hpp"
#include "domain/sources/cell.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Google's Places API (New), searchText: what is asked and what is answered.
/// Source: google/maps/places/v1 in googleapis, places_service.proto and place.proto.
namespace leadstream::sources {

/// What is the same in every request of a search.
struct places_options {
  std::string endpoint; ///< base URL
  std::string key;
  std::string language; ///< may be empty
  bool service_areas = true;
  bool reviews = false;
};

struct places_question {
  std::string text;   ///< "dentist in Vaduz"
  std::string region; ///< ISO 3166-1 alpha-2, may be empty
  std::optional<cell> area;
  std::string page_token; ///< empty for the first page
};

/// Results on a page, and of a question on all its pages: the provider gives no more.
inline constexpr std::size_t places_page_size = 20;
inline constexpr std::size_t places_cap = 60;

/// The request; all pages of a question differ in the token alone.
http_request ask_places(const places_options& options, const places_question& question);

struct places_answer {
  std::vector<observation> places; ///< raw, source "google", the place's id as record id
  std::size_t results = 0;         ///< those that are closed for good and so left out counted too
  std::string next_page;           ///< empty on the last page
};

/// Reads an answer of status 200. A broken place costs itself alone.
result<places_answer> read_places(std::string_view body, wall_time fetched_at);

/// What an answer of another status says: a stable word ("invalid_key", "invalid_request",
/// "permission_denied", "quota", "unavailable") and the provider's own sentence.
struct places_fault {
  std::string reason;
  std::string message;
};
places_fault read_places_fault(int status, std::string_view body);

} // namespace leadstream::sources
