#include "tests/simweb/hostile/cases.hpp"
#include "tests/simweb/site/compress.hpp"
#include "tests/support/packed.hpp"

#include <zlib.h>

namespace leadstream::simweb {
namespace {

constexpr std::size_t much = 200U << 20U;

std::string zlib_packed(const std::string& plain) {
  uLongf size = compressBound(plain.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
            plain.size(), 9);
  out.resize(size);
  return out;
}

hostile_case encoded(std::string name, const std::string& encoding, const std::string& body) {
  return fixed_case(std::move(name), ok(body, "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: " +
                                                  encoding + "\r\n"));
}

std::string first_half(const std::string& body) {
  return body.substr(0, body.size() / 2);
}

std::string repeatedly_packed(std::string body, int times) {
  for (int i = 0; i < times; ++i) {
    body = gzip(body);
  }
  return body;
}

} // namespace

std::vector<hostile_case> encoding_cases() {
  const std::string page = sound_page("gzip-twice.hostile.test");
  const std::string status = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  return {
      encoded("gzip-bomb", "gzip", gzip_bomb(much)),
      encoded("deflate-bomb", "deflate", zlib_packed(std::string(64U << 20U, '\0'))),
      encoded("brotli-bomb", "br", test::brotli_zeros()),
      encoded("double-gzip-bomb", "gzip, gzip", gzip(gzip_bomb(much))),
      encoded("gzip-twice", "gzip, gzip", gzip(gzip(page))),
      encoded("gzip-twenty-times",
              "gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, "
              "gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip",
              repeatedly_packed(page, 20)),
      encoded("gzip-that-is-none", "gzip", page),
      encoded("brotli-that-is-none", "br", std::string(200, '\xff')),
      encoded("gzip-cut-short", "gzip", gzip(page).substr(0, 60)),
      encoded("gzip-half", "gzip", first_half(gzip(page))),
      encoded("gzip-without-trailer", "gzip", gzip(page).substr(0, gzip(page).size() - 8)),
      encoded("deflate-half", "deflate", first_half(zlib_packed(page))),
      encoded("gzip-and-rubbish", "gzip",
              gzip(sound_page("gzip-and-rubbish.hostile.test")) + std::string(100, 'x')),
      encoded("unknown-encoding", "sdch", page),
      endless_case("endless-body", status + "\r\n", std::string(64U << 10U, 'x')),
      endless_case("endless-chunks", status + "Transfer-Encoding: chunked\r\n\r\n",
                   "1000\r\n" + std::string(4'096, 'x') + "\r\n"),
      endless_case("endless-gzip-of-nothing",
                   status + "Content-Encoding: gzip\r\n\r\n" + gzip("").substr(0, 10),
                   std::string("\0\0\0\xff\xff", 5)),
  };
}

} // namespace leadstream::simweb
