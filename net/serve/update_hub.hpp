#pragma once
#include "domain/ports.hpp"
#include "net/serve/lane.hpp"

#include <memory>
#include <vector>

namespace leadstream::serve {

/// Takes committed events from the service, frames each once for all subscribers and gives every I/O thread
/// one batch.
class update_hub_sink : public update_sink {
public:
  update_hub_sink(tenant_id tenant, std::vector<std::shared_ptr<lane>> lanes);

  void publish(const tenant_id& tenant, const std::string& epoch,
               std::shared_ptr<const std::vector<event>> events) override;

private:
  tenant_id tenant_;
  std::vector<std::shared_ptr<lane>> lanes_;
};

} // namespace leadstream::serve
