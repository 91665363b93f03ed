#include "net/serve/certificate.hpp"

#include "tests/support/served.hpp"
#include "tests/support/tls_server.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace leadstream;
using namespace leadstream::test;

namespace {

/// Two PEM files in a folder of their own.
struct pair_on_disk {
  pair_on_disk() { std::filesystem::create_directory(folder); }
  ~pair_on_disk() { std::filesystem::remove_all(folder); }
  pair_on_disk(const pair_on_disk&) = delete;
  pair_on_disk& operator=(const pair_on_disk&) = delete;

  void put_chain(const identity& who) {
    std::FILE* out = std::fopen(chain.c_str(), "w");
    PEM_write_X509(out, who.certificate.get());
    std::fclose(out);
  }
  void put_key(const identity& who) {
    std::FILE* out = std::fopen(key.c_str(), "w");
    PEM_write_PrivateKey(out, who.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
  }
  void put(const identity& who) {
    put_chain(who);
    put_key(who);
  }

  std::string folder =
      std::filesystem::temp_directory_path() / ("leadstream-tls-" + std::to_string(::getpid()));
  std::string chain = folder + "/chain.pem";
  std::string key = folder + "/key.pem";
};

identity lasting(long seconds) {
  certificate_wish wish;
  wish.host = "localhost";
  wish.valid_to_seconds = seconds;
  return make_identity(wish);
}

std::int64_t hours_left(const serve::certificate& shown) {
  return std::chrono::round<std::chrono::hours>(shown.expires() - system_wall_time()).count();
}

} // namespace

TEST_CASE("a certificate is loaded with its key and tells when it ends") {
  pair_on_disk files;
  files.put(lasting(3L * 3'600));
  const auto shown = serve::certificate::load(files.chain, files.key);
  REQUIRE(shown);
  CHECK(hours_left(**shown) == 3);
}

TEST_CASE("files that are no pair are refused by the name of their setting") {
  pair_on_disk files;
  files.put(lasting(3'600));
  files.put_key(lasting(3'600));
  CHECK(serve::certificate::load(files.chain, files.key).problem().field == "server.tls_key");
  CHECK(serve::certificate::load(files.key, files.key).problem().field == "server.tls_certificate");
  CHECK(serve::certificate::load(files.folder + "/none", files.key).problem().field ==
        "server.tls_certificate");
}

TEST_CASE("a changed pair is taken once it rests; a broken one is told once and not taken") {
  pair_on_disk files;
  files.put(lasting(3'600));
  const auto shown = *serve::certificate::load(files.chain, files.key);
  const auto first = shown->context();
  CHECK_FALSE(*shown->refresh());
  const identity next = lasting(5L * 3'600);
  files.put_chain(next);
  CHECK_FALSE(*shown->refresh()); // it has just changed
  files.put_key(next);
  CHECK_FALSE(*shown->refresh());
  CHECK(*shown->refresh());
  CHECK(shown->context() != first);
  CHECK(hours_left(*shown) == 5);
  std::ofstream(files.chain) << "broken";
  CHECK_FALSE(*shown->refresh());
  CHECK_FALSE(shown->refresh());
  CHECK(*shown->refresh() == false);
  CHECK(hours_left(*shown) == 5);
}

TEST_CASE("a server with a certificate tells who speaks plain HTTP") {
  pair_on_disk files;
  files.put(lasting(3'600));
  serve::server_options options;
  options.certificate = *serve::certificate::load(files.chain, files.key);
  served s(std::move(options));
  const auto r = s.get("/health");
  CHECK(r.status == 400);
  CHECK(r.body.find("https://") != std::string::npos);
}

TEST_CASE("a server that is gone leaves nobody who holds its certificate") {
  pair_on_disk files;
  files.put(lasting(3'600));
  const auto shown = *serve::certificate::load(files.chain, files.key);
  for (int i = 0; i < 1'000; ++i) { // the end and the wait for a new certificate race
    serve::server_options options;
    options.certificate = shown;
    served s(std::move(options));
  }
  CHECK(shown.use_count() == 1);
}
