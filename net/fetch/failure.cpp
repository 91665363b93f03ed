#include "net/fetch/failure.hpp"

#include <string>

namespace leadstream::net {
namespace {

fetch_failure classify(CURLcode code, std::string_view detail) {
  switch (code) {
  case CURLE_URL_MALFORMAT:
    return fetch_failure::url_refused;
  case CURLE_COULDNT_RESOLVE_HOST:
    return fetch_failure::name_lookup_failed;
  case CURLE_COULDNT_CONNECT:
  case CURLE_INTERFACE_FAILED:
    return fetch_failure::connect_failed;
  case CURLE_OPERATION_TIMEDOUT:
    return fetch_failure::timed_out;
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_CERTPROBLEM:
  case CURLE_SSL_CIPHER:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_ENGINE_INITFAILED:
    return fetch_failure::tls_failed;
  case CURLE_RECV_ERROR: // libcurl says the same for a reset and for broken chunks
    return detail.find("chunked-encoding") == std::string_view::npos ? fetch_failure::connection_lost
                                                                     : fetch_failure::protocol_error;
  case CURLE_PARTIAL_FILE:
    return fetch_failure::truncated;
  case CURLE_GOT_NOTHING:
  case CURLE_SEND_ERROR:
  case CURLE_HTTP2_STREAM:
    return fetch_failure::connection_lost;
  case CURLE_FILESIZE_EXCEEDED:
  case CURLE_OUT_OF_MEMORY: // a header line over libcurl's own limit
    return fetch_failure::too_large;
  default:
    return fetch_failure::protocol_error;
  }
}

} // namespace

refusal explain(CURLcode code, std::string_view detail) {
  return {classify(code, detail), detail.empty() ? curl_easy_strerror(code) : std::string(detail)};
}

} // namespace leadstream::net
