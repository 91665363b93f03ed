#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"
#include "net/api/text.hpp"
#include "net/exports/encoder.hpp"

#include <algorithm>
#include <stdexcept>

namespace leadstream::api {
namespace {

using exports::column;
using exports::file_options;

constexpr std::size_t rows_per_piece = 1000;

/// Pulls leads from a cursor and makes a file of them, a piece at a time.
class export_source : public body_source, public std::enable_shared_from_this<export_source> {
public:
  export_source(std::shared_ptr<lead_cursor> leads, const file_options& options)
      : leads_(std::move(leads)), encoder_(exports::make_encoder(options)) {
    encoder_->begin(begun_);
  }

  void next(completion<std::string> done) override {
    if (ended_) {
      return give(done, [this] { return rest(); });
    }
    leads_->next(rows_per_piece, [self = shared_from_this(), done](result<std::vector<lead_row>> rows) {
      if (!rows) {
        return done(rows.problem());
      }
      self->give(done, [&] { return self->encoded(*rows); });
    });
  }

private:
  /// Answers with the bytes that `make` gives; a file that is not yet ripe gives none, so the next leads are
  /// fetched first: an empty piece would end the body.
  template <class Make>
  void give(const completion<std::string>& done, Make make) {
    std::string bytes;
    try {
      bytes = make();
    } catch (const std::runtime_error& problem) {
      return done(error{error_code::internal, problem.what(), {}});
    }
    if (bytes.empty() && !finished_) {
      return next(done);
    }
    done(std::move(bytes));
  }

  std::string encoded(const std::vector<lead_row>& rows) {
    std::string bytes = std::exchange(begun_, {});
    bytes.reserve(bytes.size() + 100 * rows.size());
    for (const lead_row& row : rows) {
      encoder_->append(bytes, row);
    }
    ended_ = rows.empty();
    return ended_ ? bytes + rest() : bytes;
  }

  std::string rest() {
    std::string bytes;
    if (!finished_) {
      finished_ = encoder_->finish(bytes);
    }
    return bytes;
  }

  std::shared_ptr<lead_cursor> leads_;
  std::unique_ptr<exports::encoder> encoder_;
  std::string begun_;
  bool ended_ = false;
  bool finished_ = false;
};

std::string known_fields() {
  std::string names;
  for (const column& c : exports::columns()) {
    names.append(names.empty() ? "" : ", ").append(c.name);
  }
  return names;
}

const char* default_fields(const file_options& options) {
  return options.per_contact ? "name,contact_name,contact_title,contact_email,contact_phone,score"
                             : "name,email,phone,score";
}

void choose(query_reader& query, file_options& options, std::string_view name) {
  const column* c = exports::find_column(name);
  if (c == nullptr) {
    query.fault("fields", "\"" + std::string(name) + "\" is no field; there are " + known_fields());
  } else if (std::find(options.columns.begin(), options.columns.end(), c) != options.columns.end()) {
    query.fault("fields", "\"" + std::string(name) + "\" comes twice; name each field once");
  } else if (c->shows == column::part::person && !options.per_contact) {
    query.fault("fields", "\"" + std::string(name) + "\" is of a contact; ask for rows=contacts");
  } else {
    options.columns.push_back(c);
  }
}

void read_fields(query_reader& query, file_options& options) {
  if (options.as == exports::format::vcard) {
    return;
  }
  const bool given = query.has("fields");
  const std::string chosen = query.raw("fields");
  if (given || options.as != exports::format::jsonl) {
    for (const std::string_view name :
         split(given ? std::string_view(chosen) : default_fields(options), ',')) {
      choose(query, options, name);
    }
  }
  if (given && chosen.empty()) {
    query.fault("fields", std::string("names no field; leave it out for ") + default_fields(options));
  }
}

bool read_choice(query_reader& query, const char* name, std::string_view no, std::string_view yes) {
  const bool given = query.has(name);
  const std::string chosen = query.raw(name);
  if (given && chosen != no && chosen != yes) {
    query.fault(name,
                "\"" + chosen + "\" is neither \"" + std::string(no) + "\" nor \"" + std::string(yes) + "\"");
  }
  return chosen == yes;
}

file_options read_options(query_reader& query, exports::format as) {
  file_options options;
  options.as = as;
  if (as == exports::format::vcard) {
    options.per_contact = true;
    return options;
  }
  options.per_contact = read_choice(query, "rows", "leads", "contacts");
  options.provenance = read_choice(query, "provenance", "false", "true");
  read_fields(query, options);
  return options;
}

response export_response(std::shared_ptr<lead_cursor>& leads, const file_options& options) {
  response r;
  r.content_type = exports::media_type(options.as);
  r.headers.push_back({"Content-Disposition",
                       "attachment; filename=\"" + std::string(exports::file_name(options.as)) + "\""});
  r.stream = std::make_shared<export_source>(std::move(leads), options);
  return r;
}

} // namespace

void export_leads(const call_ptr& call) {
  const auto as = exports::parse_format(call->id);
  if (!as) {
    return call->done(
        error{error_code::not_found, "there is no such export; there are csv, jsonl, xlsx and vcard", {}});
  }
  query_reader query(call->asked.query);
  lead_query wanted;
  wanted.ids = query.ids("lead_ids");
  const file_options options = read_options(query, *as);
  wanted.with_contacts = options.per_contact;
  wanted.with_intelligence = exports::any_shows(options.columns, column::part::intelligence);
  wanted.with_provenance = options.provenance;
  wanted.fields = options.columns.empty() ? lead_fields::all() : exports::needed_by(options.columns);
  read_filters(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [options](const http_call&, std::shared_ptr<lead_cursor>& leads) {
    return export_response(leads, options);
  };
  call->around.inside->open_leads(call->around.tenant, wanted,
                                  answer<std::shared_ptr<lead_cursor>>(call, encode));
}

} // namespace leadstream::api
