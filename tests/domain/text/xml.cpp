#include "domain/text/xml.hpp"

#include <catch2/catch.hpp>

namespace {

class recorder : public leadstream::xml_reader {
public:
  recorder() : xml_reader(4) {}
  std::string seen;

private:
  void open(std::string_view name) override {
    seen.append("<").append(name).append(std::string(attribute("id"))).append(">");
  }
  void text(std::string_view part) override { seen.append(part); }
  void close(std::string_view name) override { seen.append("/").append(name); }
};

} // namespace

TEST_CASE("elements come without prefix, with their attributes and text") {
  recorder reader;
  CHECK(reader.read("<a:r xmlns:a='u'><b a:id='7'>x&amp;y</b></a:r>").empty());
  CHECK(reader.seen == "<r><b7>x&y/b/r");
}

TEST_CASE("what is not read to its end says why") {
  const char* cases[][2] = {
      {"<a><b><c><d><e/></d></c></b></a>", "too_deep"},
      {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "entity"},
      {"<!DOCTYPE a SYSTEM 'http://canary.test/x'><a/>", ""},
      {"<a><b></a>", "malformed"},
      {"", "malformed"},
  };
  for (const auto& [text, problem] : cases) {
    recorder reader;
    CHECK(reader.read(text) == problem);
  }
}
