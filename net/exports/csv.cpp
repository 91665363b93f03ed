#include "net/exports/csv.hpp"

#include "domain/text/spreadsheet.hpp"
#include "net/exports/encoder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::exports {
namespace {

constexpr std::array<bool, 256> make_quoted() {
  std::array<bool, 256> quoted{};
  for (const char c : std::string_view("\",;\t\r\n")) {
    quoted[static_cast<unsigned char>(c)] = true;
  }
  return quoted;
}

bool needs_quotes(std::string_view text) {
  static constexpr std::array<bool, 256> quoted = make_quoted();
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return quoted[c]; });
}

class csv_encoder : public encoder {
public:
  explicit csv_encoder(file_options options) : options_(std::move(options)) {}

  void begin(std::string& out) override {
    for (const column* c : options_.columns) {
      out.append(c == options_.columns.front() ? "" : ",").append(c->header);
      if (options_.provenance && !c->origin.empty()) {
        for (const char* what : {"_source", "_url", "_seen_at"}) {
          out.append(",").append(c->header).append(what);
        }
      }
    }
    out += "\r\n";
  }

  void append(std::string& out, const lead_row& row) override {
    each_line(options_, row, [&](const line& l) {
      bool first = true;
      for (const column* c : options_.columns) {
        out.append(first ? "" : ",");
        first = false;
        append_value(out, *c, l);
      }
      out += "\r\n";
    });
  }

  bool finish(std::string& /*out*/) override { return true; }

private:
  void append_value(std::string& out, const column& c, const line& l) {
    const std::size_t start = out.size();
    c.append(out, l);
    const std::string_view written = std::string_view(out).substr(start);
    const bool plain =
        c.kind != column::content::foreign_text || (!looks_like_formula(written) && !needs_quotes(written));
    if (plain && !options_.provenance) {
      return;
    }
    cell_ = written;
    if (!plain) {
      out.resize(start);
      append_cell(out, cell_);
    }
    if (options_.provenance && !c.origin.empty()) {
      append_origin(out, origin_of(c, l.lead, cell_));
    }
  }

  static void append_origin(std::string& out, const provenance* from) {
    for (const std::string& part : from == nullptr
                                       ? std::array<std::string, 3>{}
                                       : std::array{from->source, from->url, to_rfc3339(from->fetched_at)}) {
      out += ',';
      append_cell(out, part);
    }
  }

  file_options options_;
  std::string cell_;
};

} // namespace

void append_cell(std::string& out, std::string_view text) {
  const bool guard = looks_like_formula(text);
  if (!needs_quotes(text)) {
    out.append(guard ? "'" : "").append(text);
    return;
  }
  out += guard ? "\"'" : "\"";
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

std::unique_ptr<encoder> make_csv_encoder(const file_options& options) {
  return std::make_unique<csv_encoder>(options);
}

} // namespace leadstream::exports
