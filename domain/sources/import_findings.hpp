#pragma once
#include "domain/model/observation.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace leadstream::sources {

/// Collects what a record of a file says, each datum with the record's method and confidence. Empty values
/// are left out.
class import_findings {
public:
  import_findings(findings& to, const char* method, double confidence)
      : to_(to), method_(method), confidence_(confidence) {}

  void add(field what, std::string value, std::string detail = {});
  /// What is known by less than the record itself.
  void add_guess(field what, std::string value, const char* method, double confidence);
  /// The first of these words (the surest first) that names an industry; else the first, for less.
  void add_industry(const std::vector<std::string>& words);
  /// A website, or a profile where its address is one of a social network.
  void add_link(const std::string& address);
  void add_place(place where);

private:
  findings& to_;
  const char* method_;
  double confidence_;
};

/// Sets the point of a GeoJSON geometry; of a line or an area the middle of its positions, near enough for a
/// company's place.
void add_point(place& where, const nlohmann::json& geometry);

} // namespace leadstream::sources
