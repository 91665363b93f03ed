#pragma once
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::flow {

/// The domains that are never fetched because their owners asked for it. Shared by everything that fetches; a
/// change counts from the next request. Any thread.
class opt_out_list {
public:
  opt_out_list() = default;
  /// `fixed`: domains of the settings, which stay.
  explicit opt_out_list(const std::vector<std::string>& fixed);

  void add(const std::string& domain);
  /// False: it was not there, or stands in the settings.
  bool remove(const std::string& domain);
  /// Whether the host or a domain above it is on the list. `host` as URLs give it.
  bool contains(std::string_view host) const;

private:
  mutable std::mutex mutex_;
  std::set<std::string, std::less<>> fixed_;
  std::set<std::string, std::less<>> added_;
};

} // namespace leadstream::flow
