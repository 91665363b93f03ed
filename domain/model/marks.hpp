#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// How far people have come with a lead.
enum class lead_status : std::uint8_t { fresh, contacted, qualified, customer, rejected };
/// "new", "contacted", "qualified", "customer", "rejected".
const char* to_string(lead_status status);
std::optional<lead_status> parse_lead_status(std::string_view text);

/// What people write on a lead. What is found later about the company leaves it alone.
struct lead_marks {
  lead_status status = lead_status::fresh;
  std::vector<std::string> tags; ///< sorted, each once; 1..50 characters in lower case, at most 50 of them
  std::string notes;             ///< at most 10,000 characters
  std::string owner;             ///< who takes care of it, at most 100 characters; empty: nobody

  bool operator==(const lead_marks&) const = default;
};

/// What shall become of a lead's marks; what is absent stays.
struct lead_edit {
  std::optional<lead_status> status;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> notes;
  std::optional<std::string> owner;
};

/// The marks after an edit.
lead_marks apply(lead_marks marks, const lead_edit& edit);

/// The marks of a lead that two leads became: the first one's, with the tags of both, and the other's status,
/// notes and owner where the first has none.
lead_marks join(lead_marks first, const lead_marks& other);

} // namespace leadstream
