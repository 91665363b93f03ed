#include "app/csv.hpp"

namespace leadstream::app {

int csv_reader::get() {
  if (position_ == filled_) {
    filled_ = std::fread(buffer_.data(), 1, buffer_.size(), file_);
    position_ = 0;
    if (filled_ == 0) {
      return end_of_file;
    }
  }
  return static_cast<unsigned char>(buffer_[position_++]);
}

void csv_reader::skip_byte_order_mark() {
  started_ = true;
  if (const int first = get(); first != end_of_file) {
    --position_;
    if (std::string_view(buffer_.data(), filled_).starts_with("\xEF\xBB\xBF")) {
      position_ = 3;
    }
  }
}

void csv_reader::read_quoted(std::string& field) {
  for (int c = get(); c != end_of_file; c = get()) {
    if (c == '"') {
      c = get();
      if (c != '"') {
        position_ -= c == end_of_file ? 0 : 1;
        return;
      }
    }
    field += static_cast<char>(c);
  }
}

int csv_reader::read_field(std::string& field) {
  field.clear();
  int c = get();
  if (c == '"') {
    read_quoted(field);
    c = get();
  }
  for (; c != end_of_file && c != ',' && c != '\n'; c = get()) {
    field += static_cast<char>(c);
  }
  if (c != ',' && field.ends_with('\r')) {
    field.pop_back();
  }
  return c;
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
