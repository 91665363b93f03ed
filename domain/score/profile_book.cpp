#include "domain/score/profile_book.hpp"

#include <utility>

namespace leadstream::score {

profile_book::profile_book(profile standard) {
  saved_profile unsaved;
  unsaved.values = std::move(standard);
  standard_ = std::make_shared<const saved_profile>(std::move(unsaved));
}

void profile_book::put(const tenant_id& tenant, saved_profile one) {
  const uuid id = one.id;
  auto kept = std::make_shared<const saved_profile>(std::move(one));
  const std::lock_guard lock(guard_);
  saved_[{tenant, id}] = std::move(kept);
}

void profile_book::remove(const tenant_id& tenant, const uuid& id) {
  const std::lock_guard lock(guard_);
  saved_.erase({tenant, id});
}

std::shared_ptr<const saved_profile> profile_book::find(const tenant_id& tenant, const uuid& id) const {
  const std::lock_guard lock(guard_);
  const auto found = id.is_nil() ? saved_.end() : saved_.find({tenant, id});
  return found == saved_.end() ? standard_ : found->second;
}

} // namespace leadstream::score
