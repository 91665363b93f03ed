#include "domain/clean/legal_form.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/code_points.hpp"
#include "domain/text/fold_case.hpp"
#include "domain/text/trim.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_filter.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unicode/uchar.h>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadstream {
namespace {

constexpr std::size_t most_words = 7;

/// How forms are compared: without case, full stops, commas, brackets and spaces, the Turkish i's as one.
std::string key_of(std::string_view text) {
  static const std::u32string_view dropped = U".,() \u0307";
  std::string out;
  if (extraction::is_ascii(text)) {
    for (const char c : text) {
      if (c != '.' && c != ',' && c != '(' && c != ')' && c != ' ')
        out += to_lower(c);
    }
    return out;
  }
  for (const char32_t c : code_points(fold_case(text))) {
    if (dropped.find(c) == std::u32string_view::npos)
      append_utf8(out, c == U'ı' ? U'i' : c);
  }
  return out;
}

std::string without_spaces(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == ','; });
  return out;
}

struct spelling {
  std::string_view form;  ///< as the lexicon has it
  std::string_view usual; ///< the first spelling of its line
  bool exact = false;     ///< an ordinary word unless written exactly so or with full stops
};

/// Forms by their keys, and what the word at their outer end may come to: most names end otherwise.
class table {
public:
  explicit table(bool front) : front_(front) {}

  void add(const std::string& key, const spelling& form) {
    if (by_key_.try_emplace(key, form).second) {
      for (std::size_t size = 1; size <= key.size(); ++size)
        filter_.add(*ends_.insert(front_ ? key.substr(0, size) : key.substr(key.size() - size)).first);
    }
  }
  const spelling* find(const std::string& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : &found->second;
  }
  bool may_end(const std::string& word) const { return filter_.may_hold(word) && ends_.contains(word); }
  /// Whether these forms stand before a name.
  bool front() const { return front_; }

private:
  bool front_;
  std::unordered_map<std::string, spelling> by_key_;
  std::unordered_set<std::string> ends_;
  word_filter filter_; ///< of the ends
};

struct glued_form {
  std::string_view written;
  std::string_view usual;
};

/// The lexicon: forms behind a name, before it, and those that are written without a space (East Asia).
struct lexicon_of_forms {
  table suffixes{false};
  table prefixes{true};
  table companions{true}; ///< those before a name that has another behind it
  /// Of forms that differ in case and full stops only: Norwegian AS, Czech a.s.
  std::unordered_map<std::string, spelling> by_spelling;
  std::vector<glued_form> glued;
  std::unordered_set<std::string_view> exact; ///< the spellings of ordinary words that mean the form

  lexicon_of_forms() {
    for (const auto line : lexicon_lines("legal_forms"))
      add_line(line.substr(line.find(':') + 1));
    std::sort(glued.begin(), glued.end(),
              [](const auto& a, const auto& b) { return a.written.size() > b.written.size(); });
  }

private:
  void add_line(std::string_view forms) {
    std::string_view usual;
    while (!forms.empty()) {
      const auto end = std::min(forms.find_first_of("|;"), forms.size());
      add(trim(forms.substr(0, end)), usual);
      if (end < forms.size() && forms[end] == ';')
        usual = {};
      forms.remove_prefix(std::min(end + 1, forms.size()));
    }
  }

  void add(std::string_view form, std::string_view& usual) {
    bool front = false;
    bool word = false;
    bool without_space = false;
    bool companion = false;
    for (; !form.empty() && std::string_view("^!~+").find(form.front()) != std::string_view::npos;
         form.remove_prefix(1)) {
      companion |= form.front() == '+';
      front |= companion || form.front() == '^';
      word |= form.front() == '!';
      without_space |= form.front() == '~';
    }
    if (usual.empty())
      usual = form;
    if (word)
      exact.insert(trim(form, "."));
    const spelling found{form, usual, word};
    suffixes.add(key_of(form), found);
    by_spelling.try_emplace(without_spaces(form), found);
    if (companion)
      companions.add(key_of(form), found);
    if (front)
      prefixes.add(key_of(form), found);
    if (without_space)
      glued.push_back({form, usual});
  }
};

const lexicon_of_forms& forms() {
  static const lexicon_of_forms all;
  return all;
}

std::size_t letters_of(std::string_view text) {
  const auto points = code_points(text);
  return static_cast<std::size_t>(std::count_if(
      points.begin(), points.end(), [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }));
}

