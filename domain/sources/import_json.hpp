#pragma once
#include "domain/sources/import_reader.hpp"

#include <utility>

namespace leadstream::sources {

/// JSON lines, objects one after the other, an array of objects, or a FeatureCollection: each object is cut
/// out by its braces and read by itself. One that is cut off costs itself alone: reading begins again at the
/// next line that begins an object.
class json_import : public import_reader {
public:
  explicit json_import(import_options options) : options_(std::move(options)) {}

  std::optional<error> feed(std::string_view bytes, const sink& to) override;
  std::optional<error> finish(const sink& to) override;

private:
  void read(char c, const sink& to);
  void read_string(char c);
  void open(char c);
  void close(char c, const sink& to);
  bool cut_before_object() const;
  void limit(const sink& to);
  void refuse_line(const sink& to, const char* why);
  void refuse(const sink& to, std::uint64_t line, std::string why);
  void begin_again(const sink& to, std::string why, bool here);

  import_options options_;
  std::string record_;           ///< of the object under way, until it is given up
  std::string word_;             ///< the string that was read last
  std::string open_;             ///< the brackets that are open
  std::string given_up_;         ///< why the object under way is refused once it ends
  std::size_t record_depth_ = 0; ///< where records begin: 0 for lines, 1 in an array, 2 for features
  std::size_t indent_ = 0;       ///< blanks at the start of the line
  std::size_t record_indent_ = 0;
  char last_ = 0;           ///< the last that is no blank, outside of strings
  bool line_begins_ = true; ///< nothing but blanks in this line
  bool item_begins_ = true; ///< nothing but blanks, ',' and '[' in this line
  bool in_record_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  bool features_ = false; ///< a list of this name is open in the outermost object
  bool any_ = false;      ///< a record began
  bool blank_ = true;     ///< nothing but blanks in the file
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 1;
  std::uint64_t refused_line_ = 0; ///< where something outside of records was refused last
};

} // namespace leadstream::sources
