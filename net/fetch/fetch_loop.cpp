#include "net/fetch/fetch_loop.hpp"

#include "net/fetch/mailbox.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

namespace leadstream::net {
namespace {

constexpr int longest_sleep_ms = 1'000;
constexpr int sleep_while_names_wait_ms = 50;
constexpr std::size_t many_transfers = 16;
constexpr auto news_gather_for = std::chrono::microseconds(500);

monotonic_time now() {
  return std::chrono::steady_clock::now();
}

const refusal stopped{fetch_failure::cancelled, "the service is stopping"};

/// Signals are the main thread's affair; a write to a closed TLS connection must not raise SIGPIPE here.
void leave_signals_to_others() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

refusal explain(const std::string& host, const name_answer& names) {
  if (names.what == name_answer::kind::not_found) {
    return {fetch_failure::name_not_found, "there is no host \"" + host + "\""};
  }
  return {fetch_failure::name_lookup_failed,
          "the name \"" + host + "\" could not be looked up: " + names.message};
}

} // namespace

fetch_loop::fetch_loop(const fetcher_options& options, const egress& rules,
                       std::shared_ptr<name_resolver> names)
    : options_(options), rules_(rules), resolver_(std::move(names)), multi_(curl_multi_init()) {
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(options.idle_connections));
  mail_ = std::make_shared<mailbox>(multi_);
  thread_ = std::thread([this] { run(); });
}

fetch_loop::~fetch_loop() {
  mail_->ask_to_close();
  thread_.join();
  mail_->detach();
  transfers_.clear();
  curl_multi_cleanup(multi_);
}

void fetch_loop::submit(fetch_job job) {
  mail_->post(std::move(job));
}

void fetch_loop::stop() {
  mail_->ask_to_stop();
  if (std::this_thread::get_id() != thread_.get_id()) {
    mail_->await_stop();
  }
}

void fetch_loop::run() {
  leave_signals_to_others();
  while (turn()) {
    const int sleep = waiting_.empty() ? longest_sleep_ms : sleep_while_names_wait_ms;
    curl_multi_poll(multi_, nullptr, 0, sleep, nullptr);
    if (under_way_ > many_transfers) {
      std::this_thread::sleep_for(
          news_gather_for); // a turn costs by the transfers under way, not by those with news
    }
  }
}

/// One round: what came in, what libcurl can do now, what has ended. False: the loop ends.
bool fetch_loop::turn() {
  auto mail = mail_->take();
  std::move(mail.jobs.begin(), mail.jobs.end(), std::back_inserter(queue_));
  for (auto& [host, names] : mail.names) {
    learn(host, names);
  }
  if (mail.stopping) {
    cancel_all();
    mail_->confirm_stop();
    return !mail.closing;
  }
  admit();
  int running = 0;
  curl_multi_perform(multi_, &running);
  collect();
  expire_waiting();
  admit();
  return true;
}

void fetch_loop::admit() {
  while (!queue_.empty() && under_way_ < options_.transfers_per_thread) {
    fetch_job job = std::move(queue_.front());
    queue_.pop_front();
    take_up(std::move(job));
  }
}

void fetch_loop::take_up(fetch_job job) {
  ++under_way_;
  job.started = now();
  if (job.refused) {
    const refusal why = *job.refused;
    refuse(job, why);
    return;
  }
  auto plan = rules_.plan(job.target);
  if (const auto* why = std::get_if<refusal>(&plan)) {
    refuse(job, *why);
    return;
  }
  auto& way = std::get<route>(plan);
  if (way.addresses.empty()) {
    find_names(std::move(job), std::move(way));
  } else {
    start(std::move(job), std::move(way));
  }
}

void fetch_loop::find_names(fetch_job job, route way) {
  const std::string host = job.target.host;
  if (const auto* known = names_.find(host, now())) {
    use(name_answer(*known), {std::move(job), std::move(way)});
    return;
  }
  auto& others = waiting_[host];
  others.push_back({std::move(job), std::move(way)});
  if (others.size() == 1) {
    resolver_->resolve(host, [host, mail = mail_](name_answer names) { mail->post(host, std::move(names)); });
  }
}

void fetch_loop::learn(const std::string& host, const name_answer& names) {
  names_.store(host, names, now());
  auto found = waiting_.extract(host);
  if (!found.empty()) {
    for (auto& next : found.mapped()) {
      use(names, std::move(next));
    }
  }
}

void fetch_loop::use(const name_answer& names, waiting next) {
  if (names.what != name_answer::kind::found) {
    refuse(next.job, explain(next.job.target.host, names));
  } else if (const auto why = rules_.judge(next.way, names.addresses)) {
    refuse(next.job, *why);
  } else {
    next.way.addresses = names.addresses;
    start(std::move(next.job), std::move(next.way));
  }
}

void fetch_loop::start(fetch_job job, route way) {
  if (idle_.empty()) {
    transfers_.push_back(std::make_unique<transfer>(options_, rules_));
    idle_.push_back(transfers_.back().get());
  }
  transfer* next = idle_.back();
  idle_.pop_back();
  next->begin(std::move(job), std::move(way));
  curl_multi_add_handle(multi_, next->handle());
}

void fetch_loop::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) {
      continue;
    }
    const CURLcode code = message->data.result;
    void* ended = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &ended);
    release(*static_cast<transfer*>(ended), code);
  }
}

void fetch_loop::release(transfer& ended, CURLcode code) {
  curl_multi_remove_handle(multi_, ended.handle());
  fetch_outcome outcome = ended.finish(code);
  fetch_job job = ended.take_job();
  idle_.push_back(&ended);
  --under_way_;
  job.done(std::move(outcome));
}

void fetch_loop::refuse(fetch_job& job, const refusal& why) {
  --under_way_;
  complete(job, why, now());
}

/// DNS that never answers ends by the time-outs of those who wait for it.
void fetch_loop::expire_waiting() {
  if (waiting_.empty() || now() < next_expiry_) {
    return;
  }
  next_expiry_ = now() + std::chrono::milliseconds(sleep_while_names_wait_ms);
  std::vector<waiting> late;
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    auto& jobs = entry->second;
    const auto split = std::stable_partition(jobs.begin(), jobs.end(), [at = now()](const waiting& w) {
      return at < w.job.started + std::min(w.job.limits.connect_timeout, w.job.limits.timeout);
    });
    std::move(split, jobs.end(), std::back_inserter(late));
    jobs.erase(split, jobs.end());
    entry = jobs.empty() ? waiting_.erase(entry) : std::next(entry);
  }
  for (auto& w : late) {
    refuse(w.job, {fetch_failure::timed_out, "the name \"" + w.job.target.host + "\" was not found in time"});
  }
}

void fetch_loop::cancel_all() {
  for (auto& entry : std::exchange(waiting_, {})) {
    for (auto& w : entry.second) {
      refuse(w.job, stopped);
    }
  }
  for (const auto& each : transfers_) {
    if (std::find(idle_.begin(), idle_.end(), each.get()) == idle_.end()) {
      curl_multi_remove_handle(multi_, each->handle());
      idle_.push_back(each.get());
      fetch_job job = each->take_job();
      refuse(job, stopped);
    }
  }
  for (auto& job : std::exchange(queue_, {})) {
    complete(job, stopped, now());
  }
}

} // namespace leadstream::net
