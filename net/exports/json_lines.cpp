#include "domain/json/lead.hpp"
#include "domain/json/writer.hpp"
#include "net/exports/encoder.hpp"

#include <utility>

namespace leadstream::exports {
namespace {

using json::writer;

void append_contact(writer& w, const contact& c) {
  w.begin_object().member_or_null("name", c.name).member_or_null("title", c.title);
  w.member_or_null("email", c.email).member_or_null("phone", c.phone);
  w.member_or_null("linkedin_url", c.linkedin_url).member("is_decision_maker", c.is_decision_maker);
  w.member("confidence_score", c.confidence).end_object();
}

void append_origin(writer& w, const provenance& p) {
  w.begin_object().member("field", p.field).member("value", p.value).member("source", p.source);
  w.member("url", p.url).member("fetched_at", to_rfc3339(p.fetched_at)).member("method", p.method);
  w.member("confidence", p.confidence).end_object();
}

class json_lines_encoder : public encoder {
public:
  explicit json_lines_encoder(file_options options) : options_(std::move(options)) {}

  void begin(std::string& /*out*/) override {}

  void append(std::string& out, const lead_row& row) override {
    if (options_.columns.empty()) {
      append_whole(out, row);
      return;
    }
    each_line(options_, row, [&](const line& l) {
      writer w(out);
      w.begin_object();
      for (const column* c : options_.columns) {
        append_value(w.key(c->header), *c, l);
      }
      append_details(w, row);
      w.end_object();
      out += '\n';
    });
  }

  bool finish(std::string& /*out*/) override { return true; }

private:
  void append_value(writer& w, const column& c, const line& l) {
    cell_.clear();
    c.append(cell_, l);
    if (cell_.empty()) {
      w.null();
    } else if (c.kind == column::content::number) {
      w.raw(cell_);
    } else {
      w.value(cell_);
    }
  }

  /// The lead as lists show it, with its contacts where they are asked for.
  void append_whole(std::string& out, const lead_row& row) {
    json::append(out, row);
    if (options_.per_contact || options_.provenance) {
      out.back() = ',';
      std::string more;
      writer w(more);
      w.begin_object();
      if (options_.per_contact) {
        w.key("contacts").begin_array();
        for (const contact& c : row.contacts) {
          append_contact(w, c);
        }
        w.end_array();
      }
      append_details(w, row);
      w.end_object();
      out.append(more, 1);
    }
    out += '\n';
  }

  void append_details(writer& w, const lead_row& row) {
    if (options_.provenance) {
      w.key("provenance").begin_array();
      for (const provenance& p : row.provenance) {
        append_origin(w, p);
      }
      w.end_array();
    }
  }

  file_options options_;
  std::string cell_;
};

} // namespace

std::unique_ptr<encoder> make_json_lines_encoder(const file_options& options) {
  return std::make_unique<json_lines_encoder>(options);
}

} // namespace leadstream::exports
