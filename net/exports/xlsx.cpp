#include "net/exports/xlsx.hpp"

#include "net/exports/encoder.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace leadstream::exports {
namespace {

constexpr lxw_row_t most_rows = LXW_ROW_MAX;
constexpr std::size_t longest_cell = 32'767; ///< characters; bytes are never fewer
constexpr std::size_t piece_bytes = 256U << 10U;

/// A temporary folder that goes away with all that is in it.
class scratch_folder {
public:
  scratch_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "leadstream-export-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("cannot make a temporary folder " + name +
                               "; set TMPDIR to one that has room");
    }
    path_ = name;
  }
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  const std::string& path() const { return path_; }

private:
  std::string path_;
};

/// Rows go to a temporary file as they come; the workbook is packed when all are there.
class xlsx_encoder : public encoder {
public:
  explicit xlsx_encoder(file_options options)
      : options_(std::move(options)), path_(folder_.path() + "/leads.xlsx"), directory_(folder_.path()) {
    lxw_workbook_options how{};
    how.constant_memory = LXW_TRUE;
    how.tmpdir = directory_.data();
    book_ = workbook_new_opt(path_.c_str(), &how);
    if (book_ == nullptr) {
      throw std::runtime_error("cannot make a workbook in " + folder_.path());
    }
    begin_sheet();
  }
  ~xlsx_encoder() override {
    if (book_ != nullptr) {
      workbook_close(book_);
    }
    if (packed_ != nullptr) {
      std::fclose(packed_);
    }
  }
  xlsx_encoder(const xlsx_encoder&) = delete;
  xlsx_encoder& operator=(const xlsx_encoder&) = delete;

  void begin(std::string& /*out*/) override {}

  void append(std::string& /*out*/, const lead_row& row) override {
    each_line(options_, row, [&](const line& l) {
      if (row_ == most_rows) {
        begin_sheet();
      }
      lxw_col_t at = 0;
      for (const column* c : options_.columns) {
        write_value(at, *c, l);
      }
      ++row_;
    });
  }

  bool finish(std::string& out) override {
    if (book_ != nullptr) {
      const lxw_error problem = workbook_close(std::exchange(book_, nullptr));
      packed_ = problem == LXW_NO_ERROR ? std::fopen(path_.c_str(), "rb") : nullptr;
      if (packed_ == nullptr) {
        throw std::runtime_error(std::string("cannot write the workbook: ") + lxw_strerror(problem));
      }
    }
    const std::size_t start = out.size();
    out.resize(start + piece_bytes);
    const std::size_t got = std::fread(out.data() + start, 1, piece_bytes, packed_);
    out.resize(start + got);
    return got < piece_bytes;
  }

private:
  void begin_sheet() {
    sheet_ = workbook_add_worksheet(book_, nullptr);
    worksheet_freeze_panes(sheet_, 1, 0);
    row_ = 0;
    lxw_col_t at = 0;
    for (const column* c : options_.columns) {
      write_text(at++, std::string(c->header));
      if (options_.provenance && !c->origin.empty()) {
        for (const char* what : {"_source", "_url", "_seen_at"}) {
          write_text(at++, std::string(c->header) + what);
        }
      }
    }
    row_ = 1;
  }

  void write_value(lxw_col_t& at, const column& c, const line& l) {
    cell_.clear();
    c.append(cell_, l);
    if (c.kind == column::content::number && !cell_.empty()) {
      double number = 0;
      std::from_chars(cell_.data(), cell_.data() + cell_.size(), number);
      worksheet_write_number(sheet_, row_, at++, number, nullptr);
    } else {
      write_text(at++, cell_);
    }
    if (options_.provenance && !c.origin.empty()) {
      const provenance* from = origin_of(c, l.lead, cell_);
      write_text(at++, from == nullptr ? "" : from->source);
      write_text(at++, from == nullptr ? "" : from->url);
      write_text(at++, from == nullptr ? "" : to_rfc3339(from->fetched_at));
    }
  }

  /// Text stays text: the workbook's own kind of cell, which no spreadsheet computes.
  void write_text(lxw_col_t at, const std::string& text) {
    const std::string shown = sheet_text(text);
    if (!shown.empty()) {
      worksheet_write_string(sheet_, row_, at,
                             shown.size() > longest_cell ? shortened(shown).c_str() : shown.c_str(), nullptr);
    }
  }

  static std::string shortened(const std::string& text) {
    std::size_t end = longest_cell;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
      --end;
    }
    return text.substr(0, end);
  }

  file_options options_;
  scratch_folder folder_;
  std::string path_;
  std::string directory_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  std::string cell_;
  std::FILE* packed_ = nullptr;
};

/// "x0041_": what makes an underscore before it the begin of an escape.
bool begins_escape(std::string_view text) {
  return text.size() >= 6 && text[0] == 'x' && text[5] == '_' &&
         std::all_of(text.begin() + 1, text.begin() + 5,
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

} // namespace

std::string sheet_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      i += 2;
    } else if (rest.front() == '_' && begins_escape(rest.substr(1))) {
      out += "_x005F_";
    } else {
      out += rest.front();
    }
  }
  return out;
}

std::unique_ptr<encoder> make_xlsx_encoder(const file_options& options) {
  return std::make_unique<xlsx_encoder>(options);
}

} // namespace leadstream::exports
