#include "domain/mail/smtp_reply.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace leadstream {
namespace {

constexpr std::size_t longest_shown = 300;

std::optional<int> read_code(std::string_view line) {
  const bool code = line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && line[1] >= '0' &&
                    line[1] <= '5' && is_digit(line[2]);
  return code ? std::optional((line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0') : std::nullopt;
}

void append_printable(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (byte >= 0x20 && byte < 0x7F && byte != '\\') {
    out += static_cast<char>(byte);
  } else {
    out.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
  }
}

std::string joined(const smtp_reply& reply) {
  std::string text;
  for (const std::string& line : reply.lines) {
    text += (text.empty() ? "" : " ") + line;
  }
  return text;
}

/// "5.1.1" of "#5.1.1 No such user" (RFC 2034); empty when the reply has none.
std::string_view enhanced_code(const smtp_reply& reply) {
  std::string_view text = reply.lines.empty() ? std::string_view() : reply.lines.front();
  text.remove_prefix(std::min(text.find_first_not_of('#'), text.size()));
  const std::string_view code = text.substr(0, text.find_first_not_of("0123456789."));
  return std::count(code.begin(), code.end(), '.') == 2 ? code : std::string_view();
}

/// Whether a word of the text, or several, begins like a line of the lexicon.
bool tells(const std::string& words, const char* name) {
  const auto lines = lexicon_lines(name);
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return words.find(" " + std::string(line)) != std::string::npos;
  });
}

/// The words of a reply without the address, which may look like any of them.
std::string words_of(const smtp_reply& reply, const email_address& asked) {
  std::string text = lower(extraction::make_valid_utf8(joined(reply)));
  for (const std::string& part : {asked.value, asked.domain}) {
    for (auto at = text.find(part); !part.empty() && at != std::string::npos; at = text.find(part)) {
      text.erase(at, part.size());
    }
  }
  return " " + plain_words(text);
}

bool says_no_such_mailbox(const smtp_reply& reply, const email_address& asked) {
  const std::string_view code = enhanced_code(reply);
  const bool by_code = extraction::is_one_of(code, {"5.1.1", "5.1.6", "5.1.10"});
  const bool by_words =
      extraction::is_one_of(code, {"", "5.1.0", "5.1.2", "5.1.3"}) || code.starts_with("5.0.");
  const std::string words = words_of(reply, asked);
  return (by_code || (by_words && tells(words, "smtp_no_mailbox"))) && !tells(words, "smtp_other_reasons");
}

} // namespace

std::string to_string(const smtp_reply& reply) {
  std::string out = std::to_string(reply.code) + " ";
  for (const char byte : joined(reply)) {
    if (out.size() >= longest_shown) {
      return out + "...";
    }
    append_printable(out, static_cast<unsigned char>(byte));
  }
  return out;
}

void smtp_reply_reader::feed(std::string_view bytes) {
  total_ += bytes.size();
  broken_ = broken_ || total_ > most_bytes;
  if (!broken_) {
    buffer_ += bytes;
  }
}

std::optional<smtp_reply> smtp_reply_reader::next() {
  while (!broken_) {
    const std::size_t end = buffer_.find('\n');
    broken_ = std::min(end, buffer_.size()) > longest_line;
    if (broken_ || end == std::string::npos) {
      break;
    }
    const bool last = add_line(std::string_view(buffer_).substr(0, end));
    buffer_.erase(0, end + 1);
    if (last) {
      return std::exchange(open_, {});
    }
  }
  return std::nullopt;
}

/// True when the line ends a reply.
bool smtp_reply_reader::add_line(std::string_view line) {
  line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  const auto code = read_code(line);
  const char mark = line.size() > 3 ? line[3] : ' ';
  broken_ = !code || (mark != ' ' && mark != '-') || open_.lines.size() == most_lines ||
            (!open_.lines.empty() && open_.code != *code);
  if (broken_) {
    return false;
  }
  open_.code = *code;
  open_.lines.emplace_back(line.substr(std::min<std::size_t>(4, line.size())));
  return mark == ' ';
}

recipient_state read_recipient(const smtp_reply& reply, const email_address& asked) {
  switch (reply.code) {
  case 250:
  case 251:
  case 252:
    return recipient_state::accepted;
  case 550:
  case 551:
  case 553:
    return says_no_such_mailbox(reply, asked) ? recipient_state::no_such_mailbox : recipient_state::unclear;
  default:
    return recipient_state::unclear;
  }
}

} // namespace leadstream
