#pragma once
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

/// What the requests of `leadstream try` have in common.
namespace leadstream::app {

/// The string at `key`; empty when the key is absent or null. Another type is an error that names the key.
result<std::string> text_of(const nlohmann::json& request, const char* key);

/// Like text_of(), but the key must be there.
result<std::string> required_text(const nlohmann::json& request, const char* key);

/// The bytes given as `key` (text) or `key`_base64 (raw bytes); an error when neither or both are there.
result<std::string> bytes_of(const nlohmann::json& request, const std::string& key);

/// The HTML of a request: "html", "html_base64" or "path" (a file, at most 64 MiB); exactly one must be
/// there.
result<std::string> html_of(const nlohmann::json& request);

/// Decodes base64 (RFC 4648, padding optional, white space ignored).
result<std::string> decode_base64(std::string_view text);

/// The bytes of a file of at most `limit` bytes.
result<std::string> read_file(const std::string& path, std::size_t limit);

} // namespace leadstream::app
