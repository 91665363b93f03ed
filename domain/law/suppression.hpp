#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"

#include <array>
#include <atomic>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_set>

/// Who does not want to be contacted, or known at all.
namespace leadstream::law {

/// What a person or a company is named by.
enum class subject_kind : std::uint8_t { email, domain, phone };
const char* to_string(subject_kind kind);
std::optional<subject_kind> parse_subject_kind(std::string_view text);

/// A person's address or number, or a company's domain, in the form that is compared: lower case, E.164.
struct subject {
  subject_kind kind = subject_kind::email;
  std::string value;
};
/// Reads one; the error is a sentence for people.
result<subject> read_subject(subject_kind kind, std::string_view text);

/// What a suppression keeps instead of the value: its SHA-256 in hexadecimal, as public delete lists have it.
std::string hash_of(const subject& s);

/// The suppressions in memory, for those who ask often. Any thread.
class suppression_list {
public:
  void add(const tenant_id& tenant, subject_kind kind, const std::string& hash);
  void remove(const tenant_id& tenant, subject_kind kind, const std::string& hash);

  /// Whether an address is suppressed itself or by its domain; a URL by its host's domain; a number. Those of
  /// the tenant "*" hold for all.
  bool forbids_email(const tenant_id& tenant, std::string_view email) const;
  bool forbids_url(const tenant_id& tenant, std::string_view url) const;
  bool forbids_host(const tenant_id& tenant, std::string_view host) const;
  bool forbids_phone(const tenant_id& tenant, std::string_view phone) const;
  bool empty() const { return count_ == 0; }
  /// Whether somebody is suppressed by that.
  bool holds(subject_kind kind) const { return counts_[static_cast<std::size_t>(kind)] > 0; }

private:
  bool has(const tenant_id& tenant, const subject& s) const;
  bool has_domain(const tenant_id& tenant, std::string_view host) const;

  mutable std::shared_mutex guard_;
  std::unordered_set<std::string> keys_;
  std::atomic<std::size_t> count_{0};
  std::array<std::atomic<std::size_t>, 3> counts_{}; ///< by kind
};

/// Whether an observation is of a company whose domain the tenant's list forbids: none of it may be kept.
bool is_forbidden(const observation& seen, const tenant_id& tenant, const suppression_list& list);

/// Takes out of an observation what its tenant's list forbids, from what was found and from what was made of
/// it, and says so among the rejections, without the value. False when it is_forbidden().
bool redact(observation& seen, const tenant_id& tenant, const suppression_list& list);

} // namespace leadstream::law
