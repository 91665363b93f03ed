#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// Somebody whose office stands right before the name in running text.
struct prose_officer {
  std::string name;
  std::string title;
};

/// "The house is led by managing director Eva Kern and head of sales Udo Falk." -> both with their titles.
/// Only common given names are seen; offices of a town or state are none of a house.
std::vector<prose_officer> officers_in_prose(std::string_view prose);

} // namespace leadstream::extraction
