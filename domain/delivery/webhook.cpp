#include "domain/delivery/webhook.hpp"

#include "domain/json/writer.hpp"
#include "domain/model/names.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace leadstream::delivery {
namespace {

constexpr name_table<delivery_state, 3> states{{{{delivery_state::waiting, "waiting"},
                                                 {delivery_state::delivered, "delivered"},
                                                 {delivery_state::dead, "dead"}}}};

/// Headers that are the sender's own: they frame the request, route it or carry state.
constexpr std::array<std::string_view, 14> own_headers{"host",
                                                       "content-length",
                                                       "content-type",
                                                       "transfer-encoding",
                                                       "connection",
                                                       "cookie",
                                                       "user-agent",
                                                       "expect",
                                                       "te",
                                                       "trailer",
                                                       "upgrade",
                                                       "webhook-id",
                                                       "webhook-timestamp",
                                                       "webhook-signature"};

bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

} // namespace

const std::vector<std::string>& event_types() {
  static const std::vector<std::string> all{"lead.created", "lead.updated",  "lead.merged", "job.completed",
                                            "job.failed",   "source.opened", "alert.raised"};
  return all;
}

const char* to_string(delivery_state state) {
  return states.name(state);
}

std::optional<delivery_state> parse_delivery_state(std::string_view text) {
  return states.parse(text);
}

std::string body_of(const delivery& d) {
  std::string body;
  json::writer w(body);
  w.begin_object().member("type", d.type).member("timestamp", to_rfc3339(d.at)).key("data").raw(d.data);
  w.end_object();
  return body;
}

std::string message_id(const delivery& d) {
  return "msg_" + leadstream::to_string(d.id);
}

std::string header_fault(const header& h) {
  const std::string name = lower(h.name);
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_token)) {
    return "\"" + h.name + "\" is no name of a header";
  }
  if (std::find(own_headers.begin(), own_headers.end(), name) != own_headers.end() ||
      name.starts_with("proxy-")) {
    return "\"" + h.name + "\" is set by the sender itself; choose another name";
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (h.value.size() > 1'024 || std::any_of(h.value.begin(), h.value.end(), is_control)) {
    return "the value of \"" + h.name + "\" is not one line of at most 1,024 bytes";
  }
  return {};
}

} // namespace leadstream::delivery
