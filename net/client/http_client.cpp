#include "net/client/http_client.hpp"

#include "domain/url/percent.hpp"

#include <curl/curl.h>

#include <utility>

namespace leadstream::client {
namespace {

constexpr std::size_t most_bytes = 64u << 20;
constexpr long connect_timeout_ms = 5'000;
constexpr long silent_download_s = 60;

/// One exchange on its way: where the body goes and what ended it.
struct exchange {
  CURL* easy = nullptr;
  http_answer answer;
  const body_sink* sink = nullptr;
  bool too_large = false;
  bool ended_by_sink = false;

  bool take(std::string_view bytes) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (sink != nullptr && status == 200) {
      ended_by_sink = !(*sink)(bytes);
      return !ended_by_sink;
    }
    too_large = answer.body.size() + bytes.size() > most_bytes;
    if (!too_large) {
      answer.body.append(bytes);
    }
    return !too_large;
  }
};

error explain(const exchange& done, CURLcode code, const std::string& server) {
  if (done.too_large) {
    return {error_code::too_large, "the answer of " + server + " is larger than 64 MiB; ask for less", {}};
  }
  if (done.ended_by_sink) {
    return {error_code::cancelled, "the download was ended", {}};
  }
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
    return {error_code::malformed,
            server + " does not show a certificate that is trusted (" + curl_easy_strerror(code) +
                "); name its authority with --client.ca_file FILE",
            "client.ca_file"};
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return {error_code::timed_out, server + " did not answer in time; try again", {}};
  }
  return {error_code::unavailable,
          "no server answers at " + server + " (" + curl_easy_strerror(code) +
              "); start one with `leadstream serve`, or name another with --server URL",
          "server"};
}

} // namespace

class http_client::connection {
public:
  connection(std::string key, std::chrono::milliseconds patience, const trust& believed)
      : key_(std::move(key)), patience_(patience), easy_(curl_easy_init(), curl_easy_cleanup) {
    CURL* easy = easy_.get();
    const curl_write_callback write = [](char* data, std::size_t, std::size_t size, void* to) -> std::size_t {
      return static_cast<exchange*>(to)->take({data, size}) ? size : 0;
    };
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, write);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "leadstream");
    if (!believed.ca_file.empty()) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, believed.ca_file.c_str());
      curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, believed.anybody ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, believed.anybody ? 0L : 2L);
  }

  /// A body of unknown length, in chunks; it takes as long as the server takes to use it up.
  result<http_answer> upload(const std::string& server, std::string_view target, std::string_view media_type,
                             const body_room& source) {
    exchange next;
    next.easy = easy_.get();
    prepare(next, server + std::string(target), nullptr);
    fields_.reset(curl_slist_append(fields_.release(), ("Content-Type: " + std::string(media_type)).c_str()));
    const curl_read_callback read = [](char* room, std::size_t, std::size_t size, void* from) -> std::size_t {
      return (*static_cast<const body_room*>(from))(room, size);
    };
    curl_easy_setopt(easy_.get(), CURLOPT_CUSTOMREQUEST, nullptr);
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, fields_.get());
    curl_easy_setopt(easy_.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDS, nullptr);
    curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{-1});
    curl_easy_setopt(easy_.get(), CURLOPT_READFUNCTION, read);
    curl_easy_setopt(easy_.get(), CURLOPT_READDATA, &source);
    curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT_MS, 0L);
    const CURLcode code = curl_easy_perform(next.easy);
    // A server that refuses may answer and close before it has read everything.
    read_status(next);
    if (code != CURLE_OK && next.answer.status < 400) {
      return explain(next, code, server);
    }
    return std::move(next.answer);
  }

  result<http_answer> send(const std::string& server, std::string_view target, const std::string_view* json,
                           const body_sink* sink, const char* method = nullptr,
                           std::string_view if_match = {}) {
    exchange next;
    next.easy = easy_.get();
    next.sink = sink;
    prepare(next, server + std::string(target), json);
    if (!if_match.empty()) {
      fields_.reset(curl_slist_append(fields_.release(), ("If-Match: " + std::string(if_match)).c_str()));
      curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, fields_.get());
    }
    curl_easy_setopt(easy_.get(), CURLOPT_CUSTOMREQUEST, method);
    const CURLcode code = curl_easy_perform(next.easy);
    if (code != CURLE_OK) {
      return explain(next, code, server);
    }
    read_status(next);
    return std::move(next.answer);
  }

private:
  void prepare(exchange& next, const std::string& address, const std::string_view* json) {
    CURL* easy = next.easy;
    curl_slist* fields =
        json == nullptr ? nullptr : curl_slist_append(nullptr, "Content-Type: application/json");
    if (!key_.empty()) {
      fields = curl_slist_append(fields, ("Authorization: Bearer " + key_).c_str());
    }
    fields_.reset(fields);
    curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &next);
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields_.get());
    if (json != nullptr) {
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json->size()));
      curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, json->data());
    }
    const bool streams = next.sink != nullptr; // a download may last; it must not fall silent
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, streams ? 0L : static_cast<long>(patience_.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, streams ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, silent_download_s);
  }

  static void read_status(exchange& ended) {
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(ended.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(ended.easy, CURLINFO_CONTENT_TYPE, &type);
    ended.answer.status = static_cast<int>(status);
    ended.answer.content_type = type != nullptr ? type : "";
  }

  std::string key_;
  std::chrono::milliseconds patience_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> fields_{nullptr, curl_slist_free_all};
};

http_client::http_client(std::string server, const std::string& key, std::chrono::milliseconds patience,
                         const trust& believed)
    : server_(std::move(server)), connection_(std::make_unique<connection>(key, patience, believed)) {
  while (server_.ends_with('/')) {
    server_.pop_back();
  }
}

http_client::~http_client() = default;

result<http_answer> http_client::get(std::string_view target) {
  return connection_->send(server_, target, nullptr, nullptr);
}

result<http_answer> http_client::post(std::string_view target, std::string_view json) {
  return connection_->send(server_, target, &json, nullptr);
}

result<http_answer> http_client::send(const std::string& method, std::string_view target,
                                      std::string_view json, std::string_view if_match) {
  return connection_->send(server_, target, &json, nullptr, method.c_str(), if_match);
}

result<http_answer> http_client::download(std::string_view target, const body_sink& sink) {
  return connection_->send(server_, target, nullptr, &sink);
}

result<http_answer> http_client::upload(std::string_view target, std::string_view media_type,
                                        const body_room& source) {
  return connection_->upload(server_, target, media_type, source);
}

std::string encode(std::string_view text) {
  return encode_component(text);
}

} // namespace leadstream::client
