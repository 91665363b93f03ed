#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::flow {

/// Web hosts are spread over so many shards; API sources have the numbers from here on.
inline constexpr std::uint32_t web_shards = 256;

/// The shard of a web host: by registrable domain, so that all hosts of a company are owned together.
std::uint32_t shard_of_host(std::string_view host);

/// The shard of an API source, by its place in the list of sources (0 for the first).
constexpr std::uint32_t shard_of_api(std::uint32_t source_index) {
  return web_shards + source_index;
}

} // namespace leadstream::flow
