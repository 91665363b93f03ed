#include "net/serve/chunked_body.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace leadstream::serve;
using verdict = chunked_body::verdict;

namespace {

verdict judge(std::string_view text) {
  chunked_body body(1'000);
  return body.take(text);
}

} // namespace

TEST_CASE("chunks become a body, byte by byte or at once, and what follows stays") {
  const std::string text = "5\r\nhello\r\n00A;x=\"a;\\\"\";y\r\n, dear all\r\n0\r\n\r\n";
  std::string_view whole = "5\r\nhello\r\n0\r\n\r\nGET";
  chunked_body at_once(100);
  CHECK(at_once.take(whole) == verdict::complete);
  CHECK(at_once.body() == "hello");
  CHECK(whole == "GET");

  chunked_body slowly(100);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view byte = std::string_view(text).substr(i, 1);
    CHECK(slowly.take(byte) == (i + 1 == text.size() ? verdict::complete : verdict::incomplete));
  }
  CHECK(slowly.body() == "hello, dear all");
}

TEST_CASE("chunks that are not well-formed are refused") {
  const std::vector<std::string> broken{
      "g\r\n",
      "0x5\r\nhello\r\n0\r\n\r\n",
      "+5\r\n",
      "-1\r\n",
      " 5\r\n",
      "5 \r\n",
      "5;\r\n",
      "5;a[=b\r\n",
      "5;a=\r\n",
      "5;a=\"b\r\n",
      "1_0\r\n",
      "\r\n",
      "5\nhello",
      "5\r\nhello0",
      "5\r\nhello!!\r\n",
      "5\rhello",
      "0\r\nX: y\r\n\r\n",
      "0\r\n\n",
      "FFFFFFFFF\r\n",
      std::string(300, '0'),
  };
  for (const std::string& text : broken) {
    INFO(text);
    CHECK(judge(text) == verdict::malformed);
  }
  CHECK(judge("3E9\r\n") == verdict::too_large);
  CHECK(judge("FFFFFFFF\r\n") == verdict::too_large);
  CHECK(judge("3e8\r\n") == verdict::incomplete);
}
