#include "net/api/webhook_request.hpp"

#include "domain/json/read.hpp"
#include "domain/url/url.hpp"
#include "net/api/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::api {
namespace {

using nlohmann::json;

constexpr std::size_t most_headers = 20;
constexpr std::size_t longest_description = 200;

class webhook_reader {
public:
  webhook_reader(const json& body, bool creating) : body_(body), creating_(creating) {}

  webhook_request read() {
    for (const auto& [name, value] : body_.items()) {
      read_member(name, value);
    }
    if (creating_ && !body_.contains("url")) {
      fault("url", R"(missing; send where to deliver, as "https://example.com/hook")");
    }
    return std::move(request_);
  }

private:
  void fault(const std::string& field, std::string detail) {
    request_.faults.push_back({field, std::move(detail)});
  }

  void read_member(const std::string& name, const json& value) {
    if (name == "url") {
      read_url(value);
    } else if (name == "events") {
      read_events(value);
    } else if (name == "description") {
      read_description(value);
    } else if (name == "headers") {
      read_headers(value);
    } else if (name == "enabled" && !creating_) {
      value.is_boolean() ? void(request_.wanted.enabled = value.get<bool>())
                         : fault(name, "not true or false");
    } else {
      fault(name, "not known here; there are url, events, description, headers" +
                      std::string(creating_ ? "" : " and enabled"));
    }
  }

  void read_url(const json& value) {
    const auto parsed = value.is_string() ? parse_url(value.get_ref<const std::string&>())
                                          : result<url>(error{error_code::malformed, "not a string", {}});
    if (!parsed) {
      return fault("url", parsed.problem().message);
    }
    request_.wanted.url = to_string(*parsed);
  }

  void read_events(const json& value) {
    const auto& known = delivery::event_types();
    std::vector<std::string> wanted;
    const bool list = value.is_array() && std::all_of(value.begin(), value.end(), [&](const json& name) {
                        return name.is_string() && std::find(known.begin(), known.end(), name) != known.end();
                      });
    if (!list) {
      std::string names;
      for (const std::string& name : known) {
        names += (names.empty() ? "" : ", ") + name;
      }
      return fault("events", "not a list of events; there are " + names + "; an empty list means all");
    }
    for (const json& name : value) {
      if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
        wanted.push_back(name.get<std::string>());
      }
    }
    request_.wanted.events = std::move(wanted);
  }

  void read_description(const json& value) {
    const bool good =
        value.is_string() && !has_control_characters(value.get_ref<const std::string&>()) &&
        count_characters(value.get_ref<const std::string&>()).value_or(longest_description + 1) <=
            longest_description;
    good ? void(request_.wanted.description = value.get<std::string>())
         : fault("description", "not one line of at most 200 characters");
  }

  void read_headers(const json& value) {
    if (!value.is_object() || value.size() > most_headers) {
      return fault("headers", "not an object of at most 20 names with their values");
    }
    std::vector<header> headers;
    for (const auto& [name, content] : value.items()) {
      headers.push_back({name, content.is_string() ? content.get<std::string>() : "\n"});
      if (const std::string problem = delivery::header_fault(headers.back()); !problem.empty()) {
        return fault("headers", problem);
      }
    }
    request_.wanted.headers = std::move(headers);
  }

  const json& body_;
  bool creating_;
  webhook_request request_;
};

} // namespace

webhook_request read_webhook(std::string_view body, bool creating) {
  const auto parsed = leadstream::json::read(body);
  if (!parsed || !parsed->is_object()) {
    webhook_request broken;
    broken.faults.push_back({"body", parsed ? "the content is not a JSON object" : parsed.problem().message});
    return broken;
  }
  return webhook_reader(*parsed, creating).read();
}

} // namespace leadstream::api
