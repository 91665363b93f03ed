#pragma once
#include "domain/model/tenant.hpp"
#include "storage/sql/connection.hpp"

#include <map>
#include <string>
#include <vector>

namespace leadstream::storage::sql {

/// Leads of a tenant that lost something or are gone, for which what others were told of them is put right.
struct settled_leads {
  std::map<uuid, std::string> told; ///< what each is told as now
  std::vector<uuid> stay;           ///< leads and contacts whose records in CRMs are to be sent again
  std::vector<uuid> gone;           ///< leads and contacts that are no more
};

/// The ids of a lead's contacts.
std::vector<uuid> contacts_of(connection& db, const tenant_id& tenant, const uuid& lead_id);

/// A lead is gone, with these contacts.
void note_gone(settled_leads& to, const uuid& lead_id, const std::vector<uuid>& contacts);
/// A lead was computed again; before, it had these contacts.
void note_changed(connection& db, const tenant_id& tenant, settled_leads& to, const uuid& lead_id,
                  const std::vector<uuid>& contacts_before);

/// Puts right what was told of them: events and deliveries keep their places and say what is known now, what
/// CRMs were sent is forgotten.
void forget_told(connection& db, const tenant_id& tenant, const settled_leads& all);

/// The leads in the events of which a text (in lower case) stands and which are no more.
std::vector<uuid> former_leads(connection& db, const tenant_id& tenant, const std::string& text);

} // namespace leadstream::storage::sql
