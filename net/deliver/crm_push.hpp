#pragma once
#include "net/deliver/crm_pusher.hpp"

#include <future>

namespace leadstream::deliver {

/// Waits for a port call; on threads of the pushes alone.
template <class T, class Ask>
result<T> wait_for(Ask ask) {
  auto answered = std::make_shared<std::promise<result<T>>>();
  auto answer = answered->get_future();
  ask(completion<T>([answered](result<T> found) { answered->set_value(std::move(found)); }));
  return answer.get();
}

/// Reads the leads of a push, or their contacts, in batches, with what was sent of each before.
class crm_reader {
public:
  struct item {
    delivery::crm_record record;
    delivery::crm_state before;

    /// Whether the CRM has it as it is.
    bool is_settled() const { return before.error.empty() && before.sent == encode(record); }
  };
  crm_reader(delivery::crm_store& known, const crm_pusher::options& how, tenant_id tenant, std::string target,
             const crm_setup& setup, bool people)
      : known_(known), how_(how), tenant_(std::move(tenant)), target_(std::move(target)), setup_(setup),
        people_(people) {}

  result<done> open(service& inside, const lead_query& leads);
  /// The next leads that may leave; empty at the end.
  result<std::vector<item>> next();

private:
  using states = std::map<uuid, delivery::crm_state>;
  void add(const lead_row& row, std::vector<item>& to) const;
  bool may_leave(const lead_row& row, const contact& person) const;
  result<states> states_of(const std::string& target, const std::vector<uuid>& ids) const;
  result<done> look_up(std::vector<item>& items) const;

  delivery::crm_store& known_;
  const crm_pusher::options& how_;
  tenant_id tenant_;
  std::string target_;
  const crm_setup& setup_;
  bool people_;
  std::shared_ptr<lead_cursor> leads_;
};

/// One push, on its own thread.
class crm_pusher::push {
public:
  push(crm_pusher& owner, const crm_setup& setup, tenant_id tenant, delivery::crm_run run)
      : owner_(owner), setup_(setup), tenant_(std::move(tenant)), run_(std::move(run)),
        target_(setup.make()) {}

  /// Answers with the run when it is stored, then pushes.
  void work(service& inside, const lead_query& leads, const completion<delivery::crm_run>& begun);
  bool ended() const { return ended_; }

private:
  using item = crm_reader::item;

  void send_whole(service& inside, const lead_query& leads);
  /// Why the push ends before its end; empty when it goes on.
  std::string send_kind(service& inside, const lead_query& leads, bool people);
  std::string send_all(std::vector<item> items);
  std::string send(const std::vector<item>& batch);
  std::string send_halves(const std::vector<item>& batch, const std::string& reason);
  std::string take(delivery::crm_answer answer, const std::vector<item>& batch);
  std::string tie(const delivery::crm_answer& answer, const std::vector<item>& batch);
  result<done> authorize();
  /// One request within burst and budget; the failure in words.
  result<std::shared_ptr<const page>> exchange(http_request request);
  std::string reserve();
  void pause(std::chrono::milliseconds time) const;
  result<done> save();

  crm_pusher& owner_;
  const crm_setup& setup_;
  tenant_id tenant_;
  delivery::crm_run run_;
  std::unique_ptr<delivery::crm_target> target_;
  std::string kept_as_; ///< under which target the records of the kind under way are kept
  std::vector<std::chrono::steady_clock::time_point> recent_; ///< requests of the last ten seconds
  std::chrono::steady_clock::time_point saved_at_{};
  bool stopped_ = false;
  std::atomic<bool> ended_{false};
};

} // namespace leadstream::deliver
