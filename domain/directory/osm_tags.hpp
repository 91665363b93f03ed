#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/time.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The tags of OpenStreetMap, which All the Places uses too.
/// Source: https://wiki.openstreetmap.org/wiki/Map_features
namespace leadstream::directory {

/// Tags of an element, key and value, in the order of the answer.
using tag_list = std::vector<std::pair<std::string, std::string>>;

/// The value of a key; empty when there is none.
std::string tag(const tag_list& tags, std::string_view key);

/// Adds what the tags say of a company.
void add_tag_facts(findings& out, const tag_list& tags, const char* method, double confidence);

/// The address that the tags say, without a point.
place place_of_tags(const tag_list& tags);

/// Whether what the tags speak of ended before that day.
bool is_closed(const tag_list& tags, wall_time at);

} // namespace leadstream::directory
