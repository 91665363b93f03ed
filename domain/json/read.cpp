#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
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

/// The text with null in place of each number that no double holds, outside of strings.
std::string without_overflow(std::string_view text) {
  constexpr std::string_view of_numbers = "+-.0123456789eE";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '"') {
      while (end < text.size() && text[end] != '"') {
        end += text[end] == '\\' ? 2 : 1;
      }
      end = std::min(end + 1, text.size());
    } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
      end = std::min(text.find_first_not_of(of_numbers, at), text.size());
    }
    double value = 0;
    const bool overflows =
        std::from_chars(text.data() + at, text.data() + end, value).ec == std::errc::result_out_of_range &&
        text[at] != '"';
    out += overflows ? std::string_view("null") : text.substr(at, end - at);
    at = end;
  }
  return out;
}

result<json> parse(std::string_view text, const read_limits& limits, bool unique_keys);

/// A number beyond all bounds ends the parse: what others serve is read once more without it.
result<json> overflown(std::string_view text, const read_limits& limits, bool unique_keys) {
  const std::string mended = unique_keys ? std::string() : without_overflow(text);
  if (mended.empty() || mended == text) {
    return error{error_code::malformed, "not valid JSON: a number is beyond the range of numbers", {}};
  }
  return parse(mended, limits, unique_keys);
}

result<json> parse(std::string_view text, const read_limits& limits, bool unique_keys) {
  if (text.size() > limits.bytes) {
    return error{error_code::too_large,
                 "JSON of " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(limits.bytes) + " are read",
                 {}};
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) { // for the library it ends the text
    return error{error_code::malformed, "not valid JSON near byte " + std::to_string(nul + 1), {}};
  }
  guard watch(limits, unique_keys);
  try {
    return json::parse(text, std::ref(watch));
  } catch (const guard::stop&) {
    return watch.broken();
  } catch (const json::parse_error& problem) {
    return error{error_code::malformed, "not valid JSON near byte " + std::to_string(problem.byte), {}};
  } catch (const json::out_of_range&) {
    return overflown(text, limits, unique_keys);
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
