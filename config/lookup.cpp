#include "config/table.hpp"
#include "config/value.hpp"

#include <algorithm>

namespace leadstream::config {

const char* to_string(kind what) {
  switch (what) {
  case kind::flag:
    return "on/off";
  case kind::integer:
    return "integer";
  case kind::number:
    return "number";
  case kind::duration:
    return "duration";
  case kind::size:
    return "size";
  case kind::text:
    return "text";
  case kind::list:
    break;
  }
  return "list";
}

const setting* find_setting(std::string_view name) {
  const auto& rows = table();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const setting& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

std::string environment_name(const setting& row) {
  std::string name = "LEADSTREAM_";
  for (const char c : row.name) {
    name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::string bounds_text(const setting& row) {
  std::string text = row.like.takes == nullptr ? "" : row.like.takes;
  for (const std::string& choice : row.choices) {
    text += (text.empty() ? "" : ", ") + choice;
  }
  if (row.what == kind::list) {
    return (text.empty() ? "" : text + "; ") + "at most " + number_text(kind::number, row.most) + " entries";
  }
  const bool bounded = row.what != kind::text && row.what != kind::flag;
  return bounded ? number_text(row.what, row.least) + ".." + number_text(row.what, row.most) : text;
}

} // namespace leadstream::config
