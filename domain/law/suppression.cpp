#include "domain/law/suppression.hpp"

#include "domain/clean/email.hpp"
#include "domain/clean/phone.hpp"
#include "domain/model/names.hpp"
#include "domain/url/url.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace leadstream::law {
namespace {

constexpr name_table<subject_kind, 3> kinds{
    {{{subject_kind::email, "email"}, {subject_kind::domain, "domain"}, {subject_kind::phone, "phone"}}}};

std::string key_of(const tenant_id& tenant, subject_kind kind, const std::string& hash) {
  return tenant.value + '\n' + to_string(kind) + '\n' + hash;
}

const tenant_id& everybody() {
  static const tenant_id all{"*"};
  return all;
}

} // namespace

const char* to_string(subject_kind kind) {
  return kinds.name(kind);
}

std::optional<subject_kind> parse_subject_kind(std::string_view text) {
  return kinds.parse(text);
}

result<subject> read_subject(subject_kind kind, std::string_view text) {
  if (kind == subject_kind::email) {
    auto email = clean_email(text);
    return email ? result<subject>(subject{kind, email->value}) : email.problem();
  }
  if (kind == subject_kind::phone) {
    auto phone = clean_phone(text, "");
    return phone ? result<subject>(subject{kind, phone->e164}) : phone.problem();
  }
  const auto address = parse_url("https://" + std::string(text));
  if (!address || address->host.find('.') == std::string::npos || is_address(address->host) ||
      address->path != "/") {
    return error{
        error_code::invalid_argument, "\"" + std::string(text) + "\" is no domain; send example.com", {}};
  }
  const std::string host = address->host.starts_with("www.") ? address->host.substr(4) : address->host;
  if (registrable_domain(host).empty()) {
    return error{error_code::invalid_argument,
                 "\"" + host +
                     "\" is a public suffix, below which everybody may have a domain; send example.com",
                 {}};
  }
  return subject{kind, host};
}

std::string hash_of(const subject& s) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(s.value.data(), s.value.size(), digest.data(), &length, EVP_sha256(), nullptr);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

void suppression_list::add(const tenant_id& tenant, subject_kind kind, const std::string& hash) {
  const std::unique_lock lock(guard_);
  counts_[static_cast<std::size_t>(kind)] += keys_.insert(key_of(tenant, kind, hash)).second ? 1 : 0;
  count_ = keys_.size();
}

void suppression_list::remove(const tenant_id& tenant, subject_kind kind, const std::string& hash) {
  const std::unique_lock lock(guard_);
  counts_[static_cast<std::size_t>(kind)] -= keys_.erase(key_of(tenant, kind, hash));
  count_ = keys_.size();
}

bool suppression_list::has(const tenant_id& tenant, const subject& s) const {
  const std::string hash = hash_of(s);
  const std::shared_lock lock(guard_);
  return keys_.contains(key_of(tenant, s.kind, hash)) || keys_.contains(key_of(everybody(), s.kind, hash));
}

/// A domain stands for all below it.
bool suppression_list::has_domain(const tenant_id& tenant, std::string_view host) const {
  while (host.find('.') != std::string_view::npos) {
    if (has(tenant, {subject_kind::domain, std::string(host)})) {
      return true;
    }
    host.remove_prefix(host.find('.') + 1);
  }
  return false;
}

bool suppression_list::forbids_email(const tenant_id& tenant, std::string_view email) const {
  if (empty() || email.empty()) {
    return false;
  }
  const auto clean = clean_email(email);
  return clean && (has(tenant, {subject_kind::email, clean->value}) || has_domain(tenant, clean->domain));
}

bool suppression_list::forbids_url(const tenant_id& tenant, std::string_view url) const {
  if (empty() || url.empty()) {
    return false;
  }
  const auto address = parse_url(url);
  return address && has_domain(tenant, address->host);
}

bool suppression_list::forbids_host(const tenant_id& tenant, std::string_view host) const {
  std::string name(host);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return holds(subject_kind::domain) && has_domain(tenant, name);
}

bool suppression_list::forbids_phone(const tenant_id& tenant, std::string_view phone) const {
  if (empty() || phone.empty()) {
    return false;
  }
  const auto clean = clean_phone(phone, "");
  return clean && has(tenant, {subject_kind::phone, clean->e164});
}

} // namespace leadstream::law
