#include "tests/simweb/faults.hpp"

namespace leadstream::simweb {
namespace {

constexpr std::array names = {"none",         "rate_limited",    "unavailable",   "reset",
                              "slow_drip",    "redirect_loop",   "huge_body",     "bomb",
                              "wrong_length", "broken_chunks",   "robots_part",   "robots_all",
                              "robots_error", "blocked",         "captcha",       "server_error",
                              "empty_reply",  "endless_headers", "never_answers", "parked"};

// The first faults of the list on one twentieth of the sites each, the rest of the sites are sound.
fault_profile first_faults(std::size_t count) {
  fault_profile made{};
  for (std::size_t i = 0; i < count; ++i)
    made[i] = static_cast<fault>(i + 1);
  return made;
}

fault_profile usual_faults() {
  return {fault::rate_limited,  fault::unavailable,  fault::reset,   fault::slow_drip,
          fault::redirect_loop, fault::huge_body,    fault::bomb,    fault::robots_part,
          fault::robots_all,    fault::robots_error, fault::blocked, fault::captcha,
          fault::none,          fault::none,         fault::none};
}

} // namespace

const char* to_string(fault what) {
  return names[static_cast<std::size_t>(what)];
}

bool site_readable(fault what) {
  return what < fault::robots_all;
}

std::optional<fault_profile> find_profile(std::string_view name) {
  if (name == "none")
    return fault_profile{};
  if (name == "light")
    return first_faults(4);
  if (name == "default")
    return usual_faults();
  if (name == "hostile")
    return first_faults(19);
  return std::nullopt;
}

std::string profile_help() {
  return "none     every site is sound\n"
         "light    20 % of the sites: 429 with Retry-After, 503, reset, slow drip; all recover on retry\n"
         "default  60 %: those, and redirect loop, huge body, compression bomb, robots.txt that forbids "
         "parts,\n"
         "         everything or answers 503, 403 and challenge pages\n"
         "hostile  95 %: those, and wrong lengths, broken chunks, 500, empty replies, endless headers, "
         "silence,\n"
         "         parked domains\n"
         "Each fault stands on 5 % of the sites. The directory fails too: now and then in default (504), "
         "often in\n"
         "hostile (429, 504, answers with a remark).\n";
}

} // namespace leadstream::simweb
