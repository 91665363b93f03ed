#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace leadstream {

/// Reads XML of others and tells its heir of each element. Names come without namespace and prefix. Any
/// encoding is read, and the faults that people make are mended: something before the document, a bare "&",
/// HTML's named references, control characters. Declared entities end the reading, nothing is ever fetched,
/// depth is limited. One document a reader.
class xml_reader {
public:
  explicit xml_reader(std::size_t depth);
  virtual ~xml_reader();
  xml_reader(const xml_reader&) = delete;
  xml_reader& operator=(const xml_reader&) = delete;

  /// Reads it all. Why the rest was not read: "entity", "too_deep", "malformed", or what stop() was given;
  /// empty: it was read to its end.
  std::string read(std::string_view bytes, std::string_view content_type = {});

protected:
  /// The value of an attribute of the element that opens; empty when it has none of that name.
  std::string_view attribute(std::string_view name) const;
  /// What stands before the colon in the name of the element that opens; mostly nothing.
  std::string_view prefix() const { return prefix_; }
  /// How many elements are open.
  std::size_t depth() const { return depth_; }
  void stop(const char* why);

private:
  virtual void open(std::string_view name) = 0;
  virtual void text(std::string_view part) = 0;
  virtual void close(std::string_view name) = 0;

  std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
  std::size_t most_;
  std::size_t depth_ = 0;
  const char** attributes_ = nullptr;
  std::string_view prefix_;
  std::string problem_;
};

} // namespace leadstream
