#include "domain/law/suppressed_page.hpp"

#include "domain/clean/phone.hpp"
#include "domain/extract/phone/phone_candidates.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace leadstream::law {
namespace {

/// No page names more; what does is not looked through to its end, and not kept.
constexpr std::size_t most_names = 20'000;

bool is_part_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("@.-_+").find(c) != std::string_view::npos;
}

/// Of a character that is written as %20, \n or \u003c, so that its code is not read as part of a name.
std::size_t length_of_escape(std::string_view text) {
  return text.front() == '%' ? 3 : text.front() == '&' ? 1 : text.starts_with("\\u") ? 6 : 2;
}

/// The text with '@' and '+' as they are, however HTML, JSON and URLs write them.
std::string plain(std::string_view text) {
  constexpr std::array codes{
      std::pair{std::string_view("%40"), '@'},     std::pair{std::string_view("&#64;"), '@'},
      std::pair{std::string_view("&#x40;"), '@'},  std::pair{std::string_view("&commat;"), '@'},
      std::pair{std::string_view("\\u0040"), '@'}, std::pair{std::string_view("%2B"), '+'},
      std::pair{std::string_view("%2b"), '+'},     std::pair{std::string_view("&#43;"), '+'}};
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto next = std::min(text.find_first_of("%&\\"), text.size());
    out.append(text.substr(0, next));
    text.remove_prefix(next);
    const auto code =
        std::find_if(codes.begin(), codes.end(), [&](const auto& c) { return text.starts_with(c.first); });
    if (code != codes.end()) {
      out += code->second;
      text.remove_prefix(code->first.size());
    } else if (!text.empty()) {
      out += ' ';
      text.remove_prefix(std::min(length_of_escape(text), text.size()));
    }
  }
  return out;
}

/// Whether one of the addresses and hosts of the text is forbidden.
bool names_forbidden(std::string_view text, const tenant_id& tenant, const suppression_list& list) {
  std::unordered_set<std::string_view> seen;
  const bool domains = list.holds(subject_kind::domain);
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_part_of_name);
    std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(std::min(name.size() + 1, text.size()));
    name.remove_suffix(name.size() - std::min(name.find_last_not_of(".-_+@") + 1, name.size()));
    const bool address = name.find('@') != std::string_view::npos;
    if (name.find('.') == std::string_view::npos || (!address && !domains) || !seen.insert(name).second) {
      continue;
    }
    if (seen.size() > most_names ||
        (address ? list.forbids_email(tenant, name) : list.forbids_host(tenant, name))) {
      return true;
    }
  }
  return false;
}

bool numbers_forbidden(std::string_view text, const tenant_id& tenant, const suppression_list& list,
                       const std::string& region) {
  const auto found = extraction::phone_candidates(text);
  return found.size() > most_names || std::any_of(found.begin(), found.end(), [&](const auto& candidate) {
           const auto number =
               clean_phone(text.substr(candidate.begin, candidate.end - candidate.begin), region);
           return number && list.forbids_phone(tenant, number->e164);
         });
}

} // namespace

bool is_suppressed(const page& content, const tenant_id& tenant, const suppression_list& list,
                   const std::string& region) {
  if (list.empty()) {
    return false;
  }
  const std::string text = plain(content.body);
  return list.forbids_url(tenant, content.url) || names_forbidden(text, tenant, list) ||
         (list.holds(subject_kind::phone) && numbers_forbidden(text, tenant, list, region));
}

} // namespace leadstream::law
