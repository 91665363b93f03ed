#pragma once
#include "config/settings.hpp"
#include "domain/model/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::storage {

/// Seals secrets before they are stored and opens them again (XChaCha20-Poly1305). A sealed text is bound to
/// its place, so that it opens nowhere else. Any thread.
class vault {
public:
  /// The present key, then those that only open; 32 bytes each.
  explicit vault(std::vector<std::string> keys) : keys_(std::move(keys)) {}

  /// "sealed.1.<key>.<base64>"; an empty text stays empty.
  std::string seal(std::string_view secret, std::string_view place) const;
  /// What seal() was given; a text that was never sealed is itself. Error: refused when no key fits or the
  /// text is not of this place.
  result<std::string> open(std::string_view stored, std::string_view place) const;
  /// Whether the text is sealed with the present key, or empty.
  bool is_current(std::string_view stored) const;

private:
  std::vector<std::string> keys_;
};

/// The vault of the settings: storage.secret_key, else the file secret.key of the directory, made with mode
/// 0600 when there is none. Errors: invalid_argument for a key that is none, unavailable when the file cannot
/// be used.
result<std::shared_ptr<const vault>> open_vault(const config::storage_settings& settings);

} // namespace leadstream::storage
