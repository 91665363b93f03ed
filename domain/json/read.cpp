#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace leadstream::json {
namespace {

using nlohmann::json;

/// Watches a parse and remembers the first rule that was broken.
class guard {
public:
  guard(const read_limits& limits, bool unique_keys) : limits_(limits), unique_keys_(unique_keys) {}

  bool operator()(int depth, json::parse_event_t event, json& parsed) {
    if (!broken_.message.empty()) {
      throw stop{};
    }
    if (static_cast<std::size_t>(depth) >= limits_.depth) {
      fail(error_code::too_large, "JSON is nested deeper than " + std::to_string(limits_.depth) + " levels");
    }
    if (unique_keys_) {
      check_keys(event, parsed);
    }
    return true;
  }

  const error& broken() const { return broken_; }
  struct stop {};

private:
  void check_keys(json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::object_start) {
      keys_.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      keys_.pop_back();
    } else if (event == json::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!keys_.back().insert(name).second) {
        broken_.field = name;
        fail(error_code::malformed, "the key \"" + name + "\" comes twice in one object; send it once");
      }
    }
  }

  void fail(error_code code, std::string message) {
    broken_.code = code;
    broken_.message = std::move(message);
    throw stop{};
  }

  read_limits limits_;
  bool unique_keys_;
  std::vector<std::set<std::string>> keys_;
  error broken_;
};

result<json> parse(std::string_view text, const read_limits& limits, bool unique_keys) {
  if (text.size() > limits.bytes) {
    return error{error_code::too_large,
                 "JSON of " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(limits.bytes) + " are read",
                 {}};
  }
  guard watch(limits, unique_keys);
  try {
    return json::parse(text, std::ref(watch));
  } catch (const guard::stop&) {
    return watch.broken();
  } catch (const json::parse_error& problem) {
    return error{error_code::malformed, "not valid JSON near byte " + std::to_string(problem.byte), {}};
  } catch (const json::exception& problem) {
    return error{error_code::malformed, std::string("not valid JSON: ") + problem.what(), {}};
  }
}

} // namespace

result<json> read(std::string_view text, const read_limits& limits) {
  return parse(text, limits, true);
}

result<json> read_lenient(std::string_view text, const read_limits& limits) {
  return parse(text, limits, false);
}

} // namespace leadstream::json
