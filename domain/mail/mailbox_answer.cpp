#include "domain/mail/mailbox_answer.hpp"

#include "domain/model/names.hpp"

namespace leadstream {

const char* to_string(mailbox_answer::kind what) {
  using kind = mailbox_answer::kind;
  static constexpr name_table<kind, 5> names{{{{kind::unasked, "unasked"},
                                               {kind::accepted, "accepted"},
                                               {kind::catch_all, "catch_all"},
                                               {kind::refused, "refused"},
                                               {kind::unknown, "unknown"}}}};
  return names.name(what);
}

} // namespace leadstream
