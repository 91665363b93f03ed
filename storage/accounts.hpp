#pragma once
#include "domain/access/accounts.hpp"

#include <memory>

namespace leadstream::storage {

class connections;

/// The accounts of a database. Its connections must outlive their last answer.
std::shared_ptr<access::accounts> make_accounts(std::shared_ptr<connections> database);

} // namespace leadstream::storage
