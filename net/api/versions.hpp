#pragma once
#include "net/api/http.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// Versions of things as HTTP shows them (RFC 9110, 8.8.3 and 13).
namespace leadstream::api {

/// The ETag of a version.
std::string etag_of(std::uint64_t version);

/// Whether the client has that version already (If-None-Match).
bool has_version(const request& asked, std::uint64_t version);

/// The version that the client wants to change, from If-Match; 0 for *. Of a list that is the latest:
/// versions only rise, so no other can still stand. When it is missing (428) or names no version of ours
/// (412), finishes the call and gives nothing.
std::optional<std::uint64_t> wanted_version(const call_ptr& call);

/// 412: somebody else changed it meanwhile.
response changed_meanwhile();

} // namespace leadstream::api
