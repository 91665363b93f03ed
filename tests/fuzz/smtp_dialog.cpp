#include "domain/mail/smtp_dialog.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// Whatever a mail server sends, in pieces of any size: no message is sent, what is kept is bounded, and the
/// mailbox is never unknown without a word of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leadstream;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  smtp_dialog dialog({"anna@firma.example", "anna", "firma.example"}, "x7q2", {"crawler.example", {}});
  while (!text.empty() && !dialog.over()) {
    const std::size_t piece = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string command = dialog.receive(text.substr(0, piece));
    text.remove_prefix(piece);
    const bool harmless =
        command.empty() || (command.ends_with("\r\n") && command.find('\n') == command.size() - 1 &&
                            !command.starts_with("DATA"));
    if (!harmless) {
      std::abort();
    }
  }
  dialog.lose("the end");
  const mailbox_answer& said = dialog.answer();
  for (const std::string& reply : said.replies) {
    if (reply.size() > 400) {
      std::abort();
    }
  }
  const bool spoken_of = said.replies.size() >= 4 && dialog.answered();
  if (said.replies.size() > 8 || (said.what == mailbox_answer::kind::refused && !spoken_of)) {
    std::abort();
  }
  return 0;
}
