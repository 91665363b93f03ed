#pragma once
#include "domain/clean/email.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// One reply of a mail server (RFC 5321, 4.2).
struct smtp_reply {
  int code = 0;                   ///< 200..559
  std::vector<std::string> lines; ///< without code, as they came
};

/// A reply as people may read it: one line of printable ASCII, shortened.
std::string to_string(const smtp_reply& reply);

/// Cuts what a mail server sends into replies. Whatever comes, it holds a bounded number of bytes.
class smtp_reply_reader {
public:
  static constexpr std::size_t longest_line = 1'000;
  static constexpr std::size_t most_lines = 100;
  static constexpr std::size_t most_bytes = 64U << 10U; ///< of all replies together

  void feed(std::string_view bytes);
  /// The next whole reply; nothing while it is not there.
  std::optional<smtp_reply> next();
  /// Whether what came is no SMTP, or too much of it. Then it stays so.
  bool broken() const { return broken_; }
  /// Whether nothing is left over.
  bool empty() const { return buffer_.empty(); }

private:
  bool add_line(std::string_view line);

  std::string buffer_;
  smtp_reply open_;
  std::size_t total_ = 0;
  bool broken_ = false;
};

/// What a reply to RCPT says of the mailbox.
enum class recipient_state : std::uint8_t {
  accepted,
  no_such_mailbox,
  unclear ///< for now (4xx), or for reasons that lie elsewhere: policy, block lists, quota, the sender
};

/// Reads the reply to RCPT for `asked`. A refusal means that there is no such mailbox only when the reply
/// says so by its code (RFC 3463) or its words and names no other reason.
recipient_state read_recipient(const smtp_reply& reply, const email_address& asked);

} // namespace leadstream
