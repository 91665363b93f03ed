#include "tests/simweb/faults.hpp"

#include <array>

namespace leadstream::simweb {
namespace {

constexpr std::array names = {"none",         "rate_limited",    "unavailable",   "reset",
                              "slow_drip",    "redirect_loop",   "huge_body",     "bomb",
                              "wrong_length", "broken_chunks",   "robots_part",   "robots_all",
                              "robots_error", "blocked",         "captcha",       "server_error",
                              "empty_reply",  "endless_headers", "never_answers", "parked"};

const std::vector<fault> passing = {fault::rate_limited, fault::unavailable, fault::reset, fault::slow_drip};
const std::vector<fault> usual = {fault::robots_all, fault::robots_error,  fault::blocked,
                                  fault::captcha,    fault::redirect_loop, fault::huge_body,
                                  fault::bomb,       fault::robots_part};
const std::vector<fault> all = {fault::robots_all,      fault::robots_error,  fault::blocked,
                                fault::captcha,         fault::server_error,  fault::empty_reply,
                                fault::endless_headers, fault::never_answers, fault::parked,
                                fault::redirect_loop,   fault::huge_body,     fault::bomb,
                                fault::wrong_length,    fault::broken_chunks, fault::robots_part};

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
    return fault_profile{{}, passing};
  if (name == "default")
    return fault_profile{usual, passing};
  if (name == "hostile")
    return fault_profile{all, passing};
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
         "Each fault, format and encoding stands on 5 % of the sites that the directory names, rounded up. "
         "Of "
         "fewer\n"
         "than 50 companies they are dealt out evenly instead, each on a site at least from 20 companies on. "
         "The\n"
         "directory fails too: now and then in default (504), often in hostile (429, 504, answers with a "
         "remark).\n";
}

} // namespace leadstream::simweb
