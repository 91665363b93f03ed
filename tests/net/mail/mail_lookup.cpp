#include "net/mail/mail_lookup.hpp"

#include <arpa/inet.h>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace leadstream;
using answer = mail_records::answer;

namespace {

std::string name_of(const std::string& dotted) {
  std::string out;
  for (std::size_t from = 0; from < dotted.size();) {
    const auto end = std::min(dotted.find('.', from), dotted.size());
    out += static_cast<char>(end - from);
    out += dotted.substr(from, end - from);
    from = end + 1;
  }
  return out + '\0';
}

std::string mx(char preference, const std::string& host) {
  return std::string{'\0', preference} + name_of(host);
}

/// A name server on the loopback: records by "name type", each the data of one record.
class name_server {
public:
  explicit name_server(std::multimap<std::string, std::string> records) : records_(std::move(records)) {
    socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~name_server() {
    stopping_ = true;
    thread_.join();
    ::close(socket_);
  }
  name_server(const name_server&) = delete;
  name_server& operator=(const name_server&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  int questions() const { return questions_; }

private:
  void serve() {
    while (!stopping_) {
      pollfd ready{socket_, POLLIN, 0};
      if (::poll(&ready, 1, 20) != 1)
        continue;
      char bytes[512];
      sockaddr_in from{};
      socklen_t size = sizeof from;
      const auto length =
          ::recvfrom(socket_, bytes, sizeof bytes, 0, reinterpret_cast<sockaddr*>(&from), &size);
      if (length < 17)
        continue;
      ++questions_;
      const std::string reply = answer_to(std::string(bytes, static_cast<std::size_t>(length)));
      ::sendto(socket_, reply.data(), reply.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
    }
  }

  std::string answer_to(const std::string& question) const {
    std::string name;
    std::size_t at = 12;
    for (; question[at] != 0; at += static_cast<std::size_t>(question[at]) + 1)
      name += (name.empty() ? "" : ".") + question.substr(at + 1, static_cast<std::size_t>(question[at]));
    const std::string type(1, question[at + 2]);
    const auto [first, last] = records_.equal_range(name + type);
    std::string reply = question.substr(0, at + 5);
    reply[2] = '\x81';
    reply[3] = records_.contains(name) ? '\x80' : '\x83'; // NXDOMAIN unless the name is known
    reply[7] = static_cast<char>(std::distance(first, last));
    reply[11] = 0;
    for (auto record = first; record != last; ++record) {
      reply += std::string("\xc0\x0c\0", 3) + type + std::string("\0\x01\0\0\0\x3c\0", 7);
      reply += static_cast<char>(record->second.size());
      reply += record->second;
    }
    return reply;
  }

  std::multimap<std::string, std::string> records_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> questions_ = 0;
  std::thread thread_;
};

const std::string type_a = "\x01";
const std::string type_mx = "\x0f";

} // namespace

TEST_CASE("a domain's mail servers are found, most preferred first, and remembered", "[mail]") {
  name_server server({{"firma.example", ""},
                      {"firma.example" + type_mx, mx(20, "b.example")},
                      {"firma.example" + type_mx, mx(10, "a.example")}});
  net::mail_lookup lookup({server.address(), std::chrono::milliseconds(500), 0, 10});
  const auto found = lookup.find("firma.example");
  CHECK(found.what == answer::found);
  CHECK(found.hosts == std::vector<std::string>{"a.example", "b.example"});
  const int asked = server.questions();
  CHECK(lookup.find("firma.example").what == answer::found);
  CHECK(server.questions() == asked);
}

TEST_CASE("no mail server, a null MX and no such domain are told apart", "[mail]") {
  name_server server({{"com", ""},
                      {"address.example", ""},
                      {"address.example" + type_a, std::string("\x5d\xb8\xd8\x22")},
                      {"silent.example", ""},
                      {"null.example", ""},
                      {"null.example" + type_mx, mx(0, "")}});
  net::mail_lookup lookup({server.address(), std::chrono::milliseconds(500), 0, 10});
  CHECK(lookup.find("address.example").what == answer::address_only);
  CHECK(lookup.find("silent.example").what == answer::none);
  CHECK(lookup.find("null.example").what == answer::null_mx);
  CHECK(lookup.find("missing.example").what == answer::none);
}

TEST_CASE("a DNS that knows no name at all says nothing of one", "[mail]") {
  name_server server({});
  net::mail_lookup lookup({server.address(), std::chrono::milliseconds(500), 0, 10});
  CHECK(lookup.find("firma.example").what == answer::unknown);
}

TEST_CASE("no answer is unknown, and DNS that fails five times is left alone", "[mail]") {
  net::mail_lookup lookup({"127.0.0.1:9", std::chrono::milliseconds(20), 0, 10});
  for (int i = 0; i < 5; ++i)
    CHECK(lookup.find("firma" + std::to_string(i) + ".example").what == answer::unknown);
  const auto before = std::chrono::steady_clock::now();
  for (int i = 0; i < 1'000; ++i)
    CHECK(lookup.find("other" + std::to_string(i) + ".example").what == answer::unknown);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
}
