#include "domain/enrich/tech_pattern.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace leadstream::enrich {
namespace {

constexpr std::string_view tag_mark = "\\;";
constexpr int most_groups = 10;
constexpr std::size_t longest_version = 40;

RE2::Options options() {
  RE2::Options with(RE2::Quiet);
  with.set_case_sensitive(false);
  with.set_encoding(RE2::Options::EncodingLatin1); // bytes: pages may hold anything
  with.set_dot_nl(false);
  with.set_max_mem(4 << 20);
  return with;
}

void read_tag(std::string_view tag, pattern_text& into) {
  if (tag.starts_with("version:")) {
    into.version = tag.substr(8);
  } else if (tag.starts_with("confidence:")) {
    const std::string_view number = tag.substr(11);
    std::from_chars(number.data(), number.data() + number.size(), into.confidence);
    into.confidence = std::clamp(into.confidence, 0, 100);
  }
}

/// The text with each \1 replaced by its group.
std::string with_groups(std::string_view form, const std::vector<std::string>& groups) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '\\' && i + 1 < form.size() && is_digit(form[i + 1])) {
      const auto group = static_cast<std::size_t>(form[++i] - '0');
      out += group < groups.size() ? groups[group] : std::string();
    } else {
      out += form[i];
    }
  }
  return out;
}

} // namespace

pattern_text parse_pattern(std::string_view written) {
  pattern_text parts;
  std::size_t end = std::min(written.find(tag_mark), written.size());
  parts.regex = written.substr(0, end);
  while (end < written.size()) {
    const std::size_t begin = end + tag_mark.size();
    end = std::min(written.find(tag_mark, begin), written.size());
    read_tag(written.substr(begin, end - begin), parts);
  }
  return parts;
}

std::string to_re2(std::string_view javascript) {
  std::string out;
  for (std::size_t i = 0; i < javascript.size(); ++i) {
    const std::string_view rest = javascript.substr(i);
    if (rest.starts_with("\\u") && rest.size() >= 6) {
      out += "\\x{" + std::string(rest.substr(2, 4)) + "}";
      i += 5;
    } else if (rest.starts_with("(?<") && rest.size() > 3 && rest[3] != '=' && rest[3] != '!') {
      out += "(?P<";
      i += 2;
    } else if (rest.starts_with("[^]")) {
      out += "[\\s\\S]";
      i += 2;
    } else if (rest[0] == '\\' && rest.size() > 1) {
      out += rest.substr(0, 2);
      ++i;
    } else {
      out += rest[0];
    }
  }
  return out;
}

std::string fill_version(std::string_view form, const std::vector<std::string>& groups) {
  const std::size_t question = form.find('?');
  std::string filled;
  if (question == std::string_view::npos) {
    filled = with_groups(form, groups);
  } else {
    const std::size_t colon = std::min(form.find(':', question), form.size());
    const bool holds = !with_groups(form.substr(0, question), groups).empty();
    const std::string_view chosen = holds ? form.substr(question + 1, colon - question - 1)
                                          : form.substr(std::min(colon + 1, form.size()));
    filled = with_groups(chosen, groups);
  }
  filled = trim(filled, " ");
  return filled.size() > longest_version ? std::string() : filled;
}

std::optional<tech_pattern> tech_pattern::compile(std::string_view written, std::string& problem) {
  tech_pattern made;
  made.text_ = parse_pattern(written);
  if (made.text_.regex.empty()) {
    return made;
  }
  auto regex = std::make_shared<const RE2>(to_re2(made.text_.regex), options());
  if (!regex->ok()) {
    problem = regex->error();
    return std::nullopt;
  }
  made.regex_ = std::move(regex);
  return made;
}

std::optional<pattern_match> tech_pattern::match(std::string_view text) const {
  if (regex_ == nullptr) {
    return pattern_match{};
  }
  std::array<re2::StringPiece, most_groups> found;
  const int wanted = text_.version.empty() ? 0 : std::min(regex_->NumberOfCapturingGroups() + 1, most_groups);
  if (!regex_->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, found.data(), wanted)) {
    return std::nullopt;
  }
  const std::vector<std::string> groups(found.begin(), found.begin() + wanted);
  return pattern_match{fill_version(text_.version, groups)};
}

} // namespace leadstream::enrich
