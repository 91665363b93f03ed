#pragma once
#include "domain/facets.hpp"
#include "domain/model/tenant.hpp"
#include "storage/sql/connection.hpp"

#include <string>
#include <vector>

/// What leads are found by beside the columns of their row: facets and words. Inside the writer's
/// transaction; what stands already is not written again.
namespace leadstream::storage::sql {

/// Makes these the facets of a lead, of the kinds named (all kinds when none is); whether they were others.
bool store_facets(connection& db, const tenant_id& tenant, const uuid& company_id,
                  const std::vector<facet>& wanted, const std::vector<std::string>& kinds = {});

/// How many leads have a facet; of any value of the kind when the value is empty.
std::uint64_t count_facet(connection& db, const tenant_id& tenant, const facet& which);

/// Makes this the text that a free search finds the lead by; whether it was another.
bool store_words(connection& db, const tenant_id& tenant, const uuid& company_id, const std::string& words);

/// Before the lead's row goes.
void forget_words(connection& db, const tenant_id& tenant, const uuid& company_id);

/// Takes what was forgotten out of the index of words, which keeps it else until it is next merged.
void purge_words(connection& db);

/// What a free search binds for the words of `text`, each the beginning of a word; empty when there are none.
std::string word_query(dialect to, const std::string& text);

} // namespace leadstream::storage::sql
