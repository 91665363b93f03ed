#include "domain/ports.hpp"

#include "domain/model/names.hpp"

namespace leadstream {
namespace {

constexpr name_table<fetch_failure, 13> failures{{{{fetch_failure::none, "none"},
                                                   {fetch_failure::name_not_found, "name_not_found"},
                                                   {fetch_failure::name_lookup_failed, "name_lookup_failed"},
                                                   {fetch_failure::address_refused, "address_refused"},
                                                   {fetch_failure::url_refused, "url_refused"},
                                                   {fetch_failure::connect_failed, "connect_failed"},
                                                   {fetch_failure::tls_failed, "tls_failed"},
                                                   {fetch_failure::timed_out, "timed_out"},
                                                   {fetch_failure::connection_lost, "connection_lost"},
                                                   {fetch_failure::truncated, "truncated"},
                                                   {fetch_failure::protocol_error, "protocol_error"},
                                                   {fetch_failure::too_large, "too_large"},
                                                   {fetch_failure::cancelled, "cancelled"}}}};

} // namespace

const char* to_string(fetch_failure failure) {
  return failures.name(failure);
}

} // namespace leadstream
