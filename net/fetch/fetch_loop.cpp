#include "net/fetch/fetch_loop.hpp"

#include "net/fetch/mailbox.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

namespace leadstream::net {
namespace {

constexpr std::chrono::milliseconds longest_sleep(1'000);
constexpr std::chrono::milliseconds sleep_while_names_wait(50);

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

/// The transfer of a handle; null for those that libcurl keeps for itself.
transfer* owner_of(CURL* easy) {
  void* owner = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
  return static_cast<transfer*>(owner);
}

void note_socket(CURL* easy, curl_socket_t socket) {
  if (transfer* owner = owner_of(easy)) {
    owner->uses(socket);
  }
}

} // namespace

fetch_loop::fetch_loop(const fetcher_options& options, const egress& rules,
                       std::shared_ptr<name_resolver> names)
    : options_(options), rules_(rules), resolver_(std::move(names)), mail_(std::make_shared<mailbox>()),
      multi_(curl_multi_init()), watch_(multi_, mail_->descriptor(), note_socket) {
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(options.idle_connections));
  thread_ = std::thread([this] { run(); });
}

fetch_loop::~fetch_loop() {
  mail_->ask_to_close();
  thread_.join();
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
    watch_.wait(waiting_.empty() ? longest_sleep : sleep_while_names_wait);
  }
}

/// One round: what came in, what has ended. False: the loop ends.
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
    release(*owner_of(message->easy_handle), code);
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
  next_expiry_ = now() + sleep_while_names_wait;
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
