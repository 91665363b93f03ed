#include "net/api/search_request.hpp"

#include "domain/json/read.hpp"
#include "domain/sources/cell.hpp"
#include "net/api/json_body.hpp"
#include "net/api/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace leadstream::api {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> known{"industry", "location", "company_size", "max_results",
                                                "score_profile"};
constexpr const char* sizes = R"("1-10", "11-50", "51-200", "201-1000" or "1000+")";

class search_reader {
public:
  explicit search_reader(const json& body) : body_(body) {}

  search_request read() {
    read_text("industry", longest_industry, "what to look for, as \"dentist\"", request_.criteria.industry);
    read_text("location", 200, R"(where to look, as "Vaduz" or "Zurich, CH")", request_.criteria.location);
    if (std::string wrong = sources::cell_fault(request_.criteria.location); !wrong.empty()) {
      fault("location", std::move(wrong));
    }
    read_size();
    read_count();
    read_profile();
    refuse_unknown();
    return std::move(request_);
  }

private:
  const json* member(const char* name) const {
    const auto found = body_.find(name);
    return found == body_.end() || found->is_null() ? nullptr : &*found;
  }

  void fault(std::string field, std::string detail) {
    request_.faults.push_back({std::move(field), std::move(detail)});
  }

  void read_text(const char* name, std::size_t longest, const char* meaning, std::string& out) {
    const json* value = member(name);
    if (value == nullptr) {
      return fault(name, std::string("missing; send ") + meaning);
    }
    if (!value->is_string()) {
      return fault(name, std::string("not a string; send ") + meaning);
    }
    out = trimmed(value->get_ref<const std::string&>());
    const std::size_t length = count_characters(out).value_or(0);
    if (length == 0) {
      fault(name, std::string("blank; send ") + meaning);
    } else if (length > longest) {
      fault(name,
            std::to_string(length) + " characters long; at most " + std::to_string(longest) + " are allowed");
    } else if (has_control_characters(out)) {
      fault(name, "contains control characters; send plain text");
    }
  }

  void read_size() {
    const json* value = member("company_size");
    if (value == nullptr) {
      return;
    }
    if (value->is_string()) {
      request_.criteria.company_size = parse_size_category(value->get_ref<const std::string&>());
    }
    if (!request_.criteria.company_size) {
      fault("company_size", std::string("none of the sizes; send ") + sizes + ", or leave it out");
    }
  }

  void read_count() {
    const json* value = member("max_results");
    if (value == nullptr) {
      return;
    }
    const std::int64_t count = whole_number(*value).value_or(0);
    if (count < 1 || count > 10'000) {
      return fault("max_results", "not a whole number from 1 to 10000");
    }
    request_.criteria.max_results = static_cast<std::uint32_t>(count);
  }

  void read_profile() {
    if (member("score_profile") != nullptr) {
      read_text("score_profile", 100, "the name or id of a saved score profile", request_.score_profile);
    }
  }

  void refuse_unknown() {
    for (const auto& [name, value] : body_.items()) {
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        fault(name, "not a field of a search; it has industry, location, company_size, max_results and "
                    "score_profile");
      }
    }
  }

  const json& body_;
  search_request request_;
};

} // namespace

search_request read_search(std::string_view body) {
  const auto parsed = leadstream::json::read(body);
  if (!parsed) {
    return {{},
            {{parsed.problem().field.empty() ? "body" : parsed.problem().field, parsed.problem().message}}};
  }
  if (!parsed->is_object()) {
    return {{}, {{"body", R"(not a JSON object; send {"industry": "dentist", "location": "Vaduz"})"}}};
  }
  return search_reader(*parsed).read();
}

} // namespace leadstream::api
