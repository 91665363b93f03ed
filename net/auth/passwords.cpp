#include "net/auth/passwords.hpp"

#include "domain/text/opaque_string.hpp"

#include <sodium.h>

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace leadstream::auth {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19u << 20;
constexpr std::size_t most_waiting = 64;

bool verifies(const std::string& hash, const std::string& password) {
  return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

/// Hashes of older versions are of the text as it was typed.
bool fits(const std::string& hash, const std::string& text) {
  const std::string password = opaque_string(text);
  return verifies(hash, password) || (password != text && verifies(hash, text));
}

/// What is checked against for users that do not exist.
const std::string& nobody() {
  static const std::string hash = hash_password("nobody has this password");
  return hash;
}

} // namespace

std::string hash_password(const std::string& text) {
  const std::string password = opaque_string(text);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (sodium_init() < 0 || crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes,
                                                 memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("there is no memory to hash a password");
  }
  return hash.data();
}

class passwords::worker {
public:
  worker() : thread_([this] { run(); }) {}
  ~worker() {
    {
      const std::lock_guard lock(mutex_);
      open_ = false;
    }
    more_.notify_all();
    thread_.join();
  }

  /// `task(cancelled)`; false when too many wait.
  bool post(std::function<void(bool)> task) {
    const std::lock_guard lock(mutex_);
    if (!open_ || tasks_.size() >= most_waiting) {
      return false;
    }
    tasks_.push_back(std::move(task));
    more_.notify_one();
    return true;
  }

private:
  void run() {
    for (;;) {
      std::function<void(bool)> task;
      bool cancelled = false;
      {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [&] { return !open_ || !tasks_.empty(); });
        if (tasks_.empty()) {
          return;
        }
        task = std::move(tasks_.front());
        tasks_.pop_front();
        cancelled = !open_;
      }
      task(cancelled);
    }
  }

  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void(bool)>> tasks_;
  bool open_ = true;
  std::thread thread_;
};

namespace {

template <class T>
void refuse(const completion<T>& done) {
  done(error{error_code::unavailable, "too many log-ins at once; try again in a moment", {}});
}

template <class T, class Work>
std::function<void(bool)> task_of(completion<T> done, Work work) {
  return [done = std::move(done), work = std::move(work)](bool cancelled) {
    if (cancelled) {
      return done(error{error_code::cancelled, "the server is stopping", {}});
    }
    try {
      done(result<T>(work()));
    } catch (const std::exception& problem) {
      done(error{error_code::unavailable, problem.what(), {}});
    }
  };
}

} // namespace

passwords::passwords() : worker_(std::make_unique<worker>()) {}
passwords::~passwords() = default;

void passwords::hash(std::string password, const completion<std::string>& done) {
  auto task =
      task_of<std::string>(done, [password = std::move(password)] { return hash_password(password); });
  if (!worker_->post(std::move(task))) {
    refuse(done);
  }
}

void passwords::check(std::string hash, std::string password, const completion<bool>& done) {
  auto task = task_of<bool>(done, [hash = std::move(hash), password = std::move(password)] {
    return fits(hash.empty() ? nobody() : hash, password) && !hash.empty();
  });
  if (!worker_->post(std::move(task))) {
    refuse(done);
  }
}

} // namespace leadstream::auth
