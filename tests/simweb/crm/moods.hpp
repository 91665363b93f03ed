#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/overpass/endpoint.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <deque>
#include <optional>
#include <string>

namespace leadstream::simweb {

/// What a CRM does wrong now and then: in the profile default it throttles, in hostile it also fails, says
/// something else, or takes what was sent and loses the answer.
class moods {
public:
  explicit moods(overpass::reliability how) : how_(how) {}

  /// What happens to the next request instead of an answer; nothing mostly.
  std::optional<reply> before();
  /// Whether the answer to a request that was carried out is lost.
  bool loses_answer() const { return how_ == overpass::reliability::overloaded && asked_ % 13 == 11; }
  /// Whether records may be refused at first sight.
  bool is_picky() const { return how_ != overpass::reliability::sound; }

private:
  overpass::reliability how_;
  std::size_t asked_ = 0;
};

/// An answer of JSON.
reply json_reply(int status, const nlohmann::json& body);

/// What happens to a request whose answer is lost on its way.
reply lost();

} // namespace leadstream::simweb
