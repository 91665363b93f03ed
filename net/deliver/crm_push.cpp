#include "net/deliver/crm_push.hpp"

#include <algorithm>

namespace leadstream::deliver {
namespace {

using delivery::crm_answer;
using delivery::crm_record;
using delivery::crm_result;

constexpr int most_attempts = 6;
constexpr std::size_t few_records = 8; ///< may all be wrong by chance
constexpr std::chrono::seconds burst_window{10};
constexpr std::chrono::milliseconds nap{50};
constexpr std::chrono::seconds progress_interval{1};

} // namespace

void crm_pusher::push::work(service& inside, const lead_query& leads,
                            const completion<delivery::crm_run>& begun) {
  const auto stored = save();
  begun(stored ? result<delivery::crm_run>(run_) : stored.problem());
  if (stored) {
    send_whole(inside, leads);
  }
  ended_ = true;
}

void crm_pusher::push::send_whole(service& inside, const lead_query& leads) {
  std::string problem = send_kind(inside, leads, false);
  if (problem.empty() && !stopped_ && !setup_.contact_fields.empty()) {
    problem = send_kind(inside, leads, true); // their companies are known by now
  }
  run_.state = stopped_ ? "stopped" : problem.empty() ? "completed" : "failed";
  run_.message = stopped_ ? "the program ended; begin the push again to go on" : problem;
  run_.ended_at = owner_.how_.clock();
  (void)save();
}

/// Leads or their contacts.
std::string crm_pusher::push::send_kind(service& inside, const lead_query& leads, bool people) {
  kept_as_ = people ? delivery::contacts_of(run_.target) : run_.target;
  crm_reader reader(owner_.known_, owner_.how_, tenant_, run_.target, setup_, people);
  if (const auto opened = reader.open(inside, leads); !opened) {
    return opened.problem().message;
  }
  std::string problem;
  while (problem.empty() && !stopped_) {
    auto items = reader.next();
    if (items && items->empty()) {
      break;
    }
    problem = items ? send_all(std::move(*items)) : items.problem().message;
    (void)save();
  }
  return problem;
}

std::string crm_pusher::push::send_all(std::vector<item> items) {
  std::vector<item> batch;
  std::string problem;
  for (std::size_t i = 0; i < items.size() && problem.empty() && !stopped_; ++i) {
    const crm_record& record = items[i].record;
    if (items[i].is_settled()) {
      ++run_.unchanged;
    } else if (record.company_id.is_nil() || !record.company_known.empty()) {
      batch.push_back(std::move(items[i]));
    } // else its company was not taken, so there is nothing to tie it to yet
    if (batch.size() == target_->batch()) {
      problem = send(batch);
      batch.clear();
    }
  }
  return problem.empty() && !batch.empty() && !stopped_ ? send(batch) : problem;
}

std::string crm_pusher::push::send(const std::vector<item>& batch) {
  std::vector<crm_record> records;
  records.reserve(batch.size());
  for (const item& one : batch) {
    records.push_back(one.record);
  }
  std::string problem;
  auto wait = owner_.how_.backoff;
  for (int attempt = 0; attempt < most_attempts && !stopped_; ++attempt, wait *= 2) {
    const auto ready = authorize();
    const auto answer = ready ? exchange(target_->say(records)) : ready.problem();
    if (!answer && answer.problem().code == error_code::refused) {
      return answer.problem().message;
    }
    const crm_answer said = answer
                                ? target_->understand(**answer, records)
                                : crm_answer{crm_answer::kind::unavailable, {}, {}, answer.problem().message};
    problem = said.message;
    if (said.what == crm_answer::kind::results) {
      return take(said, batch);
    }
    if (said.what == crm_answer::kind::invalid) {
      return send_halves(batch, problem);
    }
    if (said.what == crm_answer::kind::spent || said.what == crm_answer::kind::refused) {
      return problem;
    }
    if (said.what == crm_answer::kind::unauthorized) {
      target_->unauthorize();
    } else {
      pause(std::max(wait, said.wait));
    }
  }
  return problem;
}

/// One record spoils the others of its request: down to it, which is noted, they are sent by halves. When
/// none of many is taken it is not the records that are at fault.
std::string crm_pusher::push::send_halves(const std::vector<item>& batch, const std::string& reason) {
  if (batch.size() == 1) {
    const crm_result refused{batch.front().record.lead_id, "", "", reason};
    return take({crm_answer::kind::results, {refused}, {}, {}}, batch);
  }
  const auto failed_before = run_.failed;
  const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
  std::string problem = send({batch.begin(), middle});
  if (problem.empty() && !stopped_) {
    problem = send({middle, batch.end()});
  }
  const bool none_taken = run_.failed - failed_before == batch.size();
  return problem.empty() && none_taken && batch.size() > few_records ? reason : problem;
}

std::string crm_pusher::push::take(crm_answer answer, const std::vector<item>& batch) {
  if (const std::string problem = tie(answer, batch); !problem.empty()) {
    for (crm_result& one : answer.results) {
      one.error = one.error.empty() ? "it is not tied to its company: " + problem : one.error;
      one.sent.clear();
    }
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const bool good = answer.results[i].error.empty();
    ++(good ? batch[i].before.sent.empty() ? run_.created : run_.updated : run_.failed);
  }
  const auto stored = wait_for<done>([&](auto stored_now) {
    owner_.known_.record(tenant_, kept_as_, answer.results, owner_.how_.clock(), std::move(stored_now));
  });
  if (!stored) {
    return stored.problem().message;
  }
  if (std::chrono::steady_clock::now() - saved_at_ >= progress_interval) {
    (void)save();
  }
  return {};
}

/// Ties contacts that were just taken to their companies; why that did not work.
std::string crm_pusher::push::tie(const crm_answer& answer, const std::vector<item>& batch) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (answer.results[i].error.empty() && !batch[i].record.company_known.empty()) {
      pairs.emplace_back(answer.results[i].remote_id, batch[i].record.company_known);
    }
  }
  const auto request = pairs.empty() ? std::nullopt : target_->tie(pairs);
  if (!request) {
    return {};
  }
  std::string problem;
  auto wait = owner_.how_.backoff;
  for (int attempt = 0; attempt < most_attempts && !stopped_; ++attempt, wait *= 2) {
    const auto answered = exchange(*request);
    const crm_answer said =
        answered ? target_->tied(**answered)
                 : crm_answer{crm_answer::kind::unavailable, {}, {}, answered.problem().message};
    if (said.what == crm_answer::kind::results) {
      return {};
    }
    problem = said.message;
    if (said.what != crm_answer::kind::throttled && said.what != crm_answer::kind::unavailable) {
      break;
    }
    pause(std::max(wait, said.wait));
  }
  return problem.empty() ? "the program ended" : problem;
}

