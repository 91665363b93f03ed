#pragma once
#include "storage/database.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace leadstream::storage {

/// Reading connections for work that takes long (exports), apart from those of the read pool. A few that came
/// back are kept open: a new one would have to read the schema and fill its cache first. Any thread.
class spare_connections : public std::enable_shared_from_this<spare_connections> {
public:
  /// A kept connection or a new one of `source`. It comes back when its last owner lets it go.
  std::shared_ptr<sql::connection> borrow(database& source);
  /// Closes what is kept; what comes back later is closed at once.
  void close();

private:
  std::unique_ptr<sql::connection> take();
  void give_back(std::unique_ptr<sql::connection> connection);

  std::mutex guard_;
  std::vector<std::unique_ptr<sql::connection>> idle_;
  bool closed_ = false;
};

} // namespace leadstream::storage
