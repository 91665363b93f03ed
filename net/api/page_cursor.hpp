#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Cursors of lists: opaque texts that name the entry behind which a list goes on. Each holds a check over
/// the tenant and the filters it was made for, so that a changed one, or one of another list, is told from a
/// good one.
namespace leadstream::api {

/// The cursor behind the last row of a page.
std::string lead_cursor_text(const tenant_id& tenant, const lead_query& query, const lead_row& last);
/// Nothing when it was not made for this list.
std::optional<lead_position> read_lead_cursor(const tenant_id& tenant, const lead_query& query,
                                              std::string_view text);

std::string job_cursor_text(const tenant_id& tenant, const job_query& query, const job& last);
std::optional<job_position> read_job_cursor(const tenant_id& tenant, const job_query& query,
                                            std::string_view text);

} // namespace leadstream::api
