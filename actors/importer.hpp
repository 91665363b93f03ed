#pragma once
#include "actors/interfaces.hpp"
#include "domain/model/observation.hpp"
#include "domain/service.hpp"

#include <memory>
#include <string>
#include <vector>

namespace leadstream::actors {

/// Raw observations that came from a file.
struct import_order {
  tenant_id tenant;
  std::shared_ptr<std::vector<observation>> records;
  std::string region; ///< ISO 3166-1 alpha-2 for numbers without a country code, may be empty
  completion<import_outcome> answer;
};

} // namespace leadstream::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(leadstream::actors::import_order)
CAF_BEGIN_TYPE_ID_BLOCK(leadstream_import, caf::id_block::leadstream::end)
CAF_ADD_TYPE_ID(leadstream_import, (leadstream::actors::import_order))
CAF_END_TYPE_ID_BLOCK(leadstream_import)

namespace leadstream::actors {

/// Sends imports through the pipeline: cleaned, folded, scored, committed; the order's completion is called
/// then.
using importer = caf::typed_actor<caf::reacts_to<import_order>>;

importer::behavior_type run_importer(importer::pointer self, const stage& pipeline, const wall_clock& clock,
                                     const random_source& random);

} // namespace leadstream::actors
