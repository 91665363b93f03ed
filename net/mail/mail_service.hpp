#pragma once
#include "domain/mail_resolver.hpp"
#include "net/mail/mail_lookup.hpp"

#include <memory>

namespace leadstream::net {

/// A resolver of mail servers that asks DNS on threads of its own: cached and limited as mail_lookup is.
std::unique_ptr<mail_resolver> make_mail_resolver(const mail_lookup_options& options, unsigned threads = 8);

} // namespace leadstream::net
