#pragma once
#include "domain/sources/import_reader.hpp"

namespace leadstream::sources {

/// JSON lines, objects one after the other, an array of objects, or a FeatureCollection: each object is cut
/// out by its braces and read by itself.
class json_import : public import_reader {
public:
  explicit json_import(const import_options& options) : options_(options) {}

  std::optional<error> feed(std::string_view bytes, const sink& to) override;
  std::optional<error> finish(const sink& to) override;

private:
  void open(char c);
  void close(const sink& to);

  import_options options_;
  std::string record_; ///< of the object under way
  std::string word_;   ///< the string that was read last, outside of records
  std::size_t depth_ = 0;
  std::size_t record_depth_ = 0; ///< where records begin: 0 for lines, 1 in an array, 2 for features
  std::size_t in_record_ = 0;    ///< open braces of the record; 0: none is under way
  bool in_string_ = false;
  bool escaped_ = false;
  bool too_long_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 1;
};

} // namespace leadstream::sources
