#include "domain/sources/import_reader.hpp"

#include "domain/sources/import_csv.hpp"
#include "domain/sources/import_json.hpp"
#include "domain/text/text_stream.hpp"

#include <utility>

namespace leadstream::sources {
namespace {

/// Gives a reader its file as UTF-8.
class decoded_import : public import_reader {
public:
  explicit decoded_import(std::unique_ptr<import_reader> reader) : reader_(std::move(reader)) {}

  std::optional<error> feed(std::string_view bytes, const sink& to) override {
    return reader_->feed(text_.take(bytes), to);
  }
  std::optional<error> finish(const sink& to) override {
    auto problem = reader_->feed(text_.finish(), to);
    return problem ? problem : reader_->finish(to);
  }
  const std::vector<column_use>& mapping() const override { return reader_->mapping(); }

private:
  extraction::text_stream text_;
  std::unique_ptr<import_reader> reader_;
};

} // namespace

std::unique_ptr<import_reader> make_import_reader(const import_options& options) {
  if (options.format == import_format::csv) {
    return std::make_unique<decoded_import>(std::make_unique<csv_import>(options));
  }
  return std::make_unique<decoded_import>(std::make_unique<json_import>(options));
}

} // namespace leadstream::sources
