#include "tests/conformance/cluster.hpp"

#include "storage/maintenance.hpp"

#include <array>
#include <fcntl.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace leadstream::conformance {
namespace {

void require(bool worked, const std::string& what) {
  if (!worked) {
    throw std::runtime_error("the scratch cluster failed at: " + what);
  }
}

} // namespace

cluster& cluster::instance() {
  static cluster only;
  return only;
}

cluster::cluster() {
  std::array<int, 2> down{};
  std::array<int, 2> up{};
  if (::pipe2(down.data(), O_CLOEXEC) != 0 || ::pipe2(up.data(), O_CLOEXEC) != 0) {
    return;
  }
  child_ = ::fork();
  if (child_ == 0) {
    ::dup2(down[0], STDIN_FILENO);
    ::dup2(up[1], STDOUT_FILENO);
    ::execlp("python3", "python3", "-B", "tests/support/postgres.py", nullptr);
    ::_exit(127);
  }
  ::close(down[0]);
  ::close(up[1]);
  to_ = down[1];
  from_ = ::fdopen(up[0], "r");
  const std::string urls = read_line();
  const std::size_t blank = urls.find(' ');
  server_ = urls.substr(0, blank);
  pooler_ = blank == std::string::npos ? "" : urls.substr(blank + 1);
}

cluster::~cluster() {
  ::close(to_);
  if (from_ != nullptr) {
    std::fclose(from_);
  }
  ::waitpid(child_, nullptr, 0);
}

std::string cluster::read_line() {
  std::string line;
  for (int c = std::fgetc(from_); c != EOF && c != '\n'; c = std::fgetc(from_)) {
    line += static_cast<char>(c);
  }
  return line;
}

void cluster::command(const std::string& line) {
  const std::string text = line + "\n";
  require(::write(to_, text.data(), text.size()) > 0 && read_line() == "ok", line);
}

std::string cluster::new_database(bool pooled) {
  if (count_ == 0) {
    command("psql CREATE DATABASE migrated OWNER app");
    storage::storage_options options;
    options.database = server_ + "migrated";
    require(storage::migrate_schema(options).ok(), "migrate");
  }
  const std::string name = "test" + std::to_string(++count_);
  command("psql CREATE DATABASE " + name + " OWNER app TEMPLATE migrated");
  return (pooled ? pooler_ : server_) + name;
}

void cluster::drop_database(const std::string& url) {
  command("psql DROP DATABASE IF EXISTS " + url.substr(url.rfind('/') + 1) + " WITH (FORCE)");
}

} // namespace leadstream::conformance