bool has_case(std::string_view text, bool upper) {
  const auto points = code_points(text);
  return std::any_of(points.begin(), points.end(), [&](char32_t c) {
    const auto point = static_cast<UChar32>(c);
    return upper ? u_isupper(point) || u_istitle(point) : u_islower(point);
  });
}

/// Whether these words, which are spelled like a form, mean it: one or two letters are a form only in upper
/// case, with full stops or in a name that is all lower case; words of the language only exactly as the form
/// is written.
bool means_form(std::string_view words, const spelling& form, std::string_view name) {
  if (words.find('.') != std::string_view::npos || words.starts_with('&') || words == form.usual)
    return true;
  if (form.exact)
    return forms().exact.contains(words);
  return letters_of(words) > 2 || !has_case(words, false) || !has_case(name, true);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0)
      out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string_view spanning(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

struct found_form {
  std::string_view rest;
  std::string form; ///< in proper case; empty when there is none
  std::string_view usual;
};

/// "GMBH" as the lexicon spells it; forms that are all upper case keep their full stops: "B.V.".
std::string in_proper_case(std::string_view words, std::string_view form) {
  if (has_case(form, false))
    return std::string(form);
  std::u32string out = code_points(words);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); });
  return to_utf8(out);
}

void append_word(std::string& text, std::string_view word) {
  text.append(text.empty() || word.empty() ? "" : " ").append(word);
}

/// The longest form at the end (or the front) of `rest`; nothing when there is none.
found_form find_form(std::string_view rest, std::string_view name, const table& known) {
  const auto words = words_of(rest);
  const bool front = known.front();
  if (words.empty() || !known.may_end(key_of(front ? words.front() : words.back())))
    return {rest, {}, {}};
  const std::size_t most = std::min(words.size(), most_words);
  std::array<std::string, most_words> keys; // of the first words, or of the last
  for (std::size_t i = 0; i < most; ++i) {
    keys.at(i) = key_of(words[front ? i : words.size() - most + i]);
  }
  for (std::size_t count = most; count > 0; --count) {
    const std::size_t from = front ? 0 : words.size() - count;
    const auto candidate = spanning(words[from], words[from + count - 1]);
    const auto first = keys.begin() + static_cast<std::ptrdiff_t>(front ? 0 : most - count);
    const spelling* found =
        known.find(std::accumulate(first, first + static_cast<std::ptrdiff_t>(count), std::string()));
    if (found == nullptr || !means_form(candidate, *found, name))
      continue;
    const auto left =
        front ? rest.substr(static_cast<std::size_t>(candidate.data() + candidate.size() - rest.data()))
              : rest.substr(0, static_cast<std::size_t>(candidate.data() - rest.data()));
    const auto spelled = forms().by_spelling.find(without_spaces(candidate));
    const spelling& form = spelled == forms().by_spelling.end() ? *found : spelled->second;
    return {trim(left, " ,"), in_proper_case(candidate, form.form), form.usual};
  }
  return {rest, {}, {}};
}

found_form find_glued(std::string_view rest) {
  for (const auto& form : forms().glued) {
    if (rest.size() > form.written.size() && rest.ends_with(form.written))
      return {trim(rest.substr(0, rest.size() - form.written.size())), std::string(form.written), form.usual};
    if (rest.size() > form.written.size() && rest.starts_with(form.written))
      return {trim(rest.substr(form.written.size())), std::string(form.written), form.usual};
  }
  return {rest, {}, {}};
}

} // namespace

legal_split split_legal_form(std::string_view name) {
  legal_split out;
  found_form left{name, {}, {}};
  for (int times = 0; times < 3 && !left.rest.empty(); ++times) {
    found_form next = find_form(left.rest, name, forms().suffixes);
    if (next.form.empty() || (times > 0 && next.rest.empty()))
      break;
    left = std::move(next);
    std::string behind = std::move(left.form);
    append_word(behind, out.behind);
    out.behind = std::move(behind);
    std::string legal(left.usual);
    append_word(legal, out.legal_form);
    out.legal_form = std::move(legal);
  }
  if (!out.behind.empty()) {
    if (found_form companion = find_form(left.rest, name, forms().companions);
        !companion.form.empty() && !companion.rest.empty()) {
      out.before = std::move(companion.form);
      left.rest = companion.rest;
    }
  } else if (!(left = find_form(name, name, forms().prefixes)).form.empty()) {
    out.before = left.form;
    out.legal_form = left.usual;
  } else if (!(left = find_glued(name)).form.empty()) {
    (name.starts_with(left.rest) ? out.behind : out.before) = left.form;
    out.legal_form = left.usual;
  }
  out.core = left.rest;
  return out;
}

} // namespace leadstream
