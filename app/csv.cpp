#include "app/csv.hpp"

#include <algorithm>

namespace leadstream::app {

bool csv_reader::fill() {
  if (position_ == filled_) {
    filled_ = std::fread(buffer_.data(), 1, buffer_.size(), file_);
    position_ = 0;
  }
  return position_ < filled_;
}

template <class Is_end>
int csv_reader::read_until(Is_end is_end, std::string& field) {
  while (fill()) {
    const std::string_view rest(buffer_.data() + position_, filled_ - position_);
    const auto size = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_end) - rest.begin());
    field += rest.substr(0, size);
    position_ += size;
    if (size < rest.size()) {
      ++position_;
      return static_cast<unsigned char>(rest[size]);
    }
  }
  return end_of_file;
}

void csv_reader::skip_byte_order_mark() {
  started_ = true;
  if (fill() && std::string_view(buffer_.data(), filled_).starts_with("\xEF\xBB\xBF")) {
    position_ = 3;
  }
}

void csv_reader::read_quoted(std::string& field) {
  while (read_until([](char c) { return c == '"'; }, field) != end_of_file) {
    if (!fill() || buffer_[position_] != '"') {
      return;
    }
    field += buffer_[position_++];
  }
}

int csv_reader::read_field(std::string& field) {
  field.clear();
  if (fill() && buffer_[position_] == '"') {
    ++position_;
    read_quoted(field);
  }
  const int end = read_until([](char c) { return c == ',' || c == '\n'; }, field);
  if (end != ',' && field.ends_with('\r')) {
    field.pop_back();
  }
  return end;
}

bool csv_reader::next(std::vector<std::string>& fields) {
  if (!started_) {
    skip_byte_order_mark();
  }
  std::size_t count = 0;
  int end = ',';
  while (end == ',') {
    if (count == fields.size()) {
      fields.emplace_back();
    }
    end = read_field(fields[count++]);
  }
  fields.resize(count);
  return end != end_of_file || count > 1 || !fields[0].empty();
}

void append_csv(std::string& out, std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

} // namespace leadstream::app
