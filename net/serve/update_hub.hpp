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
  explicit update_hub_sink(std::vector<std::shared_ptr<lane>> lanes);

  void publish(const tenant_id& tenant, const std::string& epoch,
               std::shared_ptr<const std::vector<event>> events) override;

private:
  std::vector<std::shared_ptr<lane>> lanes_;
};

} // namespace leadstream::serve