/// Refused when it will not go better later.
result<done> crm_pusher::push::authorize() {
  const auto request = target_->authorize();
  if (!request) {
    return done{};
  }
  const auto answer = exchange(*request);
  if (!answer) {
    return answer.problem();
  }
  if (const int status = (*answer)->status; status >= 500 || status == 429) {
    return error{error_code::unavailable, "no token is given now (" + std::to_string(status) + ")", {}};
  }
  const std::string problem = target_->authorized(**answer);
  return problem.empty() ? result<done>(done{}) : error{error_code::refused, problem, {}};
}

result<std::shared_ptr<const page>> crm_pusher::push::exchange(http_request request) {
  if (const std::string problem = reserve(); !problem.empty()) {
    return error{error_code::refused, problem, {}};
  }
  auto ended = std::make_shared<std::promise<fetch_outcome>>();
  auto outcome = ended->get_future();
  fetch_limits limits;
  limits.wire_bytes = limits.decoded_bytes = 8U << 20U;
  owner_.fetcher_.fetch(std::move(request), limits,
                        [ended](fetch_outcome how) { ended->set_value(std::move(how)); });
  fetch_outcome how = outcome.get();
  if (owner_.how_.told) {
    owner_.how_.told(run_.target, how.content != nullptr && how.content->status < 400);
  }
  if (how.content == nullptr) {
    stopped_ = stopped_ || how.failure == fetch_failure::cancelled;
    const bool hopeless =
        how.failure == fetch_failure::address_refused || how.failure == fetch_failure::url_refused;
    return error{hopeless ? error_code::refused : error_code::unavailable,
                 std::string(to_string(how.failure)) + ": " + how.message,
                 {}};
  }
  return how.content;
}

/// Counted before it is sent: a crash may waste a request, never exceed the budget.
std::string crm_pusher::push::reserve() {
  for (;;) {
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(recent_, [&](auto at) { return now - at > burst_window; });
    if (recent_.size() < setup_.requests_per_10s || stopped_) {
      break;
    }
    pause(nap);
  }
  recent_.push_back(std::chrono::steady_clock::now());
  const std::string day = to_rfc3339(owner_.how_.clock()).substr(0, 10);
  const auto left = wait_for<bool>([&](auto answer) {
    owner_.known_.spend(tenant_, run_.target, day, setup_.requests_per_day, std::move(answer));
  });
  return !left   ? left.problem().message
         : *left ? ""
                 : "the day's budget of requests is spent; push again tomorrow";
}

void crm_pusher::push::pause(std::chrono::milliseconds time) const {
  const auto until = std::chrono::steady_clock::now() + time;
  while (!owner_.stopping_ && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::min(nap, time));
  }
}

result<done> crm_pusher::push::save() {
  stopped_ = stopped_ || owner_.stopping_;
  saved_at_ = std::chrono::steady_clock::now();
  return wait_for<done>([&](auto answer) { owner_.known_.save(tenant_, run_, std::move(answer)); });
}

} // namespace leadstream::deliver
