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

TEST_CASE("the faults that people make are mended") {
  const char* cases[][2] = {
      {"<r>Fish & Chips &mdash; R&D; &uuml;</r>", "<r>Fish & Chips \u2014 R&D; \u00FC/r"},
      {"<r><![CDATA[a & b &uuml;]]>&LT;i&gt;</r>", "<r>a & b &uuml;<i>/r"},
      {"<r>&#60;&#x1f;\x0b&#146;&#xzz;</r>", "<r><\u2019&#xzz;/r"},
      {"\n<br />\n<b>Warning</b>: no\n<?xml version='1.0'?><r>x</r>", "<r>x/r"},
      {"<?xml version='1.0' encoding='ISO-8859-1'?><r>M\xFCller</r>", "<r>M\u00FCller/r"},
      {"<?xml version='1.0' encoding='windows-1252'?><r>\x80 5</r>", "<r>\u20AC 5/r"},
      {"<?xml version='1.0' encoding='ISO-8859-1'?><r>M\xC3\xBCller</r>", "<r>M\u00FCller/r"},
      {"\xEF\xBB\xBF<r>x</r>", "<r>x/r"},
  };
  for (const auto& [text, seen] : cases) {
    CAPTURE(text);
    recorder reader;
    CHECK(reader.read(text).empty());
    CHECK(reader.seen == seen);
  }
  recorder wide;
  std::string utf16("\xFF\xFE", 2);
  for (const char c : std::string("<?xml version='1.0' encoding='utf-16'?><r>x</r>")) {
    utf16.append({c, '\0'});
  }
  CHECK(wide.read(utf16).empty());
  CHECK(wide.seen == "<r>x/r");
}
