#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace leadstream {

/// What the mail server of a domain says of one mailbox.
struct mailbox_answer {
  enum class kind : std::uint8_t {
    unasked,   ///< nobody asked
    accepted,  ///< it takes mail for this mailbox and not for one that cannot exist
    catch_all, ///< it takes mail for every mailbox
    refused,   ///< it knows no such mailbox
    unknown    ///< it did not tell, or was not reached
  };

  kind what = kind::unasked;
  std::string why;                  ///< of `refused` and `unknown`: its words, or what hindered
  std::vector<std::string> replies; ///< as they came, shortened, in printable ASCII: "RCPT: 550 5.1.1 …"
};
/// "unasked", "accepted", "catch_all", "refused", "unknown".
const char* to_string(mailbox_answer::kind what);

} // namespace leadstream
