#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/overpass/map_data.hpp"

#include <cstdint>

namespace leadstream::simweb::overpass {

/// How often the directory fails.
enum class reliability { sound, tired, overloaded };

/// The host overpass.test: /api/interpreter by POST and GET, /api/status.
class endpoint {
public:
  endpoint(map_data data, reliability how) : data_(std::move(data)), reliability_(how) {}

  reply answer(const request& asked);

private:
  reply interpret(const request& asked);
  reply run(std::string_view program, std::string fault);
  std::string next_fault();

  map_data data_;
  reliability reliability_;
  std::uint64_t asked_ = 0;
};

/// A form's or URL's text with %XX and + undone.
std::string form_decoded(std::string_view text);

} // namespace leadstream::simweb::overpass
