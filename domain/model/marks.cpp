#include "domain/model/marks.hpp"

#include "domain/model/names.hpp"

#include <algorithm>

namespace leadstream {
namespace {

constexpr name_table<lead_status, 5> statuses{{{{lead_status::fresh, "new"},
                                                {lead_status::contacted, "contacted"},
                                                {lead_status::qualified, "qualified"},
                                                {lead_status::customer, "customer"},
                                                {lead_status::rejected, "rejected"}}}};

void put_in_order(std::vector<std::string>& tags) {
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
}

} // namespace

const char* to_string(lead_status status) {
  return statuses.name(status);
}

std::optional<lead_status> parse_lead_status(std::string_view text) {
  return statuses.parse(text);
}

lead_marks apply(lead_marks marks, const lead_edit& edit) {
  marks.status = edit.status.value_or(marks.status);
  marks.notes = edit.notes.value_or(marks.notes);
  marks.owner = edit.owner.value_or(marks.owner);
  marks.tags = edit.tags.value_or(marks.tags);
  put_in_order(marks.tags);
  return marks;
}

lead_marks join(lead_marks first, const lead_marks& other) {
  if (first.status == lead_status::fresh) {
    first.status = other.status;
  }
  if (first.notes.empty()) {
    first.notes = other.notes;
  } else if (!other.notes.empty() && other.notes != first.notes) {
    first.notes += "\n\n" + other.notes;
  }
  if (first.owner.empty()) {
    first.owner = other.owner;
  }
  first.tags.insert(first.tags.end(), other.tags.begin(), other.tags.end());
  put_in_order(first.tags);
  return first;
}

} // namespace leadstream
