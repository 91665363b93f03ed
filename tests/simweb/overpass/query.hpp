#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::simweb::overpass {

/// One condition on tags: ["key"], [!"key"], ["key"="v"], ["key"!="v"], ["key"~"re",i], [~"key re"~"re"].
struct tag_filter {
  enum class test : std::uint8_t { exists, absent, equals, differs, matches, misses };
  std::string key;
  std::string value;
  test how = test::exists;
  bool ignore_case = false;
  bool key_is_pattern = false;
};

struct box {
  double south = 0, west = 0, north = 0, east = 0;
};

/// (around:metres,lat,lon)
struct circle {
  double metres = 0, latitude = 0, longitude = 0;
};

/// The area that a statement is confined to: a set's areas or one by id.
struct area_filter {
  std::string set;
  std::int64_t id = 0;
};

/// What a statement selects.
struct selector {
  bool nodes = false, ways = false, relations = false, areas = false;
  std::vector<tag_filter> tags;
  std::vector<box> boxes;
  std::vector<circle> circles;
  std::vector<area_filter> within;
  std::vector<std::int64_t> ids;
  std::vector<std::string> sets; ///< further sets that it must be in
};

/// How results are printed.
struct output {
  std::string set = "_";
  bool center = false;
  bool tags = true;
  bool geometry = true; ///< coordinates of nodes
  bool count = false;
  std::optional<std::size_t> limit;
};

struct statement {
  enum class kind : std::uint8_t { select, join, subtract, copy, print, nothing };
  kind what = kind::nothing;
  selector chosen;
  output printed;
  std::vector<statement> parts;
  std::string from = "_"; ///< of a copy
  std::string into = "_";
};

/// A parsed program of Overpass QL, as far as directories need it.
struct query {
  std::string format = "xml";
  std::optional<box> bounds;
  std::vector<statement> statements;
  std::string error; ///< what could not be read, with its line; empty when all is well
};

query parse(std::string_view text);

} // namespace leadstream::simweb::overpass
