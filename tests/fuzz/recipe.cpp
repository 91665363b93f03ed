#include "domain/sources/recipe.hpp"

#include <cstdint>
#include <cstdlib>

/// Any page is read by any kind of recipe within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using leadstream::sources::recipe;
  if (size == 0) {
    return 0;
  }
  recipe how;
  how.form = static_cast<decltype(how.form)>(data[0] % 3);
  how.each = how.form == recipe::form::json   ? "data.companies"
             : how.form == recipe::form::html ? "div.result"
                                              : "Dentist";
  how.next = how.form == recipe::form::json ? "next" : "a.next@href";
  how.fields =
      how.form == recipe::form::html
          ? std::map<std::string, std::string>{{"name", "h2.n"}, {"website", "a@href"}, {"id", "@data-id"}}
          : std::map<std::string, std::string>{{"name", "name"}, {"phone", "contact.phones.0"}};
  leadstream::page answer;
  answer.url = "https://directory.example/search?page=1";
  answer.status = 200;
  answer.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto read = leadstream::sources::read_recipe_page(how, answer);
  if (read && read->records.size() > 1'000) {
    std::abort();
  }
  return 0;
}
