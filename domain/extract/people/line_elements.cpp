#include "domain/extract/people/line_elements.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_line = 200; ///< of a name with what stands beside it

bool begins_word(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && (is_digit(text.front()) || is_unicode_letter(next_code_point(text, at)));
}

bool ends_word(std::string_view text) {
  return !text.empty() && (is_word(text.back()) || is_high(text.back()));
}

/// A name that lacks nothing: "Anna Maria" goes on with a surname.
bool is_whole_name(std::string_view text) {
  const person_name read = read_person_name(text);
  return !read.name.empty() && read.rest.empty() &&
         !is_given_name(std::string_view(read.name).substr(read.name.rfind(' ') + 1));
}

/// Whether parts begin with a name that is set apart, or with a title and a name behind it.
bool sets_name_apart(const std::vector<std::string_view>& parts) {
  return is_whole_name(parts[0]) ? !is_given_name(parts[1]) || is_title(parts[1])
                                 : is_title(parts[0]) && is_whole_name(parts[1]);
}

} // namespace

std::string with_bars_between_elements(const context& page, const segment& line) {
  const std::string_view whole = page.text.view(line);
  const std::vector<std::size_t> seams = page.text.seams_of(line);
  if (seams.empty() || whole.size() > longest_line) {
    return std::string(whole);
  }
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (const std::size_t seam : seams) {
    const std::size_t at = seam - line.begin;
    if (at > begin && at + 1 < whole.size() && whole[at] == ' ' && begins_word(whole.substr(at + 1)) &&
        ends_word(whole.substr(0, at))) {
      parts.push_back(whole.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(whole.substr(begin));
  if (parts.size() < 2 || !sets_name_apart(parts)) {
    return std::string(whole);
  }
  std::string out(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    out += " | ";
    out += parts[i];
  }
  return out;
}

} // namespace leadstream::extraction
