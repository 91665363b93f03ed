#include "net/exports/encoder.hpp"

#include <string_view>

namespace leadstream::exports {
namespace {

/// Text as RFC 6350 section 3.4 writes it.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') {
      out.append(1, '\\').append(1, c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

/// URIs are no text: what could end the line is taken away, the rest stays.
std::string bare(std::string_view uri) {
  std::string out(uri);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
  return out;
}

/// Appends a content line, folded after at most 75 bytes and never within a character.
void append_line(std::string& out, const std::string& content) {
  std::size_t start = 0;
  std::size_t room = 75;
  while (content.size() - start > room) {
    std::size_t end = start + room;
    while (end > start + 1 && (static_cast<unsigned char>(content[end]) & 0xC0U) == 0x80) {
      --end;
    }
    out.append(content, start, end - start).append("\r\n ");
    start = end;
    room = 74;
  }
  out.append(content, start).append("\r\n");
}

void append_text(std::string& out, const char* name, std::string_view text) {
  if (!text.empty()) {
    append_line(out, std::string(name) + ":" + escaped(text));
  }
}

void append_uri(std::string& out, const std::string& name, std::string_view uri) {
  if (!uri.empty()) {
    append_line(out, name + ":" + bare(uri));
  }
}

class vcard_encoder : public encoder {
public:
  void begin(std::string& /*out*/) override {}

  void append(std::string& out, const lead_row& row) override {
    append_company(out, row);
    for (const contact& person : row.contacts) {
      if (!person.name.empty()) {
        append_person(out, row, person);
      }
    }
  }

  bool finish(std::string& /*out*/) override { return true; }

private:
  static void append_company(std::string& out, const lead_row& row) {
    out += "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n";
    append_uri(out, "UID", "urn:uuid:" + to_string(row.id));
    append_text(out, "FN", row.company_name);
    append_text(out, "ORG", row.company_name);
    append_reach(out, row.email, row.phone);
    append_uri(out, "URL", row.website);
    append_place(out, row.location);
    append_text(out, "CATEGORIES", row.industry);
    append_text(out, "NOTE", row.description);
    append_end(out, row);
  }

  static void append_person(std::string& out, const lead_row& row, const contact& person) {
    out += "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\n";
    append_uri(out, "UID", "urn:uuid:" + to_string(person.id));
    append_text(out, "FN", person.name);
    append_line(out, "N:" + escaped(part("contact_last_name", {row, &person})) + ";" +
                         escaped(part("contact_first_name", {row, &person})) + ";;;");
    append_text(out, "ORG", row.company_name);
    append_text(out, "TITLE", person.title);
    append_reach(out, person.email, person.phone);
    append_uri(out, "URL", person.linkedin_url);
    append_uri(out, "RELATED;TYPE=colleague", "urn:uuid:" + to_string(row.id));
    append_place(out, row.location);
    append_end(out, row);
  }

  static std::string part(std::string_view column, const line& of) {
    std::string text;
    find_column(column)->append(text, of);
    return text;
  }

  static void append_reach(std::string& out, const std::string& email, const std::string& phone) {
    append_text(out, "EMAIL;TYPE=work", email);
    if (!phone.empty()) {
      append_uri(out, "TEL;VALUE=uri;TYPE=\"work,voice\"", "tel:" + phone);
    }
  }

  static void append_place(std::string& out, const place& where) {
    if (!(where.street + where.city + where.state + where.postal_code + where.country).empty()) {
      append_line(out, "ADR;TYPE=work:;;" + escaped(where.street) + ";" + escaped(where.city) + ";" +
                           escaped(where.state) + ";" + escaped(where.postal_code) + ";" +
                           escaped(where.country));
    }
    if (where.has_point) {
      append_line(out, "GEO:geo:" + std::to_string(where.latitude) + "," + std::to_string(where.longitude));
    }
  }

  static void append_end(std::string& out, const lead_row& row) {
    std::string revision = to_rfc3339(row.updated_at).substr(0, 19);
    std::erase_if(revision, [](char c) { return c == '-' || c == ':'; });
    append_line(out, "REV:" + revision + "Z");
    out += "END:VCARD\r\n";
  }
};

} // namespace

std::unique_ptr<encoder> make_vcard_encoder(const file_options& /*options*/) {
  return std::make_unique<vcard_encoder>();
}

} // namespace leadstream::exports
