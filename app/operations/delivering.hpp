#pragma once
#include "app/operations/watching.hpp"
#include "net/deliver/crm_pusher.hpp"
#include "net/deliver/webhook_sender.hpp"
#include "storage/connections.hpp"
#include "storage/vault/vault.hpp"

#include <memory>

namespace leadstream::app {

/// What leaves a serving process: the webhooks with who empties their outbox, and the CRMs.
class delivering {
public:
  /// `secrets` seals those of webhooks. `forbidden`: leads that must not leave.
  delivering(const config::settings& s, const std::shared_ptr<storage::connections>& database,
             std::shared_ptr<const storage::vault> secrets, watching& watch,
             std::map<std::string, deliver::crm_setup> crms,
             std::function<bool(const tenant_id&, const lead_row&)> forbidden);

  delivery::webhook_store& webhooks() { return *webhooks_; }
  deliver::crm_pusher& crm() { return *crm_; }
  /// Ends what a process that died left behind; blocks. Before the first push is asked for.
  result<done> recover();
  void start() { sender_->start(); }
  void stop() {
    sender_->stop();
    crm_->stop();
  }

private:
  std::unique_ptr<delivery::webhook_store> webhooks_;
  std::unique_ptr<deliver::webhook_sender> sender_;
  std::unique_ptr<delivery::crm_store> records_;
  std::unique_ptr<deliver::crm_pusher> crm_;
};

} // namespace leadstream::app
