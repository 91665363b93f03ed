#include "domain/clean/email.hpp"
#include "domain/clean/name.hpp"
#include "domain/clean/phone.hpp"
#include "domain/clean/text.hpp"
#include "domain/clean/website.hpp"

#include <cstdint>
#include <cstdlib>

static void demand(bool holds) {
  if (!holds)
    std::abort();
}

/// What was cleaned once is clean: doing it again changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leadstream;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto address = clean_email(text)) {
    const auto again = clean_email(address->value);
    demand(!again || again->value == address->value);
  }
  if (const auto number = clean_phone(text, "CH"))
    demand(clean_phone(number->e164, "").ok() && clean_phone(number->e164, "")->e164 == number->e164);
  if (const auto site = clean_website(text))
    demand(clean_website(site->value).ok() && clean_website(site->value)->value == site->value);
  (void)clean_name(text);
  (void)clean_person_name(text);
  const auto plain = clean_text(text, 100);
  demand(clean_text(plain, 100) == plain);
  return 0;
}
